"""Reading the catalogue: files only, and every problem of every file at once."""

from datetime import date
from pathlib import Path

import pytest
from support.catalogue import MODE, VENDOR, write, write_catalogue

from ticketkit import catalog, resources
from ticketkit.errors import CatalogError, ExitCode

LEVITY = (
    MODE.replace("Gravity", "Levity").replace('"floating"', '"drifting up"').partition("[[terms")[0]
)
"""A mode with names that no shipped one has."""


def test_a_new_vendor_and_mode_need_files_only(tmp_path: Path) -> None:
    """A catalogue of made-up files is usable: names come from files, sources from their table."""
    book = catalog.load(write_catalogue(tmp_path))
    vendor, mode = book.vendor("ACME"), book.mode("levitation and drift defect")
    assert (vendor.name, mode.name) == ("acme", "gravity")
    assert vendor.channels[0].source == "https://acme.example/help"
    assert mode.term_for("acme").page == "acme-gravity"
    assert list(book.detectors) == ["floating_things"]


def test_a_statement_may_override_its_source(tmp_path: Path) -> None:
    """`from` takes a source over; a field beside it wins."""
    change = ('steps = ["Write."]\nfrom', 'steps = ["Write."]\nconfidence = "unverified"\nfrom')
    vendor = catalog.load(write_catalogue(tmp_path, vendor=change)).vendors["acme"]
    assert [c.confidence for c in vendor.channels] == ["unverified", "primary"]


def test_all_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    """`check` names every file, every field and the allowed values; an error says how many."""
    write_catalogue(tmp_path, mode=('severity = "MAJOR"', 'severity = "BAD"\nsevere = 1'))
    write(tmp_path, "vendors/beta/vendor.toml", 'title = "Beta\n')
    broken = VENDOR.replace('kind = "email"', 'kind = "pigeon"').replace(
        'why = "Gold has a desk."', ""
    )
    write(
        tmp_path, "vendors/gamma/vendor.toml", broken.replace('from = "site"', 'from = "cite"', 1)
    )
    with pytest.raises(CatalogError) as caught:
        catalog.load(tmp_path)
    assert caught.value.exit_code is ExitCode.UNKNOWN_NAME
    assert "has 9 problems" in caught.value.what
    assert "\n" not in caught.value.what
    found = catalog.problems([tmp_path], date(2026, 11, 20))
    told = "; ".join(str(problem) for problem in found)
    for part in (
        "failure_modes/gravity.toml: severity is 'BAD'; allowed: 'CRITICAL', 'MAJOR' or 'MINOR'",
        "failure_modes/gravity.toml: severe is not a known field; known: name, title,",
        "vendors/beta/vendor.toml is not valid TOML",
        "line 1",
        "vendors/gamma/vendor.toml: channels.desk.kind is 'pigeon'; allowed: 'web_form'",
        "vendors/gamma/vendor.toml: routes#1.why is missing",
        'vendors/gamma/vendor.toml: ids#1.from names "cite"; sources of this file: site',
    ):
        assert part in told, told


def test_a_nested_unknown_field_names_the_known_ones(tmp_path: Path) -> None:
    """A misspelt field inside a list says what its record holds."""
    write_catalogue(tmp_path, vendor=('aliases = ["golden"]', 'alias = ["golden"]'))
    with pytest.raises(CatalogError, match=r"plans\.Gold\.alias is not a known field; .*aliases"):
        catalog.load(tmp_path)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('name = "else"\n' + MODE, 'name is "else" but the file says "gravity"'),
        (MODE.replace("2026-11-01", '"soon"'), "checked_on must be a date"),
        (MODE.replace('["still_pair"]', '"still_pair"'), "evidence must be a list"),
        (MODE.replace('"Gravity failure"', "3"), "title must be text"),
    ],
)
def test_a_wrong_value_is_told_plainly(tmp_path: Path, text: str, told: str) -> None:
    """Types and names are explained without the words of the validator."""
    write_catalogue(tmp_path)
    write(tmp_path, "failure_modes/gravity.toml", text)
    with pytest.raises(CatalogError) as caught:
        catalog.load(tmp_path)
    assert told in caught.value.what


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    """A file in another encoding is named."""
    write_catalogue(tmp_path)
    (tmp_path / "failure_modes" / "gravity.toml").write_bytes(b'title = "\xff"')
    with pytest.raises(CatalogError, match="is not UTF-8 text"):
        catalog.load(tmp_path)


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    """A folder that is no catalogue is refused, not taken for an empty one."""
    with pytest.raises(CatalogError, match=r"failure_modes/<name>\.toml is missing"):
        catalog.load(tmp_path)


