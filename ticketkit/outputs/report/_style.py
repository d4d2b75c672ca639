"""How the report looks: paper, type, colours, and the few shapes that every section uses."""

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Table

from ticketkit.charts import fonts
from ticketkit.outputs.report._tags import Role, tagged

PAGE_PT = A4
SIDE_PT, TOP_PT, BOTTOM_PT = 22 * mm, 19 * mm, 22 * mm
WIDTH_PT = PAGE_PT[0] - 2 * SIDE_PT
HEIGHT_PT = PAGE_PT[1] - TOP_PT - BOTTOM_PT

INK, GREY = HexColor("#111418"), HexColor("#5E656E")
RULE, ACCENT = HexColor("#D9DCE0"), HexColor("#C8391E")
MARK = HexColor("#FFB000")
"""The colour of the boxes on the annotated pictures."""
RULE_PT = 0.5

_LABEL_PT, _SHORT_LABEL_PT = 42 * mm, 36 * mm
_DASH, _OPEN, _CLOSE = "\u2013", "\u2039", "\u203a"
_INVISIBLE = {"Cc", "Cf", "Zl", "Zp"}


def _style(name: str, size: float, leading: float, **more: object) -> ParagraphStyle:
    common = {"fontName": fonts.SANS, "bulletFontName": fonts.SANS, "textColor": INK}
    settings = {
        **common,
        "fontSize": size,
        "leading": leading,
        "splitLongWords": 1,
        "allowWidows": 0,
        **more,
    }
    return ParagraphStyle(name, **settings)


BODY = _style("body", 9.5, 13.5, spaceAfter=4)
LEAD = _style("lead", 10.5, 15, spaceAfter=3)
LABEL = _style("label", 8.5, 13.5, textColor=GREY)
NOTE = _style("note", 8.5, 12, textColor=GREY, spaceAfter=4)
CAPTION = _style("caption", 9, 12, fontName=fonts.SANS_BOLD)
QUOTE = _style("quote", 9.5, 13.5, fontName=fonts.SANS_ITALIC, spaceAfter=4)
STEP = _style("step", 9.5, 13.5, spaceAfter=4, keepWithNext=1)
CODE = _style("code", 8.5, 13, fontName=fonts.MONO, spaceAfter=8, leftIndent=10)
HASH = _style("hash", 8.5, 13.5, fontName=fonts.MONO)
METHOD = _style("method", 8.5, 12, spaceAfter=3)
SMALL = _style("small", 8.5, 11)
SMALL_LABEL = _style("small-label", 8, 11, textColor=GREY)
SMALL_HASH = _style("small-hash", 7.5, 11, fontName=fonts.MONO)
ITEM = _style("item", 9, 12, leftIndent=13, bulletFontSize=9, spaceAfter=2)
KIND = _style("kind", 9.5, 13, textColor=GREY)
TERM = _style("term", 23, 27, fontName=fonts.SANS_BOLD, spaceBefore=2, spaceAfter=6)
STATUS = _style("status", 12.5, 17, fontName=fonts.SANS_BOLD, spaceAfter=2)
FIGURE = _style("figure", 15, 19, fontName=fonts.SANS_BOLD)
SECTION = _style("section", 16, 21, fontName=fonts.SANS_BOLD, spaceBefore=14, spaceAfter=6)
_BEGIN_PT = 40 * mm
"""A section begins on a new page where less than this is left; a long table then goes on."""
PART = _style(
    "part", 10.5, 14, fontName=fonts.SANS_BOLD, spaceBefore=11, spaceAfter=4, keepWithNext=1
)
FRAME = _style("frame", 10.5, 14, fontName=fonts.SANS_BOLD, spaceBefore=14, spaceAfter=4)


def paragraph(text: str, style: ParagraphStyle = BODY, **more: str) -> Paragraph:
    """Set `text` as it is: nothing in it is read as markup, and nothing disappears.

    A character that the font does not have, or that nobody could see, is printed as its code.
    """
    return _Tagged(_markup(text, style.fontName), style, **more)


_ROLES: dict[str, Role] = {"term": "H1", "section": "H2", "part": "H3", "frame": "H3"}


class _Tagged(Paragraph):  # type: ignore[misc]  # reportlab ships no types
    """A paragraph that a screen reader knows as a heading or a text."""

    def draw(self) -> None:
        """Draw it as one piece."""
        with tagged(self.canv, _ROLES.get(self.style.name, "P")):
            super().draw()


def items(texts: Iterable[str]) -> list[Flowable]:
    """Set a list, each text with an en dash before it."""
    return [paragraph(text, ITEM, bulletText=_DASH) for text in texts]


def visible(text: str, font: str = fonts.SANS) -> str:
    """Replace what `font` cannot show by its code, in angle quotes: U+1F600."""
    known = fonts.characters(font)

    def drawable(character: str) -> bool:
        return character == "\n" or (
            ord(character) in known and unicodedata.category(character) not in _INVISIBLE
        )

    return "".join(
        "".join(run) if ok else _codes(run) for ok, run in groupby(text.expandtabs(4), drawable)
    )


