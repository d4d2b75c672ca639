"""Runs of frames that show one picture: stretches of small change between two large ones."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ticketkit.detectors._arrays import Float64s
from ticketkit.detectors.frozen_frames._changes import Changes

_DEEP_ENOUGH = 0.6
"""The smallest change inside a run is at most this part of those at its ends."""
_REFRESH_LEVELS, _REFRESH_SHARE = 6.0, 0.7
"""A key frame changes a still picture by no more than this, nor this part of the movement."""
_CALM_BESIDE = 0.5
_LARGER = 0.5
_NEARBY_FRAMES = 8
_KEY_FRAME_BYTES = 2.5
"""A packet this many times the usual size nearby is a key frame."""


@dataclass(frozen=True)
class Run:
    """Frames `first` to `last` show one picture: the changes at `first + 1` to `last` are small."""

    first: int
    last: int

    @property
    def pairs(self) -> slice:
        """Where the changes inside the run are."""
        return slice(self.first + 1, self.last + 1)


def exact_frames(run: Run, looked_at: Changes, every: Changes) -> tuple[int, int]:
    """First and last frame of the clip, of which `looked_at` may hold only every second one.

    A frame between the last moving and the first still one belongs to the run where the step to it
    is the larger one; likewise at the end. A run of a single frame is a frame shown for long.
    """
    if looked_at.stride == 1:
        return run.first, run.last
    change, shown_s = every.change, every.ends_s - every.times_s
    first, last = looked_at.stride * run.first, looked_at.stride * run.last
    if first == last:
        longest = first + int(np.argmax(shown_s[first : first + looked_at.stride]))
        return longest, longest
    if first and change[first] < _LARGER * change[first - 1]:
        first -= 1
    if last + 1 < len(every):
        beyond = change[last + 2] if last + 2 < len(every) else math.inf
        last += int(change[last + 1] < _LARGER * beyond)
    return first, last


def runs(change: Float64s) -> Iterator[Run]:
    """Every run whose inner changes are all clearly smaller than the changes at its two ends.

    Seen as a landscape, these are the basins of `change` at every water level. The first entry of
    `change` belongs to no pair of frames and is not read.
    """
    levels = [math.inf, *map(float, change[1:])]
    before = _nearest_larger(levels)
    after = _nearest_larger(levels[::-1])[::-1]
    seen = set()
    for pair in range(1, len(levels)):
        run = Run(before[pair], len(levels) - 2 - after[pair])
        ends = [levels[run.first], *levels[run.last + 1 : run.last + 2]]
        if levels[pair] <= _DEEP_ENOUGH * min(ends) and run not in seen:
            seen.add(run)
            yield run


def _nearest_larger(levels: list[float]) -> list[int]:
    """For each entry the place of the nearest earlier one that is larger; -1 for none."""
    places: list[int] = []
    higher: list[int] = []
    for index, level in enumerate(levels):
        while higher and levels[higher[-1]] <= level:
            higher.pop()
        places.append(higher[-1] if higher else -1)
        higher.append(index)
    return places


def without_refreshes(changes: Changes, motion: float) -> Float64s:
    """The changes without the jolts of key frames.

    An encoder that starts afresh draws even a still picture a little differently. Such a change is
    alone, smaller than the clip's motion, and its packet is far larger than those around it.
    """
    calmed, most = changes.change.copy(), min(_REFRESH_SHARE * motion, _REFRESH_LEVELS)
    for i in range(2, len(changes) - 1):
        beside = float(max(changes.change[i - 1], changes.change[i + 1]))
        alone = beside <= _CALM_BESIDE * calmed[i]
        if alone and calmed[i] <= most and _is_key_frame(changes, i):
            calmed[i] = beside
    return calmed


def _is_key_frame(changes: Changes, frame: int) -> bool:
    near = changes.packet_bytes[max(0, frame - _NEARBY_FRAMES) : frame + _NEARBY_FRAMES + 1]
    return bool(changes.packet_bytes[frame] >= _KEY_FRAME_BYTES * np.median(near))
