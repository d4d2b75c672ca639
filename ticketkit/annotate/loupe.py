"""Loupes: a marked region enlarged, and its own words."""

from dataclasses import dataclass

from PIL import Image, ImageDraw

from ticketkit.annotate._crop import surroundings
from ticketkit.annotate._geometry import Rect, scaled
from ticketkit.annotate._run import Run
from ticketkit.annotate._style import ACCENT, INK, LINE, PAPER, QUIET, TEXT, Ruler
from ticketkit.annotate._tag import HEIGHT, Tag, draw_number, number_width_px
from ticketkit.annotate._text import MONO, SANS, font, wrapped
from ticketkit.model.frame import Mark

_LABEL_LINES = 4
_LINE_HEIGHT = 15
_WORTHWHILE = 1.15  # a weaker loupe shows what the picture above shows already


@dataclass(frozen=True)
class Room:
    """What a loupe may fill."""

    width_px: int
    height_px: int
    aspect_min: float
    """Narrowest crop, width to height."""
    aspect_max: float
    """Widest crop."""


@dataclass(frozen=True)
class Loupe:
    """A drawn loupe."""

    image: Image.Image
    factor: float
    """Enlargement against the picture on the same sheet."""


def loupe(
    source: Image.Image, mark: Mark, picture_scale: float, room: Room, ruler: Ruler
) -> Loupe | None:
    """The region and its surroundings from the source at its full resolution, in a frame.

    `picture_scale` is how large the picture on the same sheet shows the source. None when the room
    would not enlarge the region noticeably.
    """
    crop = surroundings(mark, source.size, room.aspect_min, room.aspect_max)
    zoom = min(room.width_px / crop.width, room.height_px / crop.height)
    if zoom / picture_scale < _WORTHWHILE:
        return None
    size = max(1, round(crop.width * zoom)), max(1, round(crop.height * zoom))
    image = source.crop(crop).resize(size, Image.Resampling.BICUBIC)
    region = Rect(mark.x, mark.y, mark.x + mark.w, mark.y + mark.h).moved(-crop.left, -crop.top)
    _frame(image, scaled(region, size[0] / crop.width, size[1] / crop.height), ruler)
    return Loupe(image, zoom / picture_scale)


def _frame(image: Image.Image, region: Rect, ruler: Ruler) -> None:
    """A thin line around the region and a frame around the loupe."""
    draw, hair = ImageDraw.Draw(image), ruler.px(0.6)
    for grow, colour in ((2 * hair, INK), (hair, ACCENT)):
        left, top, right, bottom = region.grown(grow)
        draw.rectangle((left, top, right - 1, bottom - 1), outline=colour, width=hair)
    whole = 0, 0, image.width - 1, image.height - 1
    draw.rectangle(whole, outline=ACCENT, width=ruler.px(LINE))


def words_block(tag: Tag, factor: float | None, width_px: int, ruler: Ruler) -> Image.Image:
    """Number and enlargement, then the label in full lines; empty words give a sliver."""
    face, line = font(SANS, ruler.px(TEXT)), ruler.px(_LINE_HEIGHT)
    number = number_width_px(tag, ruler)
    lines = wrapped(tag.words, face, width_px, _LABEL_LINES)
    heading = ruler.px(HEIGHT) if factor is not None or number else 0
    height = heading + len(lines) * line + ruler.px(3)
    block = Image.new("RGB", (width_px, height), INK)
    draw = ImageDraw.Draw(block)
    if number:
        draw_number(block, Rect(0, 0, number, ruler.px(HEIGHT)), tag, ruler)
    if factor is not None:
        place = number + ruler.px(7) if number else 0, ruler.px(HEIGHT - 4.4)
        times = f"{factor:.1f}×"  # noqa: RUF001 - the multiplication sign
        Run(ruler, ((times, MONO, PAPER), ("enlarged", SANS, QUIET))).draw(block, place)
    for row, words in enumerate(lines, 1):
        draw.text((0, heading + row * line - ruler.px(1)), words, PAPER, face, anchor="ls")
    return block
