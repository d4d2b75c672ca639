"""Dense motion between two frames on small planes, worked out once for all detectors of a run.

Flow is (height, width, 2) in pixels of the small plane: right and down are positive, and the
picture content at x in the first plane is found at x + flow in the second.

Method: dense inverse search (Kroeger et al., 2016) as OpenCV has it, without variational
refinement; on shifted textures its median error is below 0.1 px of a 480 px wide picture.
"""

import threading
from functools import cache
from typing import cast

import cv2
import numpy as np
import numpy.typing as npt

from ticketkit.detectors._arrays import Float32s
from ticketkit.model.picture import Plane, Sample

LONG_SIDE_PX = 160
_LEAST_SIDE_PX = 24
"""Smaller planes are widened to this, because the search works on patches."""


class _Search(threading.local):
    """OpenCV's search keeps its buffers between two calls: every thread needs one of its own."""

    def __init__(self) -> None:
        self.dense = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_ULTRAFAST)
        self.dense.setFinestScale(1)


_search = _Search()


def small_plane(sample: Sample) -> Plane:
    """The frame's luma averaged down to a long side of 160 px; the same object if asked again."""
    if "small_plane" not in sample.shared:
        sample.shared["small_plane"] = _reduced(sample.luma)
    return cast(Plane, sample.shared["small_plane"])


def flow_since(before: Plane, sample: Sample) -> Float32s:
    """Where the content of `before` has gone in `sample`.

    `before` is the `small_plane` of the sample before, so that the detectors of a run share the
    work.
    """
    earlier, flow = sample.shared.get("flow", (None, None))
    if earlier is not before:
        flow = searched_flow(before, small_plane(sample))
        sample.shared["flow"] = before, flow
    return cast(Float32s, flow)


def brought_back(now: Plane | Float32s, flow: Float32s) -> Float32s:
    """`now` resampled to where its content was before: compare it with the plane before."""
    at = _places(*flow.shape[:2]) + flow
    # One map holds both coordinates; OpenCV's stubs demand a second one all the same.
    back = cv2.remap(  # type: ignore[call-overload]
        now, at, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(back, np.float32)


def block_means(plane: npt.NDArray[np.generic], block_px: int) -> Float32s:
    """Means over square blocks, (rows, columns) or (rows, columns, channels)."""
    height, width = plane.shape[:2]
    grid = (max(1, round(width / block_px)), max(1, round(height / block_px)))
    means = cv2.resize(np.asarray(plane, np.float32), grid, interpolation=cv2.INTER_AREA)
    return np.asarray(means, np.float32)


def likeness(one: npt.NDArray[np.generic], other: npt.NDArray[np.generic]) -> float:
    """Correlation of two planes of one size, -1 to 1; 0 where one of them is flat."""
    a, b = (np.asarray(plane, np.float32).ravel() for plane in (one, other))
    a, b = a - a.mean(), b - b.mean()
    size = float(np.sqrt((a @ a) * (b @ b)))
    return float(a @ b) / size if size > len(a) else 0.0


def _reduced(luma: Plane) -> Plane:
    height, width = luma.shape
    factor = min(1.0, LONG_SIDE_PX / max(height, width))
    size = tuple(max(_LEAST_SIDE_PX, round(side * factor)) for side in (width, height))
    return np.asarray(cv2.resize(luma, size, interpolation=cv2.INTER_AREA), np.uint8)


def searched_flow(before: Plane, now: Plane) -> Float32s:
    """Where the content of `before` has gone in `now`, for any two planes of one size."""
    # OpenCV's stubs demand the output array that its documentation calls optional.
    flow = _search.dense.calc(before, now, None)  # type: ignore[call-overload]
    return np.asarray(flow, np.float32)


@cache
def _places(height: int, width: int) -> Float32s:
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    return np.stack([columns, rows], axis=-1)
