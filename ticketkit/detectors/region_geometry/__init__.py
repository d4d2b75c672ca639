"""Region geometry: parts of a marked face or object that do not keep their places.

Measured: points inside the box that a person drew are followed through the clip. Their shape in
every frame is laid on the shape of a calm stretch of the same clip by the best shift, turn and
change of size. What is left is change of shape: the distance that the tenth of the points that
moved most has gone at least, in percent of the box's diagonal, 0 (the shape is the same) upwards
(5: a tenth of a face 200 px across has moved by 10 px or more).

Blind spots: regions without texture, or smaller than about a tenth of the picture; changes that
make the points themselves disappear, such as parts that melt; frames in which the region is hidden.
A head that turns and a face that changes its expression change their shape as well: the number
cannot tell these from a failure.

Method: points followed by Lucas and Kanade's method, checked forward and back; Procrustes
alignment (Umeyama 1991) with weights that keep a moving part from drawing the rest along.
"""

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np

from ticketkit.detectors._arrays import Float64s
from ticketkit.detectors._box_tracking import BoxTracker, Tracked
from ticketkit.detectors._parameters import merged
from ticketkit.detectors.region_geometry import _shapes
from ticketkit.model.finding import Event, Measurement, Series
from ticketkit.model.picture import Sample
from ticketkit.model.question import NOTHING_ASKED, PlacedBox, Question

DEFAULTS = {
    "calm_s": 0.5,
    "least_value": 0.5,
    "above_calm": 3.0,
    "shortest_s": 0.12,
    "furthest": 15.0,
}

_UNIT = "% of the box"
_SMOOTHED = 5
"""Frames over which the median is taken, so that a single mistaken frame does not count."""

_measurement = partial(
    Measurement,
    detector="region_geometry",
    metric="change of shape inside the marked region",
    unit=_UNIT,
    series=(),
)


