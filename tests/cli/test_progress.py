"""How far long work is: a bar on a terminal, a line a stage elsewhere, nothing for programs."""

import io
import re
from pathlib import Path

import pytest
from rich.console import Console
from support.clips import make_clip

from ticketkit.cli import console
from ticketkit.cli.entry import run

ID = "c4d629bf-94bf-4c4e-955f-eba2de8e526c"
_ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """Two seconds of numbers."""
    return make_clip(tmp_path / "clip.mp4", frames=48).path


def on_terminal(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """Have messages go to a terminal of 100 columns whose text is returned."""
    screen = io.StringIO()
    monkeypatch.setattr(
        console, "err", lambda: Console(file=screen, force_terminal=True, width=100)
    )
    return screen


def test_a_bar_counts_frames_and_estimates_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Done and announced frames, a bar, and the time that is left."""
    screen = on_terminal(monkeypatch)
    with console.progress(quiet=False) as progress:
        for done in range(1, 25):
            progress("Reading the clip", done, 48)
    said = _ESCAPE.sub("", screen.getvalue())
    assert "Reading the clip" in said
    assert "24/48" in said
    assert re.search(r"\d:\d\d:\d\d|-:--:--", said)


@pytest.mark.parametrize("total", [None, 3])
def test_a_bar_without_a_true_total_only_counts(
    total: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A header that announces nothing, or too little, gives no false end."""
    screen = on_terminal(monkeypatch)
    with console.progress(quiet=False) as progress:
        for done in range(1, 25):
            progress("Reading the clip", done, total)
    said = _ESCAPE.sub("", screen.getvalue())
    assert "24/?" in said
    assert "24/3" not in said


def test_the_bar_is_gone_when_the_work_is_done(
    clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A whole build on a terminal; the bar is cleared and the cursor comes back."""
    screen = on_terminal(monkeypatch)
    options = ["-v", "luma", "-i", ID, "-m", "hands", "-t", "1", "-o", str(tmp_path / "out")]
    assert run(["build", str(clip), *options]) == 0
    assert screen.getvalue().count("\x1b[?25l") == screen.getvalue().count("\x1b[?25h")


def test_elsewhere_each_stage_is_one_line(clip: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In a log: no escape sequence, no carriage return, every stage once."""
    assert run(["scan", str(clip)]) == 0
    said = capsys.readouterr().err
    assert "\x1b" not in said
    assert "\r" not in said
    assert said.splitlines().count("Reading the clip ...") == 1


@pytest.mark.parametrize("command", ["scan", "build"])
def test_programs_get_nothing(
    command: str, clip: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Under --json, stderr stays empty."""
    options = ["-v", "luma", "-i", ID, "-m", "hands", "-t", "1", "-o", str(tmp_path / "out")]
    assert run([command, str(clip), "--json", *(options if command == "build" else [])]) == 0
    assert capsys.readouterr().err == ""
