"""Empty and garbled frames are found at every place, and fades and dark scenes are not."""

from collections.abc import Callable

import numpy as np
import pytest
from support.planes import HEIGHT, RATE, WIDTH, Picture, ground, measured, only, view
from support.real import HEALTHY, findings, needs_clips

from ticketkit.detectors.blank_frames import Detector
from ticketkit.model.finding import Measurement

WORLD = ground()
FRAMES = 48


def scene(i: int) -> Picture:
    return view(WORLD, right=2 * i)


def plain(red: float, green: float, blue: float) -> Picture:
    return np.full((HEIGHT, WIDTH, 3), (red, green, blue), np.float32)


def noise() -> Picture:
    return np.random.default_rng(5).normal(120, 70, (HEIGHT, WIDTH, 3))


def seen(picture: Callable[[int], Picture]) -> Measurement:
    return measured(Detector, lambda t: picture(round(t * RATE)), frames=FRAMES)


KINDS = {
    "black": plain(4, 4, 4),
    "white": plain(252, 252, 252),
    "grey": plain(128, 128, 128),
    "single-colour": plain(0, 150, 0),
    "noise": noise(),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("first", "last"), [(0, 3), (20, 20), (44, 47)])
def test_blank_frames_are_found_to_the_frame(kind: str, first: int, last: int) -> None:
    """What is shown instead of the scene, from which frame to which, and for how long."""
    event = only(seen(lambda i: KINDS[kind] if first <= i <= last else scene(i)))

    assert (event.first_frame, event.last_frame) == (first, last)
    assert event.details["kind"] == kind
    assert event.value == pytest.approx(1000 * (last - first + 1) / RATE)


def test_a_blank_stretch_whose_tone_wobbles_is_one() -> None:
    """Frames near the limit of black and grey are one stretch, named after the commonest kind."""
    tones = [14, 40, 14, 14, 40, 14, 40, 14, 14, 14]
    event = only(seen(lambda i: plain(*3 * (tones[i - 20],)) if 20 <= i < 30 else scene(i)))

    assert (event.first_frame, event.last_frame) == (20, 29)
    assert event.details["kind"] == "black"


def test_the_curve_shows_the_limit_that_was_used() -> None:
    """In a lively clip a frame with more than five levels is empty, and the line says so."""
    (series,) = seen(scene).series
    usual = float(np.median(series.values))

    assert usual > 100
    assert series.reference == pytest.approx(0.06 * usual, abs=0.01)


def test_a_clip_that_is_black_throughout_is_found() -> None:
    """Where there is nothing to compare with, the frames themselves say it."""
    event = only(seen(lambda _: KINDS["black"]))

    assert (event.first_frame, event.last_frame) == (0, FRAMES - 1)
    assert event.details["place"] == "whole"


def test_garbled_frames_are_found() -> None:
    """Two frames of coloured blocks between pictures that are alike."""
    cells = np.random.default_rng(3).uniform(0, 255, (9, 16, 3))
    garbage = np.kron(cells, np.ones((20, 20, 1)))
    event = only(seen(lambda i: garbage if i in (20, 21) else scene(i)))

    assert (event.first_frame, event.last_frame) == (20, 21)
    assert event.details["kind"] == "garbage"


def test_a_mark_in_the_corner_does_not_make_a_picture() -> None:
    """A burnt-in mark stays on a frame that is black otherwise."""
    marked = plain(3, 3, 3)
    marked[165:175, 290:312] = 220

    event = only(seen(lambda i: marked if i >= 40 else scene(i)))
    assert event.details["kind"] == "black"


def faded(i: int) -> Picture:
    return scene(i) * float(np.clip(min(i - 2, FRAMES - 3 - i) / 10, 0, 1))


def dipped(i: int) -> Picture:
    return scene(i) * float(np.clip((abs(i - 24) - 2) / 9, 0, 1))


def title(i: int) -> Picture:
    card = plain(3, 3, 3)
    card[80:100, 60:260:14] = 235
    return card if i < 16 else scene(i)


@pytest.mark.parametrize(
    ("name", "picture"),
    [
        ("movement", scene),
        ("fades at both ends", faded),
        ("dip to black", dipped),
        ("dark scene", lambda i: 0.15 * scene(i)),
        ("fog", lambda i: 150 + 0.15 * scene(i)),
        ("flash", lambda i: scene(i) * (1.6 if i == 20 else 1)),
        ("cut", lambda i: scene(i) if i < 24 else view(WORLD, right=-300, up=150)),
        ("title", title),
    ],
)
def test_healthy_pictures_are_not_blank(name: str, picture: Callable[[int], Picture]) -> None:
    """Fades, dark and pale scenes, flashes, cuts and titles give no event."""
    assert seen(picture).events == (), name


@needs_clips
@pytest.mark.parametrize("clip", [*HEALTHY, "still-pot.mp4", "luma-ray2-maze.mp4"])
def test_real_pictures_are_not_blank(clip: str) -> None:
    """A white ground with thin lines, a dark scene and a still one are pictures."""
    assert [f.status for f in findings("blank_frames", clip)] == ["not_shown"]
