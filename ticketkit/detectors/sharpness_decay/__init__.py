"""Sharpness decay: fine detail that a clip has at its start and loses towards its end.

Measured: the picture is cut into regions, 8 along its longer side. In each, fine detail (changes
over one pixel of the reduced plane) is compared with coarse detail (changes over twelve) in each of
four directions, which does not depend on contrast and little on what is shown. Noise is taken off
by the flattest region. The sharpest quarter of the regions speaks for the picture, and the
direction that lost least counts, because motion blurs along its direction only. Where a fourth of
the regions have become sharper, the focus has moved, and nothing is said. The number is how much
less fine detail there is than in the first second of the shot, in percent: 0 is as sharp as at
first, 100 is nothing left.

Blind spots: detail finer than a 480th of the picture's longer side, which the reduced copy does not
show; texture that is smoothed away while edges stay; a loss in a part of the picture, in the first
second, or under heavy grain; scenes that are smooth, or all one texture, from the start; a camera
that comes closer, or comes to look at something smoother; strong motion blur over a whole second.

Method: our own, after the measures of focus that compare frequency bands of a picture (Pertuz, Puig
and Garcia 2013 give a survey).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import cv2
import numpy as np

from ticketkit.detectors._arrays import Float64s
from ticketkit.detectors._parameters import merged
from ticketkit.detectors.sharpness_decay._detail import Detail, detail
from ticketkit.model.finding import Event, Measurement, Series
from ticketkit.model.picture import Plane, Sample
from ticketkit.model.question import NOTHING_ASKED, Question

DEFAULTS = {
    "look_s": 0.24,
    "least_clip_s": 1.8,
    "least_value": 8.0,
    "gain": 1.4,
    "gained_share": 0.25,
    "cut_levels": 30.0,
}

_METRIC = "fine detail lost since the start of the shot"
_NEAR_S = 0.5
"""Looks so near to each other speak together."""

_measurement = partial(Measurement, detector="sharpness_decay", metric=_METRIC, unit="%", series=())


@dataclass(frozen=True)
class _Look:
    frame: int
    time_s: float
    detail: Detail


class Detector:
    """Measures the loss over one clip; see the module's text."""

    def __init__(
        self, parameters: Mapping[str, float], _question: Question = NOTHING_ASKED
    ) -> None:
        self._set = merged("sharpness_decay", DEFAULTS, parameters)
        self._shots: list[list[_Look]] = []
        self._thumb: Float64s | None = None
        self._last_s = -np.inf
        self._last_frame = 0

    def feed(self, sample: Sample) -> None:
        """Take the next frame; about fifty numbers are kept of about four frames a second."""
        self._last_frame = sample.index
        if sample.time_s - self._last_s < self._set["look_s"]:
            return
        self._last_s = sample.time_s
        if self._is_cut(sample.luma):
            self._shots.append([])
        self._shots[-1].append(_Look(sample.index, sample.time_s, detail(sample.luma)))

    def finish(self, clip_end_s: float) -> Measurement:
        """The loss over time, and every shot that ends less sharp than it began."""
        long_enough = [
            s for s in self._shots if s[-1].time_s - s[0].time_s >= self._set["least_clip_s"]
        ]
        if not long_enough:
            return _measurement(not_measured="too_short")
        curves = [(shot, self._loss(shot)) for shot in long_enough]
        known = [(shot, loss) for shot, loss in curves if loss is not None]
        if not known:
            return _measurement(not_measured="no_detail")
        events = [self._event(shot, loss, clip_end_s) for shot, loss in known]
        found = tuple(event for event in events if event is not None)
        return _measurement(series=(_series(known),), events=found)

    def _is_cut(self, luma: Plane) -> bool:
        """Whether the whole picture has changed since the look before."""
        thumb = np.asarray(cv2.resize(luma, (16, 16), interpolation=cv2.INTER_AREA), np.float64)
        before, self._thumb = self._thumb, thumb - thumb.mean()
        return (
            before is None or float(np.abs(self._thumb - before).mean()) > self._set["cut_levels"]
        )

    def _loss(self, shot: list[_Look]) -> Float64s | None:
        """The loss of every look in percent; None where there is too little detail to lose."""
        every = np.stack([look.detail.picture for look in shot])
        times_s = np.array([look.time_s for look in shot])
        begin = _usual(every[times_s < times_s[0] + 1])
        near = (np.abs(times_s - time_s) < _NEAR_S for time_s in times_s)
        begin = np.where(begin > 0, begin, np.nan)
        kept = np.stack([_usual(every[looks]) / begin for looks in near])
        known = np.asarray(np.isfinite(kept).any(axis=1))
        loss = np.full(len(shot), np.nan)
        loss[known] = 100 * (1 - np.nanmax(kept[known], axis=1))
        return loss if known[0] and known.mean() >= 0.5 else None

    def _event(self, shot: list[_Look], loss: Float64s, clip_end_s: float) -> Event | None:
        """From where half of the loss has come about to the end of the shot."""
        times_s = np.array([look.time_s for look in shot])
        # A fade takes all detail away at last: what counts is the last that could be judged.
        judged_s = times_s[np.isfinite(loss)]
        value = float(np.nanmedian(loss[times_s >= judged_s[-1] - _NEAR_S]))
        if value < self._set["least_value"] or self._focus_moved(shot, times_s, judged_s[-1]):
            return None
        first = shot[int(np.flatnonzero(loss >= value / 2)[0])]
        to_the_end = shot is self._shots[-1]
        return Event(
            value=value,
            baseline=max(0.0, float(np.nanmax(loss[times_s < times_s[0] + 1]))),
            first_frame=first.frame,
            last_frame=self._last_frame if to_the_end else shot[-1].frame,
            start_s=first.time_s,
            end_s=clip_end_s if to_the_end else shot[-1].time_s,
            details={
                "begins_s": shot[0].time_s,
                "stops_s": clip_end_s if to_the_end else shot[-1].time_s,
            },
            alternatives=("focus", "smoother_view", "haze"),
        )

    def _focus_moved(self, shot: list[_Look], times_s: Float64s, judged_s: float) -> bool:
        """Whether some regions have become as much sharper as others have lost."""
        regions = np.stack([look.detail.regions for look in shot])
        begin = _usual(regions[times_s < times_s[0] + 1])
        now = _usual(regions[(times_s <= judged_s) & (times_s >= judged_s - _NEAR_S)])
        both = np.isfinite(begin) & np.isfinite(now)
        gained = now[both] > self._set["gain"] * begin[both]
        return bool(both.any()) and float(gained.mean()) >= self._set["gained_share"]


def _usual(looks: Float64s) -> Float64s:
    """The sharp side of some looks (n, 4): what motion blurs for a moment is not lost."""
    known = np.isfinite(looks).mean(axis=0) >= 0.5
    usual = np.full(looks.shape[1], np.nan)
    usual[known] = np.nanpercentile(looks[:, known], 75, axis=0)
    return usual


def _series(curves: list[tuple[list[_Look], Float64s]]) -> Series:
    points = [
        (look, value)
        for shot, loss in curves
        for look, value in zip(shot, loss, strict=True)
        if np.isfinite(value)
    ]
    return Series(
        name=_METRIC,
        unit="%",
        frames=tuple(look.frame for look, _ in points),
        times_s=tuple(look.time_s for look, _ in points),
        values=tuple(round(float(value), 4) for _, value in points),
    )
