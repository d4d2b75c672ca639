"""Structure for screen readers: what every piece of a page is, and words for every picture.

reportlab's open edition writes no tags, so each piece is bracketed in the page's own stream and
`_finish` builds the tree that names the pieces (ISO 32000-1, 14.7 and 14.8).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

Role = Literal["H1", "H2", "H3", "P", "Figure"]


@dataclass(frozen=True)
class Piece:
    """One piece of a page's content."""

    page: int
    """0-based."""
    number: int
    """Its place on the page, from 0: the MCID."""
    role: Role
    words: str
    """What a picture shows; empty for text, which speaks for itself."""


class TaggedCanvas(Canvas):  # type: ignore[misc]  # reportlab ships no types
    """A canvas that keeps a list of the pieces which were drawn on it."""

    def __init__(self, *args: object, **settings: object) -> None:
        super().__init__(*args, **settings)
        self.pieces: list[Piece] = []


@contextmanager
def tagged(canvas: Canvas, role: Role, words: str = "") -> Iterator[None]:
    """What is drawn inside the block is one piece of the page; see `Piece` for the words."""
    if not isinstance(canvas, TaggedCanvas):
        yield
        return
    page = canvas.getPageNumber() - 1
    number = sum(piece.page == page for piece in canvas.pieces)
    canvas.pieces.append(Piece(page, number, role, words))
    with _bracketed(canvas, f"/{role} <</MCID {number}>> BDC"):
        yield


@contextmanager
def standing_for(canvas: Canvas, text: str) -> Iterator[None]:
    """What is drawn inside the block is copied as `text`; it has to hold a letter."""
    code = text.encode("utf-16-be").hex().upper()
    with _bracketed(canvas, f"/Span <</ActualText <FEFF{code}>>> BDC"):
        yield


@contextmanager
def decoration(canvas: Canvas) -> Iterator[None]:
    """What is drawn inside the block, such as a footer, is not read out."""
    with _bracketed(canvas, "/Artifact BMC"):
        yield


@contextmanager
def _bracketed(canvas: Canvas, begin: str) -> Iterator[None]:
    canvas._code.append(begin)  # noqa: SLF001 - there is no public way
    yield
    canvas._code.append("EMC")  # noqa: SLF001 - there is no public way


class Figure(Flowable):  # type: ignore[misc]  # reportlab ships no types
    """A drawing that says in words what it shows."""

    def __init__(self, inner: Flowable, words: str) -> None:
        super().__init__()
        self._inner, self._words = inner, words
        self.hAlign = "LEFT"

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the size of the drawing."""
        self.width, self.height = self._inner.wrap(width, height)
        return self.width, self.height

    def draw(self) -> None:
        """Draw it as one piece."""
        with tagged(self.canv, "Figure", self._words):
            self._inner.drawOn(self.canv, 0, 0)
