"""Every command in process: exit codes, streams, messages, and what lies on disk afterwards."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from support.clips import make_clip

from ticketkit import resources
from ticketkit.cli.entry import run

ID = "c4d629bf-94bf-4c4e-955f-eba2de8e526c"


_TYPING = Path(__file__).parents[2] / "sample_clips" / "keyboard-seventh-finger.mp4"
"""Hands that move steadily: nothing is wrong with the motion."""


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds whose frames carry their number, so that every frame differs."""
    path = tmp_path_factory.mktemp("clips") / "numbered.mp4"
    make_clip(path, frames=48)
    return path


@pytest.fixture(scope="module")
def case(clip: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case that is judged by eye, with a box."""
    folder = tmp_path_factory.mktemp("cases")
    assert run(build(clip, folder, "--box", "10,10,40,30=finger")) == 0
    return folder / "luma-c4d629bf-hands"


def build(clip: Path, folder: Path, *more: str, mode: str = "hands", at: str = "1.0") -> list[str]:
    return [
        "build",
        str(clip),
        "-v",
        "luma",
        "-i",
        ID,
        "-m",
        mode,
        "-o",
        str(folder),
        "-t",
        at,
        *more,
    ]


def test_build_makes_the_promised_folder(case: Path) -> None:
    """Every file of the contract is there, and the frames are named by index and time."""
    names = {p.relative_to(case).as_posix() for p in case.rglob("*") if p.is_file()}

    assert {
        "report.pdf",
        "ticket.txt",
        "SEND.md",
        "discord/message.txt",
        "case.json",
        "MANIFEST.sha256",
        "frames/0024_1.000s.png",
        "annotated/0024_1.000s.png",
    } <= names


def test_the_case_follows_the_shipped_schema(case: Path) -> None:
    """case.json validates against the JSON Schema that is shipped."""
    document = json.loads((case / "case.json").read_text(encoding="utf-8"))

    schema = (resources.templates() / "schemas" / "case.schema.json").read_text(encoding="utf-8")
    jsonschema.validate(document, json.loads(schema))
    assert document["schema"] == "ticketkit.case/1"
    assert document["moment"]["frame"] == 24
    assert document["request"]["clip"] == "numbered.mp4"


def test_build_json_prints_one_document(
    clip: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --json, stdout holds the promised document and stderr nothing."""
    assert run(build(clip, tmp_path, "--json")) == 0
    printed = capsys.readouterr()

    document = json.loads(printed.out)
    assert printed.err == ""
    assert document["case"] == str(tmp_path / "luma-c4d629bf-hands")
    assert document["shown"] is None
    assert document["route"]["vendor"] == "luma"
    assert isinstance(document["warnings"], list)


def test_what_is_not_measured_exits_with_6(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A claimed freeze that the pixels do not show gives a case that says so."""
    assert run(build(_TYPING, tmp_path, "--json", mode="motion")) == 6
    assert json.loads(capsys.readouterr().out)["shown"] is False
    assert "does not show" in (tmp_path / "luma-c4d629bf-motion/ticket.txt").read_text()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--at", "soon"], 2, "'soon'"),
        (["--at", "9"], 2, "2.000 s"),
        (["--at", "#48"], 2, "#0 to #47"),
        (["--until", "0.5"], 2, "not after"),
        (["--box", "1,2,3"], 2, "1,2,3"),
        (["--box", "9000,1,10,10"], 2, "9000"),
        (["--frames", "0"], 2, "frames"),
        (["--frames", "17"], 2, "frames"),
        (["--nonsense"], 2, "nonsense"),
        (["--mode", "motoin"], 4, "motion"),
        (["--vendor", "lumma"], 4, "luma"),
        (["--plan", "Golden"], 4, "Golden"),
        (["--id", ""], 2, "ID"),
        (["--prompt", "a", "--prompt-file", "b"], 2, "--prompt-file"),
        (["--prompt-file", "/no/such/file"], 2, "/no/such/file"),
    ],
)
def test_a_bad_value_is_named_and_leaves_nothing(
    arguments: list[str],
    code: int,
    said: str,
    clip: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The contract's code, at most three lines with the value, and an empty output folder."""
    assert run([*build(clip, tmp_path / "out"), *arguments]) == code
    printed = capsys.readouterr()

    message = [line for line in printed.err.splitlines() if not line.endswith("...")]
    assert 1 <= len(message) <= 3
    assert said in printed.err
    assert "Traceback" not in printed.err
    assert not (tmp_path / "out").exists()


def test_a_clip_that_is_no_video_exits_with_3(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A text file named .mp4 and a missing file are refused by name."""
    text = tmp_path / "text.mp4"
    text.write_text("not a video")
    for path in (text, tmp_path / "missing.mp4"):
        assert run(build(path, tmp_path / "out")) == 3
        assert path.name in capsys.readouterr().err


def test_a_failure_judged_by_eye_needs_a_time(
    clip: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing can find a sixth finger but a person, so the time is asked for."""
    arguments = ["build", str(clip), "-v", "luma", "-i", ID, "-m", "hands", "-o", str(tmp_path)]

    assert run(arguments) == 2
    assert "--at" in capsys.readouterr().err


def test_an_existing_case_is_not_overwritten_unasked(case: Path, clip: Path) -> None:
    """Exit 5 and every byte as before; --overwrite replaces it."""
    before = (case / "case.json").read_bytes()

    assert run(build(clip, case.parent, at="0.5")) == 5
    assert (case / "case.json").read_bytes() == before


def test_two_builds_are_byte_identical(clip: Path, tmp_path: Path) -> None:
    """The same input and SOURCE_DATE_EPOCH give the same bytes of every file.

    Whatever the folder, where the clip lies, the time zone, the locale or the seed of hashes.
    """
    places = {
        "one": {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        "another place": {"TZ": "Asia/Kathmandu", "LC_ALL": "de_DE.UTF-8", "PYTHONHASHSEED": "2"},
    }
    contents = []
    source = str(Path(resources.__file__).parents[2])
    for name, settings in places.items():
        root = tmp_path / name
        root.mkdir()
        copy = root / clip.name
        copy.write_bytes(clip.read_bytes())
        arguments = build(copy, root / "cases")
        subprocess.run(
            [sys.executable, "-m", "ticketkit", *arguments],
            env={**os.environ, "PYTHONPATH": source, "SOURCE_DATE_EPOCH": "1750000000", **settings},
            check=True,
            capture_output=True,
        )
        files = [p for p in (root / "cases").rglob("*") if p.is_file()]
        contents.append({p.relative_to(root): p.read_bytes() for p in files})
    assert len(contents[0]) > 10
    assert contents[0] == contents[1]


def test_verify_confirms_and_names_what_changed(
    clip: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """0 for an untouched case with its clip, 7 for a changed byte, which is named."""
    run(build(clip, tmp_path))
    folder = tmp_path / "luma-c4d629bf-hands"
    assert run(["verify", str(folder), "--clip", str(clip)]) == 0
    (folder / "ticket.txt").write_text("another ticket")
    capsys.readouterr()

    assert run(["verify", str(folder), "--json"]) == 7
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "ticketkit.verify/1"
    assert not document["ok"]
    assert {p["file"] for p in document["problems"]} == {"ticket.txt"}


def test_verify_knows_another_clip(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another clip does not match; the same pictures in another wrapper are named as that."""
    other, wrapped = tmp_path / "other.mp4", tmp_path / "numbered.mkv"
    make_clip(other, frames=48, size_px=(96, 64))
    make_clip(wrapped, frames=48)

    assert run(["verify", str(case), "--clip", str(other)]) == 7
    assert "not the clip" in capsys.readouterr().out
    assert run(["verify", str(case), "--clip", str(wrapped)]) == 7
    assert "same pictures" in capsys.readouterr().out


def test_render_writes_the_same_again(case: Path) -> None:
    """Outputs come from the stored case alone, byte for byte."""
    before = {p: p.read_bytes() for p in case.rglob("*") if p.is_file()}
    (case / "ticket.txt").unlink()

    assert run(["render", str(case)]) == 0
    assert {p: p.read_bytes() for p in case.rglob("*") if p.is_file()} == before


def test_render_gives_a_deep_clip_the_same_pages(tmp_path: Path) -> None:
    """What a build has at hand is what the files hold, at 10 bits a channel too."""
    clip = tmp_path / "deep.mp4"
    make_clip(clip, codec="libx265", pixel_format="yuv420p10le", size_px=(96, 64), frames=48)
    assert run(["build", str(clip), "-v", "luma", "-i", ID, "-m", "hands", "-t", "1", "-o",
                str(tmp_path / "out")]) == 0  # fmt: skip
    [case] = (tmp_path / "out").iterdir()
    before = {p: p.read_bytes() for p in case.rglob("*") if p.is_file()}
    assert run(["render", str(case)]) == 0
    assert {p: p.read_bytes() for p in case.rglob("*") if p.is_file()} == before


def test_render_only_touches_what_is_named(case: Path) -> None:
    """--only narrows; an unknown output is refused with the known ones."""
    report = (case / "report.pdf").stat().st_mtime_ns

    assert run(["render", str(case), "--only", "ticket,discord"]) == 0
    assert (case / "report.pdf").stat().st_mtime_ns == report
    assert run(["render", str(case), "--only", "poem"]) == 2


def test_ticket_prints_what_the_file_holds(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The text on stdout is ticket.txt; another channel of the vendor words it anew."""
    assert run(["ticket", str(case)]) == 0
    assert capsys.readouterr().out == (case / "ticket.txt").read_text(encoding="utf-8")
    assert run(["ticket", str(case), "--channel", "help-centre"]) == 0
    assert ID in capsys.readouterr().out
    assert run(["ticket", str(case), "--channel", "pigeon"]) == 4


def test_scan_lists_findings_and_draws_them(
    clip: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One JSON document with the clip and the findings; the plot is a PNG."""
    plot = tmp_path / "curves.png"

    assert run(["scan", str(clip), "--json", "--plot", str(plot)]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "ticketkit.scan/1"
    assert {f["check"] for f in document["findings"]} >= {"frozen_frames"}
    assert plot.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "arguments",
    [
        ["route", "-v", "runway", "--plan", "Pro"],
        ["vendors"],
        ["vendors", "luma"],
        ["modes"],
        ["modes", "temporal coherence degradation"],
    ],
)
def test_the_catalogue_reads_as_text_and_as_json(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Both forms print; the JSON is one document."""
    assert run(arguments) == 0
    assert capsys.readouterr().out.strip()
    assert run([*arguments, "--json"]) == 0
    json.loads(capsys.readouterr().out)


def test_check_is_clean(capsys: pytest.CaptureFixture[str]) -> None:
    """The shipped catalogue has no errors."""
    assert run(["check"]) == 0
    assert "0 errors" in capsys.readouterr().out


def test_a_bug_is_one_line_and_a_file(
    clip: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """An unexpected exception exits with 70 and says where the traceback lies."""
    monkeypatch.setattr("ticketkit.pipeline.build.measure", lambda *_: 1 / 0)

    assert run(build(clip, tmp_path)) == 70
    message = capsys.readouterr().err
    assert "ZeroDivisionError" in message
    log = Path(message.split()[-1].rstrip("."))
    assert "Traceback" in log.read_text(encoding="utf-8")
    log.unlink()


def test_an_interruption_exits_with_130(
    clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C leaves the code and nothing else."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ticketkit.pipeline.build.write_pictures", interrupt)

    assert run(build(clip, tmp_path / "out")) == 130
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize(
    ("vendor", "told"),
    [
        (["-v", "kling"], "Kling AI calls it task ID: The API returns it as task_id."),
        ([], "`ticketkit vendors NAME`"),
    ],
)
def test_a_missing_id_is_explained(
    vendor: list[str], told: str, clip: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The error says what the vendor calls the ID and where it is, or how to learn that."""
    assert run(["build", str(clip), "-m", "hands", "-t", "1", *vendor]) == 2
    assert told in " ".join(capsys.readouterr().err.split())


def test_the_list_of_failures_shows_other_words_for_them(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many whole words as fit on a line of the terminal; each of them finds the failure."""
    monkeypatch.setenv("COLUMNS", "80")
    assert run(["modes"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    place = next(n for n, line in enumerate(lines) if line.startswith("hands "))
    words = lines[place + 1].strip().removesuffix(", …").split(", ")
    assert len(words) >= 3
    for word in (*words, "6 fingers"):
        assert run(["modes", word, "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["name"] == "hands"


@pytest.mark.parametrize("columns", ["40", "400"])
def test_the_list_of_failures_fits_any_terminal(
    columns: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words that are left out are stood for by a sign, and nothing else is cut."""
    monkeypatch.setenv("COLUMNS", columns)
    assert run(["modes"]) == 0
    printed = capsys.readouterr().out
    assert max(map(len, printed.splitlines())) <= int(columns)
    assert ("…" in printed) == (columns == "40")
