"""Runs of even ups and downs in a curve: what flickers, apart from drift, steps and flashes."""

from dataclasses import dataclass

import numpy as np

from ticketkit.detectors._arrays import Float32s

_LEAST_END = 0.65
"""A run begins and ends with ways of at least this share of its median way."""


@dataclass(frozen=True)
class Swinging:
    """A stretch in which a curve goes up and down evenly."""

    first: int
    last: int
    """Places in the curve, inclusive: its first and its last turning point."""
    height: float
    """Median way from one turning point to the next, in the curve's unit."""
    frequency_hz: float
    count: int
    """Ways up or down."""


@dataclass(frozen=True)
class Evenness:
    """What counts as even."""

    least_height: float
    """Smaller ups and downs are passed over."""
    least_swings: int
    """Ways up or down in a row; two make a cycle."""
    slowest_s: float
    """Longest way up or down."""
    ratio: float
    """Greatest proportion between one way and the next."""


def without_drift(curve: Float32s, times_s: Float32s, width_s: float) -> Float32s:
    """The curve less its mean over `width_s` around every place."""
    first = np.searchsorted(times_s, times_s - width_s / 2)
    after = np.searchsorted(times_s, times_s + width_s / 2, side="right")
    total = np.concatenate([[0.0], np.cumsum(curve, dtype=np.float64)])
    return np.asarray(curve - (total[after] - total[first]) / (after - first), np.float32)


def swinging(curve: Float32s, times_s: Float32s, even: Evenness) -> list[Swinging]:
    """Find the stretches that swing, in order."""
    turning = _turning_points(curve, even.least_height)
    found: list[Swinging] = []
    start = 0
    for place in range(1, len(turning) + 1):
        if place < len(turning) and _goes_on(curve, times_s, turning, place, start, even):
            continue
        run = _trimmed(curve, turning[start:place])
        if len(run) > even.least_swings:
            found.append(_measured(curve, times_s, run))
        start = place if place - 1 == start else place - 1
    return found


def _goes_on(
    curve: Float32s, times_s: Float32s, turning: list[int], place: int, start: int, even: Evenness
) -> bool:
    """Whether the way to the turning point at `place` continues the run that began at `start`."""
    if times_s[turning[place]] - times_s[turning[place - 1]] > even.slowest_s:
        return False
    if place - start < 2:
        return True
    before = abs(float(curve[turning[place - 1]] - curve[turning[place - 2]]))
    now = abs(float(curve[turning[place]] - curve[turning[place - 1]]))
    return max(before, now) <= even.ratio * min(before, now)


def _trimmed(curve: Float32s, turning: list[int]) -> list[int]:
    """The turning points without small ways at either end, where the filter rings."""
    heights = np.abs(np.diff(curve[turning]))
    if not len(heights):
        return []
    large = np.flatnonzero(heights >= _LEAST_END * np.median(heights))
    return turning[large[0] : large[-1] + 2]


def _measured(curve: Float32s, times_s: Float32s, turning: list[int]) -> Swinging:
    heights = np.abs(np.diff(curve[turning]))
    duration_s = float(times_s[turning[-1]] - times_s[turning[0]])
    return Swinging(
        first=turning[0],
        last=turning[-1],
        height=float(np.median(heights)),
        frequency_hz=len(heights) / 2 / duration_s,
        count=len(heights),
    )


def _turning_points(curve: Float32s, least: float) -> list[int]:
    """Places of the highs and lows that lie at least `least` apart, alternating."""
    points: list[int] = []
    low = high = 0
    rising: bool | None = None
    for place in range(1, len(curve)):
        low = place if curve[place] < curve[low] else low
        high = place if curve[place] > curve[high] else high
        if rising is not False and curve[high] - curve[place] >= least:
            points.append(high)
            rising, low = False, place
            high = place
        elif rising is not True and curve[place] - curve[low] >= least:
            points.append(low)
            rising, high = True, place
            low = place
    if rising is not None and len(curve):
        points.append(high if rising else low)
    return points
