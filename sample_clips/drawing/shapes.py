"""Outlines as point lists: pixels of the finished picture, x to the right, y down."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
"""Shape (n, 2)."""

Path = Sequence[tuple[float, float]] | Points


def smooth(points: Path, *, closed: bool = True) -> Points:
    """Return a Catmull-Rom curve through the points, ten steps to a span."""
    knots = np.asarray(points, dtype=float)
    padded = (
        np.vstack([knots[-1], knots, knots[:2]])
        if closed
        else np.vstack([2 * knots[0] - knots[1], knots, 2 * knots[-1] - knots[-2]])
    )
    t = np.linspace(0, 1, 10, endpoint=False)[:, None]
    spans = [_span(padded[i : i + 4], t) for i in range(len(padded) - 3)]
    return np.vstack(spans if closed else [*spans, knots[-1:]])


def _span(p: Points, t: Points) -> Points:
    cubic = -p[0] + 3 * p[1] - 3 * p[2] + p[3]
    square = 2 * p[0] - 5 * p[1] + 4 * p[2] - p[3]
    curve: Points = 0.5 * (2 * p[1] + (p[2] - p[0]) * t + square * t**2 + cubic * t**3)
    return curve


def ellipse(x: float, y: float, rx: float, ry: float, turn_deg: float = 0.0) -> Points:
    """Return an ellipse about (x, y), turned clockwise."""
    a = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    return turned(np.column_stack([x + rx * np.cos(a), y + ry * np.sin(a)]), (x, y), turn_deg)


def box(x: float, y: float, width: float, height: float, radius: float = 0.0) -> Points:
    """Return a rectangle, its corners rounded by `radius`."""
    if radius <= 0:
        return np.array([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])
    corners = []
    for i, (cx, cy) in enumerate(
        [
            (x + width - radius, y + height - radius),
            (x + radius, y + height - radius),
            (x + radius, y + radius),
            (x + width - radius, y + radius),
        ]
    ):
        a = np.linspace(i * np.pi / 2, (i + 1) * np.pi / 2, 8)
        corners.append(np.column_stack([cx + radius * np.cos(a), cy + radius * np.sin(a)]))
    return np.vstack(corners)


def ribbon(path: Path, width: float, *, ends: float = 0.0) -> Points:
    """Return a stroke along a smooth path; `ends` is the tips' width as a share of `width`."""
    line = smooth(path, closed=False)
    along = np.gradient(line, axis=0)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    across = np.column_stack([-along[:, 1], along[:, 0]])
    t = np.linspace(0, 1, len(line))
    half = width / 2 * (ends + (1 - ends) * np.sin(np.pi * t) ** 0.7)[:, None]
    return np.vstack([line + across * half, (line - across * half)[::-1]])


def turned(points: Points, about: tuple[float, float], turn_deg: float) -> Points:
    """Return the points turned clockwise about a centre."""
    a = np.radians(turn_deg)
    matrix = np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]])
    result: Points = (points - np.asarray(about)) @ matrix + np.asarray(about)
    return result


def ease(t: float, start: float, end: float) -> float:
    """Return 0 before `start`, 1 after `end`, and a smooth rise between."""
    u = min(max((t - start) / (end - start), 0.0), 1.0)
    return u * u * (3 - 2 * u)
