"""Axes: round tick values, and the place of a value along an axis."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

_STEPS = (1, 2, 5, 10)
_LABEL_PT = 11
"""How far apart the labels of two ticks must be."""
_EXACT = 1e-9
_MOST_DECIMALS = 6
_THREE_DIGITS = 100
_SMALLEST_SHARE = 1e-6
_FAR_FROM_ZERO = 0.6


@dataclass(frozen=True)
class Axis:
    """A stretch of values laid over a stretch of paper."""

    low: float
    high: float
    """Above `low`."""
    start_pt: float
    length_pt: float
    ticks: tuple[float, ...]
    """Values inside [low, high], ascending."""
    logarithmic: bool = False

    def place_pt(self, value: float) -> float:
        """Where `value` lies on paper; values outside are held at the nearer end."""
        inside = min(max(value, self.low), self.high)
        low, high = self._scaled(self.low), self._scaled(self.high)
        return self.start_pt + self.length_pt * (self._scaled(inside) - low) / (high - low)

    def label(self, tick: float) -> str:
        """The words at `tick`: equally many decimals at all ticks of a linear axis."""
        return number(tick, [tick] if self.logarithmic else self.ticks)

    def _scaled(self, value: float) -> float:
        return math.log10(value) if self.logarithmic else value


def linear(low: float, high: float, start_pt: float, length_pt: float, ticks: int) -> Axis:
    """Lay an axis from `low` to `high` with about `ticks` ticks at multiples of 1, 2 or 5."""
    high = high if high > low else low + 1
    step = _nice_step((high - low) / ticks)
    first, last = math.ceil(low / step - _EXACT), math.floor(high / step + _EXACT)
    return Axis(
        low, high, start_pt, length_pt, tuple(round(i * step, 12) for i in range(first, last + 1))
    )


def rounded(
    values: Sequence[float],
    start_pt: float,
    length_pt: float,
    ticks: int,
    most: float = math.inf,
) -> Axis:
    """Lay an axis that holds all `values` and ends on ticks, or at `most`, which no value exceeds.

    It begins at zero, unless the values all lie so far from it that they would look like a line.
    """
    low, high = min(values), max(values)
    if 0 <= low < _FAR_FROM_ZERO * high or low == high:
        low, high = min(0.0, low), max(0.0, high)
    step = _nice_step(((high - low) or 1.0) / ticks)
    low, high = math.floor(low / step) * step, math.ceil((high or step) / step) * step
    return linear(low, min(high, most), start_pt, length_pt, ticks)


def decades(
    values: Sequence[float], start_pt: float, length_pt: float, most: float = math.inf
) -> Axis:
    """Lay a logarithmic axis over the positive `values`, down to a millionth of the largest.

    Zero and what is smaller lie on its lower end. The upper end is the next multiple of 1, 2 or 5
    of a power of ten above them, or `most`, which no value exceeds.
    """
    positive = [v for v in values if v > 0] or [1.0]
    low = max(min(positive), max(positive) * _SMALLEST_SHARE)
    marks = _log_marks(low, max(positive))
    ends = Axis(marks[0], min(marks[-1], most), start_pt, length_pt, (), logarithmic=True)
    return replace(ends, ticks=_log_ticks(ends, marks))


def number(value: float, beside: Sequence[float]) -> str:
    """Print `value` with as many decimals as the numbers beside it need."""
    return f"{value:,.{max(_decimals(v) for v in beside)}f}"


def significant(value: float) -> str:
    """Print `value` with three significant digits, and whole numbers whole."""
    whole = abs(value) >= _THREE_DIGITS
    near = float(f"{value:.0f}" if whole else f"{value:.3g}")
    return number(near, [near])


def _decimals(value: float) -> int:
    exact = (d for d in range(_MOST_DECIMALS) if abs(value - round(value, d)) < _EXACT)
    return next(exact, _MOST_DECIMALS)


def _nice_step(rough: float) -> float:
    magnitude = 10.0 ** math.floor(math.log10(rough))
    return next(s for s in _STEPS if s * magnitude >= rough * (1 - _EXACT)) * magnitude


def _log_marks(low: float, high: float) -> tuple[float, ...]:
    """Return the multiples of 1, 2 and 5 that hold `low` and `high`, and no more of them."""
    first, last = math.floor(math.log10(low)) - 1, math.ceil(math.log10(high)) + 1
    # Written as a literal: a product would miss the nearest float to 1e-5.
    marks = [float(f"{m}e{d}") for d in range(first, last) for m in (1, 2, 5)]
    # A single value would otherwise lie on the lower end, where zero is drawn.
    below = max(m for m in marks if m < low or m == low < high)
    above = min(m for m in marks if m >= high)
    return tuple(m for m in marks if below <= m <= above)


def _log_ticks(axis: Axis, marks: Sequence[float]) -> tuple[float, ...]:
    """Choose both ends and what fits between: every mark, else the powers of ten that do."""
    inner = [m for m in marks[1:-1] if m < axis.high]
    every = (axis.low, *inner, axis.high)
    if all(_apart(axis, a, b) for a, b in pairwise(every)):
        return every
    kept = [axis.high]
    for mark in reversed(inner):
        power = math.log10(mark).is_integer()
        if power and _apart(axis, mark, kept[-1]) and _apart(axis, axis.low, mark):
            kept.append(mark)
    return (axis.low, *reversed(kept))


def _apart(axis: Axis, low: float, high: float) -> bool:
    return axis.place_pt(high) - axis.place_pt(low) >= _LABEL_PT
