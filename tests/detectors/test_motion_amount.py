"""Clips in which nothing moves are told from clips in which little does."""

from collections.abc import Callable

import numpy as np
import pytest
from support.planes import Picture, ground, measured, only, view
from support.real import findings, needs_clips

from ticketkit import catalog
from ticketkit.detectors.motion_amount import Detector
from ticketkit.judge import judge
from ticketkit.model.finding import Finding, Measurement
from ticketkit.model.question import Question

WORLD = ground()
STILL = view(WORLD)


def finding(measurement: Measurement) -> Finding:
    """What is said of a measurement at the shipped threshold."""
    book = catalog.load()
    check = next(c for c in book.modes["motion"].checks if c.detector == "motion_amount")
    return judge(measurement, check, book.detectors["motion_amount"])[0]


def seen(picture: Callable[[float], Picture], prompt: str | None = None) -> Measurement:
    return measured(Detector, picture, frames=60, question=Question(prompt=prompt))


@pytest.mark.parametrize("grain", [0.0, 4.0])
def test_a_still_picture_has_no_motion(grain: float) -> None:
    """Nothing moves anywhere, grain or not: the whole clip is the finding."""
    event = only(measured(Detector, lambda _: STILL, frames=60, grain=grain))

    assert event.value == 100
    assert (event.first_frame, event.last_frame) == (0, 59)


def test_light_is_not_motion() -> None:
    """Brightness that pulses evenly moves nothing."""
    assert only(seen(lambda t: STILL * (1 + 0.06 * np.sin(9 * t)))).value == 100


def small_subject(t: float) -> Picture:
    picture = STILL.copy()
    left = 60 + round(30 * t)
    picture[60:80, left : left + 20] = view(WORLD, right=250)[60:80, :20] + 60
    return picture


@pytest.mark.parametrize(
    ("name", "picture"),
    [
        ("small subject", small_subject),
        ("creeping zoom", lambda t: view(WORLD, zoom=1 + 0.01 * t)),
        ("late start", lambda t: view(WORLD, right=60 * max(0.0, t - 1.6))),
    ],
)
def test_little_motion_is_motion(name: str, picture: Callable[[float], Picture]) -> None:
    """A subject of a hundredth of the picture, a creeping camera, a late start: all are seen."""
    assert only(seen(picture)).value < 99, name


@pytest.mark.parametrize(
    ("frames", "picture"),
    [
        (120, lambda t: view(WORLD, right=60 * max(0.0, t - 4.63))),
        (19, lambda t: view(WORLD, right=60 * max(0.0, t - 0.42))),
        (46, lambda t: view(WORLD, right=1.6 * t / 1.92)),
    ],
)
def test_a_clip_is_looked_at_to_its_end(frames: int, picture: Callable[[float], Picture]) -> None:
    """Motion that begins in the last moments counts, and a slow one in less than 2 s."""
    assert only(measured(Detector, picture, frames=frames)).value < 50


def test_moving_everywhere_is_nought() -> None:
    """A pan moves every part of the picture."""
    assert only(seen(lambda t: view(WORLD, right=50 * t))).value == 0


def test_a_prompt_for_stillness_is_heard() -> None:
    """Where the prompt itself asks for a still picture, there is no finding, and it says why."""
    measurement = seen(lambda _: STILL, prompt="A Still Life with lemons, oil on canvas")

    assert measurement.events == ()
    assert measurement.details == {"still_percent": 100.0, "asked_still": "still life"}


@pytest.mark.parametrize(
    ("prompt", "status"),
    [
        (None, "not_measured"),
        ("a running dog", "shown"),
        ("a dog that runs, static camera", "shown"),
        ("a fast car, no motion blur", "shown"),
        ("a vase on a table, completely still", "not_shown"),
    ],
)
def test_only_a_prompt_decides_whether_motion_is_missing(prompt: str | None, status: str) -> None:
    """Without one the fact is told and nothing is claimed; one for stillness has its wish."""
    found = finding(seen(lambda _: STILL, prompt=prompt))

    assert found.status == status
    if prompt is None:
        assert found.value is None
        assert found.reason == (
            "Nothing moves from 0.000 s to 2.500 s, in 60 frames; whether movement was asked for is"
            " not known: give the prompt with --prompt."
        )


def test_a_moving_clip_needs_no_prompt() -> None:
    """Where things move, nothing is left open."""
    assert finding(seen(lambda t: view(WORLD, right=50 * t))).status == "not_shown"


def test_a_moment_is_too_short() -> None:
    """Less than 0.4 s gives nothing to compare."""
    assert measured(Detector, lambda _: STILL, frames=8).not_measured == "too_short"


@needs_clips
def test_the_still_pot_is_told_as_it_is() -> None:
    """Nothing moves from 0 to 6.1 s; without its prompt that is a fact and no failure."""
    (found,) = findings("motion_amount", "still-pot.mp4")

    assert found.status == "not_measured"
    assert found.reason.startswith("Nothing moves from 0.000 s to 6.125 s, in 49 frames")


@needs_clips
@pytest.mark.parametrize("clip", ["cogvideox-1.mp4", "luma-ray2-maze.mp4", "pika-pushpin.mp4"])
def test_moving_clips_are_not_still(clip: str) -> None:
    """Where anything moves, no motion is missed."""
    assert [f.status for f in findings("motion_amount", clip)] == ["not_shown"]
