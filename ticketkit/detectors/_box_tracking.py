"""Following a box that a person drew: where its content is in the frames around.

Method: corners inside the box are followed from frame to frame and checked by following them back
(Kalal, Mikolajczyk and Matas 2010); the box moves, turns and grows with the similarity that most of
them agree on.
"""

from collections import deque
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from ticketkit.detectors._arrays import Float64s
from ticketkit.detectors._points import Points, corners, followed
from ticketkit.model.picture import Plane, Sample
from ticketkit.model.question import PlacedBox

KEPT_FRAMES = 300
"""How many frames before the box's own are kept to follow it backwards; bounds the memory."""

_POINTS = 100
_CORNERS_ACROSS = 8
"""Corners that fit side by side into half of the box."""
_QUALITY = 0.004
"""Weak corners will do: a face has few strong ones, and going back sorts out the bad."""
_FEWEST = 8
_AGREE_PX = 3.0
_TRUSTED_SHARE = 0.4
"""Of a box's corners; where fewer move as one, the box may have slid off its content."""


@dataclass(frozen=True)
class Region:
    """Where a box is in one frame, as fractions of the displayed picture, sides upright."""

    x: float
    y: float
    w: float
    h: float

    def holds(
        self, x: npt.NDArray[np.floating], y: npt.NDArray[np.floating]
    ) -> npt.NDArray[np.bool_]:
        """Which of these places, as fractions, are inside."""
        return np.asarray(
            (x >= self.x) & (x < self.x + self.w) & (y >= self.y) & (y < self.y + self.h)
        )


@dataclass(frozen=True)
class Tracked:
    """The box and its corners in one frame."""

    frame: int
    time_s: float
    points: Points
    """(n, 2) in pixels of the small plane, the same n throughout; NaN for a lost one."""
    region: Region
    support: float
    """Share of the box's corners that still move as one, 0 to 1: 1 on its own frame."""


class BoxTracker:
    """Follows one box backwards and forwards from the frame that it was drawn on."""

    def __init__(self, box: PlacedBox) -> None:
        self._box = box
        self._held: deque[tuple[int, float, Plane]] = deque(maxlen=KEPT_FRAMES)
        self._course: _Course | None = None
        self._tracks: list[Tracked] = []
        self._began = False

    @property
    def region(self) -> Region | None:
        """Where the box is in the latest frame; None before it is drawn and once it is lost."""
        return self._course.region if self._course and self._course.alive else None

    def feed(self, sample: Sample) -> None:
        """Take the next frame."""
        if not self._began and self._held and self._box.is_before(sample.index, sample.time_s):
            self._begin()
        if self._began:
            self._go_on(sample.index, sample.time_s, sample.luma)
        else:
            self._held.append((sample.index, sample.time_s, sample.luma))

    def finish(self) -> list[Tracked]:
        """The box in every frame in which it was found, ascending."""
        if not self._began and self._held:
            self._begin()
        return sorted(self._tracks, key=lambda t: t.frame)

    def trusted(self) -> list[Tracked]:
        """As `finish`, but only where enough of the box still moves as one."""
        return [t for t in self.finish() if t.support >= _TRUSTED_SHARE]

    def _begin(self) -> None:
        """The latest held frame is the box's own: follow it back through the others."""
        self._began = True
        index, time_s, plane = self._held.pop()
        points = _inside(plane, self._box)
        self._course = _Course(self._box, plane, points)
        self._tracks.append(self._course.tracked(index, time_s))
        back = _Course(self._box, plane, points)
        for frame, moment_s, earlier in reversed(self._held):
            if not back.step(earlier):
                break
            self._tracks.append(back.tracked(frame, moment_s))
        self._held.clear()

    def _go_on(self, index: int, time_s: float, plane: Plane) -> None:
        if self._course and self._course.step(plane):
            self._tracks.append(self._course.tracked(index, time_s))


class _Course:
    """A box on its way in one direction."""

    def __init__(self, box: PlacedBox, plane: Plane, points: Points) -> None:
        self._plane = plane
        self._first, self._points = points, points.copy()
        height, width = plane.shape
        self._size = np.array([width, height], np.float64)
        left, top = box.x * width, box.y * height
        right, bottom = left + box.w * width, top + box.h * height
        self._corners = np.array([(left, top), (right, top), (right, bottom), (left, bottom)])
        self._to_now: Float64s = np.array([[1.0, 0, 0], [0, 1, 0]])
        self.alive = len(points) >= _FEWEST
        self._support = 1.0

    @property
    def region(self) -> Region:
        """The upright box around the corners where they are now."""
        corners_px = self._corners @ self._to_now[:, :2].T + self._to_now[:, 2]
        low = corners_px.min(axis=0) / self._size
        high = corners_px.max(axis=0) / self._size
        return Region(float(low[0]), float(low[1]), *(float(v) for v in high - low))

    def step(self, plane: Plane) -> bool:
        """Follow into the next plane; False when the box is lost, from then on."""
        if not self.alive:
            return False
        known = np.flatnonzero(np.isfinite(self._points[:, 0]))
        moved, there = followed(self._plane, plane, self._points[known])
        self._points[known] = moved
        self._points[known[~there]] = np.nan
        self._plane = plane
        self.alive = self._fit()
        return self.alive

    def _fit(self) -> bool:
        known = np.isfinite(self._points[:, 0])
        if known.sum() < _FEWEST:
            return False
        cv2.setRNGSeed(1)  # the same clip gives the same numbers
        matrix, agreeing = cv2.estimateAffinePartial2D(
            self._first[known], self._points[known], ransacReprojThreshold=_AGREE_PX
        )
        if matrix is None or agreeing.sum() < _FEWEST // 2:
            return False
        self._to_now = np.asarray(matrix, np.float64)
        self._support = float(agreeing.sum()) / len(self._first)
        return True

    def tracked(self, frame: int, time_s: float) -> Tracked:
        return Tracked(frame, time_s, self._points.copy(), self.region, self._support)


def _inside(plane: Plane, box: PlacedBox) -> Points:
    """Corners of the plane in the ellipse that fills the box: its corners hold background."""
    height, width = plane.shape
    mask = np.zeros_like(plane)
    middle = (round((box.x + box.w / 2) * width), round((box.y + box.h / 2) * height))
    reach = (max(1, round(box.w * width / 2)), max(1, round(box.h * height / 2)))
    cv2.ellipse(mask, middle, reach, 0, 0, 360, 255, -1)
    apart_px = max(2.0, min(reach) / _CORNERS_ACROSS)
    return corners(plane, _POINTS, apart_px, mask, _QUALITY)
