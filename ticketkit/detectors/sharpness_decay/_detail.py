"""How much fine detail a picture has for its coarse detail."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from ticketkit.detectors._arrays import Float64s
from ticketkit.model.picture import Plane

_REGIONS = 8
"""Along the longer side."""
_DIRECTIONS = ((0, 1), (1, 0), (1, 1), (1, -1))
"""Rows and columns from a pixel to the next in each direction."""
_FINE, _COARSE = 1, 12
_LEAST_COARSE = 2.5
"""Root mean square change over four pixels, in levels, that a region needs to be judged."""
_FLATTEST_PERCENTILE = 5
_NOISE_SPREAD = 1.2
"""How much more noise there is in other regions by chance."""
_SHARPEST_PERCENTILE = 75
_FEWEST_REGIONS = 3


@dataclass(frozen=True)
class Detail:
    """Fine to coarse detail of one picture: 0 is nothing fine, about 1 nothing but."""

    picture: Float64s
    """(4,) by direction, in the sharpest quarter of the regions; NaN where too few have any."""
    regions: Float64s
    """(n,) in the sharpest direction of each region; NaN where it is too flat to tell."""


def detail(luma: Plane) -> Detail:
    """How much fine detail there is in a plane (height, width), 0 to 255."""
    plane = luma.astype(np.float32)
    grid = _grid(plane.shape)
    shares = np.stack([_shares(plane, step, grid) for step in _DIRECTIONS])
    known = np.isfinite(shares)
    sharpest = [
        np.sqrt(np.percentile(s[k], _SHARPEST_PERCENTILE)) if k.sum() >= _FEWEST_REGIONS else np.nan
        for s, k in zip(shares, known, strict=True)
    ]
    regions = np.where(known.any(axis=0), np.where(known, shares, 0).max(axis=0), np.nan)
    return Detail(np.array(sharpest), np.sqrt(regions))


def _grid(shape: tuple[int, ...]) -> tuple[int, int]:
    """Columns and rows of regions."""
    side = max(8.0, max(shape) / _REGIONS)
    return max(1, round(shape[1] / side)), max(1, round(shape[0] / side))


def _shares(
    plane: npt.NDArray[np.float32], step: tuple[int, int], grid: tuple[int, int]
) -> Float64s:
    """Fine to coarse energy in each region; NaN where it is too flat to tell."""
    fine = _energy(plane, step, _FINE, grid)
    coarse = _energy(plane, step, _COARSE, grid)
    # Noise adds the same energy to differences over any distance.
    noise = _NOISE_SPREAD * float(np.percentile(fine, _FLATTEST_PERCENTILE))
    clear = coarse - noise >= _LEAST_COARSE**2
    share = np.maximum(fine - noise, 0) / np.where(clear, coarse - noise, 1)
    return np.where(clear, share, np.nan).ravel()


def _energy(
    plane: npt.NDArray[np.float32], step: tuple[int, int], reach: int, grid: tuple[int, int]
) -> Float64s:
    """Mean square of the second difference over `reach` pixels in each region."""
    down, right = step[0] * reach, step[1] * reach
    height, width = plane.shape
    if min(height - 2 * abs(down), width - 2 * abs(right)) < 1:
        return np.zeros(grid[::-1])
    top, left = abs(down), abs(right)
    middle = plane[top : height - top, left : width - left]
    before = plane[top - down : height - top - down, left - right : width - left - right]
    after = plane[top + down : height - top + down, left + right : width - left + right]
    square = before + after
    square *= -0.5  # in place throughout: fresh planes cost more than the sums
    square += middle
    square *= square
    # One side after the other: at uneven factors OpenCV is slow with both at once.
    rows = cv2.resize(square, (square.shape[1], grid[1]), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(rows, grid, interpolation=cv2.INTER_AREA), np.float64)
