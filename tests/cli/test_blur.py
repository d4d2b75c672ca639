"""`build --blur`: hidden from the public, untouched for the vendor, and stored with the case."""

import json
from pathlib import Path

import pytest
from support.clips import make_clip

from ticketkit.cli.entry import run

ID = "c4d629bf-94bf-4c4e-955f-eba2de8e526c"


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One second whose frames carry their number."""
    path = tmp_path_factory.mktemp("clips") / "numbered.mp4"
    make_clip(path, frames=24, size_px=(128, 96))
    return path


def build(clip: Path, folder: Path, *more: str) -> list[str]:
    about = ("-v", "luma", "-i", ID, "-m", "hands", "-t", "0.5", "-o", str(folder))
    return ["build", str(clip), *about, *more]


def pictures(case: Path, folder: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((case / folder).iterdir())}


def test_the_public_sees_less_and_the_vendor_the_same(clip: Path, tmp_path: Path) -> None:
    """Only discord/ differs from a case without it; `render` and `verify` keep it so."""
    name, hide = "luma-c4d629bf-hands", ("--blur", "0,0,64,64", "--blur", "0.5,0.5,.2,.2")
    assert run(build(clip, tmp_path / "open")) == 0
    assert run(build(clip, tmp_path / "shut", *hide)) == 0
    shown, hidden = tmp_path / "open" / name, tmp_path / "shut" / name
    for folder in ("frames", "annotated", "moment"):
        assert pictures(shown, folder) == pictures(hidden, folder)
    public = pictures(hidden, "discord")
    assert public.keys() == pictures(shown, "discord").keys()
    assert not public.items() & pictures(shown, "discord").items()
    request = json.loads((hidden / "case.json").read_text(encoding="utf-8"))["request"]
    assert request["blur"] == ["0,0,64,64", "0.5,0.5,.2,.2"]
    assert run(["render", str(hidden)]) == 0
    assert pictures(hidden, "discord") == public
    assert run(["verify", str(hidden), "--clip", str(clip)]) == 0


@pytest.mark.parametrize(
    ("blur", "said"),
    [
        ("0,0,64", "it needs four numbers"),
        ("0,0,500,64", "is not inside the picture, which is 128 x 96 px"),
        ("0,0,64,64@1", "has a time or a label"),
        ("0,0,64,64=face", "has a time or a label"),
    ],
)
def test_a_region_that_cannot_be_hidden_is_refused(
    blur: str, said: str, clip: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2 and no case: nobody is to post what they believe to be hidden."""
    assert run(build(clip, tmp_path / "out", "--blur", blur)) == 2
    assert said in " ".join(capsys.readouterr().err.split())
    assert not list(tmp_path.rglob("case.json"))


def test_a_box_below_the_region_is_warned_of(
    clip: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is marked and hidden at once would puzzle everybody in the channel."""
    assert run(build(clip, tmp_path, "--blur", "0,0,64,64", "--box", "8,8,20,20=thumb")) == 0
    assert "A region to blur covers a box" in " ".join(capsys.readouterr().err.split())


def test_a_secret_is_warned_of_on_the_terminal_and_in_the_case(
    clip: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(build(clip, tmp_path, "--prompt", "from /home/anna/in.png", "--json")) == 0
    (warning,) = json.loads(capsys.readouterr().out)["warnings"]
    assert warning.startswith("--prompt holds what looks like a path with a name.")
    assert "anna" not in warning
    case = json.loads((tmp_path / "luma-c4d629bf-hands/case.json").read_text(encoding="utf-8"))
    assert case["warnings"] == [warning]
