"""What stands below the picture: loupes with their words, and the caption."""

from collections.abc import Sequence

from PIL import Image

from ticketkit.annotate._layout import GAP, beside, padded, stacked
from ticketkit.annotate._style import INK, PADDING, Ruler
from ticketkit.annotate._tag import Tag, tags
from ticketkit.annotate.caption import Caption, caption_block
from ticketkit.annotate.loupe import Loupe, Room, loupe, words_block
from ticketkit.model.frame import Mark

_COLUMNS = {1: 1, 2: 2, 4: 2}
"""How many loupes share a row, by how many there are; three otherwise."""
_HEIGHTS = {1: 280, 2: 180}
"""The highest a loupe may be, likewise."""
_OTHER_COLUMNS, _OTHER_HEIGHT = 3, 140
_STRONG = 1.6
"""From this enlargement on a small loupe beside the caption is enough."""
_WORDS_WIDTH = 86
"""The least width for words beside a loupe."""


def footer(
    source: Image.Image,
    marks: Sequence[Mark],
    caption: Caption,
    picture_scale: float,
    ruler: Ruler,
) -> Image.Image:
    """The footer, as wide as the ruler; a single loupe stands beside the text if it is strong."""
    inner = ruler.width_px - 2 * ruler.px(PADDING)
    if len(marks) == 1:
        room = Room(ruler.px(200), ruler.px(180), 0.8, 1.8)
        view = loupe(source, marks[0], picture_scale, room, ruler)
        if view and view.factor >= _STRONG:
            return padded(_side_by_side(view, tags(marks)[0], caption, inner, ruler), ruler)
    columns = _COLUMNS.get(len(marks), _OTHER_COLUMNS)
    cells = _cells(source, marks, picture_scale, inner, columns, ruler)
    rows = [beside(cells[i : i + columns], ruler) for i in range(0, len(cells), columns)]
    return padded(stacked([*rows, caption_block(caption, inner, ruler)], ruler), ruler)


def _side_by_side(
    view: Loupe, tag: Tag, caption: Caption, inner_px: int, ruler: Ruler
) -> Image.Image:
    """The loupe on the left; on the right its words at the top and the caption at the bottom."""
    left = view.image.width + ruler.px(GAP)
    words = words_block(tag, view.factor, inner_px - left, ruler)
    text = caption_block(caption, inner_px - left, ruler)
    height = max(view.image.height, words.height + ruler.px(GAP) + text.height)
    panel = Image.new("RGB", (inner_px, height), INK)
    panel.paste(view.image, (0, 0))
    panel.paste(words, (left, 0))
    panel.paste(text, (left, height - text.height))
    return panel


def _cells(
    source: Image.Image,
    marks: Sequence[Mark],
    picture_scale: float,
    inner_px: int,
    columns: int,
    ruler: Ruler,
) -> list[Image.Image]:
    """Each mark's loupe with its words, all equally wide; nothing for a mark without either."""
    width = (inner_px - (columns - 1) * ruler.px(GAP)) // columns
    aspects = (0.8, 2.2) if columns == 1 else (0.8, 1.4)
    height = ruler.px(_HEIGHTS.get(len(marks), _OTHER_HEIGHT))
    room = Room(width, height, *aspects)
    cells = []
    for mark, tag in zip(marks, tags(marks), strict=True):
        view = loupe(source, mark, picture_scale, room, ruler)
        if view or tag.number or tag.words:
            cells.append(_cell(view, tag, width, ruler))
    return cells


def _cell(view: Loupe | None, tag: Tag, width_px: int, ruler: Ruler) -> Image.Image:
    """The words beside the loupe where there is room, below it otherwise."""
    if view is None:
        return words_block(tag, None, width_px, ruler)
    room = width_px - view.image.width - ruler.px(GAP)
    if room >= ruler.px(_WORDS_WIDTH):
        return beside([view.image, words_block(tag, view.factor, room, ruler)], ruler)
    words = words_block(tag, view.factor, width_px, ruler)
    return stacked([view.image, words], ruler, gap=5, width_px=width_px)
