"""The number and the words that stand beside a box."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from ticketkit.annotate._geometry import Rect
from ticketkit.annotate._style import ACCENT, INK, PAPER, TEXT, Ruler
from ticketkit.annotate._text import BOLD, SANS, ellipsised, font, printable
from ticketkit.model.frame import Mark

HEIGHT = 17
"""Of a tag, on the ruler's scale."""
_SPACE = 5
_BASELINE = 4.6


@dataclass(frozen=True)
class Tag:
    """What names one box; both parts may be empty."""

    number: str
    words: str


def tags(marks: Sequence[Mark]) -> tuple[Tag, ...]:
    """One tag a box; boxes are numbered from 1 when there are several."""
    return tuple(
        Tag(str(number) if len(marks) > 1 else "", printable(mark.words, SANS))
        for number, mark in enumerate(marks, 1)
    )


def number_width_px(tag: Tag, ruler: Ruler) -> int:
    """Width of the numbered square; 0 without a number."""
    if not tag.number:
        return 0
    digits = font(BOLD, ruler.px(TEXT)).getlength(tag.number)
    return max(ruler.px(HEIGHT), math.ceil(digits) + ruler.px(2 * _SPACE))


def tag_size(tag: Tag, width_max_px: int, ruler: Ruler) -> tuple[int, int]:
    """Width and height of the tag on one line; (0, 0) when there is nothing to say."""
    number, space = number_width_px(tag, ruler), ruler.px(2 * _SPACE)
    face = font(SANS, ruler.px(TEXT))
    words = ellipsised(tag.words, face, width_max_px - number - space)
    width = number + (math.ceil(face.getlength(words)) + space if words else 0)
    return (width, ruler.px(HEIGHT)) if width else (0, 0)


def draw_number(sheet: Image.Image, at: Rect, tag: Tag, ruler: Ruler) -> None:
    """The number of a box, dark on the accent colour."""
    _fill(sheet, at, ACCENT)
    place = at.centre[0], at.bottom - ruler.px(_BASELINE)
    face = font(BOLD, ruler.px(TEXT))
    ImageDraw.Draw(sheet).text(place, tag.number, INK, face, anchor="ms")


def draw_tag(sheet: Image.Image, at: Rect, tag: Tag, ruler: Ruler) -> None:
    """The tag in a place whose width `tag_size` gave; nothing when there is nothing to say."""
    if not tag.number and not tag.words:
        return
    _fill(sheet, at, INK)
    number, space = number_width_px(tag, ruler), ruler.px(2 * _SPACE)
    if number:
        draw_number(sheet, at._replace(right=at.left + number), tag, ruler)
    face = font(SANS, ruler.px(TEXT))
    words = ellipsised(tag.words, face, at.width - number - space)
    place = at.left + number + space // 2, at.bottom - ruler.px(_BASELINE)
    ImageDraw.Draw(sheet).text(place, words, PAPER, face, anchor="ls")


def _fill(sheet: Image.Image, at: Rect, colour: tuple[int, int, int]) -> None:
    sheet.paste(colour, at)
