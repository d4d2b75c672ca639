"""Camera jitter: trembling of the whole picture that is no part of the camera's travel.

Measured: the camera's path, as camera_path follows it, without the part that smoothing over about
a third of a second leaves. Of the rest, only what goes across the direction of travel counts, so
that a clip whose frames come unevenly does not tremble. The number is the speed of that rest over
steps of about a twelfth of a second, averaged over half a second: percent of the picture's diagonal
a second, from 0 (smooth) upwards (2: the picture shakes by 0.17 % of its diagonal each twelfth).

Blind spots: trembling along the camera's own direction, or in the very rhythm in which the path is
looked at; pictures without texture; a subject that fills the picture.

Method: the difference between a path and its smoothed self, by which video stabilisation decides
what to remove.
"""

from collections.abc import Mapping
from functools import partial

import numpy as np

from ticketkit.catalog.camera_moves import asked
from ticketkit.detectors._arrays import Float64s
from ticketkit.detectors._camera_level import UNIT, curve, loud_event, stretches
from ticketkit.detectors._camera_motion import CameraMotion, CameraPath, smoothed
from ticketkit.detectors._parameters import merged
from ticketkit.model.finding import Measurement
from ticketkit.model.picture import Sample
from ticketkit.model.question import NOTHING_ASKED, Question

DEFAULTS = {"floor": 0.5, "travel": 0.8, "smooth_s": 0.17, "step_s": 0.08, "shortest_s": 0.3}

_METRIC = "trembling of the whole picture"
_AVERAGED_S = 0.25

_measurement = partial(Measurement, detector="camera_jitter", metric=_METRIC, unit=UNIT, series=())


class Detector:
    """Measures trembling over one clip; see the module's text."""

    def __init__(self, parameters: Mapping[str, float], question: Question = NOTHING_ASKED) -> None:
        self._set = merged("camera_jitter", DEFAULTS, parameters)
        move = asked(question.prompt)
        self._allowed = move is not None and move.free
        self._motion = CameraMotion()

    def feed(self, sample: Sample) -> None:
        """Take the next frame; one plane of 320 px and its corners are kept."""
        self._motion.feed(sample)

    def finish(self, clip_end_s: float) -> Measurement:
        """The trembling over time, and the stretches in which it stands out."""
        path = self._motion.path()
        if path is None:
            return _measurement(not_measured="too_short")
        if path.known.mean() < 0.5:
            return _measurement(not_measured="no_texture")
        level = self._trembling(path)
        series = (curve(path, _METRIC, level),)
        if self._allowed:
            return _measurement(series=series, not_measured="free_asked")
        events = [
            loud_event(path, level, rows, clip_end_s, ("intended_shake", "subject_fills"))
            for rows in stretches(level, self._set["floor"])
        ]
        long_enough = (e for e in events if e.end_s - e.start_s >= self._set["shortest_s"])
        return _measurement(series=series, events=tuple(long_enough))

    def _trembling(self, path: CameraPath) -> Float64s:
        across = self._across(path)
        stride = max(1, round(self._set["step_s"] / path.step_s))
        change = np.empty(len(across))
        change[stride:] = np.linalg.norm(across[stride:] - across[:-stride], axis=1)
        change[:stride] = change[stride]
        speed = change[:, None] / (stride * path.step_s)
        return np.maximum(smoothed(speed, _AVERAGED_S / path.step_s)[:, 0], 0)

    def _across(self, path: CameraPath) -> Float64s:
        """What smoothing takes away from the path, without the part along the camera's travel."""
        sigma = self._set["smooth_s"] / path.step_s
        smooth = smoothed(path.travelled, sigma)
        rest = path.travelled - smooth
        # Once more: smoothing cuts the corners of a curved path, and that is no trembling.
        rest = rest - smoothed(rest, sigma)
        velocity = np.gradient(smooth, axis=0) / path.step_s
        speed = np.linalg.norm(velocity, axis=1, keepdims=True)
        heading = np.where(speed > self._set["travel"], velocity / np.maximum(speed, 1e-9), 0)
        along = (rest * heading).sum(axis=1, keepdims=True)
        return np.asarray(rest - along * heading, np.float64)
