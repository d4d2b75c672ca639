"""The words of the reference: every vendor's term, verbatim, found by every name it goes by."""

import csv
from pathlib import Path
from typing import NamedTuple, get_args

import pytest

from ticketkit import catalog
from ticketkit.errors import UnknownNameError
from ticketkit.model.base import Problem
from ticketkit.model.failure_mode import FailureMode
from ticketkit.wording import claims

BOOK = catalog.load()
MODES = list(BOOK.modes.values())


class Row(NamedTuple):
    """One reference page: which vendor's, about which group of failures, and its term."""

    vendor: str
    group: str
    page: str
    term: str

    def is_mode(self, mode: FailureMode) -> bool:
        """Whether `mode` is this row's failure, or one kind of it."""
        return self.group in (mode.name, mode.group)


def _rows() -> list[Row]:
    with Path(__file__).with_name("terms.tsv").open(encoding="utf-8", newline="") as file:
        return [Row(**row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


ROWS = _rows()
EACH_ROW = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.page)
EACH_MODE = pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.name)

SAID_OF_TWO = {
    ("veo", "Anatomical Topology & Coherence Failure"): "anatomy",
}
"""A term that a vendor has for two groups means the one whose usual term it is."""

KINDS = {
    "luma-camera-jitter": "camera-jitter",
    "luma-camera-path-drift": "camera-path",
    "veo-camera-motion-ignored-failure": "camera-path",
    "sora-camera-control-failure": "camera-path",
    "hailuo-camera-shake-artifact": "camera-jitter",
    "runway-watermark-bleed": "watermark-paid-plan",
    "pika-watermark-bleed": "watermark-paid-plan",
    "luma-watermark-bleed": "watermark-leak",
    "veo-watermark-bleed": "watermark-leak",
    "runway-temporal-flicker": "flicker",
    "kling-motion-blur-overload": "motion-blur",
    "veo-audio-generation-failure": "wrong-audio",
}
"""Pages whose group holds several kinds."""


def test_the_table_is_whole() -> None:
    """105 pages of nine vendors in fourteen groups, each page once."""
    assert len({row.page for row in ROWS}) == len(ROWS) == 105
    assert (len({row.vendor for row in ROWS}), len({row.group for row in ROWS})) == (9, 14)


def test_the_catalogue_cites_no_other_page() -> None:
    """Every term that names a page is that page's, under that vendor, and no page is left out."""
    cited = [
        (vendor, term.page, term.term)
        for mode in MODES
        for vendor, terms in mode.terms.items()
        for term in terms
        if term.page
    ]
    assert sorted(cited) == sorted((row.vendor, row.page, row.term) for row in ROWS)


@EACH_ROW
def test_the_page_leads_to_its_failure_and_its_term(row: Row) -> None:
    """The slug alone names the mode, and the ticket then says the page's term verbatim."""
    mode = BOOK.mode(row.page)
    assert row.is_mode(mode)
    assert mode == BOOK.mode(row.page, BOOK.vendor(row.vendor))
    assert mode.name == KINDS.get(row.page, mode.name)
    assert mode.term_for(row.vendor, row.page).term == row.term


@EACH_ROW
def test_the_term_leads_to_its_failure(row: Row) -> None:
    """At its vendor, a term gives back a mode of its group and itself, verbatim."""
    mode = BOOK.mode(row.term, BOOK.vendor(row.vendor))
    two = SAID_OF_TWO.get((row.vendor, row.term))
    assert mode.name == two if two else row.is_mode(mode)
    assert mode.term_for(row.vendor, row.term).term == row.term


@EACH_ROW
def test_the_group_leads_to_a_kind_with_a_term_of_that_vendor(row: Row) -> None:
    """The name of the group gives a mode for which the vendor has one of the group's terms."""
    mode = BOOK.mode(row.group, BOOK.vendor(row.vendor))
    terms = {r.term for r in ROWS if (r.vendor, r.group) == (row.vendor, row.group)}
    assert row.is_mode(mode)
    assert mode.term_for(row.vendor, row.group).term in terms


@EACH_ROW
def test_case_spacing_and_punctuation_do_not_matter(row: Row) -> None:
    """A term or a page as people type it means what it means as the page has it."""
    vendor = BOOK.vendor(row.vendor)
    by_term, by_page = BOOK.mode(row.term, vendor), BOOK.mode(row.page, vendor)
    for said in (
        row.term.upper(),
        row.term.lower().replace("&", "and"),
        f"  {row.term.replace(' ', '-').replace('&', '')}. ",
        row.term.replace("-", " ").replace(" ", "_"),
    ):
        assert BOOK.mode(said, vendor) == by_term
        assert by_term.term_for(row.vendor, said).term == row.term
    assert BOOK.mode(row.page.replace("-", " ").title(), vendor) == by_page