def _codes(characters: Iterable[str]) -> str:
    return _OPEN + " ".join(f"U+{ord(c):04X}" for c in characters) + _CLOSE


def _markup(text: str, font: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    spaced = re.sub(r"(?<= ) |^ ", "\u00a0", visible(lines, font), flags=re.MULTILINE)
    return html.escape(spaced, quote=False).replace("\n", "<br/>")


def _cells(right_pt: float, top_pt: float, bottom_pt: float) -> list[tuple[object, ...]]:
    everywhere = (0, 0), (-1, -1)
    return [
        ("FONTNAME", *everywhere, fonts.SANS),
        ("VALIGN", *everywhere, "TOP"),
        ("LEFTPADDING", *everywhere, 0),
        ("RIGHTPADDING", *everywhere, right_pt),
        ("TOPPADDING", *everywhere, top_pt),
        ("BOTTOMPADDING", *everywhere, bottom_pt),
    ]


_RULED = [("LINEABOVE", (0, 0), (-1, -1), RULE_PT, RULE), *_cells(6, 2, 3)]
_TIGHT = [("LINEABOVE", (0, 0), (-1, -1), RULE_PT, RULE), *_cells(6, 1, 2)]
_PLAIN = _cells(0, 0, 0)

VALUE_PT = WIDTH_PT - _LABEL_PT - 6
"""How wide the value of a fact may run."""

Fact = tuple[str, str | Sequence[Flowable] | Flowable]


def facts(rows: Iterable[Fact]) -> Table:
    """Set labels beside their values, a hairline above each row; a long value may split."""
    cells = [
        [paragraph(label, LABEL), paragraph(value) if isinstance(value, str) else value]
        for label, value in rows
    ]
    widths = [_LABEL_PT, WIDTH_PT - _LABEL_PT]
    return Table(cells, colWidths=widths, style=_RULED, hAlign="LEFT", splitInRow=1)


def small_facts(rows: Iterable[Fact]) -> Table:
    """Set the same in a smaller type, for what is looked up rather than read."""
    cells = [
        [
            paragraph(label, SMALL_LABEL),
            paragraph(value, SMALL) if isinstance(value, str) else value,
        ]
        for label, value in rows
    ]
    widths = [_SHORT_LABEL_PT, WIDTH_PT - _SHORT_LABEL_PT]
    return Table(cells, colWidths=widths, style=_TIGHT, hAlign="LEFT", splitInRow=1)


def paired_facts(rows: Sequence[tuple[str, str]]) -> Table:
    """Set short facts in a smaller type, two beside each other, read down the left side first."""
    half = (len(rows) + 1) // 2
    sides = rows[:half], [*rows[half:], *[("", "")] * (2 * half - len(rows))]
    cells = [
        [
            paragraph(text, style)
            for fact in beside
            for text, style in zip(fact, (SMALL_LABEL, SMALL), strict=True)
        ]
        for beside in zip(*sides, strict=True)
    ]
    widths = [_SHORT_LABEL_PT, WIDTH_PT / 2 - _SHORT_LABEL_PT] * 2
    return Table(cells, colWidths=widths, style=_TIGHT, hAlign="LEFT", splitInRow=1)


def columns(head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]) -> Table:
    """Set a table whose first row names its columns and is repeated on every page."""
    names = [paragraph(name, SMALL_LABEL) for name in head]
    cells = [[paragraph(text, SMALL) for text in row] for row in rows]
    return Table(
        [names, *cells], colWidths=widths, style=_TIGHT, hAlign="LEFT", repeatRows=1, splitByRow=1
    )


def grid(rows: Sequence[Sequence[Flowable | Sequence[Flowable]]], widths: Sequence[float]) -> Table:
    """Lay flowables out in columns, without rules or padding."""
    return Table(rows, colWidths=widths, style=_PLAIN, hAlign="LEFT")


def height_pt(story: Iterable[Flowable]) -> float:
    """The most that a story takes of a page, in points."""
    heights = (
        f.wrap(WIDTH_PT, HEIGHT_PT)[1] + f.getSpaceBefore() + f.getSpaceAfter() for f in story
    )
    return float(sum(heights))


class Act(Flowable):  # type: ignore[misc]  # reportlab ships no types
    """Takes no room and does something to the canvas where the story reaches it."""

    keepWithNext = 1  # noqa: N815 - reportlab's name

    def __init__(self, act: Callable[[Canvas], None]) -> None:
        super().__init__()
        self._act = act

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return no size."""
        return 0, 0

    def draw(self) -> None:
        """Do it."""
        self._act(self.canv)


def heading(text: str) -> list[Flowable]:
    """Begin a section that the reader's outline lists."""
    return [CondPageBreak(_BEGIN_PT), bookmark(text), paragraph(text, SECTION)]


def bookmark(text: str, level: int = 0) -> Flowable:
    """List this place in the reader's outline under `text`."""

    def add(canvas: Canvas) -> None:
        canvas.bookmarkHorizontal(text, 0, 24)
        canvas.addOutlineEntry(text, text, level)

    return Act(add)
