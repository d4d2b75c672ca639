"""What happens just before and just after a run of still frames."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ticketkit.detectors._arrays import Float64s
from ticketkit.detectors.frozen_frames._changes import COARSE_S, FADE_LAGS, Changes
from ticketkit.detectors.frozen_frames._still_runs import Run

_NEAR_S = 1.0
_RHYTHM_S = 1.0
_LONGEST_REST_S = 0.12
_LONGEST_RHYTHM_S = 0.15
_CUT_FACTOR = 1.4
_CUT_ALIKE = 0.54
_CUT_LEVELS = 3.0
_EVERYWHERE = 0.3
"""Half of the blocks change by this part of the mean or more: it is not one thing that moves."""
_LEAP = 2.5
"""A change this many times the usual one leads to another picture; no movement stops there."""
_CUT_FRAMES = 6
_ONE_WAY = 0.85
_WIDE = 0.4
_AT_RIM = 0.8
_FADE_FRAMES = 4
_FADING = 0.95


@dataclass(frozen=True)
class Side:
    """The movement on one side of a run, in the same shot and within a second."""

    wall: float
    """Change at the end of the run itself, luma levels."""
    nearest: float
    """The larger of the two movements nearest to the run, luma levels."""
    usual: float
    """Median of the movements, luma levels."""
    lasting_s: float
    """How long the movement goes on without a rest, seconds."""

    moving: float
    """For how much of the second there is movement, 0 to 1."""

    @property
    def stop(self) -> float:
        """The change at the end of the run against the movement around it."""
        return self.wall / self.usual

    @property
    def abruptness(self) -> float:
        """The movement next to the run against that around it: 1 stops dead, 0 dies away."""
        return self.nearest / self.usual


class Surroundings:
    """Looks at the movement around the runs of one clip. A change above `level` is movement."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._everywhere = changes.middle >= _EVERYWHERE * changes.spread
        self._cuts = cuts(changes) & self._everywhere
        self._frame_s = changes.frame_s
        self._fade = 0 if self._frame_s > COARSE_S else 1

    def before(self, run: Run, level: float) -> Side | None:
        """The side before; None where the run begins with the clip, a cut or a fade."""
        if run.first == 0 or self._appears(run.first, run.first, level) or self._fades_in(run):
            return None
        times_s = self._changes.times_s
        earliest = int(np.searchsorted(times_s, times_s[run.first] - _NEAR_S)) + 1
        pairs = np.arange(run.first, min(earliest, run.first) - 1, -1)
        side = self._side(pairs, level, self.rhythm_s(run, level))
        leapt = side.stop >= _LEAP and self._everywhere[run.first]
        return None if leapt else side

    def after(self, run: Run, level: float) -> Side | None:
        """The side after; None where the run ends with the clip, a cut or a fade."""
        start = run.last + 1
        if start >= len(self._changes) or self._fades_out(run):
            return None
        if self._appears(start, run.last + _FADE_FRAMES // self._changes.stride, level):
            return None
        times_s = self._changes.times_s
        latest = int(np.searchsorted(times_s, times_s[start] + _NEAR_S))
        return self._side(np.arange(start, latest), level, self.rhythm_s(run, level))

    def rhythm_s(self, run: Run, level: float) -> float:
        """How long this clip shows one picture nearby: the median, in seconds.

        Animation on twos shows each drawing for two frames; that is its rhythm, not a freeze.
        """
        return float(np.median(self.shown_s(run, level)))

    def shown_s(self, run: Run, level: float) -> Float64s:
        """How long each other picture within a second of the run is shown, one value at least."""
        times_s, ends_s = self._changes.times_s, self._changes.ends_s
        low = int(np.searchsorted(times_s, times_s[run.first] - _RHYTHM_S))
        high = int(np.searchsorted(times_s, ends_s[run.last] + _RHYTHM_S))
        before = self._new_pictures_s(low, run.first + 1, level)
        after = self._new_pictures_s(run.last + 1, high, level)
        shown_s = np.append(np.diff(before), np.diff(after))
        return np.maximum(shown_s, self._frame_s) if len(shown_s) else np.array([self._frame_s])

    def _new_pictures_s(self, start: int, stop: int, level: float) -> Float64s:
        """When the frames from `start` on, `stop` not included, show something new."""
        new = self._changes.change[start:stop] > level
        if start == 0:
            new[:1] = True
        return self._changes.times_s[start:stop][new]

    def _side(self, pairs: npt.NDArray[np.intp], level: float, rhythm_s: float) -> Side:
        pairs = pairs[np.logical_and.accumulate(~self._cuts[pairs])]
        change = self._changes.change[pairs]
        moves = np.flatnonzero(change > level)
        if not len(moves):
            return Side(float(change[0]), 0.0, 1.0, 0.0, 0.0)
        times_s = self._changes.times_s
        rests_s = np.abs(np.diff(times_s[pairs[moves]], prepend=times_s[pairs[0]]))
        going_on = np.logical_and.accumulate(rests_s <= max(_LONGEST_REST_S, 1.5 * rhythm_s))
        last = moves[going_on][-1] if going_on.any() else 0
        moving, longest_s = change[moves], max(_LONGEST_RHYTHM_S, self._frame_s)
        return Side(
            wall=float(change[0]),
            nearest=float(moving[:2].max()),
            usual=float(np.median(moving)),
            lasting_s=self._time_s(pairs[0], pairs[last]),
            moving=min(1.0, len(moves) * min(rhythm_s, longest_s) / _NEAR_S),
        )

    def _time_s(self, pair: np.intp, other: np.intp) -> float:
        """From one change to another, both counted as one usual frame; in whole microseconds."""
        between_s = abs(self._changes.times_s[other] - self._changes.times_s[pair])
        return round(float(between_s) + self._frame_s, 6)

    def _fades_in(self, run: Run) -> bool:
        """Whether the held picture was faded to."""
        return bool(self._changes.fading_in[self._fade][run.first] >= _FADING)

    def _fades_out(self, run: Run) -> bool:
        """Whether the held picture fades into another."""
        end = run.last + FADE_LAGS[self._fade] // self._changes.stride
        return end < len(self._changes) and bool(
            self._changes.fading_out[self._fade][end] >= _FADING
        )

    def _appears(self, pair: int, faded: int, level: float) -> bool:
        """Whether the change at `pair` is a cut, a fade, or something that comes or leaves."""
        if self._cuts[pair]:
            return True
        if self._changes.change[pair] <= level:
            return False
        changes, faded = self._changes, min(faded, len(self._changes) - 1)
        if changes.one_way[faded] < _ONE_WAY:
            return False
        return bool(changes.wide[faded] >= _WIDE or changes.at_rim[pair] >= _AT_RIM)


def cuts(changes: Changes) -> npt.NDArray[np.bool_]:
    """Which frames begin another shot: a sudden change into a picture that was not there before."""
    spread, found = changes.spread, np.zeros(len(changes), bool)
    for i in range(1, len(changes)):
        before, after = spread[max(1, i - _CUT_FRAMES) : i], spread[i + 1 : i + 1 + _CUT_FRAMES]
        usual = max((float(np.median(side)) for side in (before, after) if len(side)), default=0.0)
        sudden = spread[i] >= max(_CUT_LEVELS, _CUT_FACTOR * usual)
        found[i] = sudden and changes.alike[i] < _CUT_ALIKE
    return found
