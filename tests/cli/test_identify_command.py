"""`ticketkit identify` and what `build` makes of it, in process."""

import json
from pathlib import Path

import pytest
from support.marks import KLING, marked_clip

from ticketkit.cli.entry import run

UUID = "61d8f2b4-3e7a-4c90-b5f1-82a6d0c94e7b"
Printed = pytest.CaptureFixture[str]


@pytest.fixture
def renamed(tmp_path: Path) -> Path:
    """A clip that Kling marked, under a name of Higgsfield's form."""
    clip = tmp_path / f"hf_20260308_141502_{UUID}.mp4"
    return marked_clip(clip, user_data=KLING, tags={"comment": "a private word"})


def test_every_statement_is_shown_with_evidence_and_trust(renamed: Path, capsys: Printed) -> None:
    """Conclusions first, then what they rest on, what contradicts, and the sources."""
    assert run(["identify", str(renamed)]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(renamed.name)
    for word in ("Shop   Higgsfield", "Maker  Kling AI", f"ID     {UUID}", '"kling-ai"'):
        assert word in shown
    for heading in ("Evidence, and how far to trust it", "What does not agree", "Sources"):
        assert f"\n{heading}\n" in shown
    assert "high" in shown
    assert "medium" in shown


def test_it_fits_80_columns(
    renamed: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert run(["identify", str(renamed)]) == 0
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 80


def test_json_is_one_document_without_private_values(renamed: Path, capsys: Printed) -> None:
    """The schema's name, the conclusions and every statement; no tag's value."""
    assert run(["identify", str(renamed), "--json"]) == 0
    printed = capsys.readouterr()
    found = json.loads(printed.out)
    assert printed.err == ""
    assert found["schema"] == "ticketkit.identify/1"
    assert (found["shop"], found["maker"], found["id"]) == ("higgsfield", "kling", UUID)
    assert set(found["statements"][0]) >= {"says", "value", "kind", "evidence", "trust", "source"}
    assert len(found["contradictions"]) == 1
    assert "private" not in printed.out


def test_a_weak_hint_is_called_uncertain(tmp_path: Path, capsys: Printed) -> None:
    clip = marked_clip(tmp_path / "clip.mkv", tags={"comment": "Signature: 8f2c"})
    assert run(["identify", str(clip)]) == 0
    assert "Maker  not certain; perhaps Grok Imagine" in capsys.readouterr().out


def test_what_is_unknown_says_so_and_is_no_error(capsys: Printed) -> None:
    """And ends with what to do next."""
    assert run(["identify", "holiday.mp4"]) == 0
    out = capsys.readouterr().out
    assert "Shop   not known" in out
    assert "name the shop" in " ".join(out.split()).partition("Next: ")[2]


@pytest.mark.parametrize(("text", "code"), [("", 2), ("text.mp4", 3)])
def test_what_cannot_be_read_is_refused(
    text: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    """An empty text is a usage error, a file that is no video an unreadable clip."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "text.mp4").write_text("not a video")
    assert run(["identify", text]) == code
    assert len(capsys.readouterr().err.splitlines()) <= 3


def test_control_characters_do_not_reach_the_terminal(capsys: Printed) -> None:
    """An escape sequence in a name is shown, not obeyed."""
    assert run(["identify", "vidu-video-2846013957720418\x1b[31m.mp4"]) == 0
    assert "\x1b" not in capsys.readouterr().out


def test_build_stores_the_doubt_and_goes_on(renamed: Path, tmp_path: Path, capsys: Printed) -> None:
    """The file says Higgsfield, you say Luma: printed, kept in case.json, never a block."""
    arguments = ["-v", "luma", "-i", "c4d629bf-94bf-4c4e-955f-eba2de8e526c", "-m", "hands"]
    assert run(["build", str(renamed), *arguments, "-t", "0", "-o", str(tmp_path)]) == 0
    told = "says Higgsfield (name), you say Luma"
    assert told in " ".join(capsys.readouterr().err.split())
    case = tmp_path / "luma-c4d629bf-hands" / "case.json"
    assert any(told in warning for warning in json.loads(case.read_text("utf-8"))["warnings"])
