"""Gathering: kept frames are those that a second decode would give, and one decode does."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from support.clips import VARIABLE, Timing, make_clip

from ticketkit import video
from ticketkit.annotate import parse_box
from ticketkit.model.request import BuildRequest
from ticketkit.pipeline.gathering import Gathered, Gatherer
from ticketkit.pipeline.planning import foreseen_plan, plan

WHOLE, SMALL = {3, 20, 21}, {19, 20}


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds whose frames carry their number, with B-frames."""
    path = tmp_path_factory.mktemp("clips") / "clip.mp4"
    make_clip(path, frames=48)
    return path


def gathered(clip: Path, whole: set[int], small: set[int]) -> list[Gathered]:
    """What is given for `WHOLE` and `SMALL` where `whole` and `small` were foreseen."""
    gatherer = Gatherer(whole, small)
    timeline = video.read_clip(clip, on_frame=gatherer.on_frame).timeline
    return list(gatherer.frames(clip, timeline, WHOLE, SMALL))


@pytest.mark.parametrize(("whole", "small"), [(set(), set()), ({3}, SMALL), (WHOLE, SMALL)])
def test_kept_and_decoded_again_are_the_same(clip: Path, whole: set[int], small: set[int]) -> None:
    """Whatever was foreseen, the shots are those that a decode of their own gives."""
    timeline = video.read_clip(clip).timeline
    truth = {f.index: f for f in video.extract(clip, timeline, sorted(WHOLE | SMALL))}
    shots = gathered(clip, whole, small)
    assert [shot.index for shot in shots] == [3, 19, 20, 21]
    assert {shot.index for shot in shots if shot.frame} == WHOLE
    assert {shot.index for shot in shots if shot.small} == SMALL
    for shot in shots:
        again = truth[shot.index]
        if shot.frame:
            assert shot.frame.pixels_sha256() == again.pixels_sha256()
            assert (shot.frame.pts, shot.frame.time_s) == (again.pts, again.time_s)
        if shot.small:
            assert np.array_equal(shot.small.rgb, again.picture(480).rgb)


def test_foreseen_frames_need_no_second_decode(clip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clip is not opened again for what was kept."""
    monkeypatch.setattr(video, "extract", None)
    assert len(gathered(clip, WHOLE, SMALL)) == 4


ODD: dict[str, dict[str, Any]] = {
    "clip.mp4": {},
    "clip.mkv": {},
    "clip.webm": {"codec": "libvpx-vp9"},
    "clip.ts": {"b_frames": 2},
    "hidden.mp4": {"timing": Timing(hidden=6), "b_frames": 2},
    "late.mp4": {"timing": Timing(delay=12)},
    "variable.mp4": {"timing": VARIABLE},
}


@pytest.mark.parametrize("at", ["0.5", "#30", None])
@pytest.mark.parametrize("name", ODD)
def test_the_plan_is_foreseen(at: str | None, name: str, tmp_path: Path) -> None:
    """What the packets announce is what decoding finds, where no measurement shows a failure."""
    path = tmp_path / name
    make_clip(path, frames=48, **ODD[name])
    request = BuildRequest(clip=path, id="x", mode="hands", vendor="luma", at=at)
    boxes = [parse_box("0.1,0.1,0.5,0.5@1.0=hand")]
    read = video.read_clip(path).timeline
    assert foreseen_plan(request, boxes) == plan(read, request, boxes, ())


def test_a_time_outside_the_clip_is_not_foreseen(clip: Path) -> None:
    """It is refused by the times that decoding finds, with their sentence."""
    request = BuildRequest(clip=clip, id="x", mode="hands", vendor="luma", at="99")
    assert foreseen_plan(request, []) is None


def test_what_is_too_much_is_decoded_again(clip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the limit nothing is held, and the frames are the same."""
    monkeypatch.setattr("ticketkit.pipeline.gathering._MOST_BYTES", 1)
    gatherer = Gatherer(WHOLE, ())
    timeline = video.read_clip(clip, on_frame=gatherer.on_frame).timeline
    assert not gatherer.held_bytes
    assert [f.index for f in gatherer.frames(clip, timeline, WHOLE, ())] == sorted(WHOLE)
