"""Finds the holds of a clip: runs of still frames in the middle of a movement."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from ticketkit.detectors._hold import Hold
from ticketkit.detectors._hold_criteria import Criteria
from ticketkit.detectors._picture_changes import Changes, Floats
from ticketkit.detectors._still_runs import SETTLING_SHARE, Run, runs, without_refreshes
from ticketkit.detectors._surroundings import Surroundings

_SETTLING_S = 1 / 24
_SETTLING_FACTOR = 5.0
_SETTLING_FRAMES = 8
_LEVEL_OF_MOTION = 0.08
_LEAST_LEVEL = 0.6


class Finder:
    """Finds the holds of one clip. `motion` is its usual change where it moves, luma levels."""

    def __init__(self, changes: Changes, parameters: Mapping[str, float], motion: float) -> None:
        self._changes = changes
        self._set = parameters
        self._calmed = without_refreshes(changes, motion)
        self._around = Surroundings(replace(changes, change=self._calmed))
        self._criteria = Criteria(changes, parameters)
        self._least_level = max(_LEVEL_OF_MOTION * motion, _LEAST_LEVEL)
        self._frame_s = changes.frame_s

    def holds(self) -> list[Hold]:
        """Holds in the order of time; of those that overlap, the one that stands out most."""
        found = filter(self._criteria.met, map(self._hold, self._long_enough()))
        kept: list[Hold] = []
        for hold in sorted(found, key=lambda h: -h.contrast):
            if all(hold.run.last < k.run.first or hold.run.first > k.run.last for k in kept):
                kept.append(hold)
        return [self._settled(hold) for hold in sorted(kept, key=lambda h: h.run.first)]

    def _long_enough(self) -> Iterator[Run]:
        single = (Run(frame, frame) for frame in range(len(self._changes)))
        for run in (*runs(self._calmed), *single):
            length_s = self._changes.ends_s[run.last] - self._changes.times_s[run.first]
            if length_s >= self._set["cadence_factor"] * self._frame_s:
                yield run

    def _hold(self, run: Run) -> Hold:
        inside = self._after_settling(run)
        most, usual = float(inside.max()), float(np.percentile(inside, 75))
        level = max(1.2 * most, 2 * usual, self._least_level)
        return Hold(
            run,
            inside,
            level,
            rhythm_s=self._around.rhythm_s(run, level),
            before=self._around.before(run, level),
            after=self._around.after(run, level),
        )

    def _after_settling(self, run: Run) -> Floats:
        """The changes inside without the first: a coarse encoder finishes a picture in steps."""
        inside, times_s = self._calmed[run.pairs], self._changes.times_s
        if not len(inside):
            return np.zeros(1)
        least = _SETTLING_FACTOR * float(np.median(inside))
        settling, last = 0, SETTLING_SHARE * self._changes.change[run.first]
        while (
            settling < len(inside) // 4
            and least < inside[settling] <= last
            and times_s[run.first + 1 + settling] - times_s[run.first] <= _SETTLING_S
        ):
            settling, last = settling + 1, inside[settling]
        return inside[settling:]

    def _settled(self, hold: Hold) -> Hold:
        """The hold from the frame on at which it is as calm as it is on the whole."""
        run, inside = hold.run, self._calmed[hold.run.pairs]
        if len(inside) < _SETTLING_FRAMES:
            return hold
        calm = max(
            self._set["settle_factor"] * hold.during,
            float(np.percentile(inside, 90)),
            self._set["settle_levels"],
        )
        first = run.first
        while inside[first - run.first] > calm and first - run.first < len(inside) // 4:
            first += 1
        return replace(hold, run=Run(first, run.last))
