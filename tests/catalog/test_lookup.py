"""Finding modes and vendors by what people call them."""

from pathlib import Path

import pytest
from support.catalogue import MODE, write, write_catalogue

from ticketkit import catalog
from ticketkit.errors import ExitCode, UnknownNameError

BOOK = catalog.load()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("motion", "motion"),
        (" Motion ", "motion"),
        ("freeze", "motion"),
        ("Motion failure", "motion"),
        ("Temporal Coherence Degradation", "motion"),
        ("temporal-coherence_DEGRADATION", "motion"),
        ("luma-motion-failure", "motion"),
        ("runway temporal flicker", "flicker"),
        ("Anatomical Topology & Coherence Failure", "anatomy"),
        ("anatomical topology and coherence failure", "anatomy"),
        ("ANATOMICAL TOPOLOGY COHERENCE FAILURE", "anatomy"),
        ("hand", "hands"),
        ("Hand Anatomy Topology Failure", "hands"),
        ("Facial Landmark Regression Failure", "face"),
        ("luma-face-distortion", "face"),
    ],
)
def test_a_mode_answers_to_all_its_names(text: str, name: str) -> None:
    """Canonical name, alias, title, term and page in any case, spacing and punctuation."""
    assert BOOK.mode(text).name == name


@pytest.mark.parametrize(
    ("text", "closest"),
    [("moton", "motion"), ("handz", "hands"), ("Temporal Coherence Degradatio", "motion")],
)
def test_a_near_miss_is_refused_with_the_closest(text: str, closest: str) -> None:
    """A name that nobody has is an error that names three, the best first."""
    with pytest.raises(UnknownNameError) as caught:
        BOOK.mode(text)
    assert caught.value.exit_code is ExitCode.UNKNOWN_NAME
    assert f"closest: {closest}, " in caught.value.what
    assert caught.value.what.count(",") == 2


@pytest.mark.parametrize("text", ["leg", "legs", "the leg comes off", "foot detaches", "limb gone"])
def test_a_word_of_an_alias_leads_to_its_failure(text: str) -> None:
    """A person who names the part that fails is told of anatomy before what is spelt alike."""
    with pytest.raises(UnknownNameError, match="closest: anatomy, "):
        BOOK.mode(text)


@pytest.mark.parametrize("text", ["", "---", "   "])
def test_an_empty_name_is_refused(text: str) -> None:
    with pytest.raises(UnknownNameError):
        BOOK.mode(text)
    with pytest.raises(UnknownNameError):
        BOOK.vendor(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [("luma", "luma"), ("Dream Machine", "luma"), ("RunwayML", "runway"), ("Runway ML", "runway")],
)
def test_a_vendor_answers_to_all_its_names(text: str, name: str) -> None:
    assert BOOK.vendor(text).name == name


def test_an_unknown_vendor_names_the_closest() -> None:
    with pytest.raises(UnknownNameError, match="closest: runway, luma"):
        BOOK.vendor("runaway")


def test_a_group_gives_the_kind_that_the_vendor_has_a_term_for(tmp_path: Path) -> None:
    """A name shared by two kinds is accepted and leads to the fitting one."""
    write_catalogue(tmp_path, mode=("severity", 'group = "physics"\nseverity'))
    first = MODE.replace("Gravity", "Air").replace("floating", "windy")
    text = first.replace("severity", 'group = "physics"\nseverity').partition("[[terms")[0]
    write(tmp_path, "failure_modes/air.toml", text + "[terms]\n")
    book = catalog.load(tmp_path)
    assert book.mode("Physics").name == "air"
    assert book.mode("physics", book.vendor("acme")).name == "gravity"
    assert [mode.name for mode in book.kinds("PHYSICS")] == ["air", "gravity"]
    note = "physics has two kinds; gravity was taken, the other is air."
    assert book.kind_note("physics", book.modes["gravity"]) == note


def test_without_a_vendor_a_group_gives_its_most_severe_kind(tmp_path: Path) -> None:
    """The kind that is taken does not hang on the alphabet alone; a third kind is told too."""
    write_catalogue(tmp_path, mode=("severity", 'group = "physics"\nseverity'))
    first = MODE.replace("severity", 'group = "physics"\nseverity').partition("[[terms")[0]
    for name, severity in (("air", "MINOR"), ("water", "CRITICAL")):
        text = first.replace("Gravity", name).replace("floating", f"{name}y")
        write(tmp_path, f"failure_modes/{name}.toml", text.replace("MAJOR", severity))
    book = catalog.load(tmp_path)
    assert [mode.name for mode in book.kinds("physics")] == ["water", "gravity", "air"]
    note = "physics has 3 kinds; water was taken, others: gravity, air."
    assert book.kind_note("physics", book.mode("physics")) == note


@pytest.mark.parametrize("text", ["motion", "freeze", "luma-motion-failure", "nonsense", ""])
def test_what_names_one_mode_or_none_is_no_group(text: str) -> None:
    """Motion is a mode of its own although other modes are kinds of it."""
    assert BOOK.kinds(text) == ()
    assert BOOK.kind_note(text, BOOK.modes["motion"]) == ""


def test_of_two_terms_the_one_that_was_said_is_used(tmp_path: Path) -> None:
    """A vendor may have two pages for one mode; the ticket uses the words that were named."""
    second = '\n[[terms.acme]]\nterm = "Hovering Defect"\npage = "acme-hovering"\n'
    write_catalogue(tmp_path)
    write(tmp_path, "failure_modes/gravity.toml", MODE + second)
    mode = catalog.load(tmp_path).mode("hovering defect")
    assert mode.term_for("acme", "HOVERING defect").term == "Hovering Defect"
    assert mode.term_for("acme", "acme-hovering").term == "Hovering Defect"
    assert mode.term_for("acme").term == "Levitation & Drift Defect"
    assert mode.term_for("nobody").term == "Gravitational Constraint Violation"
