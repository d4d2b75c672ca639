"""Scenes for drawn clips: a textured, coloured ground and a subject that moves over it.

All of a scene follows from its seed. Pictures are RGB, float32, 0 to 255.
"""

import cv2
import numpy as np

from bench.clips import Floats, texture, view

SIZE = (216, 384)
"""Height and width of the pictures."""
_WORLD = (700, 1100)


class Scene:
    """A ground with shapes on it, and a subject."""

    def __init__(self, rng: np.random.Generator, subject_px: int = 80) -> None:
        self.world = _ground(rng)
        self._skin, self._mask = _subject(rng, subject_px)

    def seen(self, x: float = 0, y: float = 0, zoom: float = 1, roll_deg: float = 0) -> Floats:
        """What the camera sees at a place; see `bench.clips.view`."""
        return view(self.world, SIZE, x=x, y=y, zoom=zoom, roll_deg=roll_deg)

    def with_subject(
        self, picture: Floats, x: float, y: float, scale: float = 1, turn_deg: float = 0
    ) -> Floats:
        """`picture` with the subject's middle at (x, y) in pixels of the picture."""
        height, width = picture.shape[:2]
        to_picture = cv2.getRotationMatrix2D(
            ((self._mask.shape[1] - 1) / 2, (self._mask.shape[0] - 1) / 2), turn_deg, scale
        )
        middle = (np.array(self._mask.shape[::-1]) - 1) / 2
        to_picture = np.asarray(to_picture, np.float64)
        to_picture[:, 2] = to_picture[:, 2] + (x, y) - middle
        skin = cv2.warpAffine(
            self._skin, to_picture, (width, height), borderMode=cv2.BORDER_REPLICATE
        )
        mask = cv2.warpAffine(self._mask, to_picture, (width, height))[:, :, None]
        return np.asarray(picture + mask * (skin - picture), np.float32)


def coloured(rng: np.random.Generator, luma: Floats, spread: float = 18) -> Floats:
    """A grey picture with a tint of its own and patches of other tints."""
    height, width = luma.shape
    coarse = min(60, min(luma.shape) / 3)
    patches = [
        texture(rng, (height, width), mean=0, contrast=spread / 2, finest_px=coarse)
        for _ in range(3)
    ]
    tint = rng.uniform(-spread, spread, 3)
    return np.asarray(luma[:, :, None] + tint + np.stack(patches, axis=2), np.float32)


def _ground(rng: np.random.Generator) -> Floats:
    luma = texture(
        rng,
        _WORLD,
        mean=rng.uniform(70, 150),
        contrast=rng.uniform(18, 38),
        finest_px=rng.uniform(3, 6),
    )
    ground = coloured(rng, luma)
    for _ in range(rng.integers(60, 400)):
        _shape(rng, ground)
    detail = texture(rng, _WORLD, mean=0, contrast=rng.uniform(3, 9), finest_px=2)
    return np.asarray(np.clip(ground + detail[:, :, None], 4, 251), np.float32)


def _shape(rng: np.random.Generator, ground: Floats) -> None:
    """A flat thing, most of them small, near the ground's own colour at its place."""
    x, y = (int(rng.integers(0, side)) for side in ground.shape[1::-1])
    width, height = (int(v) for v in 6 * 15 ** rng.uniform(0, 1, 2))
    colour = [float(c) for c in ground[y, x] + rng.normal(0, 12, 3) + rng.normal(0, 45)]
    if rng.random() < 0.5:
        cv2.rectangle(ground, (x, y), (x + width, y + height), colour, -1, cv2.LINE_AA)
    else:
        angle = float(rng.uniform(0, 180))
        cv2.ellipse(ground, (x, y), (width, height), angle, 0, 360, colour, -1, cv2.LINE_AA)


def _subject(rng: np.random.Generator, size_px: int) -> tuple[Floats, Floats]:
    """Its surface, (size, size, 3), and where it is, 0 to 1."""
    luma = texture(rng, (size_px, size_px), mean=rng.uniform(50, 210), contrast=28, finest_px=3)
    skin = coloured(rng, luma, 30)
    for _ in range(6):
        _shape(rng, skin)
    mask = np.zeros((size_px, size_px), np.float32)
    corners = int(rng.integers(7, 14))
    angles = 2 * np.pi * (np.arange(corners) + rng.uniform(-0.3, 0.3, corners)) / corners
    reach = rng.uniform(0.32, 0.48, corners) * size_px
    points = size_px / 2 + np.stack([reach * np.cos(angles), reach * np.sin(angles)], axis=1)
    cv2.fillPoly(mask, [points.astype(np.int32)], 1.0, cv2.LINE_AA)
    return skin, np.asarray(cv2.GaussianBlur(mask, (0, 0), 0.8), np.float32)
