"""Parts that move against each other are told from a region that moves as a whole."""

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from support.planes import HEIGHT, WIDTH, Picture, ground, measured, only, view

from ticketkit.detectors.region_geometry import Detector
from ticketkit.model.finding import Measurement
from ticketkit.model.question import PlacedBox, Question

WORLD = ground(6)
ROWS, COLUMNS = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
SIDE_PX = 100
DIAGONAL_PX = SIDE_PX * np.sqrt(2)
LEFT, TOP = (WIDTH - SIDE_PX) / 2, (HEIGHT - SIDE_PX) / 2


def box(time_s: float | None = 0.0, label: str = "") -> PlacedBox:
    return PlacedBox(
        LEFT / WIDTH, TOP / HEIGHT, SIDE_PX / WIDTH, SIDE_PX / HEIGHT, time_s, label=label
    )


def said(picture: Callable[[float], Picture], *boxes: PlacedBox) -> Measurement:
    return measured(Detector, picture, question=Question(boxes=boxes))


def pushed(shown: Picture, percent: float) -> Picture:
    """A quarter of the box's content pushed sideways by `percent` of its diagonal."""
    near = np.exp(-((COLUMNS - 175) ** 2 + (ROWS - 80) ** 2) / (2 * 20**2))
    shift = near * np.float32(percent / 100 * DIAGONAL_PX)
    return np.asarray(cv2.remap(shown, COLUMNS - shift, ROWS, cv2.INTER_LINEAR))


def deforming(percent: float) -> Callable[[float], Picture]:
    """Calm for a second, then `percent` within the next, then at rest."""
    return lambda t: pushed(view(WORLD), percent * min(max(t - 1, 0), 1))


@pytest.mark.parametrize("drawn_s", [0.0, 1.5, 2.9])
def test_a_part_that_moves_is_found_wherever_the_box_was_drawn(drawn_s: float) -> None:
    """A push of 8 % of the diagonal; the calm stretch holds nothing of it."""
    event = only(said(deforming(8), box(drawn_s, "jaw")))
    assert 2.5 < event.value < 9
    assert event.baseline is not None
    assert event.baseline < event.value / 4
    assert event.details["region"] == "jaw"


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(lambda _: {}, id="still"),
        pytest.param(lambda t: {"right": 15 * t}, id="shifted"),
        pytest.param(lambda t: {"zoom": 1.06**t}, id="closer"),
        pytest.param(lambda t: {"roll_deg": 5 * t}, id="turned"),
        pytest.param(lambda t: {"right": 8 * t, "zoom": 1.05**t, "roll_deg": 3 * t}, id="all"),
    ],
)
def test_a_region_that_moves_as_a_whole_keeps_its_shape(path: object) -> None:
    """Shift, turn and size are no change of shape."""
    assert callable(path)
    measurement = said(lambda t: view(WORLD, **path(t)), box())
    assert not measurement.not_measured
    assert all(event.value < 1.5 for event in measurement.events)


def test_every_box_has_its_curve() -> None:
    """Two boxes give two series; the one beside the change is silent."""
    beside = PlacedBox(0.02, 0.3, 0.25, 0.5)
    measurement = said(deforming(8), box(label="jaw"), beside)
    assert [s.name for s in measurement.series] == ["change of shape (jaw)", "change of shape"]
    assert only(measurement).details["region"] == "jaw"


def test_what_cannot_be_measured_is_said() -> None:
    """No box, and a box on a flat wall."""
    flat = np.full((HEIGHT, WIDTH, 3), 90, np.float32)
    assert said(deforming(8)).not_measured == "no_box"
    assert (
        measured(Detector, lambda _: flat, question=Question(boxes=(box(),)), grain=0).not_measured
        == "no_texture"
    )
