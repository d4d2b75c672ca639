"""The sample clips show what their README says, where and when it says so."""

import tomllib
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from sample_clips.drawing import keyboard, portrait, skateboarder
from ticketkit.resources import sample_clips

TRUTH: list[dict[str, Any]] = tomllib.loads(
    (sample_clips() / "truth.toml").read_text(encoding="utf-8")
)["clips"]
EVENTS = [(clip, event) for clip in TRUTH for event in clip["events"]]
SCENES: tuple[ModuleType, ...] = (skateboarder, portrait, keyboard)

Levels = NDArray[np.int16]


@lru_cache(maxsize=3)
def decoded(file: str) -> tuple[av.VideoFrame, ...]:
    with av.open(str(sample_clips() / file)) as container:
        return tuple(container.decode(video=0))


def luma(frame: av.VideoFrame) -> Levels:
    return frame.to_ndarray()[: frame.height].astype(np.int16)


def event(file: str, name: str) -> dict[str, Any]:
    return next(e for clip, e in EVENTS if clip["file"] == file and e["name"] == name)


def share_inside(changed: NDArray[np.bool_], box: list[int]) -> float:
    x, y, width, height = box
    return float(changed[y : y + height, x : x + width].sum() / changed.sum())


def differing(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> NDArray[np.bool_]:
    result: NDArray[np.bool_] = np.abs(one.astype(int) - other.astype(int)).max(axis=2) > 12
    return result


@pytest.mark.parametrize("clip", TRUTH, ids=lambda clip: clip["file"])
def test_a_clip_decodes_to_the_stated_size_rate_and_frames(clip: dict[str, Any]) -> None:
    frames = decoded(clip["file"])
    assert len(frames) == clip["frames"]
    assert {(f.width, f.height, f.format.name) for f in frames} == {
        (clip["width_px"], clip["height_px"], "yuv420p")
    }
    times = [f.time for f in frames]
    assert times == pytest.approx([i / clip["rate"] for i in range(clip["frames"])], abs=1e-4)


@pytest.mark.parametrize("clip", TRUTH, ids=lambda clip: clip["file"])
def test_a_clip_is_small_and_says_which_colours_it_holds(clip: dict[str, Any]) -> None:
    """Each is under 450 kB and tagged as limited-range BT.709."""
    assert (sample_clips() / clip["file"]).stat().st_size < 450_000
    with av.open(str(sample_clips() / clip["file"])) as container:
        context = container.streams.video[0].codec_context
        tags = (context.color_primaries, context.color_trc, context.colorspace)
        assert (*tags, context.color_range) == (1, 1, 1, 1)


@pytest.mark.parametrize(("clip", "truth"), EVENTS, ids=lambda v: str(v.get("name", v["what"])))
def test_a_truth_lies_inside_its_clip(clip: dict[str, Any], truth: dict[str, Any]) -> None:
    x, y, width, height = truth["box_px"]
    assert min(x, y) >= 0
    assert min(width, height) > 0
    assert x + width <= clip["width_px"]
    assert y + height <= clip["height_px"]
    assert truth["time_s"] == truth["frame"] / clip["rate"]
    assert truth["frame"] <= truth.get("last_frame", truth["frame"]) < clip["frames"]


@pytest.mark.parametrize("clip", TRUTH, ids=lambda clip: clip["file"])
def test_the_readme_states_every_truth(clip: dict[str, Any]) -> None:
    """The table for people and the file for programs cannot part ways."""
    readme = (sample_clips() / "README.md").read_text(encoding="utf-8")
    size = f"{clip['width_px']}x{clip['height_px']}, {clip['rate']} fps, {clip['frames']} frames"
    assert f"| `{clip['file']}` | {size} |" in readme
    for truth in clip["events"]:
        box = ", ".join(str(value) for value in truth["box_px"])
        assert f"| {truth['frame']} | {truth['time_s']:.3f} s | {box} |" in readme


def test_the_skateboarder_is_held_for_one_second_and_then_jumps() -> None:
    """Frames 73 to 95 barely differ from the ones before, no two are equal, and 96 leaps."""
    freeze, jump = (event(skateboarder.FILE, name) for name in ("freeze", "jump"))
    pictures = [luma(frame) for frame in decoded(skateboarder.FILE)]
    change = [0.0] + [float(np.abs(b - a).mean()) for a, b in pairwise(pictures)]
    held = change[freeze["frame"] + 1 : freeze["last_frame"] + 1]
    moving = change[1 : freeze["frame"] + 1] + change[jump["frame"] + 1 :]
    assert len(held) == 23
    assert max(held) < min(moving) / 10
    assert change[jump["frame"]] > 2 * max(moving)
    still = pictures[freeze["frame"] : freeze["last_frame"] + 1]
    assert len({picture.tobytes() for picture in still}) == 24


@pytest.mark.parametrize("name", ["freeze", "jump"])
def test_the_box_holds_the_skateboarder(name: str) -> None:
    truth = event(skateboarder.FILE, name)
    assert share_inside(skateboarder.rider(truth["frame"])[..., 3] > 0.9, truth["box_px"]) == 1


def test_the_eye_drifts_inside_its_box() -> None:
    """Up to frame 24 the eye is straight; at the stated frame the drift changes the box alone."""
    truth = event(portrait.FILE, "eye")
    assert portrait.expression(24).drift == 0
    shown = portrait.expression(truth["frame"])
    assert shown.drift == 1
    straight = portrait.drawn(truth["frame"], replace(shown, drift=0))
    changed = differing(portrait.picture(truth["frame"]), straight)
    assert changed.sum() > 400
    assert share_inside(changed, truth["box_px"]) == 1


def test_the_jaw_narrows_inside_its_box() -> None:
    truth = event(portrait.FILE, "jaw")
    shown = portrait.expression(truth["frame"])
    assert shown.narrowing == 1
    wide = portrait.drawn(truth["frame"], replace(shown, narrowing=0))
    changed = differing(portrait.picture(truth["frame"]), wide)
    assert changed.sum() > 2000
    assert share_inside(changed, truth["box_px"]) == 1


@pytest.mark.parametrize(
    ("name", "fingers"), [("sixth finger", 6), ("seventh finger", 7), ("seventh finger grown", 7)]
)
def test_the_extra_finger_is_in_its_box(name: str, fingers: int) -> None:
    """Down to the box's lower edge nearly all change is in it; below, the palm's edge widens."""
    truth = event(keyboard.FILE, name)
    without = keyboard.fingers_only(truth["frame"], fingers - 1)
    changed = differing(keyboard.fingers_only(truth["frame"], fingers), without)
    changed[truth["box_px"][1] + truth["box_px"][3] :] = False
    assert changed.sum() > 300
    assert share_inside(changed, truth["box_px"]) > 0.9


@pytest.mark.parametrize(("name", "fingers"), [("sixth finger", 6), ("seventh finger", 7)])
def test_no_extra_finger_shows_before_its_frame(name: str, fingers: int) -> None:
    before = event(keyboard.FILE, name)["frame"] - 1
    without = keyboard.fingers_only(before, fingers - 1)
    assert np.array_equal(keyboard.fingers_only(before, fingers), without)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.FILE)
def test_drawing_again_yields_the_committed_pictures(scene: ModuleType) -> None:
    """Three pictures of each clip are drawn anew and match the decoded ones to over 30 dB."""
    for index in (0, scene.FRAMES // 2, scene.FRAMES - 1):
        committed = decoded(scene.FILE)[index].to_ndarray(format="rgb24").astype(float)
        error = float(np.mean((committed - scene.picture(index)) ** 2))
        assert 10 * np.log10(255**2 / error) > 30


def test_the_folder_holds_no_clip_without_a_truth() -> None:
    clips = {path.name for path in Path(sample_clips()).glob("*.mp4")}
    assert clips == {clip["file"] for clip in TRUTH} == {scene.FILE for scene in SCENES}
