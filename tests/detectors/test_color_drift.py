"""Colours that change are told from pictures that move, fade and get other light."""

from collections.abc import Callable

import numpy as np
import pytest
from support.planes import HEIGHT, RATE, WIDTH, Picture, ground, measured, only, view

from ticketkit.detectors.color_drift import Detector
from ticketkit.detectors.color_drift._difference import ciede2000, lab
from ticketkit.model.question import PlacedBox, Question

WORLD = ground(3)
ROWS, COLUMNS = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
WARM = np.array([16, 0, -16], np.float32)
LENGTH_S = 4.0


def moving(time_s: float) -> Picture:
    return view(WORLD, right=25 * time_s)


def warming(time_s: float) -> Picture:
    return np.asarray(moving(time_s) + WARM * time_s / LENGTH_S)


def greying(time_s: float) -> Picture:
    shown = moving(time_s)
    grey = shown.mean(axis=2, keepdims=True)
    return np.asarray(shown + (grey - shown) * 0.7 * time_s / LENGTH_S)


def truth(picture: Callable[[float], Picture]) -> float:
    """The median difference that the last picture has to itself without the change."""
    now, undrifted = picture(LENGTH_S - 0.5), moving(LENGTH_S - 0.5)
    started = picture(0.5) - moving(0.5)
    small = [p.reshape(18, 10, 32, 10, 3).mean((1, 3)) for p in (undrifted + started, now)]
    first, last = (lab(np.clip(p, 0, 255) / 255) for p in small)
    return float(np.median(ciede2000(first, last)))


@pytest.mark.parametrize("picture", [warming, greying])
def test_drift_is_measured_under_a_moving_camera(picture: Callable[[float], Picture]) -> None:
    """The value is the difference that was put in, and half of it has come about by the middle."""
    event = only(measured(Detector, picture, frames=96))
    assert event.value == pytest.approx(truth(picture), rel=0.25)
    assert event.last_frame == 95
    assert event.start_s == pytest.approx(LENGTH_S / 2, abs=0.5)
    assert event.baseline is not None
    assert event.baseline < event.value / 2


HEALTHY: dict[str, Callable[[float], Picture]] = {
    "still": lambda _: view(WORLD),
    "pan": lambda t: view(WORLD, right=60 * t - 100),
    "zoom": lambda t: view(WORLD, zoom=1.1**t),
    "fade to black": lambda t: moving(t) * min(1, (LENGTH_S - 1 / RATE - t) / 1.5),
    "fade to white": lambda t: 255 - (255 - moving(t)) * min(1, (LENGTH_S - 1 / RATE - t) / 1.5),
    "fade from black": lambda t: moving(t) * min(1, t / 1.2),
    "getting darker": lambda t: moving(t) * (1 - 0.12 * t),
    "moving light": lambda t: (
        moving(t) * (0.6 + 0.6 * np.exp(-((COLUMNS - 80 * t) ** 2) / 5000))[:, :, None]
    ),
    "cut": lambda t: view(WORLD, right=-300 if t < 2 else 300),
}


@pytest.mark.parametrize("name", HEALTHY)
def test_healthy_changes_are_no_drift(name: str) -> None:
    """Movement, fades, exposure, moving light and cuts stay far below what can be seen."""
    measurement = measured(Detector, HEALTHY[name], frames=96)
    assert all(event.value < 3 for event in measurement.events)


def test_a_box_is_followed() -> None:
    """A small thing that changes its colour under a moving camera is found inside its box only."""

    def picture(time_s: float) -> Picture:
        world = WORLD.copy()
        world[320:380, 470:530] += 2 * WARM * time_s / LENGTH_S
        return view(world, right=12 * time_s)

    box = PlacedBox(130 / WIDTH, 60 / HEIGHT, 60 / WIDTH, 60 / HEIGHT, time_s=0.0)
    late = PlacedBox(83 / WIDTH, 60 / HEIGHT, 60 / WIDTH, 60 / HEIGHT, frame=94)
    assert measured(Detector, picture, frames=96).events == ()
    for drawn in (box, late):
        event = only(measured(Detector, picture, frames=96, question=Question(boxes=(drawn,))))
        assert event.value > 5


def test_short_clips_are_not_measured() -> None:
    """A first and a last second need two seconds."""
    assert measured(Detector, warming, frames=30).not_measured == "too_short"


def test_what_came_later_does_not_speak_for_the_start() -> None:
    """A camera that ends with nothing left of what it began with cannot be compared."""
    found = measured(Detector, lambda t: view(WORLD, right=150 * t - 300), frames=96)
    assert (found.not_measured, found.events) == ("moved_on", ())
