"""Flicker of known frequency and depth is measured, and light that changes otherwise is not."""

from collections.abc import Callable

import numpy as np
import pytest
from support.planes import RATE, Picture, ground, measured, only, view
from support.real import HEALTHY, findings, needs_clips

from ticketkit.detectors.flicker import Detector
from ticketkit.model.finding import Measurement

WORLD = ground() * 0.8
Light = Callable[[float], float]


def lit(light: Light, frames: int = 60) -> Measurement:
    """A panned scene under a light."""
    return measured(Detector, lambda t: view(WORLD, right=40 * t) * light(t), frames=frames)


def wave(frequency: float, depth: float) -> Light:
    return lambda t: 1 + depth * float(np.sin(2 * np.pi * frequency * t + 0.3))


@pytest.mark.parametrize("frequency", [2.5, 4, 7])
@pytest.mark.parametrize("depth", [0.02, 0.1])
def test_frequency_and_depth_are_measured(frequency: float, depth: float) -> None:
    """Of a sine: its frequency within a tenth, its depth within a quarter."""
    event = only(lit(wave(frequency, depth)))

    assert event.details["frequency_hz"] == pytest.approx(frequency, rel=0.1)
    assert event.value == pytest.approx(100 * depth, rel=0.25)
    assert event.details["curve_words"] == "brightness"


def test_a_stretch_is_found_where_it_is() -> None:
    """Flicker for the middle second only, to within a tenth of a second, and a calm baseline."""
    flicker = wave(6, 0.06)
    event = only(lit(lambda t: flicker(t) if 1 <= t < 2 else 1.0, frames=72))

    assert event.start_s == pytest.approx(1, abs=0.15)
    assert event.end_s == pytest.approx(2, abs=0.15)
    assert event.baseline is not None
    assert event.baseline < 1


def test_flicker_of_colour_alone_is_found() -> None:
    """Red against blue at constant green; the words say which colour."""

    def picture(t: float) -> Picture:
        swing = 0.05 * np.sin(2 * np.pi * 5 * t)
        return np.asarray(view(WORLD, right=40 * t) * np.array([1 + swing, 1, 1 - swing]))

    event = only(measured(Detector, picture, frames=60))
    assert str(event.details["curve_words"]).startswith("colour")
    assert event.details["frequency_hz"] == pytest.approx(5, rel=0.1)


@pytest.mark.parametrize(
    ("name", "light"),
    [
        ("steady", lambda _: 1.0),
        ("exposure steps", lambda t: 1.0 if t < 0.8 else 1.3 if t < 1.6 else 0.9),
        ("fade", lambda t: min(1.0, t, 2.5 - t)),
        ("slow pulse", wave(0.9, 0.15)),
        ("flash", lambda t: 1.6 if 1 <= t < 1.08 else 1.0),
        ("strobe", lambda t: 1.0 if t * 4 % 1 < 0.5 else 0.2),
    ],
)
def test_other_changes_of_light_are_not_flicker(name: str, light: Light) -> None:
    """Exposure, fades, slow pulsing, flashes and strobes give no event."""
    assert lit(light).events == (), name


def test_moving_light_is_not_flicker() -> None:
    """A lamp that swings over the scene lights parts of it, not the whole."""
    rows, columns = np.mgrid[0:180, 0:320]

    def picture(t: float) -> Picture:
        x = 160 + 110 * np.sin(2 * np.pi * 1.5 * t)
        spot = np.exp(-((columns - x) ** 2 + (rows - 90) ** 2) / 2000)
        return np.asarray(view(WORLD) * (1 + 0.7 * spot[:, :, None]))

    assert measured(Detector, picture, frames=60).events == ()


def test_a_moving_camera_alone_does_not_flicker() -> None:
    """Past bright and dark things, at two frames' rhythm: light is told from what is seen."""
    assert (
        measured(Detector, lambda t: view(WORLD, right=60 * np.sin(9 * t)), frames=2 * RATE).events
        == ()
    )


@needs_clips
@pytest.mark.parametrize(
    "clip", [*HEALTHY, "still-pot.mp4", "luma-ray2-maze.mp4", "camera-arm-wrestling.mp4"]
)
def test_real_clips_under_steady_light_do_not_flicker(clip: str) -> None:
    """Whatever else happens in them, jumps and freezes included, their light is steady."""
    assert [f.status for f in findings("flicker", clip)] == ["not_shown"]
