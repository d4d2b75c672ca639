"""Prints the lowest versions that pyproject.toml allows, as constraints for pip.

python tests/support/lowest_versions.py > constraints-lowest.txt
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parents[2] / "pyproject.toml"
_BOUND = re.compile(r"([A-Za-z0-9._-]+)>=([0-9][0-9a-z.]*)")


def lowest(project: dict[str, object]) -> Iterator[str]:
    """`name==version` for what is installed and what the tests need.

    Raises ValueError for a requirement without a lower bound.
    """
    table = project["project"]
    assert isinstance(table, dict)
    for requirement in (*table["dependencies"], *table["optional-dependencies"]["dev"]):
        match = _BOUND.fullmatch(requirement)
        if match is None:
            raise ValueError(f"{requirement!r} in pyproject.toml has no lower bound")
        yield f"{match[1]}=={match[2]}"


if __name__ == "__main__":
    print("\n".join(lowest(tomllib.loads(PROJECT.read_text(encoding="utf-8")))))  # noqa: T201
