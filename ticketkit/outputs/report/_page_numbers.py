"""Numbers of pages that are printed before they are known."""

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from ticketkit.charts import fonts
from ticketkit.outputs.report._style import BODY, LABEL, visible
from ticketkit.outputs.report._tags import tagged

TOTAL, CHECK = "total", "check"
"""The last page, and the page that says how to check the evidence."""

_STYLES = {TOTAL: LABEL, CHECK: BODY}


def define(name: str, canvas: Canvas) -> None:
    """Make the page that is being drawn the one that every reference to `name` prints."""
    style = _STYLES[name]
    page = canvas.getPageNumber()
    canvas.beginForm(_form(name), 0, -style.fontSize, 4 * style.fontSize, 2 * style.fontSize)
    _set(canvas, style)
    canvas.drawString(0, 0, str(page))
    canvas.endForm()


def draw(canvas: Canvas, text: str, name: str, at_pt: tuple[float, float]) -> None:
    """Write `text` and, after a space, the number of the page called `name`."""
    style, before = _STYLES[name], f"{visible(text)} "
    canvas.saveState()
    _set(canvas, style)
    canvas.drawString(*at_pt, before)
    width = fonts.width_pt(before, style.fontName, style.fontSize)
    canvas.translate(at_pt[0] + width, at_pt[1])
    canvas.doForm(_form(name))
    canvas.restoreState()


class Reference(Flowable):  # type: ignore[misc]  # reportlab ships no types
    """One line that ends with the number of a page and leads to a bookmark there."""

    def __init__(self, text: str, name: str, bookmark: str) -> None:
        super().__init__()
        self._text, self._name, self._bookmark = text, name, bookmark
        self._style = _STYLES[name]

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Return the whole width and the height of a line."""
        self.width = width
        return width, self._style.leading

    def draw(self) -> None:
        """Write the line and make it a link."""
        leading = self._style.leading
        with tagged(self.canv, "P"):
            draw(self.canv, self._text, self._name, (0, leading - self._style.fontSize))
        self.canv.linkRect("", self._bookmark, (0, 0, self.width, leading), relative=1)


def _set(canvas: Canvas, style: ParagraphStyle) -> None:
    canvas.setFont(style.fontName, style.fontSize)
    canvas.setFillColor(style.textColor)


def _form(name: str) -> str:
    return f"page-of-{name}"