class Detector:
    """Measures change of shape in every box; see the module's text."""

    needs = ("boxes",)

    def __init__(self, parameters: Mapping[str, float], question: Question = NOTHING_ASKED) -> None:
        self._set = merged("region_geometry", DEFAULTS, parameters)
        self._trackers = [(box, BoxTracker(box)) for box in question.boxes]
        self._shape = (1, 1)
        self._times_s: list[float] = []

    def feed(self, sample: Sample) -> None:
        """Take the next frame; up to 300 planes wait until a box is drawn, then one is kept."""
        self._shape = (sample.luma.shape[0], sample.luma.shape[1])
        self._times_s.append(sample.time_s)
        for _, tracker in self._trackers:
            tracker.feed(sample)

    def finish(self, clip_end_s: float) -> Measurement:
        """Change of shape over time in every box, and where it stands out."""
        if not self._trackers:
            return _measurement(not_measured="no_box")
        ends_s = [*self._times_s[1:], clip_end_s]
        reasons, series, events = [], [], []
        for box, tracker in self._trackers:
            tracks = tracker.finish()
            curve = self._curve(tracks, self._diagonal_px(box))
            if curve is None:
                reasons.append(_why_not(tracks))
                continue
            level, calm, calm_at = curve
            series.append(_series(box, tracks, level, calm))
            event = self._event(box, tracks, level, (calm, calm_at), ends_s)
            events += [event] if event else []
        if not series:
            return _measurement(not_measured=reasons[0])
        return _measurement(series=tuple(series), events=tuple(events))

    def _diagonal_px(self, box: PlacedBox) -> float:
        return float(np.hypot(box.h * self._shape[0], box.w * self._shape[1]))

    def _curve(
        self, tracks: Sequence[Tracked], diagonal_px: float
    ) -> tuple[Float64s, float, Tracked] | None:
        """The change in every frame, its level in the calm stretch, and the middle of that."""
        if len(tracks) < 2 * _SMOOTHED:
            return None
        points = np.stack([np.asarray(t.points, np.float64) for t in tracks])
        times_s = np.array([t.time_s for t in tracks])
        stretch = _calmest(points, times_s, self._set["calm_s"])
        if stretch is None:
            return None
        middle = (stretch.start + stretch.stop) // 2
        laid = np.stack([_shapes.aligned(p, points[middle]) for p in points[stretch]])
        known = np.asarray(np.isfinite(laid).all(axis=(0, 2)))
        calm_shape = np.where(known[:, None], laid.mean(axis=0), np.nan)
        furthest_px = self._set["furthest"] / 100 * diagonal_px
        raw = [_shapes.change(calm_shape, p, furthest_px) for p in points]
        level = np.array([np.nan if v is None else v for v in raw]) * 100 / diagonal_px
        if np.isfinite(level).sum() < 2 * _SMOOTHED:
            return None
        level = _median_smoothed(level)
        return level, float(np.nanmax(level[stretch])), tracks[middle]

    def _event(
        self,
        box: PlacedBox,
        tracks: Sequence[Tracked],
        level: Float64s,
        calm: tuple[float, Tracked],
        ends_s: Sequence[float],
    ) -> Event | None:
        """The stretch around the largest change, where it is at least half as large."""
        peak = int(np.nanargmax(level))
        value = float(level[peak])
        if value < max(self._set["least_value"], self._set["above_calm"] * calm[0]):
            return None
        first = last = peak
        while first > 0 and level[first - 1] >= value / 2:
            first -= 1
        while last + 1 < len(level) and level[last + 1] >= value / 2:
            last += 1
        event = Event(
            value=value,
            baseline=calm[0],
            first_frame=tracks[first].frame,
            last_frame=tracks[last].frame,
            start_s=tracks[first].time_s,
            end_s=ends_s[tracks[last].frame],
            details={
                "region": box.label or "the marked region",
                "calm_s": calm[1].time_s,
                "calm_frame": calm[1].frame,
                "points": int(np.isfinite(tracks[peak].points[:, 0]).sum()),
            },
            alternatives=("turn", "expression", "hidden"),
        )
        return event if event.end_s - event.start_s >= self._set["shortest_s"] else None


def _calmest(points: Float64s, times_s: Float64s, calm_s: float) -> slice | None:
    """The stretch of about `calm_s` between whose ends the shape changes least."""
    best: tuple[float, slice] | None = None
    for first in range(len(times_s)):
        last = int(np.searchsorted(times_s, times_s[first] + calm_s, "right")) - 1
        if last - first < 2 or times_s[last] - times_s[first] < calm_s / 2:
            continue
        middle = (first + last) // 2
        parts = [_shapes.change(points[middle], points[i]) for i in (first, last)]
        known = [part for part in parts if part is not None]
        if len(known) == len(parts) and (best is None or max(known) < best[0]):
            best = (max(known), slice(first, last + 1))
    return best[1] if best else None


def _median_smoothed(level: Float64s) -> Float64s:
    """The running median; NaN where the shape was not found stays out of it."""
    reach = _SMOOTHED // 2
    padded = np.pad(level, reach, mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, _SMOOTHED)
    known = np.isfinite(windows).any(axis=1)
    smooth = np.zeros(len(level))
    smooth[known] = np.nanmedian(windows[known], axis=1)
    return smooth


def _why_not(tracks: Sequence[Tracked]) -> str:
    if tracks and np.isfinite(tracks[0].points).all(axis=1).sum() < _shapes.FEWEST:
        return "no_texture"
    return "box_lost" if tracks else "too_short"


def _series(box: PlacedBox, tracks: Sequence[Tracked], level: Float64s, calm: float) -> Series:
    return Series(
        name=f"change of shape{f' ({box.label})' if box.label else ''}",
        unit=_UNIT,
        frames=tuple(t.frame for t in tracks),
        times_s=tuple(t.time_s for t in tracks),
        values=tuple(round(float(v), 4) for v in level),
        reference=calm,
        reference_name="calm stretch of this clip",
    )
