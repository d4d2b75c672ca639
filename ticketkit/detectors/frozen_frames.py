"""Frozen frames: stretches in which the picture stops in the middle of a movement.

Measured: for every frame, the change against the frame before. The luma plane is averaged over
square blocks of 8 px, which cancels grain, and the mean of the most-changed 1.5 % of the blocks'
absolute differences is taken. Unit: luma levels, 0 (nothing changed anywhere) to 255 (the
most-changed blocks went from black to white).

A hold is a run of frames whose changes among themselves are all smaller than the changes at its
two ends. Its value is the time in milliseconds from the presentation of the held picture until the
next different one, or the end of the clip. It counts when

* it stands out: the changes at its ends are a multiple of those inside;
* nothing creeps: the changes inside do not add up as movement does, not even slow movement;
* the movement stops dead: next to the hold it is about as fast as around it, where a natural rest
  dies away; and it goes on for most of the half second before or after, where a blink does not;
* the clip's own rhythm does not explain it: it lasts about three times as long as other pictures
  nearby, so that animation on twos or threes and doubled frames are no freezes;
* it is no card: beyond a cut, a fade, or something that comes into the picture or leaves it, the
  movement does not count, and a plain picture is never frozen.

Blind spots: a hold of fewer than three frame durations; movement that is fainter than the grain;
a freeze in a clip where nothing else moves; one that begins or ends while the movement is slow
anyway; one under a fade or a flicker.

Method: our own, after the temporal-difference freeze finders in use (mean absolute difference over
the whole picture), whose mean hides small moving subjects and is raised by grain. The runs are the
basins of the curve at every level, as watersheds are built (Vincent and Soille 1991).
"""

from collections.abc import Mapping

import numpy as np

from ticketkit.detectors._hold import Hold
from ticketkit.detectors._holds import Finder
from ticketkit.detectors._parameters import merged
from ticketkit.detectors._picture_changes import Changes, Collector
from ticketkit.model.finding import Event, Measurement, Series
from ticketkit.model.picture import Sample
from ticketkit.model.question import NOTHING_ASKED, Question

DEFAULTS = {
    "block_px": 8.0,
    "top_share": 0.015,
    "cadence_factor": 2.5,
    "edge_hold_ms": 200.0,
    "least_levels": 3.2,
    "contrast": 2.3,
    "coding_levels": 5.0,
    "coding_share": 0.6,
    "crawl_share": 0.12,
    "creep_share": 0.12,
    "jolt_share": 0.35,
    "abruptness": 0.5,
    "abruptness_one_side": 0.7,
    "stop": 0.35,
    "moving_s": 0.4,
    "moving_share": 0.7,
    "detail_levels": 2.0,
    "still_levels": 4.0,
}

_NOISE_MEDIAN_TO_TOP = 4.3
"""Mean of the top 1.5 % of a half-normal distribution over its median, with a reserve."""


class Detector:
    """Measures holds over one clip; see the module's text."""

    def __init__(
        self, parameters: Mapping[str, float], _question: Question = NOTHING_ASKED
    ) -> None:
        self._set = merged("frozen_frames", DEFAULTS, parameters)
        self._collector = Collector(self._set)

    def feed(self, sample: Sample) -> None:
        """Take the next frame; of each a dozen numbers are kept."""
        self._collector.feed(sample)

    def finish(self, clip_end_s: float) -> Measurement:
        """The curve of change and every hold that stands out from this clip."""
        if len(self._collector) < 4:
            return _measurement((), not_measured="too_short")
        changes = self._collector.finish(clip_end_s)
        motion = float(np.percentile(changes.change[1:], 90))
        noise = float(np.percentile(changes.middle[1:], 10)) * _NOISE_MEDIAN_TO_TOP
        holds = Finder(changes, self._set, motion).holds()
        limit = max((hold.level for hold in holds), default=None)
        curve = (_series(changes, limit),)
        if not holds and motion < self._set["still_levels"]:
            return _measurement(curve, not_measured="no_motion", motion=motion)
        events = tuple(_event(hold, changes) for hold in holds)
        return _measurement(curve, events, noise=noise, motion=motion)


def _event(hold: Hold, changes: Changes) -> Event:
    first, last = hold.run.first, hold.run.last
    start_s, end_s = float(changes.times_s[first]), float(changes.ends_s[last])
    alternatives = ["intended_pause"]
    if last + 1 == len(changes):
        alternatives.append("title_card")
    return Event(
        value=round((end_s - start_s) * 1000, 6),
        baseline=round(hold.rhythm_s * 1000, 6),
        first_frame=first,
        last_frame=last,
        start_s=start_s,
        end_s=end_s,
        details=_details(hold, changes),
        alternatives=(*alternatives, "source_hold"),
    )


def _details(hold: Hold, changes: Changes) -> dict[str, float | str]:
    details: dict[str, float | str] = {
        "change_during": hold.during,
        "cause": hold.cause(changes),
    }
    if hold.before:
        details["change_before"] = hold.before.usual
    if hold.after:
        details["change_after"] = hold.after.usual
        details["jump"] = hold.after.wall / hold.after.usual
    return details


def _series(changes: Changes, limit: float | None) -> Series:
    frames = range(1, len(changes))
    return Series(
        name="change of the most-changed blocks",
        unit="luma levels",
        frames=tuple(frames),
        times_s=tuple(float(changes.times_s[i]) for i in frames),
        values=tuple(round(float(changes.change[i]), 4) for i in frames),
        reference=limit,
        reference_name="freeze limit of this clip" if limit is not None else "",
        logarithmic=True,
    )


def _measurement(
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
