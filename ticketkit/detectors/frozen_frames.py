"""Frozen frames: stretches in which the picture stops in the middle of a movement.

Measured: for every frame, the change against the frame before. The luma plane is averaged over
square blocks of 8 px, which cancels grain, the blocks' absolute differences are sorted, and the
mean of the most-changed 1 % is taken. Unit: luma levels, 0 (nothing changed anywhere) to 255 (the
most-changed blocks went from black to white).

A hold is a run of changes below a limit that follows from this clip: above its own noise, far
below its own motion. Its value is the time in milliseconds from the presentation of the held
picture until the next different one, or the end of the clip.

Blind spots: a hold of fewer than three frames; movement so small that it stays below the noise;
a freeze in a clip where nothing else moves; a freeze under a fade or a flicker.

Method: our own, after the temporal-difference freeze finders in use (mean absolute difference over
the whole picture), whose mean hides small moving subjects and is raised by grain.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from ticketkit.detectors._parameters import merged
from ticketkit.model.finding import Event, Measurement, Series
from ticketkit.model.picture import Sample
from ticketkit.model.question import NOTHING_ASKED, Question

Floats = npt.NDArray[np.float32]

DEFAULTS = {
    "block_px": 8.0,
    "top_share": 0.01,
    "floor_levels": 3.0,
    "noise_factor": 1.5,
    "motion_share": 0.12,
    "contrast": 6.0,
    "cadence_factor": 2.9,
    "edge_hold_ms": 200.0,
    "settle_factor": 1.6,
    "drift_factor": 4.0,
    "still_levels": 4.0,
    "uniform_levels": 2.0,
}

_NEIGHBOURS_S = 0.3
"""How much of the motion before and after a hold it is compared with."""

_NOISE_MEDIAN_TO_TOP = 4.3
"""Mean of the top 1 % of a half-normal distribution over its median."""


@dataclass(frozen=True)
class _Hold:
    """Frames `first` to `last` show one picture; the changes at `first + 1` to `last` are small."""

    first: int
    last: int


class Detector:
    """Measures holds over one clip; see the module's text."""

    def __init__(
        self, parameters: Mapping[str, float], _question: Question = NOTHING_ASKED
    ) -> None:
        self._set = merged("frozen_frames", DEFAULTS, parameters)
        self._grids: list[Floats] = []
        self._times_s: list[float] = []

    def feed(self, sample: Sample) -> None:
        """Take the next frame; only its block means are kept (about 0.05 % of a 1080p frame)."""
        height, width = sample.luma.shape
        block = self._set["block_px"]
        grid = (max(1, round(width / block)), max(1, round(height / block)))
        plane = sample.luma.astype(np.float32)
        means = cv2.resize(plane, grid, interpolation=cv2.INTER_AREA)
        self._grids.append(np.asarray(means, np.float32).ravel())
        self._times_s.append(sample.time_s)

    def finish(self, clip_end_s: float) -> Measurement:
        """The curve of change and every hold that this clip's own cadence does not explain."""
        if len(self._grids) < 4:
            return self._measurement((), not_measured="too_short")
        change, noise = self._changes()
        motion = float(np.percentile(change[1:], 90))
        if motion < self._set["still_levels"]:
            return self._measurement(
                (self._series(change, None),), not_measured="no_motion", motion=motion
            )
        limit = min(
            max(self._set["floor_levels"], self._set["noise_factor"] * noise),
            self._set["motion_share"] * motion,
        )
        ends_s = [*self._times_s[1:], clip_end_s]
        holds = self._holds(change, limit)
        typical_ms = _typical_hold_ms(self._times_s, ends_s, holds)
        events = []
        for hold in holds:
            event = self._event(hold, change, ends_s, typical_ms)
            if event is not None:
                events.append(event)
        return self._measurement(
            (self._series(change, limit),), tuple(events), noise=noise, motion=motion, limit=limit
        )

    def _changes(self) -> tuple[Floats, float]:
        """Change at every frame against the one before, and the clip's noise, both in levels."""
        change = np.zeros(len(self._grids), np.float32)
        medians = np.zeros(len(self._grids), np.float32)
        for index, (before, now) in enumerate(pairwise(self._grids), start=1):
            difference = np.abs(now - before)
            change[index] = _top_mean(difference, self._set["top_share"])
            medians[index] = np.median(difference)
        noise = float(np.percentile(medians[1:], 10)) * _NOISE_MEDIAN_TO_TOP
        return change, noise

    def _holds(self, change: Floats, limit: float) -> list[_Hold]:
        """Runs of frames that each changed less than `limit`, shortest one pair, in order."""
        holds: list[_Hold] = []
        first = 0
        for index in range(1, len(change) + 1):
            if (
                index < len(change)
                and change[index] <= limit
                and not self._drifted(first, index, limit)
            ):
                continue
            if index - 1 > first:
                holds.append(self._settled(_Hold(first, index - 1), change))
            first = index
        return holds

    def _drifted(self, first: int, index: int, limit: float) -> bool:
        """Whether small changes have added up: slow motion is not a freeze."""
        difference = np.abs(self._grids[index] - self._grids[first])
        return _top_mean(difference, self._set["top_share"]) > self._set["drift_factor"] * limit

    def _settled(self, hold: _Hold, change: Floats) -> _Hold:
        """The hold without the frames at its ends that still move by this hold's own standard."""
        inside = change[hold.first + 1 : hold.last + 1]
        calm = max(
            self._set["settle_factor"] * float(np.median(inside)), float(np.percentile(inside, 90))
        )
        first, last = hold.first, hold.last
        while first + 1 < last and change[first + 1] > calm:
            first += 1
        while last - 1 > first and change[last] > calm:
            last -= 1
        return _Hold(first, last)

    def _event(
        self, hold: _Hold, change: Floats, ends_s: list[float], typical_ms: float
    ) -> Event | None:
        """The hold with its numbers; None where rhythm or a gentle rest explains it."""
        start_s, end_s = self._times_s[hold.first], ends_s[hold.last]
        value_ms = (end_s - start_s) * 1000
        if hold.last - hold.first < 2 or value_ms < self._shortest_ms(hold, typical_ms):
            return None
        if float(self._grids[hold.first].std()) < self._set["uniform_levels"]:
            return None  # a black or single-coloured picture is no stopped movement
        during = float(np.median(change[hold.first + 1 : hold.last + 1]))
        before, after = self._around(hold, change)
        reach = [level for level in (before, after) if level is not None]
        if not reach or min(reach) < self._set["contrast"] * during:
            return None
        details: dict[str, float | str] = {"change_during": during}
        if before is not None:
            details["change_before"] = before
        if after is not None:
            details["change_after"] = after
        alternatives = ["intended_pause"]
        if hold.last + 1 == len(change):
            alternatives.append("title_card")
        return Event(
            value=value_ms,
            baseline=typical_ms,
            first_frame=hold.first,
            last_frame=hold.last,
            start_s=start_s,
            end_s=end_s,
            details=details,
            alternatives=(*alternatives, "source_hold"),
        )

    def _shortest_ms(self, hold: _Hold, typical_ms: float) -> float:
        """What a hold must last to stand out from this clip's own rhythm."""
        shortest = self._set["cadence_factor"] * typical_ms
        at_edge = hold.first == 0 or hold.last + 1 == len(self._times_s)
        # Motion on one side only is weaker evidence, and encoders pad the last frames of a clip.
        return max(shortest, self._set["edge_hold_ms"]) if at_edge else shortest

    def _around(self, hold: _Hold, change: Floats) -> tuple[float | None, float | None]:
        """Median change just before and just after the hold; None where the clip has no more."""
        times = np.asarray(self._times_s)
        index = np.arange(len(times))
        near_before = (index > 0) & (index <= hold.first)
        near_before &= times > times[hold.first] - _NEIGHBOURS_S
        near_after = (index > hold.last) & (times < times[hold.last] + _NEIGHBOURS_S)
        before = float(np.median(change[near_before])) if near_before.any() else None
        after = float(np.median(change[near_after])) if near_after.any() else None
        return before, after

    def _series(self, change: Floats, limit: float | None) -> Series:
        frames = range(1, len(change))
        return Series(
            name="change of the most-changed blocks",
            unit="luma levels",
            frames=tuple(frames),
            times_s=tuple(self._times_s[i] for i in frames),
            values=tuple(round(float(change[i]), 4) for i in frames),
            reference=limit,
            reference_name="freeze limit of this clip" if limit is not None else "",
            logarithmic=True,
        )

    def _measurement(
        self,
        series: tuple[Series, ...],
        events: tuple[Event, ...] = (),
        not_measured: str = "",
        **details: float,
    ) -> Measurement:
        return Measurement(
            detector="frozen_frames",
            metric="hold duration",
            unit="ms",
            series=series,
            events=events,
            not_measured=not_measured,
            details=dict(details),
        )


def _top_mean(difference: Floats, share: float) -> float:
    count = max(1, round(difference.size * share))
    return float(np.partition(difference, -count)[-count:].mean())


def _typical_hold_ms(times_s: list[float], ends_s: list[float], holds: list[_Hold]) -> float:
    """The median time for which this clip holds one picture, in milliseconds."""
    held = {i for hold in holds for i in range(hold.first, hold.last + 1)}
    durations = [(ends_s[hold.last] - times_s[hold.first]) * 1000 for hold in holds]
    durations += [(ends_s[i] - times_s[i]) * 1000 for i in range(len(times_s)) if i not in held]
    return float(np.median(durations))
