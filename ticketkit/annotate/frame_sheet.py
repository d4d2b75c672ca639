"""One annotated frame: the picture, its loupes and its caption on one sheet."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from ticketkit.annotate._geometry import Rect
from ticketkit.annotate._style import INK, LONG_SIDE_PX, Ruler
from ticketkit.annotate.caption import Caption
from ticketkit.annotate.footer import footer
from ticketkit.annotate.marks import draw_marks, outline_px, regions
from ticketkit.annotate.resizing import resized
from ticketkit.model.frame import Mark
from ticketkit.model.picture import Picture

_ENLARGE_BELOW_PX = 960
_NARROWEST = 0.45  # sheet width to picture height, so that a narrow picture has a readable caption


@dataclass(frozen=True)
class FrameSheet:
    """A drawn sheet and where things are on it, in its pixels."""

    image: Image.Image
    picture: Rect
    regions: tuple[Rect, ...]
    tags: tuple[Rect, ...]


@dataclass(frozen=True)
class _Plan:
    size: tuple[int, int]
    picture: Rect
    footer: Image.Image
    ruler: Ruler


def annotate(picture: Picture, caption: Caption, marks: Sequence[Mark]) -> Image.Image:
    """The picture as displayed, with its marks, and below it loupes and a caption bar.

    Nothing but thin outlines, their arrows and their tags lies on the picture, and none of them
    inside a marked region (overlapping regions: see `marks.draw_marks`). The sheet's longer side is
    at most 1920 px. A picture whose longer side is under 960 px is enlarged, in steps of one half,
    as far as that fits; a larger one keeps its pixels where they fit, and is reduced otherwise.
    """
    return draw_frame_sheet(picture, caption, marks).image


def annotate_image(source: Image.Image, caption: Caption, marks: Sequence[Mark]) -> Image.Image:
    """As `annotate`, from a picture of Pillow's, RGB and as displayed."""
    return _drawn(source, caption, marks).image


def draw_frame_sheet(picture: Picture, caption: Caption, marks: Sequence[Mark]) -> FrameSheet:
    """As `annotate`, together with the places of everything."""
    return _drawn(Image.fromarray(picture.rgb), caption, marks)


def _drawn(source: Image.Image, caption: Caption, marks: Sequence[Mark]) -> FrameSheet:
    plan = _fitting(source, caption, marks)
    sheet = Image.new("RGB", plan.size, INK)
    size = plan.picture.width, plan.picture.height
    sheet.paste(resized(source, size), plan.picture)
    sheet.paste(plan.footer, (0, plan.size[1] - plan.footer.height))
    tags = draw_marks(sheet, plan.picture, source.size, marks, plan.ruler)
    return FrameSheet(sheet, plan.picture, regions(marks, source.size, plan.picture), tags)


def _fitting(source: Image.Image, caption: Caption, marks: Sequence[Mark]) -> _Plan:
    """The largest plan within the limit."""
    scale: float = max(1, math.ceil(_ENLARGE_BELOW_PX / max(source.size)))
    while True:
        plan = _plan(source, scale, caption, marks)
        longest = max(plan.size)
        if longest <= LONG_SIDE_PX:
            return plan
        scale = scale - 0.5 if scale > 1 else scale * 0.999 * LONG_SIDE_PX / longest


def _plan(source: Image.Image, scale: float, caption: Caption, marks: Sequence[Mark]) -> _Plan:
    width, height = (max(1, round(side * scale)) for side in source.size)
    sheet_width = max(width, round(height * _NARROWEST))
    mat = _mat_px(source, (width, height), marks, Ruler(sheet_width))
    ruler = Ruler(sheet_width + 2 * mat)
    left = (ruler.width_px - width) // 2
    picture = Rect(left, mat, left + width, mat + height)
    below = footer(source, marks, caption, width / source.width, ruler)
    total = height + 2 * mat + below.height
    return _Plan((ruler.width_px, total), picture, below, ruler)


def _mat_px(source: Image.Image, size: tuple[int, int], marks: Sequence[Mark], ruler: Ruler) -> int:
    """A border for the outlines of boxes at the picture's edge; none where no box needs it."""
    whole, outline = Rect(0, 0, *size), outline_px(ruler)
    boxes = regions(marks, source.size, whole)
    return 0 if all(whole.holds(box.grown(outline)) for box in boxes) else outline + 1
