"""Points: corners that can be found again in the next frame.

Method: Shi and Tomasi's corners (1994), followed by the pyramidal Lucas-Kanade method (Bouguet
2001) forward and back again; a point that does not come back to where it began is lost.
"""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from ticketkit.model.picture import Plane

Points = npt.NDArray[np.float32]
"""(n, 2) places in pixels, x before y."""

QUALITY: Final = 0.02
"""Weakest corner as a share of the strongest."""

_RETURN_PX: Final = 0.5
"""How far from its start a point may come back."""

_WINDOW_PX: Final = (15, 15)
_LEVELS: Final = 3
_UNTIL: Final = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 12, 0.03)


def corners(
    plane: Plane,
    count: int,
    apart_px: float,
    mask: Plane | None = None,
    quality: float = QUALITY,
) -> Points:
    """Up to `count` corners of `plane` where `mask` is not 0, at least `apart_px` apart.

    `quality` is the weakest corner's share of the strongest, 0 to 1.
    """
    found = cv2.goodFeaturesToTrack(plane, count, quality, apart_px, mask=mask)
    if found is None:
        return np.empty((0, 2), np.float32)
    return np.asarray(found, np.float32).reshape(-1, 2)


def forward(before: Plane, now: Plane, points: Points) -> tuple[Points, npt.NDArray[np.bool_]]:
    """Where `points` of the plane `before` are in `now`, and which of them were found."""
    if not len(points):
        return points, np.zeros(0, bool)
    # The stubs demand a place to write to, which the library itself does not need.
    moved, status, _ = cv2.calcOpticalFlowPyrLK(
        before,
        now,
        points,
        None,
        winSize=_WINDOW_PX,
        maxLevel=_LEVELS,
        criteria=_UNTIL,  # type: ignore[call-overload]
    )
    height, width = now.shape
    inside = (moved >= 0).all(axis=1) & (moved[:, 0] < width) & (moved[:, 1] < height)
    return np.asarray(moved, np.float32), inside & (status.ravel() == 1)


def followed(before: Plane, now: Plane, points: Points) -> tuple[Points, npt.NDArray[np.bool_]]:
    """As `forward`, but only points that come back when they are followed backwards are found."""
    moved, there = forward(before, now, points)
    back, again = forward(now, before, moved)
    if len(points):
        there = there & again & (np.abs(back - points).max(axis=1) < _RETURN_PX)
    return moved, there
