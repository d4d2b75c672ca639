"""A hand types and grows a sixth and a seventh finger."""

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from .canvas import OVERSAMPLING, Canvas
from .film import RATE, Picture, developed
from .hand import FINGERS, hand
from .keys import HEIGHT as PLANE_HEIGHT
from .keys import WIDTH as PLANE_WIDTH
from .keys import Key, board, keys
from .shapes import ease

Matrix = NDArray[np.float64]

FILE = "keyboard-seventh-finger.mp4"
WIDTH, HEIGHT = 768, 432
FRAMES = 108
SIXTH, SEVENTH = 12, 24
"""Frames in which the sixth and the seventh finger first show."""

GROWING_FRAMES = 10
STROKES = (
    (0.35, 1.9, 3.5),
    (0.1, 1.05, 2.3, 3.2),
    (0.55, 1.45, 2.75, 3.9),
    (0.8, 1.75, 2.05, 3.45),
    (1.25, 2.55, 3.7),
    (1.6, 2.9, 4.1),
    (2.2, 3.05, 4.25),
)
"""Seconds at which each finger, from the thumb on, is down on its key."""


def picture(frame: int) -> Picture:
    """Return what the clip shows at this frame."""
    return fingers_only(frame, len(FINGERS))


def fingers_only(frame: int, most: int) -> Picture:
    """Return the picture as it would be if the hand never had more than so many fingers."""
    t = frame / RATE
    growths = [1.0] * 5 + [_growth(frame, SIXTH), _growth(frame, SEVENTH)]
    growths = [growth if i < most else 0.0 for i, growth in enumerate(growths)]
    presses = [max(_down(t - stroke) for stroke in strokes) for strokes in STROKES]
    shift = 5 * math.sin(1.9 * t), 3 * math.sin(2.6 * t + 1)
    view = _view(t)
    canvas = Canvas(WIDTH, HEIGHT)
    plane = board(_pressed(view, growths, presses)).pixels
    size = WIDTH * OVERSAMPLING, HEIGHT * OVERSAMPLING
    canvas.pixels = np.asarray(cv2.warpPerspective(plane, _doubled(view), size), dtype=np.float32)
    hand(canvas, growths, presses, shift)
    return developed(canvas.finished()[..., :3], seed=24, frame=frame)


def _growth(frame: int, first: int) -> float:
    if frame < first:
        return 0.0
    return 0.28 + 0.72 * ease(frame - first, 0, GROWING_FRAMES)


def _down(since_s: float) -> float:
    return math.exp(-((since_s / 0.075) ** 2))


def _pressed(view: Matrix, growths: list[float], presses: list[float]) -> dict[Key, float]:
    back = np.linalg.inv(view)
    found = {}
    for finger, growth, press in zip(FINGERS, growths, presses, strict=True):
        x, y, w = back @ (*finger.tip, 1)
        under = next((key for key in keys() if key.holds(x / w, y / w)), None)
        if under and growth > 0.9 and press > 0.02:
            found[under] = press
    return found


def _view(t: float) -> Matrix:
    dx, dy = 4 * math.sin(0.8 * t), 3 * math.sin(1.1 * t + 2)
    plane = [(0, 0), (PLANE_WIDTH, 0), (PLANE_WIDTH, PLANE_HEIGHT), (0, PLANE_HEIGHT)]
    seen = [(-10, -14), (772, -38), (838, 488), (-96, 514)]
    shifted = [(x + dx, y + dy) for x, y in seen]
    matrix = cv2.getPerspectiveTransform(np.array(plane, np.float32), np.array(shifted, np.float32))
    return np.asarray(matrix, dtype=np.float64)


def _doubled(view: Matrix) -> Matrix:
    scale = np.diag([OVERSAMPLING, OVERSAMPLING, 1.0])
    doubled: Matrix = scale @ view @ np.linalg.inv(scale)
    return doubled
