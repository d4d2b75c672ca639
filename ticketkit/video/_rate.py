"""How regularly the frames of a clip follow each other."""

from fractions import Fraction
from itertools import pairwise
from statistics import median_low

from ticketkit.model.timeline import Timeline

_COARSE_TICKS = 4
"""Below so many ticks a frame, one tick more is too much to be rounding."""


def intervals(pts: tuple[int, ...]) -> list[int]:
    """Ticks from each frame to the next; one fewer than frames."""
    return [after - before for before, after in pairwise(pts)]


def is_variable(pts: tuple[int, ...]) -> bool:
    """Whether frame durations differ by more than rounding to the time base."""
    steps = intervals(pts)
    if not steps:
        return False
    shortest, longest = min(steps), max(steps)
    return longest - shortest > (1 if shortest >= _COARSE_TICKS else 0)


def average(pts: tuple[int, ...], time_base: Fraction) -> float:
    """Frames per second from the first frame to the last; 0 when only one instant is known."""
    span = (pts[-1] - pts[0]) * time_base
    return float((len(pts) - 1) / span) if span > 0 else 0.0


def usual_interval(pts: tuple[int, ...]) -> int:
    """Ticks from one frame to the next as a rule, at least one."""
    steps = [step for step in intervals(pts) if step > 0]
    return median_low(steps) if steps else 1


def timeline(pts: tuple[int, ...], time_base: Fraction, start: Fraction, claimed: int) -> Timeline:
    """The timeline of frames at `pts`, the last of which claims to stay for so many ticks."""
    after = pts[-1] + last_duration(pts, claimed)
    return Timeline(pts, time_base, start, after * time_base - start)


def last_duration(pts: tuple[int, ...], claimed: int) -> int:
    """Ticks that the last frame stays: as claimed, else the usual interval, at least one."""
    return claimed or usual_interval(pts)
