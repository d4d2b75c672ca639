"""Paired times: how far a sound and the picture that belongs to it lie apart.

Measured: for every pair of moments that a person marked, the time of the sound minus the time of
the picture, in milliseconds. The value of an event is the size of the offset: 0 is together; its
sign is told besides, positive when the sound comes late. What is seen stays on screen for a whole
frame, so the picture's time is only known to within one frame duration: smaller offsets give no
event.

Blind spots: everything that the person did not mark; how carefully the marks were set. Nothing here
listens to the sound or looks at the picture.

Method: subtraction; the frame durations are those of the file's own presentation times.
"""

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np

from ticketkit.detectors._parameters import merged
from ticketkit.model.finding import Event, Measurement, Series
from ticketkit.model.picture import Sample
from ticketkit.model.question import NOTHING_ASKED, MarkedPair, Question

DEFAULTS: dict[str, float] = {}

_measurement = partial(
    Measurement,
    detector="paired_times",
    metric="offset between sound and picture",
    unit="ms",
    series=(),
)


class Detector:
    """Compares marked pairs over one clip; see the module's text."""

    needs = ("events",)

    def __init__(self, parameters: Mapping[str, float], question: Question = NOTHING_ASKED) -> None:
        merged("paired_times", DEFAULTS, parameters)
        self._pairs = sorted(question.events, key=lambda pair: pair.picture_s)
        self._times_s: list[float] = []

    def feed(self, sample: Sample) -> None:
        """Take the next frame; only its time is kept."""
        self._times_s.append(sample.time_s)

    def finish(self, clip_end_s: float) -> Measurement:
        """The offset of every pair that lies inside the clip."""
        if not self._pairs:
            return _measurement(not_measured="no_pairs")
        if len(self._times_s) < 2:
            return _measurement(not_measured="too_short")
        ends_s = [*self._times_s[1:], clip_end_s]
        frames = [self._frame_at(pair.picture_s) for pair in self._pairs]
        usual_ms = float(np.median(_offsets_ms(self._pairs)))
        events = [
            self._event(pair, frame, ends_s, usual_ms)
            for pair, frame in zip(self._pairs, frames, strict=True)
        ]
        series = _series(self._pairs, frames)
        details: dict[str, float | str] = {"pairs": len(self._pairs), "usual_ms": usual_ms}
        found = tuple(event for event in events if event is not None)
        return _measurement(series=(series,), events=found, details=details)

    def _event(
        self, pair: MarkedPair, frame: int, ends_s: Sequence[float], usual_ms: float
    ) -> Event | None:
        """The pair, from its earlier moment to its later; None within one frame's duration."""
        offset_ms = (pair.sound_s - pair.picture_s) * 1000
        uncertainty_ms = (ends_s[frame] - self._times_s[frame]) * 1000
        if abs(offset_ms) <= uncertainty_ms:
            return None
        heard = self._frame_at(pair.sound_s)
        first, last = min(frame, heard), max(frame, heard)
        return Event(
            value=abs(offset_ms),
            baseline=None,
            first_frame=first,
            last_frame=last,
            start_s=self._times_s[first],
            end_s=ends_s[last],
            details={
                "offset_ms": offset_ms,
                "uncertainty_ms": uncertainty_ms,
                "usual_ms": usual_ms,
                "sound_s": pair.sound_s,
                "picture_s": pair.picture_s,
                "side": "after" if offset_ms > 0 else "before",
                "label": f" ({pair.label})" if pair.label else "",
            },
            alternatives=("marks", "player", "distance"),
        )

    def _frame_at(self, time_s: float) -> int:
        """The frame on screen at a time; the first or the last outside the clip."""
        after = int(np.searchsorted(self._times_s, time_s, "right"))
        return min(max(after - 1, 0), len(self._times_s) - 1)


def _offsets_ms(pairs: Sequence[MarkedPair]) -> list[float]:
    return [(pair.sound_s - pair.picture_s) * 1000 for pair in pairs]


def _series(pairs: Sequence[MarkedPair], frames: Sequence[int]) -> Series:
    return Series(
        name="sound after picture",
        unit="ms",
        frames=tuple(frames),
        times_s=tuple(pair.picture_s for pair in pairs),
        values=tuple(round(offset, 3) for offset in _offsets_ms(pairs)),
    )
