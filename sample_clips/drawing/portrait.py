"""A portrait in window light: one eye drifts, and later the jaw narrows."""

import math
from collections.abc import Callable
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from .canvas import OVERSAMPLING, Canvas, Plane, rgb
from .face import Expression, face
from .film import RATE, Picture, developed
from .shapes import ease, ellipse
from .sitter import bust, hair_behind, hair_in_front

FILE = "portrait-eye-drift.mp4"
WIDTH, HEIGHT = 480, 640
FRAMES = 120
DRIFT_S = (1.0, 2.0)
"""When the sitter's own left eye (on the right of the picture) starts to turn in, and is there."""

JAW_S = (2.4, 4.0)
"""When the jaw starts to narrow, and is as narrow as it gets."""

BLINKS_S = (0.55, 2.75, 4.45)
NECK = (240.0, 440.0)

Matrix = NDArray[np.float64]


def picture(frame: int) -> Picture:
    """Return what the clip shows at this frame."""
    return drawn(frame, expression(frame))


def expression(frame: int) -> Expression:
    """Return what the face does at this frame."""
    t = frame / RATE
    return Expression(
        look_px=(1.4 * math.sin(0.9 * t), 0.5 * math.sin(1.3 * t)),
        lids=max(math.exp(-(((t - blink) / 0.06) ** 2)) for blink in BLINKS_S),
        turn=math.sin(0.75 * t + 0.3),
        drift=ease(t, *DRIFT_S),
        narrowing=ease(t, *JAW_S),
    )


def drawn(frame: int, shown: Expression) -> Picture:
    """Return the picture at this frame with the face showing any expression."""
    t = frame / RATE
    head = Canvas(WIDTH, HEIGHT)
    face(head, shown)
    head.lay(_painted(hair_in_front))
    scene = Canvas(WIDTH, HEIGHT)
    scene.pixels = _shifted(_room(), 3 * math.sin(0.5 * t) - 8, 2 * math.sin(0.7 * t) - 8)
    scene.lay(_warped(_painted(hair_behind), pose(t)))
    scene.lay(_shifted(_painted(bust), 0, 1.5 * math.sin(1.2 * t)))
    scene.lay(_warped(head.pixels, pose(t)))
    return developed(scene.finished()[..., :3], seed=48, frame=frame, grain=1.9)


def pose(t: float) -> Matrix:
    """Return where the head is at second `t`: the 2x3 matrix from its own place to the picture."""
    matrix = cv2.getRotationMatrix2D(NECK, 2.5 + 1.5 * math.sin(0.75 * t), 1 + 0.004 * math.sin(t))
    moved = np.array(matrix, dtype=np.float64)
    moved[:, 2] += 2 + 3 * math.sin(0.75 * t + 0.2), 2 * math.sin(1.1 * t)
    return moved


@lru_cache(maxsize=3)
def _painted(part: Callable[[Canvas], None]) -> Plane:
    canvas = Canvas(WIDTH, HEIGHT)
    part(canvas)
    return canvas.pixels


def _shifted(layer: Plane, dx: float, dy: float) -> Plane:
    return _warped(layer, np.array([[1, 0, dx], [0, 1, dy]]))


def _warped(layer: Plane, matrix: Matrix) -> Plane:
    doubled = matrix * (1, 1, OVERSAMPLING)
    size = WIDTH * OVERSAMPLING, HEIGHT * OVERSAMPLING
    warped = cv2.warpAffine(layer, doubled, size, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(warped, dtype=np.float32)


@lru_cache(maxsize=1)
def _room() -> Plane:
    canvas = Canvas(WIDTH + 16, HEIGHT + 16)
    y, x = np.mgrid[: canvas.pixels.shape[0], : canvas.pixels.shape[1]].astype(np.float32)
    light = np.exp(-np.hypot(x / 950 + 0.05, (y - 260) / 900) * 1.7)[..., None]
    canvas.pixels[..., :3] = rgb("#2b4147") * (1 - light) + rgb("#ffc282") * light
    canvas.pixels[..., 3] = 1
    rng = np.random.default_rng(17)
    for _ in range(30):
        place = WIDTH * rng.random(), 420 * rng.random()
        size = 10 + 17 * rng.random()
        tone = ("#ffd79a", "#f3a765", "#9fc3b8", "#ffe9c4")[int(4 * rng.random())]
        canvas.fill(ellipse(*place, size, size), tone, opacity=0.16, soften=1.6)
        canvas.fill(ellipse(*place, size * 0.86, size * 0.86), tone, opacity=0.13, soften=1.2)
    return canvas.pixels
