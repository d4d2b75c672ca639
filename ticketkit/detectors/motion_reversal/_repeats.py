"""Stretches of a clip that are shown twice: a step back after which the same pictures follow."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ticketkit.detectors._arrays import Float32s

Thumbnails = Sequence[npt.NDArray[np.float16]]

_NEAR = 8
"""Steps on both sides whose median is the usual step."""
_MOST_BACK_S = 4.0
_LEAST_STEP_LEVELS = 0.2
_ASIDE = 2
"""A true repeat fits its own place in time better than places this many frames away."""


@dataclass(frozen=True)
class Repeat:
    """Frames `first` to `last` show again what was shown `back` frames earlier."""

    first: int
    last: int
    back: int
    match_percent: float
    """100: the same pictures; 0: no nearer to the earlier picture than to the one just before."""


@dataclass(frozen=True)
class Sameness:
    """What counts as a repeat."""

    step: float
    """A repeat begins with a change this many times the usual one."""
    share: float
    """Its frames differ from the earlier ones by at most this share of that change."""
    aside: float
    """And by at most this share of their difference from frames two earlier or later."""
    smooth: float
    """A step that resembles its neighbours more than this correlation is ordinary motion."""
    least_frames: int


def repeats(thumbnails: Thumbnails, times_s: Float32s, limits: Sameness) -> list[Repeat]:
    """Find the stretches that are shown twice, in order; thumbnails are of one size.

    Beyond these, memory is needed for a number per frame and for the pictures of eight seconds.
    """
    steps = np.array(
        [np.abs(_move(thumbnails, i)).mean() for i in range(len(thumbnails) - 1)], np.float32
    )
    found: list[Repeat] = []
    for first in range(limits.least_frames, len(thumbnails) - limits.least_frames + 1):
        step, usual = float(steps[first - 1]), _usual_step(steps, first)
        if step < max(limits.step * usual, _LEAST_STEP_LEVELS):
            continue
        if found and first <= found[-1].last:
            continue
        if _is_smooth(thumbnails, first - 1, limits.smooth):
            continue
        again = _longest(thumbnails, times_s, first, step, limits)
        if again is not None:
            found.append(again)
    return found


def _usual_step(steps: Float32s, first: int) -> float:
    near = np.r_[steps[max(0, first - 1 - _NEAR) : first - 1], steps[first : first + _NEAR]]
    return float(np.median(near)) if len(near) else 0.0


def _move(thumbnails: Thumbnails, place: int) -> Float32s:
    """The change from a picture to the next one, flat."""
    before, after = (thumbnails[i].ravel().astype(np.float32) for i in (place, place + 1))
    return after - before


def _is_smooth(thumbnails: Thumbnails, place: int, limit: float) -> bool:
    """Whether the change at a place goes on from the one before it or into the one after it."""
    here = _move(thumbnails, place)
    for other in (place - 1, place + 1):
        if 0 <= other < len(thumbnails) - 1:
            there = _move(thumbnails, other)
            size = float(np.linalg.norm(here) * np.linalg.norm(there))
            if float(here @ there) > limit * size:
                return True
    return False


def _longest(
    thumbnails: Thumbnails, times_s: Float32s, first: int, step: float, limits: Sameness
) -> Repeat | None:
    """The longest repeat that begins at `first`."""
    oldest = int(np.searchsorted(times_s, times_s[first] - _MOST_BACK_S))
    # What is shown again was shown before, so it is no longer than the way back.
    start = max(0, oldest - _ASIDE)
    near = thumbnails[start : 2 * first - oldest + _ASIDE]
    pictures = np.stack([t.ravel() for t in near]).astype(np.float32)
    here, oldest = first - start, oldest - start
    apart = np.abs(pictures[oldest:here] - pictures[here]).mean(axis=1)
    best: Repeat | None = None
    for earlier in oldest + np.flatnonzero(apart <= limits.share * step):
        repeat = _repeat(pictures, here, int(earlier), step, limits)
        if repeat is not None and (best is None or repeat.match_percent > best.match_percent):
            best = repeat
    if best is None:
        return None
    return replace(best, first=best.first + start, last=best.last + start)


def _repeat(
    pictures: Float32s, first: int, earlier: int, step: float, limits: Sameness
) -> Repeat | None:
    back = first - earlier
    length = min(len(pictures) - first, back)
    if length < limits.least_frames:
        return None
    apart = _apart(pictures, first, earlier, length)
    limit = limits.share * step
    same = int(np.argmax(apart > limit)) if (apart > limit).any() else length
    if same < limits.least_frames:
        return None
    aside = [
        float(_apart(pictures, first, earlier + shift, same).mean())
        for shift in (-_ASIDE, _ASIDE)
        if earlier + shift >= 0 and earlier + shift != first
    ]
    difference = float(apart[:same].mean())
    if difference > limits.aside * min(aside, default=0.0):
        return None
    return Repeat(first, first + same - 1, back, 100 * max(0.0, 1 - difference / step))


def _apart(pictures: Float32s, first: int, earlier: int, length: int) -> npt.NDArray[np.float32]:
    """Mean difference of each of `length` frames from `first` on to those from `earlier` on."""
    there = pictures[earlier : earlier + length]
    here = pictures[first : first + len(there)]
    return np.asarray(np.abs(here - there).mean(axis=1), np.float32)
