"""`scan` reads well on a terminal of 80 columns and says what it could not say."""

import re
from pathlib import Path

import pytest
from support.cases import stored_case
from support.clips import make_clip

from ticketkit.cli.entry import run
from ticketkit.cli.summary import show
from ticketkit.model.case import StoredCase
from ticketkit.model.request import BuildRequest

FREEZE = Path(__file__).parents[2] / "sample_clips" / "skateboarder-freeze.mp4"


@pytest.fixture(autouse=True)
def _narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_the_table_fits_and_holds_the_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    """Title, stretch, frames, value with its unit, limit and margin; the strongest first."""
    assert run(["scan", str(FREEZE), "-m", "motion"]) == 0
    told = lines(capsys)

    assert max(map(len, told)) <= 80
    assert told[0].split() == [
        "#",
        "finding",
        "from",
        "to",
        "frames",
        "measured",
        "limit",
        "margin",
    ]
    assert told[1].startswith("1  Frozen picture")
    assert "ms" in told[1]
    assert "125" in told[1]
    assert "+" in told[1]


def test_what_it_may_be_instead_and_how_often_it_errs_are_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A reader who believes nothing finds the doubts beside the number."""
    assert run(["scan", str(FREEZE), "-m", "motion"]) == 0
    told = " ".join(" ".join(lines(capsys)).split())

    assert "What else it may be:" in told
    assert re.search(r"found \d+ of \d+ failures, .* in \d+ of \d+ healthy clips", told)
    assert re.search(r"No motion [\d.]+ 99 % \d+/\d+ \d+/\d+", told)


@pytest.mark.parametrize(
    ("mode", "option"), [("camera-path", "--prompt"), ("face", "--box"), ("lip-sync", "--event")]
)
def test_what_only_a_person_can_give_is_left_out_with_a_word(
    mode: str, option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A prompt, a box, a marked sound: `build` takes them."""
    clip = make_clip(tmp_path / "clip.mp4", frames=12).path
    assert run(["scan", str(clip), "-m", mode]) == 0
    told = " ".join(" ".join(lines(capsys)).split())

    assert "Left out, because only you can give what it needs" in told
    assert f"({option})" in told


@pytest.mark.parametrize(
    ("named", "told"),
    [
        (72, "the measurement begins with the same frame"),
        (71, "the measurement agrees and begins 0.042 s (1 frame) later"),
        (74, "the measurement agrees and begins 0.083 s (2 frames) earlier"),
    ],
)
def test_a_named_moment_is_held_against_the_measured_one(
    named: int, told: str, stored: StoredCase, capsys: pytest.CaptureFixture[str]
) -> None:
    """The freeze of the case begins with frame 72, at 24 frames a second."""
    moment = stored.case.moment.model_copy(
        update={"frame": named, "time_s": named / 24, "found_by": "given"}
    )
    finding = stored.case.findings[0].model_copy(update={"start_s": 3.0, "frames": (72, 95)})
    case = stored.case.model_copy(update={"moment": moment, "findings": (finding,)})
    show(StoredCase(case, stored.folder))

    assert told in " ".join(capsys.readouterr().out.split())


@pytest.fixture
def stored(tmp_path: Path) -> StoredCase:
    request = BuildRequest(clip=Path("a.mp4"), id="x" * 12, mode="motion", vendor="luma", at="3.0")
    return stored_case(tmp_path, size=(32, 32), request=request)
