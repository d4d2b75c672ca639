"""Frames as they go into the report: upright, reduced, and laid out side by side or stacked."""

import io
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PIL import Image as Pillow
from reportlab.lib.units import mm
from reportlab.platypus import Image

from ticketkit.errors import CaseError
from ticketkit.model.case import StoredCase
from ticketkit.model.clip import Clip
from ticketkit.outputs._pictures import displayed
from ticketkit.outputs.report._style import INK, MARK, RULE, RULE_PT, WIDTH_PT

GAP_PT = 5 * mm
_HALF_PAGE_PT, _PAGE_PT = 65 * mm, 164 * mm
_PAGE_GAIN = 1.5
"""How much wider pictures must become before a frame gets a page of its own."""
_QUALITY = 88
_FINE_DPI, _COARSE_DPI = 200, 150
_MANY_FRAMES = 8
"""Above this number of frames the coarser resolution keeps the file small enough to be sent."""

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

    untouched: Picture
    annotated: Picture
    stacked: bool
    untouched_pt: Size
    annotated_pt: Size


def load(stored: StoredCase) -> list[Pair]:
    """Read and reduce every picture of the case, in the order of its frames.

    Raises CaseError for a picture that is missing or damaged.
    """
    dpi = _FINE_DPI if len(stored.case.frames) <= _MANY_FRAMES else _COARSE_DPI
    with ThreadPoolExecutor() as pool:
        jobs = [
            pool.submit(
                _pair, stored.folder / f.file, stored.folder / f.annotated, stored.case.clip, dpi
            )
            for f in stored.case.frames
        ]
        return [job.result() for job in jobs]


def fitted(
    picture: Picture, width_pt: float, height_pt: float, boxes: Sequence[Box] = ()
) -> "Framed":
    """The picture as large as fits, in its own proportions."""
    width, height = picture.size_px
    scale = min(width_pt / width, height_pt / height)
    return Framed(picture, (width * scale, height * scale), boxes)


class Framed(Image):  # type: ignore[misc]  # reportlab ships no types
    """A picture at a size in points, with boxes, and a hairline that ends it on white paper."""

    def __init__(self, picture: Picture, size_pt: Size, boxes: Sequence[Box] = ()) -> None:
        super().__init__(io.BytesIO(picture.jpeg), *size_pt, hAlign="LEFT")
        self.width, self.height = size_pt
        self.boxes = boxes

    def draw(self) -> None:
        """Draw the picture, the boxes on it, and the line around it."""
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


def _pair(untouched: Path, annotated: Path, clip: Clip, dpi: int) -> Pair:
    upright = displayed(untouched, clip)
    try:
        with Pillow.open(annotated) as marked:
            stacked, sizes = arrange((upright.size, marked.size))
            return Pair(
                _reduced(upright, sizes[0], dpi), _reduced(marked, sizes[1], dpi), stacked, *sizes
            )
    except OSError as error:
        raise CaseError(
            f"{annotated} cannot be read as a picture: {error}.",
            "Build the case again with `ticketkit build --overwrite`.",
        ) from error


def arrange(sizes_px: Sequence[tuple[int, int]]) -> tuple[bool, tuple[Size, Size]]:
    """Whether two pictures stand above each other, and their sizes in points, equally wide.

    Side by side on half a page where that shows them well; else on a whole page, stacked or side by
    side, whichever is larger.
    """
    heights = [height / width for width, height in sizes_px]
    half = (WIDTH_PT - GAP_PT) / 2
    small = min(half, _HALF_PAGE_PT / max(heights))
    above = min(WIDTH_PT, _PAGE_PT / sum(heights))
    beside = min(half, _PAGE_PT / max(heights))
    large = max(above, beside)
    width = large if large >= _PAGE_GAIN * small else small
    stacked = width == above
    return stacked, ((width, width * heights[0]), (width, width * heights[1]))


def _reduced(picture: Pillow.Image, size_pt: Size, dpi: int) -> Picture:
    """`picture` at `dpi` on paper, never enlarged, as JPEG."""
    width, height = picture.size
    scale = min(1.0, size_pt[0] / 72 * dpi / width)
    target = (max(1, round(width * scale)), max(1, round(height * scale)))
    colour = picture if picture.mode == "RGB" else picture.convert("RGB")
    small = colour.resize(target, Pillow.Resampling.LANCZOS, reducing_gap=2.0)
    buffer = io.BytesIO()
    small.save(buffer, "JPEG", quality=_QUALITY, optimize=False)
    return Picture(buffer.getvalue(), target)
