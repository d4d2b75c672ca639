"""How the whole picture moves from frame to frame, which is how the camera moved.

Method: corners are followed into the next frame, and the similarity (shift, turn and size) that
most of them agree on is found by random sampling (RANSAC, Fischler and Bolles 1981).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import cv2
import numpy as np
import numpy.typing as npt

from ticketkit.detectors._arrays import Float64s
from ticketkit.detectors._points import Points, corners, forward
from ticketkit.model.picture import Plane, Sample

Ints = npt.NDArray[np.int_]

_LONG_SIDE_PX = 320
_POINTS = 64
_FEWEST = 12
_FEWEST_STEPS = 4
_AGREE_PX = 0.7
_AGREEING_SHARE = 0.35
_LIVES = 5
"""Looks after which new corners are taken, so that entering content counts."""


_STEP_S = 0.06
"""Frames that follow sooner are passed over: a camera's path needs no more, and it costs time."""

_SPREAD = 1 / np.sqrt(12)
"""Root mean square distance of a picture's points from its centre, in diagonals."""


@dataclass(frozen=True)
class _State:
    """Where the following stands after a look."""

    plane: Plane
    points: Points
    age: int
    """Looks left until new corners are taken."""
    step: Sequence[float]


@dataclass(frozen=True)
class CameraPath:
    """The camera's steps; one row for each frame that was looked at, the first is 0."""

    frames: Ints
    """0-based indices in the clip."""
    times_s: Float64s
    steps: Float64s
    """(n, 4): pan in picture widths (+ right), tilt in picture heights (+ up), natural logarithm
    of the zoom (+ closer), roll in radians (+ the camera turns clockwise); NaN where not found."""
    size: tuple[float, float]
    """Width and height of the picture as shares of its diagonal."""
    last_frame: int
    """Last frame of the clip."""

    @property
    def known(self) -> npt.NDArray[np.bool_]:
        """(n,) whether the step was found."""
        return np.asarray(np.isfinite(self.steps).all(axis=1))

    @property
    def step_s(self) -> float:
        """Median time between two rows, above 0."""
        return max(float(np.median(np.diff(self.times_s))), 1e-3)

    @property
    def travelled(self) -> Float64s:
        """(n, 4) how far the picture was moved so far by each component, in % of its diagonal."""
        weights = np.array([*self.size, _SPREAD, _SPREAD]) * 100
        return np.cumsum(np.where(self.known[:, None], self.steps, 0) * weights, axis=0)

    def rates(self, first: int = 0, last: int | None = None) -> dict[str, float]:
        """Mean rates over rows `first` to `last`, a second.

        Pan in % of the width, tilt in % of the height, zoom in %, roll in degrees.
        """
        rows = slice(first + 1, None if last is None else last + 1)
        steps = self.steps[rows][self.known[rows]]
        pan, tilt, zoom, roll = steps.mean(axis=0) / self.step_s if len(steps) else (0.0,) * 4
        return {
            "pan": float(pan) * 100,
            "tilt": float(tilt) * 100,
            "zoom": float(np.expm1(zoom)) * 100,
            "roll": float(np.degrees(roll)),
        }


class CameraMotion:
    """Follows the camera, frame by frame; keeps one small plane.

    Detectors of one run that are fed the same samples share the work.
    """

    def __init__(self) -> None:
        self._state: _State | None = None
        self._frames: list[int] = []
        self._times_s: list[float] = []
        self._steps: list[Sequence[float]] = []
        self._size = (0.8, 0.6)
        self._last_frame = 0

    def feed(self, sample: Sample) -> None:
        """Take the next frame."""
        self._last_frame = sample.index
        if self._times_s and sample.time_s - self._times_s[-1] < _STEP_S:
            return
        if "camera" not in sample.shared:
            sample.shared["camera"] = _looked(_small(sample.luma), self._state)
        self._state = cast(_State, sample.shared["camera"])
        height, width = sample.luma.shape
        diagonal = float(np.hypot(width, height))
        self._size = (width / diagonal, height / diagonal)
        self._frames.append(sample.index)
        self._times_s.append(sample.time_s)
        self._steps.append(self._state.step)

    def path(self) -> CameraPath | None:
        """Every step so far; None for fewer than four."""
        if len(self._steps) < _FEWEST_STEPS:
            return None
        return CameraPath(
            np.asarray(self._frames),
            np.asarray(self._times_s),
            np.asarray(self._steps, np.float64),
            self._size,
            self._last_frame,
        )


def _small(luma: Plane) -> Plane:
    height, width = luma.shape
    factor = min(1.0, _LONG_SIDE_PX / max(width, height))
    size = (max(16, round(width * factor)), max(16, round(height * factor)))
    return np.asarray(cv2.resize(luma, size, interpolation=cv2.INTER_AREA), np.uint8)


def _looked(now: Plane, before: _State | None) -> _State:
    if before is None:
        return _State(now, np.empty((0, 2), np.float32), 0, (0.0,) * 4)
    points, age = before.points, before.age
    if age == 0 or len(points) < _POINTS // 2:
        points, age = corners(before.plane, _POINTS, max(now.shape) / 20), _LIVES
    moved, there = forward(before.plane, now, points)
    found = _similarity(points[there], moved[there])
    step = (np.nan,) * 4 if found is None else _as_camera(found, now.shape)
    return _State(now, moved[there], age - 1, step)


def _similarity(before: Points, now: Points) -> Float64s | None:
    if len(before) < _FEWEST:
        return None
    cv2.setRNGSeed(1)  # the same clip gives the same numbers
    matrix, agreeing = cv2.estimateAffinePartial2D(
        before, now, method=cv2.RANSAC, ransacReprojThreshold=_AGREE_PX
    )
    if matrix is None or agreeing.mean() < _AGREEING_SHARE or agreeing.sum() < _FEWEST:
        return None
    return np.asarray(matrix, np.float64)


def _as_camera(matrix: Float64s, shape: tuple[int, ...]) -> Sequence[float]:
    """What the camera did for the picture to move by `matrix`: the opposite of the picture."""
    height, width = shape[0], shape[1]
    centre = np.array([width / 2, height / 2])
    shift = matrix @ np.array([*centre, 1.0]) - centre
    scale = np.hypot(matrix[0, 0], matrix[1, 0])
    turn = np.arctan2(matrix[1, 0], matrix[0, 0])
    # Rows count downwards: content that moves down shows a camera that tilts up.
    return (-shift[0] / width, shift[1] / height, np.log(scale), -turn)


def smoothed(values: Float64s, sigma_rows: float) -> Float64s:
    """`values` (n, m) smoothed along n with a normal weight; straight lines stay straight."""
    sigma = max(sigma_rows, 0.25)
    reach = min(int(3 * sigma) + 1, len(values) - 1)
    weight = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    before = 2 * values[0] - values[reach:0:-1]
    after = 2 * values[-1] - values[-2 : -reach - 2 : -1]
    longer = np.concatenate((before, values, after))
    columns = [np.convolve(c, weight / weight.sum(), "valid") for c in longer.T]
    return np.stack(columns, axis=1)
