"""Frozen frames: stretches in which the picture stops in the middle of a movement.

Measured: for every frame, the change against the frame before; above 40 frames a second, for every
second frame against the second before, as movement is small from one such frame to the next. The
luma plane is averaged over square blocks of 8 px, which cancels grain, and the mean of the
most-changed 1.5 % of the blocks' absolute differences is taken. Unit: levels of brightness, 0
(nothing changed anywhere) to 255 (the most-changed blocks went from black to white).

A hold is a run of frames whose changes among themselves are all smaller than the changes at its
two ends. Its value is the time in milliseconds from the presentation of the held picture until the
next different one, or the end of the clip. It counts when

* it stands out: the changes at its ends are a multiple of those inside, and these are no larger
  than the grain and what an encoder makes of a still picture;
* nothing creeps: the changes inside do not add up as movement does, not even slow movement;
* the movement stops dead: next to the hold it is about as fast as in the second before and after,
  where a natural rest dies away; and it goes on for long enough there, where a blink does not;
* the clip's own rhythm does not explain it: it lasts at least three frames and two and a half times
  as long as other pictures nearby, so that animation on twos and doubled frames are no freezes;
* it is no card: beyond a cut, a fade, or something that comes into the picture or leaves it, the
  movement does not count, and a plain picture is never frozen.

Blind spots: a hold of fewer than three frame durations; movement that is fainter than the grain or
than 3.5 levels from frame to frame; a freeze in a clip where nothing else moves; one that begins or
ends while the movement is slow anyway; one under a fade or a flicker; one at the start of the clip
after which the picture jumps to another one.

Method: our own, after the temporal-difference freeze finders in use (mean absolute difference over
the whole picture), whose mean hides small moving subjects and is raised by grain. The runs are the
basins of the curve at every level, as watersheds are built (Vincent and Soille 1991).
"""

from collections.abc import Iterator, Mapping
from functools import partial

import numpy as np

from ticketkit.detectors._parameters import merged
from ticketkit.detectors.frozen_frames._causes import JUMP, cause
from ticketkit.detectors.frozen_frames._changes import NOISE_TOP_TO_MEDIAN, Changes, Collector
from ticketkit.detectors.frozen_frames._finder import Finder
from ticketkit.detectors.frozen_frames._hold import Hold
from ticketkit.detectors.frozen_frames._still_runs import exact_frames
from ticketkit.model.finding import Event, Measurement, Series
from ticketkit.model.picture import Sample
from ticketkit.model.question import NOTHING_ASKED, Question

# "one_side" is for holds with movement on one side only, "coarse" for 16 frames a second and fewer.
# Shares are of the usual change per frame where the picture moves around the hold.
DEFAULTS = {
    # What is measured: size of a block, and the share of the most-changed blocks.
    "block_px": 8.0,
    "top_share": 0.015,
    # Least duration, as a multiple of the time for which other pictures nearby are shown.
    "cadence_factor": 2.5,
    "edge_hold_ms": 200.0,
    # Least movement around the hold, levels, and least multiple of the changes inside.
    "least_levels": 3.2,
    "least_levels_one_side": 4.0,
    "contrast": 2.3,
    # What coding makes of a still picture, at most; what may crawl, creep or jolt inside.
    "coding_levels": 5.0,
    "coding_share": 0.6,
    "crawl_share": 0.12,
    "creep_share": 0.1,
    "jolt_share": 0.35,
    # The last two movements before the hold, and the very last one, as shares: 1 stops dead.
    "abruptness": 0.5,
    "abruptness_one_side": 0.7,
    "stop": 0.35,
    "stop_coarse": 0.55,
    # How long the movement goes on without a rest, or for how much of a second in all.
    "moving_s": 0.4,
    "moving_share": 0.7,
    # Standard deviation of a picture that is not plain; movement of a clip that is not still.
    "detail_levels": 2.0,
    "still_levels": 4.0,
}

_LEAST_FRAMES = 3
_GROWTH = 1.3
"""Noise changes most blocks by less than this multiple over four frames of what it does in one."""
_FAST_S = 1 / 40

