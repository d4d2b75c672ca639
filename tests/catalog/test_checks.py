"""`problems`: what is wrong or out of date although every record is valid."""

from datetime import date
from pathlib import Path

import pytest
from support.catalogue import MODE, VENDOR, write, write_catalogue

from ticketkit import catalog
from ticketkit.errors import CatalogError

TODAY = date(2026, 11, 20)


def test_a_good_catalogue_has_no_problems(tmp_path: Path) -> None:
    assert catalog.problems([write_catalogue(tmp_path)], TODAY, frozenset()) == []


@pytest.mark.parametrize(
    ("change", "field", "told"),
    [
        (('"job_[0-9]{6}"', '"job_[0-9"'), "ids.job ID.pattern", "not a regular expression"),
        (('"job_123456"', '"job_12345"'), "ids.job ID.example", "does not match the pattern"),
        (("(?P<id>job", "(?P<it>job"), "ids.job ID.url_patterns#1", "no group called id"),
        (("help@acme.example", "help@acme.test"), "channels.desk.address", "acme.test"),
        (("help@acme.example", "help@notacme.example"), "channels.desk.address", "notacme"),
        (('discord.gg/acme"\npur', 'discord.gg/acmes"\npur'), "channels.chat.address", "acmes"),
        (('"help@acme.example"', '""'), "channels.desk.address", "is empty"),
        (('"Gold has a desk."', '"See evil.example."'), "routes#1", "evil.example"),
        (('fallbacks = ["desk"]', 'fallbacks = ["dask"]'), "routes#2.fallbacks", "allowed: desk"),
        (('channel = "chat"', 'channel = "chit"'), "routes#2.channel", "allowed: desk, chat"),
        (('plans = ["Gold"]', 'plans = ["Silver"]'), "routes#1.plans", "allowed: Basic, Gold"),
        (('plans = ["Gold"]', 'surfaces = ["app"]'), "routes#1.surfaces", "allowed: web"),
        (('plans = ["Gold"]', ""), "routes#2", "never reached"),
        (('channel = "chat"', 'channel = "chat"\nproblems = ["billing"]'), "routes", "quality"),
        (('plan_question = "Which plan?"', ""), "plan_question", "is empty"),
        (('aliases = ["golden"]', 'aliases = ["BASIC"]'), "plans.Gold", "with Basic"),
        (('name = "chat"', 'name = "desk"'), "channels.desk", "shares the name"),
        (("acme_(?P<id>", "acme_(?P<id"), "fingerprints#1.pattern", "not a regular expression"),
        (("acme_(?P<id>", "acme_(?P<it>"), "fingerprints#1.pattern", "group it; allowed: id,"),
        (("acme_123456.mp4", "acme_12.mp4"), "fingerprints#1.example", "does not match"),
        (('surface = "web"', 'surface = "app"'), "fingerprints#1.surface", "allowed: web"),
        (('note = "None."', 'note = "See evil.example."'), "fingerprints", "evil.example"),
    ],
)
def test_a_contradiction_inside_a_vendor_is_found(
    tmp_path: Path, change: tuple[str, str], field: str, told: str
) -> None:
    """Each broken vendor gives a problem at its field, and cannot be loaded."""
    write_catalogue(tmp_path, vendor=change)
    found = [p for p in catalog.problems([tmp_path], TODAY) if p.field == field]
    assert found, catalog.problems([tmp_path], TODAY)
    assert told in found[0].problem
    assert (found[0].file, found[0].level) == ("vendors/acme/vendor.toml", "error")
    with pytest.raises(CatalogError):
        catalog.load(tmp_path)


@pytest.mark.parametrize("address", ["help@mail.acme.example", "https://www.acme.example/x"])
def test_subdomains_of_an_allowed_domain_are_allowed(tmp_path: Path, address: str) -> None:
    write_catalogue(tmp_path, vendor=("help@acme.example", address))
    assert catalog.problems([tmp_path], TODAY) == []


def test_a_term_for_an_unknown_vendor_is_an_error(tmp_path: Path) -> None:
    write_catalogue(tmp_path, mode=("terms.acme", "terms.acne"))
    (problem,) = catalog.problems([tmp_path], TODAY)
    assert (problem.field, problem.problem) == ("terms.acne", "is not a vendor; known: acme")


