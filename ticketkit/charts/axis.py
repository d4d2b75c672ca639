"""Axes: round tick values, and the place of a value along an axis."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

_STEPS = (1, 2, 5, 10)
_FEW_DECADES = 3
_EXACT = 1e-9
_MOST_DECIMALS = 6
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


def rounded(values: Sequence[float], start_pt: float, length_pt: float, ticks: int) -> Axis:
    """Lay an axis that holds all `values` and ends on ticks.

    It begins at zero, unless the values all lie so far from it that they would look like a line.
    """
    low, high = min(values), max(values)
    if 0 <= low < _FAR_FROM_ZERO * high or low == high:
        low, high = min(0.0, low), max(0.0, high)
    step = _nice_step(((high - low) or 1.0) / ticks)
    low, high = math.floor(low / step) * step, math.ceil((high or step) / step) * step
    return linear(low, high, start_pt, length_pt, ticks)


def decades(values: Sequence[float], start_pt: float, length_pt: float) -> Axis:
    """Lay a logarithmic axis over the positive `values`, down to a millionth of the largest.

    Zero and what is smaller lie on its lower end.
    """
    positive = [v for v in values if v > 0] or [1.0]
    marks = _log_ticks(max(min(positive), max(positive) * _SMALLEST_SHARE), max(positive))
    return Axis(marks[0], marks[-1], start_pt, length_pt, marks, logarithmic=True)


def number(value: float, beside: Sequence[float]) -> str:
    """Print `value` with as many decimals as the numbers beside it need."""
    return f"{value:,.{max(_decimals(v) for v in beside)}f}"


def _decimals(value: float) -> int:
    exact = (d for d in range(_MOST_DECIMALS) if abs(value - round(value, d)) < _EXACT)
    return next(exact, _MOST_DECIMALS)


def _nice_step(rough: float) -> float:
    magnitude = 10.0 ** math.floor(math.log10(rough))
    return next(s for s in _STEPS if s * magnitude >= rough * (1 - _EXACT)) * magnitude


def _log_ticks(low: float, high: float) -> tuple[float, ...]:
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    last = max(last, first + 1)
    within = (1, 2, 5) if last - first <= _FEW_DECADES else (1,)
    marks = [m * 10.0**d for d in range(first, last) for m in within] + [10.0**last]
    below = max((m for m in marks if m <= low), default=marks[0])
    above = min((m for m in marks if m >= high), default=marks[-1])
    if below == above:
        return below / 10, below, below * 10
    return below, *(m for m in marks if below < m < above), above
