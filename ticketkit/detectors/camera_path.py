"""Camera path: how the camera moves, against the move that the prompt asks for.

Measured: pan, tilt, zoom and roll as the shift, change of size and turn of the whole picture from
one look to the next (about 12 to 16 a second), smoothed over half a second. They are put on one
scale: the mean speed at which they move the picture, in percent of its diagonal a second, from 0
(the picture stands) upwards (100: it crosses its own diagonal in a second). The value of an event
is the speed that is missing from, or too much for, the move that the prompt asks for: 0 is a camera
that does as asked.

Blind spots: pictures without texture; a subject that fills the picture; travelling sideways and
turning look alike, and so do travelling closer and zooming; moves that a prompt asks for one after
the other; for pixels that are not square, turns are slightly off.

Method: global motion by matched corners and a robustly fitted similarity, the usual first stage
of video stabilisation.
"""

from collections.abc import Mapping
from functools import partial

import numpy as np

from ticketkit.catalog.camera_moves import COMPONENTS, AskedMove, asked
from ticketkit.detectors._arrays import Float64s
from ticketkit.detectors._camera_level import UNIT, curve, event, loud_event, stretches
from ticketkit.detectors._camera_motion import CameraMotion, CameraPath, smoothed
from ticketkit.detectors._parameters import merged
from ticketkit.model.finding import Event, Measurement
from ticketkit.model.picture import Sample
from ticketkit.model.question import NOTHING_ASKED, Question

DEFAULTS = {
    "floor": 0.4,
    "least_move": 1.0,
    "share_of_move": 0.6,
    "smooth_s": 0.25,
    "shortest_s": 0.3,
}

_ALTERNATIVES = ("subject_fills", "parallax", "read_otherwise")

_measurement = partial(
    Measurement,
    detector="camera_path",
    metric="camera movement that was not asked for",
    unit=UNIT,
    series=(),
)


class Detector:
    """Measures the camera's path over one clip; see the module's text."""

    needs = ("prompt",)

    def __init__(self, parameters: Mapping[str, float], question: Question = NOTHING_ASKED) -> None:
        self._set = merged("camera_path", DEFAULTS, parameters)
        self._asked = asked(question.prompt)
        self._motion = CameraMotion()

    def feed(self, sample: Sample) -> None:
        """Take the next frame; one plane of 320 px and its corners are kept."""
        self._motion.feed(sample)

    def finish(self, clip_end_s: float) -> Measurement:
        """The camera's speed over time, and where it is not the one that was asked for."""
        path = self._motion.path()
        if path is None:
            return _measurement(not_measured="too_short")
        if path.known.mean() < 0.5:
            return _measurement(not_measured="no_texture")
        smooth = smoothed(path.travelled, self._set["smooth_s"] / path.step_s)
        velocity = np.gradient(smooth, axis=0) / path.step_s
        speed = np.linalg.norm(velocity, axis=1)
        series = (curve(path, "camera speed", speed),)
        details: dict[str, float | str] = {**path.rates()}
        reason = _why_not(self._asked)
        if self._asked is None or reason:
            return _measurement(series=series, not_measured=reason, details=details)
        details["asked"] = " and ".join(self._asked.names)
        if self._asked.asks:
            events = self._astray(path, velocity, self._asked, clip_end_s)
        else:
            events = self._wandering(path, speed, clip_end_s)
        return _measurement(series=series, events=events, details=details)

    def _wandering(self, path: CameraPath, speed: Float64s, clip_end_s: float) -> tuple[Event, ...]:
        """Stretches in which a camera that should stand still does not."""
        found = [
            loud_event(path, speed, rows, clip_end_s, _ALTERNATIVES)
            for rows in stretches(speed, self._set["floor"])
        ]
        return tuple(
            e.model_copy(update={"details": {**e.details, "kind": "wanders"}})
            for e in found
            if e.end_s - e.start_s >= self._set["shortest_s"]
        )

    def _astray(
        self, path: CameraPath, velocity: Float64s, move: AskedMove, clip_end_s: float
    ) -> tuple[Event, ...]:
        """How far the mean velocity is from the nearest one that answers the prompt."""
        mean = dict(zip(COMPONENTS, velocity[path.known].mean(axis=0), strict=True))
        done = [_towards(float(mean[c]), direction) for c, direction in move.asks.items()]
        missing = float(np.linalg.norm([max(0.0, self._set["least_move"] - r) for r in done]))
        other = float(np.linalg.norm([mean[c] for c in COMPONENTS if c not in move.asks]))
        allowed = max(self._set["least_move"], self._set["share_of_move"] * max(*done, 0.0))
        too_much = max(0.0, other - allowed)
        value = float(np.hypot(missing, too_much))
        if value < self._set["floor"]:
            return ()
        kind = "missing" if missing >= too_much else "other"
        everything = (0, len(path.frames) - 1)
        return (event(path, value, None, everything, clip_end_s, _ALTERNATIVES, kind=kind),)


def _towards(rate: float, direction: int) -> float:
    """The rate in the direction that was asked for; either will do where that is 0."""
    return rate * direction if direction else abs(rate)


def _why_not(move: AskedMove | None) -> str:
    if move is None:
        return "nothing_asked"
    if move.contradictory:
        return "several_asked"
    return "free_asked" if move.free else ""
