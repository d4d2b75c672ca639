"""What a single frame says of being blank: one even tone, or noise."""

import cv2
import numpy as np

from ticketkit.detectors._arrays import Float32s
from ticketkit.detectors._planes import block_means
from ticketkit.model.picture import Plane

_BLOCK_PX = 4
_EVEN_LEVELS = 14.0
"""A channel that spans more over the blocks is not one tone; chroma is coded coarsely."""
_BLACK_BELOW, _WHITE_ABOVE, _GREY_SPAN = 24.0, 232.0, 14.0
_NOISE_LEVELS = 4.0
"""Weaker noise is the grain of an empty picture."""
_NOISE_LARGE_SHARE, _NOISE_CORRELATION = 0.03, 0.3


def flat_tone(rgb: Plane) -> str:
    """Name the tone of a picture with even luma; empty where its colours are not even."""
    blocks = block_means(rgb, _BLOCK_PX).reshape(-1, 3)
    low, high = np.percentile(blocks, (2, 98), axis=0)
    if float((high - low).max()) > _EVEN_LEVELS:
        return ""
    tone = np.median(blocks, axis=0)
    if float(tone.max()) < _BLACK_BELOW:
        return "black"
    if float(tone.min()) > _WHITE_ABOVE:
        return "white"
    return "grey" if float(np.ptp(tone)) <= _GREY_SPAN else "single-colour"


def is_noise(plane: Plane, blocks: Float32s) -> bool:
    """Whether neighbouring pixels are unrelated, with no larger shapes, and not near flat.

    `blocks` are the plane's means over small blocks.
    """
    variance = float(cv2.meanStdDev(plane)[1][0, 0]) ** 2
    large = float(block_means(blocks, 4).var()) / max(1e-6, variance)
    return (
        variance > _NOISE_LEVELS**2
        and large < _NOISE_LARGE_SHARE
        and _neighbour_correlation(plane) < _NOISE_CORRELATION
    )


def _neighbour_correlation(plane: Plane) -> float:
    """Correlation of horizontally neighbouring pixels: near 1 in pictures, near 0 in noise."""
    left = plane[:, :-1].astype(np.float32)
    right = plane[:, 1:].astype(np.float32)
    (mean_a, dev_a), (mean_b, dev_b) = cv2.meanStdDev(left), cv2.meanStdDev(right)
    covariance = float((left * right).mean()) - float(mean_a[0, 0] * mean_b[0, 0])
    return covariance / max(1e-6, float(dev_a[0, 0] * dev_b[0, 0]))
