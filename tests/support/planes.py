"""Textured pictures that move as a camera would move them, for detectors' tests."""

from collections.abc import Callable, Mapping
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from ticketkit.detectors import Detector
from ticketkit.model.finding import Event, Measurement
from ticketkit.model.picture import Sample
from ticketkit.model.question import NOTHING_ASKED, Question

Picture = npt.NDArray[Any]

HEIGHT, WIDTH, RATE = 180, 320, 24
_COLOUR_SIZE = (160, 90)


def ground(seed: int = 1) -> Picture:
    """A large textured, coloured picture (700, 1000, 3), 0 to 255: detail at every scale."""
    noise = np.random.default_rng(seed)
    total = np.zeros((700, 1000, 3), np.float32)
    for cells in (6, 12, 25, 50, 100, 200):
        layer = noise.standard_normal((cells * 7 // 10, cells, 3)).astype(np.float32)
        layer = layer + 1.5 * layer.mean(axis=2, keepdims=True)
        large = np.asarray(
            cv2.resize(layer, (1000, 700), interpolation=cv2.INTER_CUBIC), np.float32
        )
        total += large / cells**0.45
    total = (total - total.mean()) / total.std()
    return np.asarray(np.clip(115 + 45 * total, 5, 250), np.float32)


def view(
    world: Picture, *, right: float = 0, up: float = 0, zoom: float = 1, roll_deg: float = 0
) -> Picture:
    """What a camera sees that stands so many pixels right of and above the middle.

    `zoom` above 1 is closer; `roll_deg` turns the camera clockwise.
    """
    angle = np.radians(roll_deg)
    along = np.array([np.cos(angle), np.sin(angle)]) / zoom
    middle = np.array([world.shape[1] / 2 + right, world.shape[0] / 2 - up])
    turn = np.array([[along[0], -along[1]], [along[1], along[0]]])
    shift = middle - turn @ np.array([WIDTH / 2, HEIGHT / 2])
    to_world = np.column_stack([turn, shift])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(
        cv2.warpAffine(
            world, to_world, (WIDTH, HEIGHT), flags=flags, borderMode=cv2.BORDER_REFLECT_101
        )
    )


def measured(
    detector: type[Detector],
    picture: Callable[[float], Picture],
    *,
    frames: int = 72,
    question: Question = NOTHING_ASKED,
    parameters: Mapping[str, float] = {},
    grain: float = 1.5,
) -> Measurement:
    """What a detector says of `picture` at the times of `frames` frames, at 24 a second."""
    noise = np.random.default_rng(4)
    running = detector(parameters, question)
    for index in range(frames):
        grains = noise.standard_normal((HEIGHT, WIDTH, 1), np.float32)
        shown = np.clip(picture(index / RATE) + grain * grains, 0, 255).astype(np.uint8)
        running.feed(sample(index, shown))
    return running.finish(frames / RATE)


def sample(index: int, shown: npt.NDArray[np.uint8]) -> Sample:
    """One frame of a clip at 24 frames a second, with its small planes."""
    luma = np.asarray(cv2.cvtColor(shown, cv2.COLOR_RGB2GRAY), np.uint8)
    small = cv2.resize(shown, _COLOUR_SIZE, interpolation=cv2.INTER_AREA)
    return Sample(index, index / RATE, luma, make_rgb=lambda: np.asarray(small, np.uint8))


def only(measurement: Measurement) -> Event:
    """The one event of a measurement."""
    assert len(measurement.events) == 1, measurement.events
    return measurement.events[0]
