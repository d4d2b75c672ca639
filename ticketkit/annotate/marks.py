"""Boxes with their tags and arrows on a picture, without hiding what they point at."""

from collections.abc import Sequence

from PIL import Image, ImageDraw

from ticketkit.annotate._arrow import draw_arrow
from ticketkit.annotate._geometry import Rect, scaled
from ticketkit.annotate._labels import Place, place_label
from ticketkit.annotate._style import ACCENT, CASING, INK, LINE, Ruler
from ticketkit.annotate._tag import HEIGHT, Tag, draw_tag, tag_size, tags
from ticketkit.model.frame import Mark

_TINY = 14  # a box smaller than this is easy to overlook, so an arrow points at it
_TAG_SHARE = 0.8  # of the picture's width; the footer says the whole label


def outline_px(ruler: Ruler) -> int:
    """Width of a box's outline: a light line between two dark ones."""
    return ruler.px(LINE) + 2 * ruler.px(CASING)


def regions(marks: Sequence[Mark], source_px: tuple[int, int], onto: Rect) -> tuple[Rect, ...]:
    """Every marked region, where the picture of `source_px` is shown in `onto` of a sheet."""
    factors = onto.width / source_px[0], onto.height / source_px[1]
    return tuple(
        scaled(Rect(m.x, m.y, m.x + m.w, m.y + m.h), *factors).moved(onto.left, onto.top)
        for m in marks
    )


def draw_marks(
    sheet: Image.Image,
    onto: Rect,
    source_px: tuple[int, int],
    marks: Sequence[Mark],
    ruler: Ruler,
) -> tuple[Rect, ...]:
    """Draw all marks on the picture that lies in `onto` of the sheet; returns the tags' places.

    A region keeps its pixels, except where it overlaps another: then the outline and the arrow of
    the smaller box may cross the larger region, never the reverse. A tag covers no region; where
    there is no free place it is left out, and the footer alone carries the words.
    """
    clean = sheet.copy()
    boxes, words = regions(marks, source_px, onto), tags(marks)
    places = _places(boxes, words, onto, ruler)
    for i in sorted(range(len(boxes)), key=lambda i: (-boxes[i].area, i)):
        before, place = sheet.copy(), places[i]
        _draw_outline(sheet, boxes[i], ruler)
        if place and place.leader:
            draw_arrow(sheet, place.leader, ruler)
        for region in _foreign(boxes, boxes[i]):
            sheet.paste(before.crop(region), region)
        sheet.paste(clean.crop(boxes[i]), boxes[i])
    for tag, place in zip(words, places, strict=True):
        if place:
            draw_tag(sheet, place.rect, tag, ruler)
    return tuple(place.rect for place in places if place)


def _places(
    boxes: Sequence[Rect], words: Sequence[Tag], onto: Rect, ruler: Ruler
) -> list[Place | None]:
    outlines = [box.grown(outline_px(ruler)) for box in boxes]
    taken = list(outlines)
    places: list[Place | None] = []
    for box, outline, tag in zip(boxes, outlines, words, strict=True):
        tiny = max(box.width, box.height) < ruler.px(_TINY)
        size = tag_size(tag, round(onto.width * _TAG_SHARE), ruler)
        if tiny and not any(size):
            size = ruler.px(LINE), ruler.px(LINE)  # nothing to say: the arrow alone
        reach = ruler.px(HEIGHT) if tiny else 0
        foreign = _foreign(boxes, box)
        place = place_label(size, outline, onto, taken, foreign, reach) if any(size) else None
        places.append(place)
        taken += [place.rect] if place else []
    return places


def _foreign(boxes: Sequence[Rect], box: Rect) -> list[Rect]:
    return [other for other in boxes if not other.meets(box)]


def _draw_outline(sheet: Image.Image, region: Rect, ruler: Ruler) -> None:
    draw, casing, line = ImageDraw.Draw(sheet), ruler.px(CASING), ruler.px(LINE)
    for grow, width, colour in (
        (2 * casing + line, 2 * casing + line, INK),
        (casing + line, line, ACCENT),
    ):
        left, top, right, bottom = region.grown(grow)
        draw.rectangle((left, top, right - 1, bottom - 1), outline=colour, width=width)
