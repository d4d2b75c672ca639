"""Short runs of frames that do not belong: unlike both sides, which are like each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from ticketkit.detectors._arrays import Float32s
from ticketkit.detectors._planes import likeness


@dataclass(frozen=True)
class Strangeness:
    """What makes frames foreign."""

    unlike: float
    """Correlation of layouts up to which two frames have nothing in common."""
    alike: float
    """Correlation from which two frames show the same."""
    at_most_s: float


def foreign_runs(
    layouts: Sequence[Float32s], times_s: Sequence[float], limits: Strangeness
) -> list[tuple[int, int]]:
    """First and last frame of every run, in order."""
    runs: list[tuple[int, int]] = []
    index = 1
    while index + 1 < len(layouts):
        last = _last_foreign(layouts, times_s, index, limits)
        if last is not None:
            runs.append((index, last))
        index = index + 1 if last is None else last + 2
    return runs


def _last_foreign(
    layouts: Sequence[Float32s], times_s: Sequence[float], first: int, limits: Strangeness
) -> int | None:
    before = layouts[first - 1]
    if likeness(before, layouts[first]) > limits.unlike:
        return None
    for after in range(first + 1, len(layouts)):
        if times_s[after] - times_s[first] > limits.at_most_s:
            return None
        if likeness(before, layouts[after]) >= limits.alike:
            ends = likeness(layouts[after - 1], layouts[after]) <= limits.unlike
            return after - 1 if ends else None
    return None
