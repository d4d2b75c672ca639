"""Several frames on one sheet: the before, at and after strip, and a lead picture."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageDraw

from ticketkit.annotate._crop import surroundings
from ticketkit.annotate._layout import beside, padded, stacked
from ticketkit.annotate._style import INK, LONG_SIDE_PX, PADDING, PAPER, QUIET, TEXT, Ruler
from ticketkit.annotate._text import BOLD, MONO, SANS, font, printable, wrapped
from ticketkit.annotate.caption import Caption, id_lines
from ticketkit.annotate.panel import Panel, panel, panel_block
from ticketkit.model.frame import Mark

_BETWEEN = 8
_MOSAIC = 0.9, 2.6
"""Width to height of frames that are shown one large and two small."""
_SMALL_WIDTH = 100
"""Of the two small frames, on the ruler's scale."""
_STATEMENT_LINES = 4
_CLOSE_UP = 1.2, 1.9
"""Width to height of an enlarged region, at least and at most."""
_SMALL_SHARE = 0.5
"""Of the picture's width: a larger region is seen well enough without."""
_ENLARGED = "enlarged"


def strip(panels: Sequence[tuple[Image.Image | Path, str]], width_px: int = 1600) -> Image.Image:
    """Equally high pictures side by side, each above its title.

    A title's first part is the role, e.g. "before · 2.958 s · #71"; panels of the failure
    (see `caption.is_failure`) are framed. The sheet is `width_px` wide, or less where its height
    would exceed 1920 px.

    Raises ValueError without panels, OSError for a file that is not a picture.
    """
    shown = _panels(panels, ())
    return _fitted(lambda ruler: padded(_row(shown, ruler), ruler), width_px)


def lead_picture(
    panels: Sequence[tuple[Image.Image | Path, str]],
    caption: Caption,
    marks: Sequence[Mark] = (),
    statement: str = "",
    width_px: int = 1600,
) -> Image.Image:
    """One picture that tells the case: term, vendor and time, the frames, and the whole ID.

    `panels` as for `strip`. `statement` says what was found, in at most four lines. `marks` are
    drawn on the failure; they are in pixels of its picture, and what a small first one points at is
    shown enlarged, beside the same place of the panel before. Three frames that are not upright are
    shown as a large failure beside two small frames, others as a strip. The longer side is at most
    1920 px.

    Raises ValueError without panels, OSError for a file that is not a picture.
    """
    shown = _panels(panels, marks)
    arranged = _mosaic if _suits_mosaic(shown) else _row_and_id

    def draw(ruler: Ruler) -> Image.Image:
        parts = [_heading(caption, statement, ruler), *_close_up(shown, marks, ruler)]
        parts.append(arranged(shown, caption, ruler))
        return padded(stacked(parts, ruler), ruler)

    return _fitted(draw, width_px)


def _panels(panels: Sequence[tuple[Image.Image | Path, str]], marks: Sequence[Mark]) -> list[Panel]:
    if not panels:
        raise ValueError("a strip needs at least one panel")
    shown = [panel(picture, title) for picture, title in panels]
    return [replace(p, marks=tuple(marks)) if p.is_failure else p for p in shown]


def _fitted(draw: Callable[[Ruler], Image.Image], width_px: int) -> Image.Image:
    """The widest drawing up to `width_px` whose longer side is within the limit."""
    width = min(width_px, LONG_SIDE_PX)
    while (sheet := draw(Ruler(width))).height > LONG_SIDE_PX:
        width = int(width * 0.99 * LONG_SIDE_PX / sheet.height)
    return sheet


def _inner_px(ruler: Ruler) -> int:
    return ruler.width_px - 2 * ruler.px(PADDING)


def _row(shown: Sequence[Panel], ruler: Ruler) -> Image.Image:
    room = _inner_px(ruler) - (len(shown) - 1) * ruler.px(_BETWEEN)
    height = min(round(room / sum(p.aspect for p in shown)), ruler.width_px)
    blocks = [panel_block(p, int(height * p.aspect), height, ruler) for p in shown]
    return stacked([beside(blocks, ruler, gap=_BETWEEN)], ruler, width_px=_inner_px(ruler))


