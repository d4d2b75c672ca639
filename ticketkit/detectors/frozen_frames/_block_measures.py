"""What two small pictures, averaged over blocks, have to do with each other."""

import cv2
import numpy as np
import numpy.typing as npt

Grid = npt.NDArray[np.float32]
"""Mean luma of the blocks of a picture, (rows, columns), 0 to 255; or a difference of two."""

_LARGEST_STEP = 0.6
_STRONG = 0.25
"""Changes above this part of the largest ones are strong."""
_RIM = 0.12
"""Width of the rim as a part of the picture's shorter side."""


def steadiness(step: Grid, whole: Grid) -> float:
    """Correlation of one change with the whole of several; 0 for a step that is most of it."""
    length, whole_length = float(np.linalg.norm(step)), float(np.linalg.norm(whole))
    if not 0 < length <= _LARGEST_STEP * whole_length:
        return 0.0
    return float(np.vdot(step, whole)) / (length * whole_length)


def alike(before: Grid, now: Grid) -> float:
    """How well `now`, or its middle moved by up to a quarter, is found again in `before`.

    Normalised correlation: 1 the same (also where there is nothing to compare), about 0 another
    picture.
    """
    height, width = now.shape
    middle = now[height // 4 : height - height // 4, width // 4 : width - width // 4]
    if middle.std() < 1 or before.std() < 1:
        return 1.0
    in_place = cv2.matchTemplate(before, now, cv2.TM_CCOEFF_NORMED)
    moved = cv2.matchTemplate(before, middle, cv2.TM_CCOEFF_NORMED)
    return float(max(in_place.max(), moved.max()))


def direction(difference: Grid, top: float) -> tuple[float, float]:
    """Share of the prevailing sign among the blocks that changed, and the share of these blocks.

    `top` is the change of the most-changed blocks. 0.5 is as much brighter as darker, 1 one way
    only.
    """
    changed = difference[np.abs(difference) > max(1.0, _STRONG * top)]
    if not changed.size:
        return 0.5, 0.0
    brighter = float(changed[changed > 0].sum() / np.abs(changed).sum())
    return max(brighter, 1 - brighter), changed.size / difference.size


def at_rim(moved: Grid) -> float:
    """Share of the strong changes that lies at the rim of the picture, 0 to 1."""
    rim = max(1, round(_RIM * min(moved.shape)))
    strong = np.where(moved > _STRONG * moved.max(), moved, 0)
    total = float(strong.sum())
    return 1 - float(strong[rim:-rim, rim:-rim].sum()) / total if total else 0.0
