"""`check_catalogue`: additions are judged with the shipped files, and so is every sentence."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from support.catalogue import MODE, VENDOR, write

from ticketkit import resources
from ticketkit.catalog import CatalogProblem
from ticketkit.catalog.camera_moves import asked
from ticketkit.catalog.stillness import asked_stillness
from ticketkit.pipeline import check_catalogue

TODAY = date(2026, 11, 20)
ACME = "vendors/acme/vendor.toml"
LEVITY = "failure_modes/levity.toml"
LIFTED = MODE.replace("Gravity", "Levity").replace('"floating"', '"drifting up"')
LIFTED_ANYWHERE = LIFTED.partition("[[terms")[0]
REPORT = "report/report.toml"


def errors(folder: Path) -> list[CatalogProblem]:
    with resources.overlaid(folder):
        return [p for p in check_catalogue(TODAY) if p.level == "error"]


def told(folder: Path) -> list[str]:
    return [str(problem) for problem in errors(folder)]


def test_the_shipped_templates_have_no_errors(tmp_path: Path) -> None:
    assert told(tmp_path) == []


def test_additions_alone_are_no_error(tmp_path: Path) -> None:
    """A folder with one vendor, one mode and one wording is whole with the shipped files."""
    write(tmp_path, ACME, VENDOR)
    write(tmp_path, LEVITY, LIFTED)
    write(tmp_path, "vendors/acme/email.txt", '{% extends "channels/email.txt" %}')
    write(tmp_path, "notes.md", "You must refund me within 3 days.")
    write(tmp_path, ".git/config.txt", "")
    assert told(tmp_path) == []


def test_every_error_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    """Each with the whole path, the field and the allowed values; records, names and templates."""
    write(tmp_path, ACME, VENDOR.replace('kind = "email"', 'kind = "pigeon"'))
    write(tmp_path, LEVITY, LIFTED_ANYWHERE.replace('"MAJOR"', '"BAD"'))
    write(tmp_path, "failure_mode/x.toml", "")
    write(tmp_path, "channels/pigeon.txt", "")
    write(tmp_path, "channels/email.txt", "{{ broken")
    found = told(tmp_path)
    for path, part in (
        (ACME, "channels.desk.kind is 'pigeon'; allowed: 'web_form'"),
        (LEVITY, "severity is 'BAD'; allowed: 'CRITICAL'"),
        ("failure_mode/x.toml", "is read by nothing; allowed: failure_modes/*.toml"),
        ("channels/pigeon.txt", "is read by nothing"),
        ("channels/email.txt", "cannot be read: template channels/email.txt"),
    ):
        assert [t for t in found if t.startswith(f"{tmp_path}/{path}") and part in t], part
    assert len(found) == 5


@pytest.mark.parametrize(
    ("old", "new", "field", "said"),
    [
        ("Gold has a desk.", "Gold is entitled to a refund.", "routes#1.why", "entitled"),
        ("It answers.", "It will be refunded.", "channels.desk.purpose", "will be refunded"),
        ("Write.", "Expect an answer within 24 hours.", "channels.desk.steps#1", "within 24 hours"),
        ('note = "None."', 'note = "90% of requests work."', "fingerprints#1.note", "90% of "),
        (
            'fallbacks = ["desk"]',
            'avoid = ["Mention a chargeback."]',
            "routes#2.avoid#1",
            "chargeback",
        ),
    ],
)
def test_a_vendors_sentence_that_promises_is_an_error(
    tmp_path: Path, old: str, new: str, field: str, said: str
) -> None:
    """No sentence that `route` and SEND.md print claims an outcome, a right or a period."""
    write(tmp_path, ACME, VENDOR.replace(old, new))
    (problem,) = errors(tmp_path)
    assert (problem.file, problem.field) == (ACME, field)
    assert said in problem.problem


POLICY = """
[[policy]]
topic = "billing"
text = "{}"
from = "site"
"""


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("A refund may be asked for within 30 days of the start.", True),
        ("A dispute about a bill must reach Acme within 60 days.", True),
        ("Such requests are usually granted.", False),
        ("A refund is guaranteed.", False),
        ("The approval rate is 80%.", False),
    ],
)
def test_a_vendors_own_terms_have_periods_and_nothing_else(
    tmp_path: Path, text: str, allowed: bool
) -> None:
    """A line of policy reports terms with their source; a promise is none even there."""
    write(tmp_path, ACME, VENDOR + POLICY.format(text))
    assert [p.field for p in errors(tmp_path)] == ([] if allowed else ["policy#1.text"])


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("vendors/luma/email.txt", "You must refund me.", "must refund"),
        ("channels/forum.txt", '{{ "I am entitled to it." }}', "entitled"),
        ("channels/email.txt", "My card number follows.", "card number"),
        ("discord/message.txt", "Answer within 3 days.", "within 3 days"),
        ("send.md", "A refund is guaranteed.", "guaranteed"),
    ],
)
def test_a_template_that_promises_is_an_error(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    """The words of a template are judged before any ticket is made of it."""
    write(tmp_path, name, text)
    (problem,) = errors(tmp_path)
    assert problem.path == f"{tmp_path}/{name}"
    assert f'says "{said}"' in problem.problem


def test_a_mode_and_a_measurement_may_not_promise_either(tmp_path: Path) -> None:
    write(tmp_path, LEVITY, LIFTED_ANYWHERE.replace("Things float.", "A credit is due."))
    shutil.copytree(resources.templates() / "findings", tmp_path / "findings")
    words = next((tmp_path / "findings").iterdir())
    changed = words.read_text(encoding="utf-8").replace('title = "', 'title = "Guaranteed: ', 1)
    words.write_text(changed, encoding="utf-8")
    assert {(p.file, p.field) for p in errors(tmp_path)} == {
        (LEVITY, "definition"),
        (f"findings/{words.name}", "title"),
    }


@pytest.mark.parametrize(
    ("old", "new", "told_as"),
    [
        ('title = "Audit report"', "", "document.title is missing"),
        ('title = "Audit report"', "title = 3", "document.title must be a text"),
        ('title = "Audit report"', 'title = ["x"]', "document.title must be a text"),
        ('title = "Audit report"', 'titel = "x"\ntitle = "y"', "document.titel is not a text of"),
        ('title = "Audit report"', 'title = "{{ x"', "document.title is not a template"),
        ('title = "Audit report"', 'title = "It is owed"', 'document.title says "is owed"'),
        ('title = "Audit report"', "title = ", "is not valid TOML"),
    ],
)
def test_the_reports_texts_are_held_to_the_shipped_ones(
    tmp_path: Path, old: str, new: str, told_as: str
) -> None:
    """A text that the report needs and does not find would stop a build: it is told before."""
    shipped = (resources.templates() / REPORT).read_text(encoding="utf-8")
    write(tmp_path, REPORT, shipped.replace(old, new, 1))
    (found,) = told(tmp_path)
    assert told_as in found


@pytest.mark.parametrize(
    ("name", "text", "part"),
    [
        (
            "programs.toml",
            "[[programs]]\nname = 'X'\nwhat = 'a converter'\npattern = '('",
            "programs.X.pattern is not a regular expression: missing )",
        ),
        ("programs.toml", "programs = 3", "programs must be a list"),
        ("stillness.toml", "phrases = ['still']", "not_still is missing"),
        ("stillness.toml", "phrases = [", "cannot be read"),
        ("camera_moves.toml", "not_moves = ['x']\n[[moves]]\nname = 'up'", "moves.up.phrases is"),
        (
            "camera_moves.toml",
            "not_moves = ['x']\n[[moves]]\nname = 'up'\nphrases = ['up']\nasks = {yaw = 1}",
            "moves.up.asks.yaw",
        ),
    ],
)
def test_a_list_that_cannot_be_used_is_an_error(
    name: str, text: str, part: str, tmp_path: Path
) -> None:
    """What `build` would stumble over later is told by `check`, with the file and the field."""
    write(tmp_path, name, text)
    (problem,) = told(tmp_path)
    assert problem.startswith(f"{tmp_path}/{name}")
    assert part in problem


def test_lists_of_a_person_lie_over_the_shipped_ones(tmp_path: Path) -> None:
    """File by file, as the README says, and only while the folder is laid over them."""
    write(tmp_path, "stillness.toml", "not_still = ['x']\nphrases = ['calm as a pond']")
    moves = "not_moves = ['x']\n[[moves]]\nname = 'a swoop'\nphrases = ['swoop']\nfree = true"
    write(tmp_path, "camera_moves.toml", moves)
    assert (asked_stillness("calm as a pond"), asked("swoop")) == ("", None)
    with resources.overlaid(tmp_path):
        assert asked_stillness("calm as a pond") == "calm as a pond"
        assert getattr(asked("swoop"), "names", None) == ("a swoop",)
