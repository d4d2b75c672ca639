"""Whether a way back meets the pictures of the way there again."""

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from ticketkit.detectors._arrays import Float32s
from ticketkit.detectors.motion_reversal._layers import Layers

_ASIDE = 2
"""The way back may be so many frames quicker or slower than the way there."""

Thumbnails = Sequence[npt.NDArray[np.float16]]


def match_percent(thumbnails: Thumbnails, first: int, last: int, weights: Float32s | None) -> float:
    """How far frame `last` has returned to what was shown as long before `first`, in percent.

    100 is the same picture, 0 is no nearer to it than to the picture at `first`. `weights` say
    how much each place counts; all the same without.
    """
    mirrored = max(0, first - (last - first))
    around = range(max(0, mirrored - _ASIDE), min(first, mirrored + _ASIDE + 1))
    away = _apart(thumbnails, last, first, weights)
    nearest = min(_apart(thumbnails, last, earlier, weights) for earlier in around)
    return 100 * max(0.0, 1 - nearest / max(1e-6, away))


def moving_places(motion: Sequence[Layers], shape: tuple[int, ...]) -> Float32s | None:
    """Weights of a thumbnail's places by how fast a subject moved there; None if none did."""
    fields = np.stack([layer.field for layer in motion])
    speeds = np.linalg.norm(fields.reshape(len(fields), -1, 2), axis=2).mean(axis=0)
    if not speeds.any():
        return None
    height, width = shape
    return np.asarray(cv2.resize(speeds.reshape(motion[0].grid), (width, height)), np.float32)


def _apart(thumbnails: Thumbnails, one: int, other: int, weights: Float32s | None) -> float:
    """Mean difference of two pictures, in levels."""
    difference = np.abs(thumbnails[one].astype(np.float32) - thumbnails[other])
    return float(np.average(difference, weights=weights))
