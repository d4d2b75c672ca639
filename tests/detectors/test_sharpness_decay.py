"""A loss of detail is told from motion blur, focus pulls and fades."""

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from support.planes import HEIGHT, WIDTH, Picture, ground, measured, only, view

from ticketkit.detectors.sharpness_decay import Detector

FINE = 16 * np.random.default_rng(2).standard_normal((700, 1000)).astype(np.float32)
PATCHES = np.clip(ground(9)[:, :, 0] / 60 - 1, 0, 2)
"""Where there is fine detail: some parts of the world are smooth."""
WORLD = ground(5) + (cv2.GaussianBlur(FINE, (0, 0), 0.6) * PATCHES)[:, :, None]
COLUMNS = np.mgrid[0:HEIGHT, 0:WIDTH][1][:, :, None]


def blurred(shown: Picture, sigma_px: float) -> Picture:
    return cv2.GaussianBlur(shown, (0, 0), sigma_px) if sigma_px > 0.1 else shown


def panned(time_s: float) -> Picture:
    return view(WORLD, right=20 * time_s)


@pytest.mark.parametrize("sigma_px", [0.8, 1.5, 3.0])
def test_a_blur_that_grows_is_found(sigma_px: float) -> None:
    """Blur of a pixel and more at 320 px width, up to the end of the clip."""
    event = only(measured(Detector, lambda t: blurred(panned(t), sigma_px * t / 4), frames=96))
    assert event.value > 30
    assert event.last_frame == 95
    assert event.first_frame > 12


HEALTHY: dict[str, Callable[[float], Picture]] = {
    "still": lambda _: view(WORLD),
    "pan": panned,
    "fade": lambda t: panned(t) * min(1, (3.95 - t) / 1.5),
    "less contrast": lambda t: 100 + (panned(t) - 100) * (1 - 0.15 * t),
    "motion blur": lambda t: cv2.blur(view(WORLD, right=6 * t * t), (1 + 2 * int(t / 2), 1)),
    "focus pull": lambda t: np.where(
        COLUMNS < WIDTH / 2, blurred(view(WORLD), t / 2), blurred(view(WORLD), 2 - t / 2)
    ),
}


@pytest.mark.parametrize("name", HEALTHY)
def test_healthy_softness_is_no_decay(name: str) -> None:
    """Movement, fades and a focus that goes from one side to the other lose less than a third."""
    measurement = measured(Detector, HEALTHY[name], frames=96)
    assert not measurement.not_measured
    assert all(event.value < 33 for event in measurement.events)


def test_what_has_no_detail_is_not_measured() -> None:
    """A flat picture and a clip of a second hold nothing to compare."""
    flat = np.full((HEIGHT, WIDTH, 3), 90, np.float32)
    assert measured(Detector, lambda _: flat).not_measured == "no_detail"
    assert measured(Detector, panned, frames=24).not_measured == "too_short"