CHECK = (
    'judged_by = "measurement"\n\n[[checks]]\ndetector = "{}"\nthreshold = 1\ncalibrated_on = "x"\n'
)


@pytest.mark.parametrize(
    ("detector", "known", "told"),
    [
        ("floating_things", {"other"}, 'name "floating_things"; detectors: other'),
        ("sinking_things", {"sinking_things"}, "findings/sinking_things.toml is missing"),
    ],
)
def test_a_check_needs_its_detector_and_its_words(
    tmp_path: Path, detector: str, known: set[str], told: str
) -> None:
    text = MODE.replace('judged_by = "eye"', "").replace(
        "[[terms", CHECK.format(detector) + "[[terms"
    )
    head, _, tail = text.partition("judged_by")
    judged, _, check = tail.partition("\n\n")
    write_catalogue(tmp_path)
    write(tmp_path, "failure_modes/gravity.toml", f"{head}judged_by{judged}\n\n{check}")
    (problem,) = catalog.problems([tmp_path], TODAY, frozenset(known))
    assert told in problem.problem


def test_names_that_two_modes_claim_are_errors(tmp_path: Path) -> None:
    """An alias, a page and a term at one vendor each lead to one mode."""
    write_catalogue(tmp_path)
    other = MODE.replace('"Gravity failure"', '"Weight failure"').replace(
        "Gravitational Constraint Violation", "Weight Failure Term"
    )
    write(tmp_path, "failure_modes/weight.toml", other)
    told = [f"{p.field}: {p.problem}" for p in catalog.problems([tmp_path], TODAY)]
    assert 'names: share "floating" with gravity: keep it in one of them' in told
    assert 'names: share "acmegravity" with gravity: keep it in one of them' in told
    assert "terms.acme: is ambiguous: gravity has the same term for this vendor" in told


def test_a_group_that_hides_behind_a_name_is_an_error(tmp_path: Path) -> None:
    """A group's name that is an alias of a mode outside the group would never be reached."""
    write_catalogue(tmp_path)
    other = MODE.replace("Gravity", "Apple").replace('aliases = ["floating"]', 'group = "floating"')
    other = other.partition("[[terms")[0]
    write(tmp_path, "failure_modes/apples.toml", other)
    (problem,) = catalog.problems([tmp_path], TODAY)
    assert (problem.file, problem.field) == ("failure_modes/apples.toml", "group")
    assert problem.problem == 'is "floating", a name of gravity: it would never mean the group'


def test_a_shared_term_belongs_to_the_mode_whose_default_it_is(tmp_path: Path) -> None:
    """Where a vendor has one term for two modes, the mode whose own term it is answers to it."""
    write_catalogue(
        tmp_path, mode=("Gravitational Constraint Violation", "Levitation & Drift Defect")
    )
    other = MODE.replace("Gravity failure", "Apple failure").replace("floating", "falling")
    write(tmp_path, "failure_modes/apples.toml", other.replace("acme-gravity", "acme-apples"))
    assert catalog.problems([tmp_path], TODAY) == []
    book = catalog.load(tmp_path)
    assert book.mode("levitation-drift-defect", book.vendor("acme")).name == "gravity"


def test_a_name_that_two_vendors_claim_is_an_error(tmp_path: Path) -> None:
    write_catalogue(tmp_path)
    write(tmp_path, "vendors/beta/vendor.toml", VENDOR)
    told = {p.problem for p in catalog.problems([tmp_path], TODAY)}
    assert 'share "acmevideo" with acme: keep it in one of them' in told


@pytest.mark.parametrize(
    ("today", "stale"), [(date(2027, 1, 30), False), (date(2027, 1, 31), True)]
)
def test_sources_older_than_ninety_days_are_stale(tmp_path: Path, today: date, stale: bool) -> None:
    """The ninetieth day after reading is still fresh; stale sources do not hinder loading."""
    found = catalog.problems([write_catalogue(tmp_path)], today)
    assert {p.level for p in found} == ({"stale"} if stale else set())
    if stale:
        assert any(p.field == "channels.desk.checked_on" for p in found)
        assert any(p.file == "failure_modes/gravity.toml" for p in found)
    catalog.load(tmp_path)


def test_a_source_from_the_future_is_an_error(tmp_path: Path) -> None:
    found = catalog.problems([write_catalogue(tmp_path)], date(2026, 10, 31))
    assert {p.level for p in found} == {"error"}