_measurement = partial(
    Measurement, detector="frozen_frames", metric="hold duration", unit="ms", series=()
)


class Detector:
    """Measures holds over one clip; see the module's text."""

    def __init__(
        self, parameters: Mapping[str, float], _question: Question = NOTHING_ASKED
    ) -> None:
        self._set = merged("frozen_frames", DEFAULTS, parameters)
        self._collector = Collector(self._set)

    def feed(self, sample: Sample) -> None:
        """Take the next frame; of each about twenty numbers are kept."""
        self._collector.feed(sample)

    def finish(self, clip_end_s: float) -> Measurement:
        """The curve of change and every hold that stands out from this clip."""
        if len(self._collector) < 4:
            return _measurement(not_measured="too_short")
        every = self._collector.finish(clip_end_s)
        changes = every.every_second() if every.frame_s < _FAST_S else every
        motion = float(np.percentile(changes.change[1:], 90))
        holds = Finder(changes, self._set, motion).holds()
        curve = (_series(changes, max((hold.level for hold in holds), default=None)),)
        least_ms = 1000 * _LEAST_FRAMES * every.frame_s
        details: dict[str, float | str] = {
            "least_ms": round(least_ms, 6),
            "motion": motion,
            "noise": _noise(changes),
        }
        if not holds:
            reason = self._hidden(changes, motion)
            return _measurement(series=curve, not_measured=reason, details=details)
        events = tuple(_event(hold, changes, every) for hold in holds)
        return _measurement(series=curve, events=events, details=details)

    def _hidden(self, changes: Changes, motion: float) -> str:
        """Why a freeze could not be seen; empty where it could."""
        if motion < self._set["still_levels"]:
            return "no_motion"
        is_noise = np.median(changes.middle_4[1:]) < _GROWTH * np.median(changes.middle[1:])
        hidden = motion < self._set["contrast"] * _noise(changes)
        return "noise" if is_noise and hidden else ""


def _noise(changes: Changes) -> float:
    """What grain alone changes in the most-changed blocks."""
    return float(np.percentile(changes.middle[1:], 10)) * NOISE_TOP_TO_MEDIAN


def _event(hold: Hold, changes: Changes, every: Changes) -> Event:
    first, last = exact_frames(hold.run, changes, every)
    start_s, end_s = float(every.times_s[first]), float(every.ends_s[last])
    to_end = last + 1 == len(every)
    told: dict[str, float | str] = {
        "cause": cause(hold, first, last, every),
        "to_end": float(to_end),
    }
    return Event(
        value=round((end_s - start_s) * 1000, 6),
        baseline=round(hold.longest_s * 1000, 6),
        first_frame=first,
        last_frame=last,
        start_s=start_s,
        end_s=end_s,
        details=_details(hold, changes.stride) | told,
        alternatives=tuple(_alternatives(hold, to_end=to_end)),
    )


def _alternatives(hold: Hold, *, to_end: bool) -> Iterator[str]:
    yield "intended_pause"
    if len(hold.sides) == 1:
        yield "still_camera"
    if to_end:
        yield "title_card"
    yield "source_hold"
    yield "converted"
    if hold.jump is not None and hold.jump >= JUMP:
        yield "frames_lost"


def _details(hold: Hold, stride: int) -> dict[str, float | str]:
    details: dict[str, float | str] = {"change_during": hold.during, "stride": stride}
    if hold.before:
        details["change_before"] = hold.before.usual
    if hold.after:
        details["change_after"] = hold.after.usual
        details["jump"] = hold.after.stop
    return details


def _series(changes: Changes, limit: float | None) -> Series:
    entries = range(1, len(changes))
    return Series(
        name="change of the most-changed blocks",
        unit="levels of brightness",
        frames=tuple(changes.stride * i for i in entries),
        times_s=tuple(float(changes.times_s[i]) for i in entries),
        values=tuple(round(float(changes.change[i]), 4) for i in entries),
        reference=limit,
        reference_name="freeze limit of this clip" if limit is not None else "",
        logarithmic=True,
    )
