"""The typefaces of everything that is drawn as vectors, registered once and always embedded."""

from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from ticketkit.resources import FONTS

SANS = "IBMPlexSans-Regular"
SANS_BOLD = "IBMPlexSans-SemiBold"
SANS_ITALIC = "IBMPlexSans-Italic"
MONO = "IBMPlexMono-Regular"

_ALL = (SANS, SANS_BOLD, SANS_ITALIC, MONO)


@cache
def register() -> None:
    """Make the fonts known to reportlab, and SANS a family for bold and italic runs."""
    for name in _ALL:
        pdfmetrics.registerFont(TTFont(name, str(FONTS / f"{name}.ttf")))
    pdfmetrics.registerFontFamily(SANS, SANS, SANS_BOLD, SANS_ITALIC)


@cache
def characters(font: str) -> frozenset[int]:
    """Code points that `font` can draw."""
    register()
    return frozenset(pdfmetrics.getFont(font).face.charToGlyph)


def width_pt(text: str, font: str, size_pt: float) -> float:
    """How wide `text` runs, in points."""
    register()
    return float(pdfmetrics.stringWidth(text, font, size_pt))