def _suits_mosaic(shown: Sequence[Panel]) -> bool:
    failures = [p for p in shown if p.is_failure]
    upright = not all(_MOSAIC[0] <= p.aspect <= _MOSAIC[1] for p in shown)
    return len(shown) == 3 and len(failures) == 1 and not upright


def _row_and_id(shown: Sequence[Panel], caption: Caption, ruler: Ruler) -> Image.Image:
    return stacked([_row(shown, ruler), _id(caption, _inner_px(ruler), ruler)], ruler)


def _mosaic(shown: Sequence[Panel], caption: Caption, ruler: Ruler) -> Image.Image:
    """The failure large on the left with the ID below it, the two others small on the right."""
    large = next(p for p in shown if p.is_failure)
    small = [p for p in shown if not p.is_failure]
    narrow = ruler.px(_SMALL_WIDTH)
    wide = _inner_px(ruler) - ruler.px(_BETWEEN) - narrow
    failure = panel_block(large, wide, round(wide / large.aspect), ruler)
    others = [panel_block(p, narrow, round(narrow / p.aspect), ruler) for p in small]
    left = stacked([failure, _id(caption, wide, ruler)], ruler)
    return beside([left, stacked(others, ruler, gap=_BETWEEN)], ruler, gap=_BETWEEN)


def _close_up(
    shown: Sequence[Panel], marks: Sequence[Mark], ruler: Ruler
) -> tuple[Image.Image, ...]:
    """What the first mark points at, enlarged, before and then; nothing for a large region."""
    at = next((i for i, p in enumerate(shown) if p.is_failure), None)
    if not marks or not at:
        return ()
    size = shown[at].picture.size
    crop = surroundings(marks[0], size, *_CLOSE_UP)
    if crop.width > _SMALL_SHARE * size[0] or shown[at - 1].picture.size != size:
        return ()
    pair = [Panel(p.picture.crop(crop), p.role, _ENLARGED) for p in shown[at - 1 : at + 1]]
    return (_row(pair, ruler),)


def _heading(caption: Caption, statement: str, ruler: Ruler) -> Image.Image:
    """The technical term, below it vendor, time and frame, and what was found."""
    large, small = font(BOLD, ruler.px(TEXT + 3.5)), font(MONO, ruler.px(TEXT))
    plain = font(SANS, ruler.px(TEXT))
    term = wrapped(printable(caption.term, BOLD), large, _inner_px(ruler), 3)
    place = (caption.time_text, f"frame {caption.frame}") if caption.time_text else ()
    facts = (caption.vendor, *place)
    said = printable(" · ".join(fact for fact in facts if fact), MONO)
    lines = [(t, large, PAPER, 20) for t in term]
    lines += [(t, small, QUIET, 17) for t in wrapped(said, small, _inner_px(ruler), 2)]
    found = wrapped(printable(statement, SANS), plain, _inner_px(ruler), _STATEMENT_LINES)
    lines += [(t, plain, PAPER, 17 if row else 22) for row, t in enumerate(found)]
    block = Image.new("RGB", (_inner_px(ruler), sum(ruler.px(h) for *_, h in lines)), INK)
    baseline, draw = 0, ImageDraw.Draw(block)
    for words, face, colour, height in lines:
        baseline += ruler.px(height)
        draw.text((0, baseline - ruler.px(4)), words, colour, face, anchor="ls")
    return block


def _id(caption: Caption, width_px: int, ruler: Ruler) -> Image.Image:
    lines, height = id_lines(caption, width_px, ruler), ruler.px(16)
    block = Image.new("RGB", (width_px, max(len(lines), 1) * height), INK)
    draw, face = ImageDraw.Draw(block), font(MONO, ruler.px(TEXT))
    for row, words in enumerate(lines, 1):
        draw.text((0, row * height - ruler.px(4)), words, PAPER, face, anchor="ls")
    return block
