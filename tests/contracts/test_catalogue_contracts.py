"""Promises that the shipped catalogue keeps as a whole, and every wording of a detector."""

from datetime import date

import pytest

from ticketkit import catalog, resources, wording
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
    found = catalog.problems([resources.templates()], TODAY, frozenset({"frozen_frames"}))
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
    "end_s": 4.0, "first_frame": 72, "last_frame": 95, "frames": 24, "change_during": 0.4,
    "noise": 1.1, "motion": 20.0, "limit": 2.4, "reason": "Because.", "given_s": 1.0,
    "offset_s": 2.0,
}  # fmt: skip
SIDES: tuple[dict[str, float], ...] = (
    {"change_before": 12.3, "change_after": 14.5},
    {"change_before": 12.3},
    {"change_after": 14.5},
)


@pytest.mark.parametrize("name", BOOK.detectors)
@pytest.mark.parametrize("sides", SIDES, ids="+".join)
def test_wordings_fill_without_a_gap(name: str, sides: dict[str, float]) -> None:
    """Every sentence of a detector is whole, whatever side of the failure the clip shows."""
    words = BOOK.detectors[name]
    sentences = (words.shown, words.not_shown, words.not_measured)
    for sentence in (*sentences, *words.reasons.values(), *words.alternatives.values()):
        said = wording.fill(sentence, **VALUES, **sides)
        assert said[0].isupper()
        assert said.endswith(".")
        assert "  " not in said
        assert "{" not in said
