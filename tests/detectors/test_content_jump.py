"""Redrawn and snapped pictures are found, and quick but ordinary changes are not."""

from collections.abc import Callable

import numpy as np
import pytest
from support.planes import RATE, Picture, ground, measured, only, view
from support.real import HEALTHY, findings, needs_clips

from ticketkit.detectors.content_jump import Detector
from ticketkit.model.finding import Measurement

WORLD, OTHER = ground(1), ground(2)
AT = 30


def seen(picture: Callable[[int], Picture], frames: int = 60) -> Measurement:
    """What the detector says of pictures drawn by their frame."""
    return measured(Detector, lambda t: picture(round(t * RATE)), frames=frames)


def pan(i: float) -> Picture:
    return view(WORLD, right=2 * i)


def redrawn(i: int) -> Picture:
    """A third of the picture shows something else from one frame on."""
    picture = pan(i).copy()
    if i >= AT:
        picture[:, 100:210] = view(OTHER, right=2 * i)[:, 100:210]
    return picture


def redrawn_twice(i: int) -> Picture:
    picture = redrawn(i)
    if i >= AT + 12:
        picture[:, 100:210] = view(OTHER, right=2 * i + 300)[:, 100:210]
    return picture


def snapped(i: int) -> Picture:
    """The camera stands elsewhere from one frame on, and goes on."""
    return view(WORLD, right=2 * i + (24 if i >= AT else 0))


def cut(i: int) -> Picture:
    return view(WORLD if i < AT else OTHER, right=2 * i)


def whip(i: int) -> Picture:
    """The camera swings over to another view within eight frames."""
    part = min(1.0, max(0.0, (i - AT) / 8))
    return view(WORLD, right=-150 + 300 * part * part * (3 - 2 * part))


def dissolve(i: int) -> Picture:
    part = min(1.0, max(0.0, (i - AT) / 12))
    return (1 - part) * pan(i) + part * view(OTHER, right=2 * i)


def passing(i: int) -> Picture:
    """Something wide passes close to the camera within half a second."""
    picture = pan(i).copy()
    left = -160 + (i - AT) * 36
    first, last = max(0, left), max(0, min(320, left + 150))
    if last > first:
        picture[:, first:last] = 0.5 * view(OTHER)[:, : last - first]
    return picture


def test_a_redrawn_region_is_found() -> None:
    """The frame is exact, the change stands far above the clip's own, a third is affected."""
    event = only(seen(redrawn))

    assert (event.first_frame, event.last_frame) == (AT, AT)
    assert event.details["kind"] == "redrawn"
    assert event.value > 3 * (event.baseline or 0)
    assert 20 < float(event.details["changed_percent"]) < 50


def test_a_camera_that_snaps_is_found() -> None:
    """A step of a thirteenth of the width, without any new content, is a jump."""
    event = only(seen(snapped))

    assert event.first_frame == AT
    assert event.value > 6.5


def test_two_jumps_are_two_findings() -> None:
    """Jumps half a second apart are not melted into one."""
    assert [e.first_frame for e in seen(redrawn_twice).events] == [AT, AT + 12]


@pytest.mark.parametrize(
    ("name", "picture"),
    [
        ("steady pan", pan),
        ("cut", cut),
        ("flash", lambda i: pan(i) + (70 if i in (AT, AT + 1) else 0)),
        ("exposure step", lambda i: pan(i) * (1.25 if i >= AT else 1.0)),
        ("whip pan", whip),
        ("dissolve", dissolve),
        ("every fifth frame doubled", lambda i: pan(i - i // 5)),
        ("passing close", passing),
    ],
)
def test_ordinary_changes_are_not_jumps(name: str, picture: Callable[[int], Picture]) -> None:
    """Cuts, flashes, exposure, whip pans, dissolves, cadence and things in the way are not."""
    assert seen(picture).events == (), name


def test_every_frame_but_the_first_is_on_the_curve() -> None:
    """The curve covers the clip and peaks at the jump."""
    series = seen(redrawn).series[0]

    assert series.frames == tuple(range(1, 60))
    assert series.frames[int(np.argmax(series.values))] == AT


def test_too_few_frames_are_not_measured() -> None:
    """Five frames have no usual motion to compare with."""
    assert seen(pan, frames=5).not_measured == "too_short"


def smeared(i: int) -> Picture:
    """The decoder smears half of the picture, and then all of it, holds that, and recovers."""
    if i < AT:
        return pan(i)
    if i >= AT + 12:
        return pan(i)
    picture = pan(AT).copy()
    lost = 90 if i == AT else 40
    picture[lost:] = picture[lost]
    return picture


def test_the_way_back_from_a_smear_is_no_cut() -> None:
    """The smear is found, and so is the return to the scene that was there before it."""
    assert [e.first_frame for e in seen(smeared).events] == [AT, AT + 12]


def test_stepped_animation_is_judged_by_its_steps() -> None:
    """Held frames between the steps do not make the steps look large."""
    assert seen(lambda i: view(WORLD, right=6 * (i // 3), zoom=1 + 0.02 * (i // 3))).events == ()


@needs_clips
def test_the_jumps_of_the_maze_are_found() -> None:
    """Seen by eye: it redraws itself from 0.4 s on, and jumps at 1.25 s and at 1.42 s."""
    found = sorted(findings("content_jump", "luma-ray2-maze.mp4"), key=lambda f: f.start_s or 0)
    stretches = [(f.start_s, f.end_s) for f in found]

    assert {f.status for f in found} == {"shown"}
    for seen_s in (0.42, 1.25, 1.42):
        assert any(
            start is not None and end is not None and start - 0.01 <= seen_s <= end
            for start, end in stretches
        ), seen_s
    assert found[-1].start_s == pytest.approx(1.42, abs=0.05)


@needs_clips
def test_the_jump_out_of_the_frozen_smear_is_found() -> None:
    """The arm wrestlers' clip breaks at 8.2 s, and jumps when the freeze ends at 9.57 s."""
    found = findings("content_jump", "camera-arm-wrestling.mp4")

    assert sorted(f.start_s or 0 for f in found) == pytest.approx([8.2, 9.57], abs=0.05)


@needs_clips
@pytest.mark.parametrize("clip", [*HEALTHY, "still-pot.mp4"])
def test_clips_without_jumps_show_none(clip: str) -> None:
    """Objects that deform, hands that change and a moving camera are no jumps."""
    assert [f.status for f in findings("content_jump", clip)] == ["not_shown"]