@pytest.mark.parametrize(
    ("group", "vendor", "taken", "other"),
    [
        ("camera", "luma", "camera-path", "camera-jitter"),
        ("Camera", "veo", "camera-path", "camera-jitter"),
        ("camera", "sora", "camera-path", "camera-jitter"),
        ("camera", "kling", "camera-jitter", "camera-path"),
        ("CAMERA", "runway", "camera-jitter", "camera-path"),
        ("watermark", "luma", "watermark-leak", "watermark-paid-plan"),
        ("watermark", "runway", "watermark-paid-plan", "watermark-leak"),
        ("watermark", "vidu", "watermark-paid-plan", "watermark-leak"),
    ],
)
def test_a_group_takes_the_kind_that_the_vendor_has(
    group: str, vendor: str, taken: str, other: str
) -> None:
    """Of two kinds the vendor's own is taken, of both the more severe, and the note says so."""
    mode = BOOK.mode(group, BOOK.vendor(vendor))
    assert mode.name == taken
    note = f"{group.lower()} has two kinds; {taken} was taken, the other is {other}."
    assert BOOK.kind_note(group, mode) == note


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("extra finger", "hands"),
        ("6th", None),
        ("Sixth Finger", "hands"),
        ("third arm", "anatomy"),
        ("melting face", "face"),
        ("morphing", "object-permanence"),
        ("black screen", "blank-output"),
        ("logo", "watermark-leak"),
        ("stock watermark", "watermark-leak"),
        ("vendor logo", "watermark-paid-plan"),
        ("desync", "audio-sync"),
        ("no sound", "wrong-audio"),
        ("shaky", "camera-jitter"),
        ("orbit", "camera-path"),
        ("gibberish text", "text-rendering"),
        ("freeze", "motion"),
        ("strobing", "flicker"),
        ("colour shift", "color-drift"),
        ("pixelated", "compression"),
        ("floating", "physics"),
        ("stuck in queue", "job-failed"),
        ("content policy", "blocked-by-moderation"),
        ("double charge", "charged-twice"),
    ],
)
def test_everyday_words_lead_to_the_failure(said: str, name: str | None) -> None:
    """What a user would type first is understood; what could mean anything is not guessed."""
    if name is None:
        with pytest.raises(UnknownNameError, match="closest: "):
            BOOK.mode(said)
    else:
        assert BOOK.mode(said).name == name


@EACH_MODE
def test_every_mode_says_what_it_is_and_is_not(mode: FailureMode) -> None:
    """A support agent finds signs and counter-signs, each a whole sentence."""
    assert len(mode.signs) >= 3
    assert mode.not_this
    assert mode.evidence
    for sentence in (mode.definition, *mode.signs, *mode.not_this):
        assert sentence[0].isupper()
        assert sentence.endswith(".")
    by_record = {"paid_tier", "account_record"} & set(mode.evidence)
    assert mode.prompt_risks or by_record, "a failure of the picture has prompts that provoke it"


@EACH_MODE
def test_a_reference_to_another_mode_names_one(mode: FailureMode) -> None:
    """The name after "use" is that of a mode that exists, and of another one."""
    for line in mode.not_this:
        _, said, name = line.removesuffix(".").partition(": use ")
        assert not said or name in BOOK.modes.keys() - {mode.name}, line


@EACH_MODE
def test_no_mode_promises_anything(mode: FailureMode) -> None:
    """The claims linter passes every sentence about a mode: none speaks of money that is due."""
    for text in (
        mode.title,
        mode.definition,
        *mode.signs,
        *mode.not_this,
        *mode.prompt_risks,
        mode.default_term,
        mode.source,
    ):
        assert claims.problems(text) == []
        assert "refund" not in text.lower()


@EACH_MODE
def test_a_term_names_its_page_or_borrows_from_a_kind_that_does(mode: FailureMode) -> None:
    """A term without a page is the page's of another kind of the same group at that vendor."""
    for vendor, terms in mode.terms.items():
        for term in terms:
            kinds = [m for m in MODES if m.group and m.group == mode.group and m != mode]
            owned = [t.term for m in kinds for t in m.terms.get(vendor, ()) if t.page]
            assert term.page or term.term in owned


def test_every_problem_has_a_mode() -> None:
    """A failed job, a refused prompt and a charge can be named as such."""
    problems = {mode.name: mode.problem for mode in MODES if mode.problem != "quality"}
    assert problems == {
        "job-failed": "technical",
        "blocked-by-moderation": "moderation",
        "charged-twice": "billing",
    }
    assert set(problems.values()) | {"quality"} == set(get_args(Problem))
