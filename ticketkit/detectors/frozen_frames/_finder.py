"""Finds the holds of a clip: runs of still frames in the middle of a movement."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from ticketkit.detectors.frozen_frames._changes import Changes
from ticketkit.detectors.frozen_frames._criteria import Criteria
from ticketkit.detectors.frozen_frames._hold import Hold
from ticketkit.detectors.frozen_frames._still_runs import Run, runs, without_refreshes
from ticketkit.detectors.frozen_frames._surroundings import Surroundings

_LEVEL_OF_MOTION = 0.08
_LEAST_LEVEL = 0.6
_SETTLING_S = 1 / 8
_CALM_FACTOR, _CALM_LEVELS = 1.6, 0.75


class Finder:
    """Finds the holds of one clip. `motion` is its usual change where it moves, luma levels."""

    def __init__(self, changes: Changes, parameters: Mapping[str, float], motion: float) -> None:
        self._changes = changes
        self._set = parameters
        self._calmed = without_refreshes(changes, motion)
        self._around = Surroundings(replace(changes, change=self._calmed))
        self._criteria = Criteria(changes, parameters)
        self._least_level = max(_LEVEL_OF_MOTION * motion, _LEAST_LEVEL)

    def holds(self) -> list[Hold]:
        """Holds in the order of time; of those that overlap, the longest."""
        found = filter(self._criteria.met, map(self._hold, self._long_enough()))
        kept: list[Hold] = []
        for hold in sorted(found, key=self._length_s, reverse=True):
            if all(hold.run.last < k.run.first or hold.run.first > k.run.last for k in kept):
                kept.append(hold)
        return [self._settled(hold) for hold in sorted(kept, key=lambda h: h.run.first)]

    def _length_s(self, hold: Hold) -> float:
        return float(self._changes.ends_s[hold.run.last] - self._changes.times_s[hold.run.first])

    def _long_enough(self) -> Iterator[Run]:
        least_s = self._set["cadence_factor"] * self._changes.frame_s
        single = (Run(frame, frame) for frame in range(len(self._changes)))
        for run in (*runs(self._calmed), *single):
            if self._changes.ends_s[run.last] - self._changes.times_s[run.first] >= least_s:
                yield run

    def _hold(self, run: Run) -> Hold:
        inside = self._calmed[run.pairs] if run.last > run.first else np.zeros(1)
        most, usual = float(inside.max()), float(np.percentile(inside, 75))
        level = max(1.2 * most, 2 * usual, self._least_level)
        return Hold(
            run,
            inside,
            self._changes.middle[run.pairs],
            level,
            shown_s=self._around.shown_s(run, level),
            before=self._around.before(run, level),
            after=self._around.after(run, level),
        )

    def _settled(self, hold: Hold) -> Hold:
        """The hold from the frame on at which it is as calm as it is on the whole.

        In fast clips encoders take several frames to finish a picture; nobody sees the difference.
        """
        run, inside = hold.run, hold.inside
        if self._changes.stride > 1:
            return hold
        calm = max(_CALM_FACTOR * hold.during, float(np.percentile(inside, 90)), _CALM_LEVELS)
        first, latest_s = run.first, self._changes.times_s[run.first] + _SETTLING_S
        while (
            inside[first - run.first] > calm
            and first - run.first < len(inside) // 4
            and self._changes.times_s[first + 1] <= latest_s
        ):
            first += 1
        return replace(hold, run=Run(first, run.last))
