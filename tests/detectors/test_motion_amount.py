"""Clips in which nothing moves are told from clips in which little does."""

from collections.abc import Callable

import numpy as np
import pytest
from support.planes import Picture, ground, measured, only, view

from ticketkit.detectors.motion_amount import Detector
from ticketkit.model.finding import Measurement
from ticketkit.model.question import Question

WORLD = ground()
STILL = view(WORLD)


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


def test_moving_everywhere_is_nought() -> None:
    """A pan moves every part of the picture."""
    assert only(seen(lambda t: view(WORLD, right=50 * t))).value == 0


def test_a_prompt_for_stillness_is_heard() -> None:
    """Where the prompt itself asks for a still picture, there is no finding, and it says why."""
    measurement = seen(lambda _: STILL, prompt="A Still Life with lemons, oil on canvas")

    assert measurement.events == ()
    assert measurement.details == {"still_percent": 100.0, "asked_still": "still life"}


def test_without_a_prompt_that_is_said() -> None:
    """Nobody knows then whether motion was wanted."""
    assert "no_prompt" in only(seen(lambda _: STILL)).alternatives
    assert "no_prompt" not in only(seen(lambda _: STILL, prompt="a running dog")).alternatives


def test_a_moment_is_too_short() -> None:
    """Less than 0.4 s gives nothing to compare."""
    assert measured(Detector, lambda _: STILL, frames=8).not_measured == "too_short"
