"""What is installed with ticketkit is known, with its licence and its reason."""

import re
import tomllib
from pathlib import Path

import pytest
from support.lowest_versions import lowest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
REQUIRED = [
    *PROJECT["project"]["dependencies"],
    *PROJECT["project"]["optional-dependencies"]["provenance"],
]


def test_every_library_has_its_licence_listed() -> None:
    """THIRD-PARTY.md names each with a licence."""
    rows = (ROOT / "THIRD-PARTY.md").read_text(encoding="utf-8").splitlines()
    listed = {row.split()[1]: row.split("|")[2].strip() for row in rows if row.startswith("| ")}
    for requirement in REQUIRED:
        assert listed.get(re.split("[>=]", requirement)[0]), requirement


def test_every_library_has_a_lower_bound_that_is_tested() -> None:
    """The environment of `make test-lowest` holds each at exactly its bound."""
    pinned = set(lowest(PROJECT))
    for requirement in PROJECT["project"]["dependencies"]:
        assert requirement.replace(">=", "==") in pinned
    with pytest.raises(ValueError, match="no lower bound"):
        list(lowest({"project": {"dependencies": ["x"], "optional-dependencies": {"dev": []}}}))
