"""Arrows from a label to its box."""

import math

from PIL import Image, ImageDraw

from ticketkit.annotate._labels import Leader
from ticketkit.annotate._style import ACCENT, CASING, INK, LINE, Ruler

_HEAD = 5.5
_SMOOTHING = 4


def draw_arrow(sheet: Image.Image, leader: Leader, ruler: Ruler) -> None:
    """A light arrow with a dark casing, readable on any picture."""
    casing, line, head = ruler.px(CASING), ruler.px(LINE), ruler.px(_HEAD)
    for colour, extra in ((INK, casing), (ACCENT, 0)):
        mask, corner = _mask(leader, line + 2 * extra, head + 2 * extra)
        sheet.paste(colour, corner, mask)


def _mask(leader: Leader, line_px: int, head_px: int) -> tuple[Image.Image, tuple[int, int]]:
    """Coverage of the arrow and its top left corner; drawn larger and reduced, so it is smooth."""
    xs, ys = zip(*leader, strict=True)
    left, top = math.floor(min(xs)) - head_px, math.floor(min(ys)) - head_px
    size = math.ceil(max(xs)) + head_px - left, math.ceil(max(ys)) + head_px - top
    length = math.dist(*leader)
    mask = Image.new("L", (size[0] * _SMOOTHING, size[1] * _SMOOTHING))
    draw = ImageDraw.Draw(mask)
    for shape in _shapes(length, line_px, head_px):
        corners = (_turned(leader, length, *point) for point in shape)
        draw.polygon(
            [((x - left) * _SMOOTHING, (y - top) * _SMOOTHING) for x, y in corners], fill=255
        )
    return mask.resize(size, Image.Resampling.BOX), (left, top)


def _shapes(
    length: float, line_px: int, head_px: int
) -> tuple[tuple[tuple[float, float], ...], ...]:
    """Shaft and head as (way back from the tip, way aside)."""
    half, wide, neck = line_px / 2, head_px * 0.5, head_px * 0.8
    return (
        ((length, -half), (length, half), (neck, half), (neck, -half)),
        ((0, 0), (head_px, wide), (head_px, -wide)),
    )


def _turned(leader: Leader, length: float, back: float, aside: float) -> tuple[float, float]:
    along_x = (leader.tip[0] - leader.start[0]) / length
    along_y = (leader.tip[1] - leader.start[1]) / length
    return (
        leader.tip[0] - along_x * back - along_y * aside,
        leader.tip[1] - along_y * back + along_x * aside,
    )
