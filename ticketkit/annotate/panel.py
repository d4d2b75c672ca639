"""One frame of a strip: the picture above its title."""

from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from ticketkit.annotate._geometry import Rect
from ticketkit.annotate._layout import stacked
from ticketkit.annotate._style import ACCENT, INK, LINE, QUIET, RULE, TEXT, Ruler
from ticketkit.annotate._text import MONO, font, printable, wrapped
from ticketkit.annotate.caption import CHIP, draw_role, is_failure
from ticketkit.annotate.marks import draw_marks
from ticketkit.annotate.resizing import resized
from ticketkit.model.frame import Mark

_SEPARATOR = " · "
_LINE_HEIGHT = 15
_TITLE_LINES = 3


@dataclass(frozen=True)
class Panel:
    """A frame with its title and the marks to draw on it."""

    picture: Image.Image
    role: str
    facts: str
    """What the title says after the role."""
    marks: tuple[Mark, ...] = ()

    @property
    def aspect(self) -> float:
        """Width to height."""
        return self.picture.width / self.picture.height

    @property
    def is_failure(self) -> bool:
        """Whether it is emphasised."""
        return is_failure(self.role)


def panel(picture: Image.Image | Path, title: str) -> Panel:
    """A panel from a picture or a file, and a title such as "before · 2.958 s · #71".

    Raises OSError for a file that is not a picture.
    """
    role, _, facts = title.partition(_SEPARATOR)
    if isinstance(picture, Image.Image):
        return Panel(picture.convert("RGB"), role, facts)
    with Image.open(picture) as image:
        return Panel(image.convert("RGB"), role, facts)


def panel_block(shown: Panel, width_px: int, height_px: int, ruler: Ruler) -> Image.Image:
    """The picture within the given size, above its title; the failure has a frame around it."""
    frame = ruler.px(LINE) + 1
    room = width_px - 2 * frame, height_px - 2 * frame
    zoom = min(room[0] / shown.picture.width, room[1] / shown.picture.height)
    size = tuple(max(1, round(side * zoom)) for side in shown.picture.size)
    zoomed = resized(shown.picture, (size[0], size[1]))
    ground = ACCENT if shown.is_failure else RULE
    sheet = Image.new("RGB", (size[0] + 2 * frame, size[1] + 2 * frame), ground)
    onto = Rect(frame, frame, frame + size[0], frame + size[1])
    sheet.paste(zoomed, onto)
    draw_marks(sheet, onto, shown.picture.size, shown.marks, ruler)
    return stacked([sheet, _title(shown, width_px, ruler)], ruler, gap=6, width_px=width_px)


def _title(shown: Panel, width_px: int, ruler: Ruler) -> Image.Image:
    """The role, and beside it or, where that is narrow, below it the facts."""
    face, line = font(MONO, ruler.px(TEXT)), ruler.px(_LINE_HEIGHT)
    facts = printable(shown.facts, MONO)
    fits = face.getlength(facts) <= width_px
    parts = [facts] if fits else facts.split(_SEPARATOR)
    lines = [line for part in parts for line in wrapped(part, face, width_px, _TITLE_LINES)]
    block = Image.new("RGB", (width_px, ruler.px(CHIP + 4) + len(lines) * line), INK)
    draw = ImageDraw.Draw(block)
    end = draw_role(block, (0, 0), shown.role, ruler) + ruler.px(7)
    if end + face.getlength(facts) <= width_px:
        draw.text((end, ruler.px(CHIP - 4.6)), facts, QUIET, face, anchor="ls")
        return block.crop((0, 0, width_px, ruler.px(CHIP)))
    for row, words in enumerate(lines, 1):
        draw.text((0, ruler.px(CHIP) + row * line), words, QUIET, face, anchor="ls")
    return block
