"""Pictures of what changed from one frame to another, and their scale."""

from dataclasses import dataclass

from PIL import Image, ImageChops, ImageOps, ImageStat
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from ticketkit.outputs.report._pictures import Framed, packed
from ticketkit.outputs.report._style import LABEL, grid, paragraph
from ticketkit.outputs.report._words import word

FULL_LEVELS = 48
"""Change in luma levels, of 255, from which on the colour is the darkest."""
_NONE, _SOME, _MUCH = "#FFFFFF", "#F0A030", "#7A1606"
_SEARCH_PX, _SEARCH_WIDTH_PX = 6, 160
_BAR_PT = (60 * mm, 3 * mm)


@dataclass(frozen=True)
class Difference:
    """How two frames differ in brightness."""

    picture: Image.Image
    """From white, no change, to dark, `FULL_LEVELS` or more."""
    mean: float
    """Mean absolute change in luma levels, 0 to 255; 0 means equal."""
    moved_px: tuple[int, int]
    """How far the second frame was moved to the right and down to lie over the first."""


def difference(one: Image.Image, other: Image.Image, *, align: bool) -> Difference:
    """Compare two pictures of one size; with `align`, the second is first moved over the first.

    Only moves by whole steps of a 160 px wide copy are tried: enough for a camera that drifts.
    """
    first, second = one.convert("L"), other.convert("L")
    moved = _best_move(first, second) if align else (0, 0)
    second = ImageChops.offset(second, *moved)
    x, y = abs(moved[0]), abs(moved[1])
    inside = (x, y, first.width - x, first.height - y)
    change = ImageChops.difference(first, second).crop(inside)
    mean = float(ImageStat.Stat(change).mean[0])
    stretched = change.point([min(255, level * 255 // FULL_LEVELS) for level in range(256)])
    return Difference(_coloured(stretched), mean, moved)


def _best_move(first: Image.Image, second: Image.Image) -> tuple[int, int]:
    step = max(1, first.width // _SEARCH_WIDTH_PX)
    small = [picture.reduce(step) for picture in (first, second)]
    reach = range(-_SEARCH_PX, _SEARCH_PX + 1)
    moves = sorted(((x, y) for x in reach for y in reach), key=lambda m: abs(m[0]) + abs(m[1]))
    edge = min(_SEARCH_PX, (min(small[0].size) - 1) // 2)
    inside = (edge, edge, small[0].width - edge, small[0].height - edge)

    def left_over(move: tuple[int, int]) -> float:
        change = ImageChops.difference(small[0], ImageChops.offset(small[1], *move))
        return float(ImageStat.Stat(change.crop(inside)).mean[0])

    x, y = min(moves, key=left_over)
    return x * step, y * step


def _coloured(levels: Image.Image) -> Image.Image:
    return ImageOps.colorize(levels, black=_NONE, mid=_SOME, white=_MUCH)


def scale() -> Flowable:
    """Draw the colours from no change to the darkest, with their values."""
    ramp = _coloured(Image.linear_gradient("L").rotate(90).resize((512, 16)))
    bar = Framed(packed(ramp), _BAR_PT, word("alt.scale"))
    ends = [paragraph(word("comparison.scale_none"), LABEL)]
    ends.append(paragraph(word("comparison.scale_full", levels=FULL_LEVELS), LABEL))
    return grid([[ends[0], bar, ends[1]]], [8 * mm, _BAR_PT[0] + 3 * mm, 70 * mm])
