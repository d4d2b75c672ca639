"""Documentation strength: how well-formed a ticket is."""

from pathlib import Path

import pytest

from ticketkit import catalog, strength
from ticketkit.model.case import Identifier, Strength
from ticketkit.model.finding import Finding, Status
from ticketkit.model.provenance import NO_CREDENTIALS, Provenance, Trace
from ticketkit.model.request import BuildRequest

BOOK = catalog.load()
ALL = {
    "prompt": "A man waves.",
    "plan": "Plus",
    "observed": "A sixth finger.",
    "expected": "Five fingers.",
    "share_url": "https://lumalabs.ai/x",
}


def _request(**facts: str) -> BuildRequest:
    return BuildRequest(clip=Path("a.mp4"), id="x", mode="anatomy", **facts)  # type: ignore[arg-type] # all texts


def _identifier(*, matches: bool = True, known: bool = True) -> Identifier:
    return Identifier(name="Generation ID", value="x", matches_pattern=matches, form_known=known)


def _finding(status: Status) -> Finding:
    return Finding(
        check="frozen_frames", status=status, metric="hold duration", value=None, unit="ms",
        threshold=125, margin=None, baseline=None, start_s=None, end_s=None, frames=None,
        sentence="", reason="",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "matches", "marked", "level"),
    [
        ({"at": "1.2", **ALL}, True, True, "VERY HIGH"),
        ({"at": "1.2", "prompt": "x", "plan": "Plus", "observed": "y"}, True, True, "VERY HIGH"),
        ({"at": "1.2", "prompt": "x"}, True, True, "HIGH"),
        ({"at": "1.2"}, True, True, "MEDIUM-HIGH"),
        ({"at": "1.2", **ALL}, False, True, "MEDIUM"),
        ({"at": "1.2", **ALL}, True, False, "MEDIUM"),
        (ALL, True, True, "MEDIUM"),
        ({"at": "1.2", **ALL}, False, False, "LOW"),
        ({}, False, False, "LOW"),
    ],
)
def test_the_level_follows_from_what_the_ticket_holds(
    facts: dict[str, str], matches: bool, marked: bool, level: str
) -> None:
    rated = strength.assess(
        _request(**facts), BOOK.modes["anatomy"], _identifier(matches=matches), (), marked=marked
    )
    assert rated.level == level


@pytest.mark.parametrize(
    ("mode", "vendor", "level"),
    [
        ("anatomy", "luma", "VERY HIGH"),
        ("hands", "luma", "HIGH"),
        ("hands", "runway", "VERY HIGH"),
        ("motion", "luma", "HIGH"),
        ("motion", "runway", "MEDIUM-HIGH"),
    ],
)
def test_the_modes_own_rating_is_the_most(mode: str, vendor: str, level: str) -> None:
    """A full ticket reaches what the reference gives to this failure at this vendor."""
    rated = strength.assess(
        _request(at="1", **ALL), BOOK.modes[mode], _identifier(), (), marked=True, vendor=vendor
    )
    assert rated.level == level


def test_a_measured_failure_is_evidence_and_a_time() -> None:
    """Neither --at nor a box is missing where a measurement shows the failure."""
    mode = BOOK.modes["motion"]
    shown = strength.assess(_request(), mode, _identifier(), [_finding("shown")], marked=False)
    assert shown.level == "MEDIUM-HIGH"
    assert {"an exact time", "a measured failure", "the technical term"} <= set(shown.have)
    denied = strength.assess(_request(), mode, _identifier(), [_finding("not_shown")], marked=False)
    assert denied.level == "LOW"


def test_what_is_missing_says_how_to_add_it() -> None:
    """Every missing thing ends with an option, and nothing is both there and missing."""
    rated = strength.assess(
        _request(), BOOK.modes["anatomy"], _identifier(matches=False), (), marked=False
    )
    assert all("--" in missing for missing in rated.missing)
    assert len(rated.missing) == 8
    assert rated.have == ("the technical term",)
    full = strength.assess(
        _request(at="1", **ALL), BOOK.modes["anatomy"], _identifier(), (), marked=True
    )
    assert full.missing == ()


def test_an_id_whose_form_is_not_known_is_not_in_the_vendors_form() -> None:
    """A pattern that takes anything shows nothing, and nobody is asked for what cannot be had."""
    request, mode = _request(at="1", **ALL), BOOK.modes["anatomy"]
    rated = strength.assess(request, mode, _identifier(known=False), (), marked=True)
    assert rated.level == "MEDIUM"
    assert not [have for have in rated.have if "form" in have]
    assert rated.missing == ()


def test_a_file_that_was_altered_weakens_the_ticket() -> None:
    """One level less, and how to get the original comes first."""
    altered = Provenance(
        credentials=NO_CREDENTIALS,
        handling="altered",
        traces=(Trace(kind="program", text="A tag names HandBrake.", points_to="altered"),),
        original="Download the clip again.",
    )

    def rated(provenance: Provenance | None) -> Strength:
        request, mode = _request(at="1.2", prompt="x"), BOOK.modes["anatomy"]
        return strength.assess(request, mode, _identifier(), (), marked=True, provenance=provenance)

    untold = altered.model_copy(update={"handling": "cannot_tell"})
    assert [rated(p).level for p in (None, untold, altered)] == ["HIGH", "HIGH", "MEDIUM-HIGH"]
    assert rated(altered).missing[0] == (
        "the file as the vendor delivered it. Download the clip again."
    )
