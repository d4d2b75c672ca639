"""Frames as they go into the report: upright, reduced, and laid out side by side."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PIL import Image as Pillow
from reportlab.lib.units import mm
from reportlab.platypus import Image

from ticketkit import annotate
from ticketkit.model.case import StoredCase
from ticketkit.model.frame import FrameRecord
from ticketkit.outputs._pictures import displayed, opened
from ticketkit.outputs.report._style import INK, MARK, RULE, RULE_PT, WIDTH_PT
from ticketkit.outputs.report._tags import tagged
from ticketkit.threads import in_order

GAP_PT = 5 * mm
BESIDE_PT = 50 * mm
"""The least width beside the pictures in which facts can stand."""
_NARROW_PT = 245.0
"""How high pictures may be where two frames share a page and most facts stand beside them."""
_TWO_A_PAGE_PT, _THREE_A_PAGE_PT = 216.0, 126.0
"""How high pictures may be where two, or three, frames with their facts share a page."""
_LEAST_SHARE = 0.75
"""How much of its width the taller picture keeps where a page holds three frames."""
_STEPS = ((200, 88), (150, 85), (150, 70), (150, 50))
"""Resolution on paper in dpi and JPEG quality, the best first."""
_PAGES_BYTES = 3_000_000
"""The most that the pictures of the pages may weigh together; the last step is taken anyhow."""

Size = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, width and height as fractions of the picture."""


@dataclass(frozen=True)
class Picture:
    """One picture, upright and reduced."""

    jpeg: bytes
    size_px: tuple[int, int]


@dataclass(frozen=True)
class Pair:
    """One frame twice, with the sizes in points at which the evidence pages show it."""

    upright: Pillow.Image
    """The untouched frame as a player shows it, reduced, in RGB."""
    untouched: Picture
    annotated: Picture
    untouched_pt: Size
    annotated_pt: Size


def load(stored: StoredCase) -> list[Pair]:
    """Read and reduce every picture of the case, in the order of its frames.

    Raises CaseError for a picture that is missing or damaged.
    """
    drafts = list(in_order(partial(_draft, stored), stored.case.frames))
    pairs: list[Pair] = []
    for dpi, quality in _STEPS:
        pairs = list(in_order(partial(_pair, dpi=dpi, quality=quality), drafts))
        if sum(len(p.untouched.jpeg) + len(p.annotated.jpeg) for p in pairs) <= _PAGES_BYTES:
            break
    return pairs


def fitted(
    picture: Picture, width_pt: float, height_pt: float, words: str, boxes: Sequence[Box] = ()
) -> "Framed":
    """The picture as large as fits, in its own proportions."""
    width, height = picture.size_px
    scale = min(width_pt / width, height_pt / height)
    return Framed(picture, (width * scale, height * scale), words, boxes)


class Framed(Image):  # type: ignore[misc]  # reportlab ships no types
    """A picture at a size in points, with boxes, and a hairline that ends it on white paper."""

    def __init__(
        self, picture: Picture, size_pt: Size, words: str, boxes: Sequence[Box] = ()
    ) -> None:
        """`words` say what the picture shows, for somebody who does not see it."""
        super().__init__(io.BytesIO(picture.jpeg), *size_pt, hAlign="LEFT")
        self.width, self.height = size_pt
        self.words, self.boxes = words, boxes

    def draw(self) -> None:
        """Draw the picture, the boxes on it, and the line around it."""
        with tagged(self.canv, "Figure", self.words):
            self._draw()

    def _draw(self) -> None:
        super().draw()
        # Ink below the mark's colour, so that a box reads on dark and on light pictures.
        for colour, line_pt in ((INK, 2.2), (MARK, 1.2)):
            self.canv.setStrokeColor(colour)
            self.canv.setLineWidth(line_pt)
            for x, y, w, h in self.boxes:
                self.canv.rect(
                    x * self.width, (1 - y - h) * self.height, w * self.width, h * self.height
                )
        self.canv.setStrokeColor(RULE)
        self.canv.setLineWidth(RULE_PT)
        self.canv.rect(0, 0, self.width, self.height)


@dataclass(frozen=True)
class _Draft:
    """A frame twice, no larger than the best step needs it."""

    pictures: tuple[Pillow.Image, Pillow.Image]
    sizes_pt: tuple[Size, Size]


def _draft(stored: StoredCase, frame: FrameRecord) -> _Draft:
    upright, marked = displayed(stored, frame.file), opened(stored, frame.annotated)
    sizes_pt = arrange((upright.size, marked.size))
    pictures = reduced(upright, sizes_pt[0][0]), reduced(marked, sizes_pt[1][0])
    return _Draft(pictures, sizes_pt)


def _pair(draft: _Draft, dpi: int, quality: int) -> Pair:
    untouched, annotated = (
        packed(reduced(picture, size_pt[0], dpi), quality)
        for picture, size_pt in zip(draft.pictures, draft.sizes_pt, strict=True)
    )
    return Pair(draft.pictures[0], untouched, annotated, *draft.sizes_pt)


def arrange(sizes_px: Sequence[tuple[int, int]]) -> tuple[Size, Size]:
    """The sizes in points of two pictures that stand beside each other.

    Three frames a page where the taller picture stays wide enough for it, else two. The other one
    takes the width that is left.
    """
    heights = [height / width for width, height in sizes_px]
    half, tallest = (WIDTH_PT - GAP_PT) / 2, max(heights)
    narrow_pt = [_NARROW_PT / height for height in heights]
    if sum(narrow_pt) + 2 * GAP_PT + BESIDE_PT <= WIDTH_PT:
        return (narrow_pt[0], _NARROW_PT), (narrow_pt[1], _NARROW_PT)
    three, two = (min(half, room / tallest) for room in (_THREE_A_PAGE_PT, _TWO_A_PAGE_PT))
    is_small = three >= _LEAST_SHARE * two
    narrow, room_pt = (three, _THREE_A_PAGE_PT) if is_small else (two, _TWO_A_PAGE_PT)
    rest = WIDTH_PT - GAP_PT - narrow
    first, second = (narrow if h == tallest else min(rest, room_pt / h) for h in heights)
    return (first, first * heights[0]), (second, second * heights[1])


def reduced(picture: Pillow.Image, width_pt: float, dpi: int = _STEPS[0][0]) -> Pillow.Image:
    """`picture` in RGB, at most at `dpi` when it is printed `width_pt` wide, never enlarged."""
    width, height = picture.size
    scale = min(1.0, width_pt / 72 * dpi / width)
    target = (max(1, round(width * scale)), max(1, round(height * scale)))
    colour = picture if picture.mode == "RGB" else picture.convert("RGB")
    return annotate.resized(colour, target)


def packed(picture: Pillow.Image, quality: int = _STEPS[0][1]) -> Picture:
    """`picture` as JPEG."""
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=quality, optimize=False)
    return Picture(buffer.getvalue(), picture.size)