def test_the_same_folder_is_read_once(tmp_path: Path) -> None:
    """Loading twice gives the same object."""
    write_catalogue(tmp_path)
    assert catalog.load(tmp_path) is catalog.load(tmp_path / ".." / tmp_path.name)


def test_additions_replace_and_add_file_by_file(tmp_path: Path) -> None:
    """The upper folder's records win; what it lacks is that of the folder below."""
    below, above = write_catalogue(tmp_path / "below"), tmp_path / "above"
    write(above, "failure_modes/gravity.toml", MODE.replace("Gravity failure", "Weight failure"))
    write(
        above,
        "vendors/beta/vendor.toml",
        VENDOR.replace("Acme Video", "B").replace('"acme"', '"b"'),
    )
    book = catalog.load(above, below)
    assert book.modes["gravity"].title == "Weight failure"
    assert list(book.vendors) == ["acme", "beta"]
    assert list(book.detectors) == ["floating_things"]
    assert catalog.load(below).modes["gravity"].title == "Gravity failure"


def test_what_is_laid_over_the_shipped_catalogue_is_loaded_with_it(tmp_path: Path) -> None:
    write(tmp_path, "failure_modes/levity.toml", LEVITY)
    with resources.overlaid(tmp_path):
        assert catalog.load().mode("levity").title == "Levity failure"
        assert "luma" in catalog.load().vendors
    assert "levity" not in catalog.load().modes


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("failure_modes/levity.toml", LEVITY.replace('"drifting up"', '"freeze"')),
        ("vendors/acme/vendor.toml", VENDOR.replace('aliases = ["acme"]', 'aliases = ["luma"]')),
    ],
)
def test_of_two_that_clash_the_addition_is_told(tmp_path: Path, file: str, text: str) -> None:
    """Nobody can change the shipped file, so the message names the other one, and both names."""
    write(tmp_path, file, text)
    with resources.overlaid(tmp_path), pytest.raises(CatalogError, match="share") as caught:
        catalog.load()
    assert f"{tmp_path}/{file}: names share " in caught.value.what


def test_a_problem_in_an_addition_names_the_whole_path(tmp_path: Path) -> None:
    """Two folders may hold a file of one name; the wrong one is told."""
    below, above = write_catalogue(tmp_path / "below"), tmp_path / "above"
    write(above, "failure_modes/gravity.toml", MODE.replace('"MAJOR"', '"BAD"'))
    with pytest.raises(CatalogError, match="severity is 'BAD'") as caught:
        catalog.load(above, below)
    assert f"{above}/failure_modes/gravity.toml: severity" in caught.value.what


def _rate(recall: float) -> str:
    counts = "found = 36\nfailures = 40\nalarmed = 0\nhealthy = 40"
    return f'recall = {recall}\nprecision = 1\nfalse_alarms = 0\n{counts}\nmeasured_on = "a set"\n'


def test_a_measured_error_rate_belongs_to_its_detector(tmp_path: Path) -> None:
    """The file that the benchmark writes is found by the detector's name."""
    write_catalogue(tmp_path)
    write(tmp_path, "error_rates/floating_things.toml", _rate(0.9))
    measured = catalog.load(tmp_path).detectors["floating_things"].error_rate
    assert measured is not None
    assert (measured.recall, measured.failures) == (0.9, 40)


def test_an_error_rate_of_nothing_is_told(tmp_path: Path) -> None:
    """A rate without a detector, and one with a wrong number, are problems with their file."""
    write_catalogue(tmp_path)
    write(tmp_path, "error_rates/floating_things.toml", _rate(9))
    write(tmp_path, "error_rates/sinking_things.toml", _rate(1))
    with pytest.raises(CatalogError) as caught:
        catalog.load(tmp_path)
    assert "error_rates/floating_things.toml: recall is 9 but must be" in caught.value.what
    assert "error_rates/sinking_things.toml" in caught.value.what
