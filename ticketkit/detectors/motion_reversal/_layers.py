"""Motion of one frame to the next taken apart: what the camera does, and what moves besides.

Camera motion is the similarity (shift, zoom, roll) that most blocks share, fitted by least squares
and fitted again without the blocks that disagree. What remains is the subject's motion.
"""

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np

from ticketkit.detectors._arrays import Float32s
from ticketkit.detectors._planes import block_means
from ticketkit.model.picture import Plane

_BLOCK_PX = 8
_TEXTURE_LEVELS = 2.0
"""Blocks with less detail say nothing of motion."""
_OWN_MOTION_PX = 0.25
"""Blocks that differ less than this from the camera's motion have none of their own."""
_ROUNDS = 3


@dataclass(frozen=True)
class Layers:
    """One frame's motion since the frame before, in pixels of the small plane."""

    camera: Float32s
    """(4,): shift right, shift down, and zoom and roll as their mean displacement."""
    subject: Float32s
    """(2,): mean motion of what moves besides the camera, weighted by its speed."""
    field: Float32s
    """(blocks x 2,): motion besides the camera's by place, spread over neighbouring blocks."""
    grid: tuple[int, int]
    """Rows and columns of blocks."""


def layers(before: Plane, flow: Float32s) -> Layers:
    """Take the motion apart; `flow` leads from the plane `before` to the next one."""
    vectors = block_means(flow, _BLOCK_PX)
    rows, columns = vectors.shape[:2]
    weights = _textured(before)
    motion, basis = vectors.reshape(-1, 2), _basis(rows, columns)
    fit = np.zeros(4, np.float32)
    kept = weights
    for _ in range(_ROUNDS):
        fit = _fitted(basis, motion, kept)
        rest = motion - (basis @ fit).reshape(-1, 2)
        size = np.linalg.norm(rest, axis=1)
        middle = float(np.median(size[weights > 0])) if weights.any() else 0.0
        kept = weights * (size <= max(0.15, 2.0 * middle))
    own = rest * (weights * (size >= _OWN_MOTION_PX))[:, None]
    return Layers(fit, _mean_motion(own), _spread(own.reshape(rows, columns, 2)), (rows, columns))


def main_direction(vectors: Float32s) -> Float32s:
    """The direction along which most motion happens, pointing where most of it goes."""
    _, _, axes = np.linalg.svd(vectors, full_matrices=False)
    sign = np.sign((vectors @ axes[0]).sum()) or 1.0
    return np.asarray(sign * axes[0], np.float32)


def _textured(plane: Plane) -> Float32s:
    values = plane.astype(np.float32)
    variance = block_means(values * values, _BLOCK_PX) - block_means(values, _BLOCK_PX) ** 2
    return np.asarray(variance.ravel() > _TEXTURE_LEVELS**2, np.float32)


def _fitted(basis: Float32s, motion: Float32s, weights: Float32s) -> Float32s:
    if weights.sum() < 4:
        return np.zeros(4, np.float32)
    both = np.repeat(weights, 2)[:, None]
    weighted = basis * both
    normal = weighted.T @ basis + 1e-3 * np.eye(4, dtype=np.float32)
    return np.asarray(np.linalg.solve(normal, weighted.T @ motion.ravel()), np.float32)


def _mean_motion(own: Float32s) -> Float32s:
    speeds = np.linalg.norm(own, axis=1)
    total = float(speeds.sum())
    mean = (own * speeds[:, None]).sum(axis=0) / total if total > 0 else np.zeros(2)
    return np.asarray(mean, np.float32)


def _spread(own: Float32s) -> Float32s:
    """Each block shares with its neighbours, so that a subject on its way still meets itself."""
    shared = cv2.boxFilter(own, -1, (3, 3), normalize=False, borderType=cv2.BORDER_CONSTANT)
    return np.asarray(shared, np.float32).ravel()


@cache
def _basis(rows: int, columns: int) -> Float32s:
    """(blocks x 2, 4): displacement of every block for one unit of shift, zoom and roll."""
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    x, y = (x - x.mean()).ravel(), (y - y.mean()).ravel()
    reach = float(np.hypot(x, y).mean()) or 1.0
    one, none = np.ones_like(x), np.zeros_like(x)
    right = np.stack([one, none, x / reach, -y / reach], axis=1)
    down = np.stack([none, one, y / reach, x / reach], axis=1)
    return np.asarray(np.stack([right, down], axis=1).reshape(-1, 4), np.float32)
