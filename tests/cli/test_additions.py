"""A person's own files: vendors, modes and words over the shipped ones, and facts of accounts."""

import json
from pathlib import Path
from typing import Any

import pytest
from support.catalogue import MODE, VENDOR, write
from support.clips import make_clip

from ticketkit import resources, video
from ticketkit.cli.entry import run
from ticketkit.model.identification import FileMarks
from ticketkit.video import read_marks

LEVITY = MODE.replace("Gravity", "Levity").replace('"floating"', '"drifting up"')
ID = "c4d629bf-94bf-4c4e-955f-eba2de8e526c"
LINK = f"https://lumalabs.ai/dream-machine/creations/{ID}"


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One second whose frames carry their number."""
    path = tmp_path_factory.mktemp("clips") / "numbered.mp4"
    make_clip(path, frames=24)
    return path


@pytest.fixture
def additions(tmp_path: Path) -> Path:
    """A folder with a vendor, a mode and a wording that nobody ships: files only."""
    folder = tmp_path / "mine"
    write(folder, "vendors/acme/vendor.toml", VENDOR)
    write(folder, "failure_modes/levity.toml", LEVITY)
    write(
        folder,
        "vendors/acme/email.txt",
        '{% extends "channels/email.txt" %}{% block request %}{{ section("request") }}\n'
        "Kindly look at this job.\n\n{% endblock %}",
    )
    return folder


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the person's configuration, empty."""
    folder = tmp_path / "config"
    folder.mkdir()
    monkeypatch.setenv("TICKETKIT_CONFIG_DIR", str(folder))
    return folder


def build(clip: Path, folder: Path, *more: str) -> list[str]:
    return ["build", str(clip), "-o", str(folder), "-t", "0.5", *more]


