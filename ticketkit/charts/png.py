"""The same drawings as a picture file, for a terminal's user."""

import io
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.pdfgen.canvas import Canvas

from ticketkit.charts import fonts

_DPI = 200
_MARGIN_PT = 14
_POINTS_PER_INCH = 72


def write_png(drawings: Sequence[Drawing], path: Path) -> None:
    """Draw `drawings` below each other on white at 200 dpi and save them as PNG.

    Raises OSError when `path` cannot be written.
    """
    page = pypdfium2.PdfDocument(_one_page(drawings))[0]
    page.render(scale=_DPI / _POINTS_PER_INCH).to_pil().save(path, format="PNG")


def _one_page(drawings: Sequence[Drawing]) -> bytes:
    fonts.register()
    width = max(d.width for d in drawings) + 2 * _MARGIN_PT
    height = sum(d.height + _MARGIN_PT for d in drawings) + _MARGIN_PT
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(width, height), initialFontName=fonts.SANS)
    top = height - _MARGIN_PT
    for drawing in drawings:
        renderPDF.draw(drawing, canvas, _MARGIN_PT, top - drawing.height)
        top -= drawing.height + _MARGIN_PT
    canvas.save()
    return buffer.getvalue()
