"""Shapes made of points: how far two of them differ when place, turn and size are set aside.

Method: Procrustes alignment in closed form (Umeyama 1991) with weights that lose their hold on
points that disagree (Holland and Welsch 1977), so that a part that moves by itself does not draw
the rest along.
"""

import numpy as np
import numpy.typing as npt

from ticketkit.detectors._arrays import Float64s

_ROUNDS = 8
_NEIGHBOURS = 5
_LARGE_PERCENTILE = 90
"""A part that holds a tenth of the points is enough to be seen."""

FEWEST = 14
"""Points that a comparison needs."""


def change(first: Float64s, second: Float64s, furthest: float = np.inf) -> float | None:
    """How far the points of `second` (n, 2) are from those of `first` after alignment, in pixels.

    A large part of the shape must not have moved to be aligned by. The number is the distance that
    the tenth of the points that moved most has gone at least, each taken together with its
    neighbours. Left out are points that are NaN in either, and those that went `furthest` pixels or
    more, because they belong to something else; None when too few are left.
    """
    both = np.isfinite(first[:, 0]) & np.isfinite(second[:, 0])
    if both.sum() < FEWEST:
        return None
    before, now = first[both], second[both]
    left = _aligned(now, before) - before
    own = np.linalg.norm(left, axis=1) < furthest
    if own.sum() < FEWEST:
        return None
    before, left = before[own], left[own]
    together = np.median(left[_nearest(before)], axis=1)
    return float(np.percentile(np.linalg.norm(together, axis=1), _LARGE_PERCENTILE))


def aligned(points: Float64s, like: Float64s) -> Float64s:
    """`points` moved, turned and resized as a whole onto `like`; NaN where either is."""
    both = np.isfinite(points[:, 0]) & np.isfinite(like[:, 0])
    moved = np.full_like(points, np.nan)
    if both.sum() >= FEWEST:
        moved[both] = _aligned(points[both], like[both])
    return moved


def _aligned(points: Float64s, like: Float64s) -> Float64s:
    weight = np.ones(len(points))
    moved = points
    for _ in range(_ROUNDS):
        moved = _placed(points, like, weight / weight.sum())
        miss = np.linalg.norm(moved - like, axis=1)
        scale = 2.0 * max(float(np.median(miss)), 1e-3)
        weight = 1 / (1 + (miss / scale) ** 2)
    return moved


def _placed(points: Float64s, like: Float64s, weight: Float64s) -> Float64s:
    """The similarity that brings `points` closest to `like`, applied; as complex numbers."""
    here, there = points @ [1, 1j], like @ [1, 1j]
    here_middle, there_middle = (weight * here).sum(), (weight * there).sum()
    out = here - here_middle
    spread = (weight * np.abs(out) ** 2).sum()
    turn = (weight * out.conj() * (there - there_middle)).sum() / max(float(spread), 1e-12)
    placed = out * turn + there_middle
    return np.stack([placed.real, placed.imag], axis=1)


def _nearest(points: Float64s) -> npt.NDArray[np.int_]:
    """(n, 5) each point and its nearest neighbours."""
    apart = np.linalg.norm(points[:, None] - points[None], axis=2)
    return np.asarray(np.argsort(apart, axis=1)[:, :_NEIGHBOURS])
