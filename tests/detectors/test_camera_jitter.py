"""Trembling is told from travel, on views of a known ground."""

import numpy as np
import pytest
from support.planes import Picture, ground, measured, only, view

from ticketkit.detectors.camera_jitter import Detector
from ticketkit.model.question import Question

WORLD = ground()
SHAKE = np.random.default_rng(8).standard_normal((200, 2))


def trembling(time_s: float, *, size_px: float = 1.0, speed_px: float = 0) -> Picture:
    """Shaken by `size_px` from frame to frame while it travels at `speed_px` a second."""
    right, up = SHAKE[round(time_s * 24)] * size_px
    return view(WORLD, right=float(right) + speed_px * time_s, up=float(up))


@pytest.mark.parametrize("speed_px", [0, 30])
def test_trembling_is_found_whether_the_camera_travels_or_not(speed_px: float) -> None:
    """A shake of a pixel at 320 px width."""
    event = only(measured(Detector, lambda t: trembling(t, speed_px=speed_px)))
    assert event.value > 1.5
    assert event.last_frame - event.first_frame > 50


def test_it_is_placed_where_it_trembles() -> None:
    """A shake in the second half begins there, against a calm first half."""
    event = only(measured(Detector, lambda t: trembling(t, size_px=2 * (t >= 1.5))))
    assert event.first_frame == pytest.approx(36, abs=8)
    assert event.baseline is not None
    assert event.baseline < event.value / 4


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(lambda _: {}, id="still"),
        pytest.param(lambda t: {"right": 40 * t}, id="pan"),
        pytest.param(lambda t: {"right": 30 * np.sin(2 * t)}, id="eased pan"),
        pytest.param(lambda t: {"zoom": 1.1**t}, id="zoom"),
        pytest.param(lambda t: {"right": 40 * int(t * 12) / 12}, id="pan on twos"),
        pytest.param(lambda t: {"right": 2 * (24 * t - 24 * t // 5)}, id="every fifth doubled"),
    ],
)
def test_travel_does_not_tremble(path: object) -> None:
    """Smooth moves and moves in an uneven rhythm are silent."""
    assert callable(path)
    assert measured(Detector, lambda t: view(WORLD, **path(t))).events == ()


def test_handheld_may_tremble() -> None:
    """A prompt that asks for it is answered by it; the curve is still there."""
    measurement = measured(Detector, trembling, question=Question(prompt="Handheld shot"))
    assert measurement.not_measured == "free_asked"
    assert max(measurement.series[0].values) > 1.5
