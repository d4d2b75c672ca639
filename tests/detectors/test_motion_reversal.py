"""Reversals and repeats are found in pictures whose motion is known, and what swings is not."""

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from support.planes import RATE, Picture, ground, measured, only, sample, view
from support.real import HEALTHY, findings, needs_clips

from ticketkit.detectors.motion_reversal import Detector
from ticketkit.model.finding import Measurement

WORLD = ground()
Path = Callable[[int], float]
"""Where a movement has come at a frame, in frames of steady motion."""


def pan(place: float) -> Picture:
    return view(WORLD, right=3 * place)


def zoom(place: float) -> Picture:
    return view(WORLD, zoom=float(np.exp(0.01 * place)))


def disc(place: float) -> Picture:
    """A patch of other ground moves over the picture."""
    picture = view(WORLD).copy()
    rows, columns = np.mgrid[0 : picture.shape[0], 0 : picture.shape[1]]
    inside = np.hypot(columns - 60 - 3 * place, rows - 90) < 36
    patch = np.roll(view(WORLD, right=200, up=90), round(3 * place), axis=1)
    picture[inside] = patch[inside]
    return picture


def seen(show: Callable[[float], Picture], path: Path, frames: int = 60) -> Measurement:
    return measured(Detector, lambda t: show(path(round(t * RATE))), frames=frames)


def back(first: int, length: int) -> Path:
    """Forward, from frame `first` back for `length` frames, and forward again."""
    return lambda i: i - 2 * min(max(i - first, 0), length)


@pytest.mark.parametrize("show", [pan, zoom, disc])
@pytest.mark.parametrize("length", [3, 6])
def test_a_reversal_is_found_to_the_frame(show: Callable[[float], Picture], length: int) -> None:
    """Where the motion turns, for how long it runs backwards, and that it retraces its way."""
    event = only(seen(show, back(25, length)))

    assert (event.first_frame, event.last_frame) == (25, 25 + length)
    assert event.value == pytest.approx(1000 * length / RATE)
    assert event.details["kind"] == "reversal"
    assert float(event.details["match_percent"]) > 50


def test_its_time_is_the_time_from_start_to_end() -> None:
    """The number and the two times beside it say the same, of a reversal and of a repeat."""
    for path in (back(25, 6), lambda i: i if i < 30 else i - 8):
        event = only(seen(pan, path))
        assert event.end_s - event.start_s == pytest.approx(event.value / 1000)


def test_it_says_whose_motion_turns() -> None:
    """A camera that turns is told from a subject that does."""
    assert only(seen(pan, back(25, 5))).details["what"] == "camera"
    assert only(seen(disc, back(25, 5))).details["what"] == "subject"


def test_a_repeated_stretch_is_found() -> None:
    """After a step back the same eight pictures follow: the finding names the earlier ones."""
    event = only(seen(pan, lambda i: i if i < 30 else i - 8))

    assert (event.first_frame, event.last_frame) == (30, 37)
    assert event.details["kind"] == "repeat"
    assert event.details["earlier_frame"] == 22


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("one way", lambda i: i),
        ("turned once", lambda i: 30 - abs(30 - i)),
        ("a slow swing", lambda i: 12 * np.sin(i / 7)),
        ("a quick swing", lambda i: 4 * np.sin(i / 2.2)),
        ("sawing", lambda i: abs(i % 16 - 8)),
        ("a pause", lambda i: i - min(max(i - 25, 0), 8)),
        ("on twos", lambda i: 2 * (i // 2)),
        ("still", lambda _: 0),
    ],
)
def test_other_motion_is_not_a_reversal(name: str, path: Path) -> None:
    """Things that go one way, swing, saw, rest or stand still give no event."""
    assert seen(pan, path).events == (), name


def test_a_cut_to_the_other_direction_is_not_a_reversal() -> None:
    """A shot in which things move the other way, between two others, is not a way back."""

    def picture(place: float) -> Picture:
        if 24 <= place < 36:
            return view(WORLD[::-1, ::-1], right=-3 * place)
        return pan(place)

    assert seen(picture, lambda i: i).events == ()


def test_the_curve_has_a_sign() -> None:
    """The drawn motion is above zero on the way there and below it on the way back."""
    series = seen(pan, back(25, 6)).series[0]
    values = dict(zip(series.frames, series.values, strict=True))

    assert values[20] > 0.5
    assert values[28] < -0.5
    assert values[40] > 0.5


def test_speed_is_a_share_of_the_picture_whatever_its_size() -> None:
    """A small clip that moves as a large one gives the same percent a frame."""
    speeds = []
    for width in (320, 96):
        running = Detector({})
        for i in range(24):
            size = (width, width * 9 // 16)
            picture = cv2.resize(pan(i), size, interpolation=cv2.INTER_AREA)
            running.feed(sample(i, np.asarray(picture, np.uint8)))
        speeds.append(float(np.median(running.finish(1.0).series[0].values)))

    assert speeds[0] == pytest.approx(100 * 3 / 320, rel=0.1)
    assert speeds[1] == pytest.approx(speeds[0], rel=0.1)


def test_what_sways_on_its_way_is_not_reversed() -> None:
    """A gait that turns back a little at every step, however sharply, goes its own way."""
    assert seen(pan, lambda i: 0.4 * i + 4 * np.sin(i / 3)).events == ()


@needs_clips
@pytest.mark.parametrize(
    "clip", [*HEALTHY, "still-pot.mp4", "luma-ray2-maze.mp4", "camera-arm-wrestling.mp4"]
)
def test_real_clips_without_reversals_show_none(clip: str) -> None:
    """Arms that wrestle, hands that sew and a hand-held camera turn by their own nature."""
    assert [f.status for f in findings("motion_reversal", clip)] == ["not_shown"]
