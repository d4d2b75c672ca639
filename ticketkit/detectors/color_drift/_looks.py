"""One look at a shot's colours: how far they are from those of the shot's start."""

from dataclasses import dataclass

import cv2
import numpy as np

from ticketkit.detectors._arrays import Float32s
from ticketkit.detectors._box_tracking import Region
from ticketkit.detectors.color_drift._difference import ciede2000
from ticketkit.model.picture import Sample

_BLOCK_PX = 7.0
"""Side of the blocks whose mean colours are compared; noise is averaged away in them."""
_BLOCKS_IN_BOX = 5
"""How many blocks a small box is wide and high at least."""
_FEWEST_BLOCKS = 2
_OWN_SHARE = 0.5
"""Of a block; with less, its colours of the first second are mostly guessed."""
_LEAST_LEFT = 0.15
"""Share of the blocks that must still be there to speak for the picture."""


@dataclass(frozen=True)
class Look:
    """What one look at the picture gave; differences in ΔE00."""

    frame: int
    time_s: float
    contrast: float
    """Standard deviation of the lightness."""
    colour: float | None
    """Median difference without light; None while a box is not yet drawn, or lost, and once too
    little of the first second is left."""
    whole: float
    """Median difference with light."""
    shift: tuple[float, float, float]
    """Median change of L*, a*, b*."""


@dataclass(frozen=True)
class Colours:
    """What is compared: maps of a shot's colours, from `CarriedColours`."""

    start: Float32s
    now: Float32s
    own: Float32s


def copies(colours: Colours) -> Colours:
    """The same in arrays of their own, for whoever keeps them."""
    return Colours(colours.start.copy(), colours.now.copy(), colours.own.copy())


def look(sample: Sample, colours: Colours, region: Region | None, *, seen: bool) -> Look:
    """Compare the colours of a shot's start with the present ones, inside `region` if there is one.

    Only things that were there in the first second count. `seen` says whether there is anything to
    compare: a box may not have been drawn yet.
    """
    before, after, own = (_blocks(m, region) for m in (colours.start, colours.now, colours.own))
    there = own[:, 0] > _OWN_SHARE
    seen = seen and there.sum() >= max(_FEWEST_BLOCKS, _LEAST_LEFT * len(there))
    before, after = before[there], after[there]
    shift = np.median(after - before, axis=0) if seen else np.zeros(3)
    return Look(
        frame=sample.index,
        time_s=sample.time_s,
        contrast=contrast(colours.now),
        colour=float(np.median(ciede2000(before, _relit(after, before)))) if seen else None,
        whole=float(np.median(ciede2000(before, after))) if seen else 0.0,
        shift=(float(shift[0]), float(shift[1]), float(shift[2])),
    )


def contrast(colours: Float32s) -> float:
    """Standard deviation of the lightness."""
    return float(colours[:, :, 0].std())


def _blocks(plane: Float32s, region: Region | None) -> Float32s:
    """Means of blocks, (n, channels); of those whose middle is in `region`, if there is one."""
    height, width = plane.shape[:2]
    block = _BLOCK_PX
    if region is not None:
        block = min(block, max(1.0, min(region.w * width, region.h * height) / _BLOCKS_IN_BOX))
    columns, rows = max(1, round(width / block)), max(1, round(height / block))
    means = cv2.resize(plane, (columns, rows), interpolation=cv2.INTER_AREA)
    colours = np.asarray(means, np.float32).reshape(rows, columns, -1)
    if region is None:
        return colours.reshape(rows * columns, -1)
    x, y = np.meshgrid((np.arange(columns) + 0.5) / columns, (np.arange(rows) + 0.5) / rows)
    return np.asarray(colours[region.holds(x, y)], np.float32)


def _relit(colours: Float32s, like: Float32s) -> Float32s:
    """`colours` under so much more or less light that they are as light as `like`.

    More light multiplies the tristimulus values, and L* + 16, a* and b* by the cube root of it.
    """
    factor = (like[:, :1] + 16) / (colours[:, :1] + 16)
    return np.concatenate((like[:, :1], colours[:, 1:] * factor), axis=1)
