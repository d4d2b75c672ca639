"""Small planes: a frame reduced to one, and what two of them say by blocks and on the whole."""

from typing import cast

import cv2
import numpy as np
import numpy.typing as npt

from ticketkit.detectors._arrays import Float32s
from ticketkit.model.picture import Plane, Sample

_LONG_SIDE_PX = 160
_LEAST_SIDE_PX = 24
"""Smaller planes are widened to this, because the search for motion works on patches."""


def small_plane(sample: Sample) -> Plane:
    """The frame's luma averaged down to a long side of 160 px; the same object if asked again."""
    if "small_plane" not in sample.shared:
        sample.shared["small_plane"] = _reduced(sample.luma)
    return cast(Plane, sample.shared["small_plane"])


def block_means(plane: npt.NDArray[np.generic], block_px: int) -> Float32s:
    """Means over square blocks, (rows, columns) or (rows, columns, channels)."""
    height, width = plane.shape[:2]
    grid = (max(1, round(width / block_px)), max(1, round(height / block_px)))
    means = cv2.resize(np.asarray(plane, np.float32), grid, interpolation=cv2.INTER_AREA)
    return np.asarray(means, np.float32)


def uneven_change(before: Plane, now: Plane | Float32s, block_px: int) -> Float32s:
    """Mean change of every block, in levels, apart from what changes its whole surroundings."""
    difference = cv2.subtract(np.asarray(now, np.float32), np.asarray(before, np.float32))
    even = cv2.blur(difference, (block_px, block_px))
    return block_means(cv2.absdiff(difference, even), block_px)


def likeness(one: npt.NDArray[np.generic], other: npt.NDArray[np.generic]) -> float:
    """Correlation of two planes of one size, -1 to 1; 0 where one of them is flat."""
    a, b = (np.asarray(plane, np.float32).ravel() for plane in (one, other))
    a, b = a - a.mean(), b - b.mean()
    size = float(np.sqrt((a @ a) * (b @ b)))
    return float(a @ b) / size if size > len(a) else 0.0


def _reduced(luma: Plane) -> Plane:
    height, width = luma.shape
    factor = min(1.0, _LONG_SIDE_PX / max(height, width))
    size = tuple(max(_LEAST_SIDE_PX, round(side * factor)) for side in (width, height))
    return np.asarray(cv2.resize(luma, size, interpolation=cv2.INTER_AREA), np.uint8)