def read(case: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((case / "case.json").read_text(encoding="utf-8"))
    return document


ACME = ("-v", "acme", "-i", "job_123456", "-m", "levitation and drift defect")


def test_a_made_up_vendor_and_mode_need_files_only(
    clip: Path, additions: Path, tmp_path: Path
) -> None:
    """From the option to every output: term, desk, own words, draft; and `verify` agrees."""
    own = ("--templates", str(additions))
    assert run(build(clip, tmp_path, *ACME, "--plan", "golden", *own)) == 0
    case = tmp_path / "acme-job-1234-levity"
    assert read(case)["route"]["address"] == "help@acme.example"
    ticket = (case / "ticket.txt").read_text(encoding="utf-8")
    assert ticket.startswith("Levitation & Drift Defect at 0:00.500, job ID job_123456\n\n")
    assert "Kindly look at this job." in ticket
    assert b"To: help@acme.example\r\n" in (case / "ticket.eml").read_bytes()
    assert "https://acme.example/help" in (case / "SEND.md").read_text(encoding="utf-8")

    before = {p: p.read_bytes() for p in case.rglob("*") if p.is_file()}
    assert run(["verify", str(case), "--clip", str(clip), *own]) == 0
    assert run(["render", str(case), *own]) == 0
    assert {p: p.read_bytes() for p in case.rglob("*") if p.is_file()} == before
    assert run(["ticket", str(case), "--channel", "chat", *own]) == 0
    assert run(["render", str(case)]) == 4


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["vendors"], "Acme Video"),
        (["vendors", "acme"], "help@acme.example"),
        (["modes", "levity"], "Levity failure"),
        (["route", "-v", "acme", "--plan", "Gold", "-m", "levity"], "help@acme.example"),
        (["check"], "0 errors"),
    ],
)
def test_every_command_that_reads_the_catalogue_takes_additions(
    command: list[str], said: str, additions: Path, config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the option and from the folder beside the configuration; without either, none is there."""
    assert run([*command, "--templates", str(additions)]) == 0
    assert said in capsys.readouterr().out
    assert command == ["check"] or run(command) == 4 or "Acme" not in capsys.readouterr().out
    additions.rename(config / "templates")
    capsys.readouterr()
    assert run(command) == 0
    assert said in capsys.readouterr().out


def test_scan_takes_additions(clip: Path, additions: Path) -> None:
    assert run(["scan", str(clip), "-m", "levity", "--templates", str(additions), "--json"]) == 0
    assert run(["scan", str(clip), "-m", "levity"]) == 4


def test_what_the_option_names_wins_over_the_configuration(
    additions: Path, config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    additions.rename(config / "templates")
    other = LEVITY.replace("Levity failure", "Buoyancy failure")
    write(tmp_path / "other", "failure_modes/levity.toml", other)
    assert run(["modes", "levity", "--templates", str(tmp_path / "other")]) == 0
    assert "Buoyancy failure" in capsys.readouterr().out


def test_additions_last_for_one_command(additions: Path) -> None:
    """Nothing stays laid over, not even after a command that failed."""
    run(["vendors", "--templates", str(additions), "--nonsense"])
    assert resources.layers() == (resources.templates(),)


def test_a_folder_that_is_none_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (
        ["vendors", "--templates", str(tmp_path / "x")],
        ["check", str(tmp_path / "x")],
    ):
        assert run(command) == 2
        assert "is not a folder" in capsys.readouterr().err


def test_check_judges_a_folder_of_additions(
    additions: Path, config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Additions alone are no error; what is wrong there is told at once."""
    assert run(["check", str(additions)]) == 0
    printed = capsys.readouterr().out
    assert f"With 3 files of {additions}." in printed
    assert "0 errors" in printed

    write(additions, "failure_modes/levity.toml", LEVITY.replace('"MAJOR"', '"BAD"'))
    write(additions, "vendors/acme/vendor.toml", VENDOR.replace('"Gold has a desk."', "3"))
    write(config, "config.toml", '[vendors.luma]\nplan = "Golden"\n')
    assert run(["check", str(additions)]) == 4
    printed = capsys.readouterr().out
    assert f"{additions}/failure_modes/levity.toml: severity: is 'BAD'; allowed: 'CRIT" in printed
    assert f"{additions}/vendors/acme/vendor.toml: routes#1.why: must be text" in printed


FACTS = """
[vendors."Luma AI"]
plan = "Plus"
account = "rider@example.com"
surface = "web"
"""


def test_facts_of_the_account_need_not_be_typed(
    clip: Path, config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file is used where an option is missing, and the terminal says for what."""
    write(config, "config.toml", FACTS)
    arguments = build(clip, tmp_path, "-v", "luma", "-i", ID, "-m", "hands", "--plan", "Lite")
    assert run(arguments) == 0
    printed = " ".join(capsys.readouterr().err.split())
    assert f"From {config}/config.toml: account rider@example.com, surface web." in printed
    case = tmp_path / "luma-c4d629bf-hands"
    request = read(case)["request"]
    assert (request["plan"], request["surface"]) == ("Lite", "web")
    assert "Account: rider@example.com" in (case / "ticket.txt").read_text(encoding="utf-8")


def test_a_link_names_the_vendor_whose_facts_are_used(
    clip: Path, config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --json nothing but the document is printed; the case holds what was used."""
    write(config, "config.toml", FACTS)
    assert run(build(clip, tmp_path, "-i", LINK, "-m", "hands", "--json")) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert read(Path(json.loads(printed.out)["case"]))["request"]["plan"] == "Plus"


def test_the_discord_pack_obeys_the_limits_of_the_file(
    clip: Path, config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Said on the terminal, stored with the case, kept by every later `render`."""
    write(config, "config.toml", "[discord]\nfile_mib = 0.125\ntotal_mib = 0.25\n")
    assert run(build(clip, tmp_path, "-v", "luma", "-i", ID, "-m", "hands")) == 0
    said = " ".join(capsys.readouterr().err.split())
    assert "takes at most 0.125 MiB a file and 0.25 MiB in all" in said
    case = tmp_path / "luma-c4d629bf-hands"
    request = read(case)["request"]
    assert request["discord_file_bytes"] == 2**17
    assert request["discord_total_bytes"] == 2**18
    pictures = [path.stat().st_size for path in (case / "discord").glob("[0-9]*")]
    assert max(pictures) <= 2**17
    assert sum(pictures) <= 2**18


def test_route_uses_the_facts_too(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(config, "config.toml", '[vendors.runway]\nplan = "Pro"\n')
    assert run(["route", "-v", "runway"]) == 0
    printed = capsys.readouterr()
    assert "plan Pro" in printed.err
    assert run(["route", "-v", "runway", "--plan", "Pro"]) == 0
    typed = capsys.readouterr()
    assert typed.out == printed.out
    assert typed.err == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[vendors.luma", "is not valid TOML"),
        ('vendors = "luma"', "vendors must be a table"),
        ('[vendors.luma]\nplan = 3\nmail = "x"', "vendors.luma.plan must be text"),
        ('[vendors.luma]\nmail = "x"', "vendors.luma.mail is not a known field; known: plan, acc"),
        ('[vendor.luma]\nplan = "Plus"', "vendor is not a known field; known: vendors"),
        ('[vendors.lumma]\nplan = "Plus"', "There is no vendor 'lumma'"),
        ('[vendors.luma]\nplan = "Golden"', "called 'Golden'; allowed: Free, Lite, Plus"),
        ('[vendors.luma]\nsurface = "moon"', "called 'moon'; allowed: web, ios, api"),
        ('[vendors.luma]\n[vendors."luma ai"]', "names the same vendor as vendors.luma"),
    ],
)
def test_a_bad_file_is_refused_with_field_and_allowed_values(
    text: str,
    said: str,
    clip: Path,
    config: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Exit 4, one to three lines, nothing made; `check` tells the same."""
    write(config, "config.toml", text)
    out = tmp_path / "out"
    assert run(build(clip, out, "-v", "luma", "-i", ID, "-m", "hands")) == 4
    message = capsys.readouterr().err
    assert said in " ".join(message.split())
    assert f"{config}/config.toml" in message
    assert len(message.splitlines()) <= 3
    assert not out.exists()
    assert run(["check"]) == 4
    assert "config.toml" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["build", "route", "check"])
def test_the_file_is_read_once(
    command: str, clip: Path, config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All that one command takes from it is of one moment; the next command reads it anew."""
    write(config, "config.toml", f"{FACTS}\n[limits]\nframes = 23\n")
    reads: list[Path] = []
    read_text = Path.read_text

    def counted(path: Path, *arguments: Any, **named: Any) -> str:
        reads.append(path)
        return read_text(path, *arguments, **named)

    monkeypatch.setattr(Path, "read_text", counted)
    arguments = {
        "build": build(clip, tmp_path, "-v", "luma", "-i", ID, "-m", "hands"),
        "route": ["route", "-v", "luma"],
        "check": ["check"],
    }
    assert run(arguments[command]) == (3 if command == "build" else 0)
    assert reads.count(config / "config.toml") == 1
    write(config, "config.toml", "[limits]\nframes = 24\n")
    assert run(arguments[command]) == 0
    assert reads.count(config / "config.toml") == 2


@pytest.mark.parametrize("named", [("-i", LINK), ("-v", "luma", "-i", ID)])
@pytest.mark.parametrize("facts", ["", FACTS])
def test_the_marks_of_the_clip_are_read_once(
    named: tuple[str, ...],
    facts: str,
    clip: Path,
    config: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Also where the vendor, whose facts are looked up, is found out from them."""
    write(config, "config.toml", facts)
    reads: list[Path] = []

    def counted(path: Path) -> FileMarks:
        reads.append(path)
        return read_marks(path)

    monkeypatch.setattr(video, "read_marks", counted)
    assert run(build(clip, tmp_path, *named, "-m", "hands")) == 0
    assert reads == [clip]
    request = read(tmp_path / "luma-c4d629bf-hands")["request"]
    assert request["plan"] == ("Plus" if facts else None)


def test_render_says_why_an_output_wrote_nothing(
    clip: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A route to a place that is no e-mail address has no draft."""
    arguments = build(clip, tmp_path, "-v", "runway", "-i", ID, "-m", "hands", "--plan", "Pro")
    assert run(arguments) == 0
    case = tmp_path / "runway-c4d629bf-hands"
    assert not (case / "ticket.eml").exists()
    capsys.readouterr()
    assert run(["render", str(case), "--only", "eml"]) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "eml wrote nothing: the route does not lead to an e-mail address." in printed.err
