"""Promises that the shipped catalogue keeps as a whole, and every wording of a detector."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest
from jinja2 import Environment, nodes

from ticketkit import catalog, detectors, resources, wording
from ticketkit.wording import claims

BOOK = catalog.load()
TODAY = date(2026, 11, 20)

IMPOSTORS = (
    "runwaygen45.com", "lumina-runway.art", "klingmotion.org", "klingai2.org", "www-veo.com",
    "lumengen.online", "kling-4.net", "klingo1.co", "pikalabs.net", "pikalabsai.org", "pika.style",
    "sora2.pro", "sora-support@openai.com", "kling.to", "sorawithoutwatermark.com",
)  # fmt: skip
OFFICIAL = {"openai.com"}
"""Hosts of impostor addresses that are a vendor's own."""


def test_the_catalogue_has_no_errors() -> None:
    """Old sources are told but are no errors."""
    found = catalog.problems([resources.templates()], TODAY, frozenset(detectors.names()))
    assert [p for p in found if p.level == "error"] == []


def test_no_impostor_is_named_anywhere() -> None:
    """Lookalike sites and addresses occur in no file of the templates."""
    for path in resources.templates().rglob("*.*"):
        text = path.read_text(encoding="utf-8").lower()
        assert not [name for name in IMPOSTORS if name in text], path


@pytest.mark.parametrize("name", IMPOSTORS)
def test_no_allow_list_covers_an_impostor(name: str) -> None:
    """A lookalike host is refused by the linter for every vendor, alone, in links and in mail."""
    host = name.rpartition("@")[2]
    if host in OFFICIAL:
        return
    for vendor in BOOK.vendors.values():
        for address in (host, f"https://{host}/refund", f"support@{host}"):
            assert not claims.is_allowed(address, vendor.domains), vendor.name


VALUES: dict[str, object] = {
    "value": 1000.0, "unit": "ms", "threshold": 125.0, "baseline": 41.7, "start_s": 3.0,
    "end_s": 4.0, "first_frame": 72, "last_frame": 95, "frames": 24, "reason": "Because.",
    "given_s": 1.0, "offset_s": 2.0,
}  # fmt: skip
OPTIONAL = re.compile(r"(\w+) is defined")


@pytest.mark.parametrize("name", BOOK.detectors)
def test_wordings_fill_without_a_gap(name: str) -> None:
    """Every sentence of a detector is whole, whichever of its optional details are missing."""
    words = BOOK.detectors[name]
    sentences = (words.shown, words.not_shown, words.not_measured)
    for sentence in (*sentences, *words.reasons.values(), *words.alternatives.values()):
        for details in _details(sentence):
            said = wording.fill(sentence, **{**details, **VALUES})
            assert said[0].isupper()
            assert said.endswith(".")
            assert "  " not in said
            assert "{" not in said


def _details(sentence: str) -> Iterator[dict[str, float]]:
    """A number for everything that `sentence` quotes, without any of what it can do without."""
    named = {n.name for n in Environment(autoescape=True).parse(sentence).find_all(nodes.Name)}
    optional = set(OPTIONAL.findall(sentence)) & named
    for present in product((True, False), repeat=len(optional)):
        missing = {n for n, there in zip(sorted(optional), present, strict=True) if not there}
        yield dict.fromkeys(named - missing, 12.3)
