"""How much of the picture a loupe shows around a region."""

from ticketkit.annotate._geometry import Rect
from ticketkit.model.frame import Mark

_MARGIN = 0.1  # of the region's longer side, on each side
_CONTEXT_PX = 24  # the least that is shown, so that a tiny box is not one blur


def surroundings(
    mark: Mark, source_px: tuple[int, int], aspect_min: float, aspect_max: float
) -> Rect:
    """The region and its surroundings, inside the picture, in the picture's pixels.

    The crop is extended, never narrowed, towards a width-to-height ratio within the two bounds, as
    far as the picture reaches.
    """
    margin = 2 * _MARGIN * max(mark.w, mark.h)
    width, height = max(mark.w + margin, _CONTEXT_PX), max(mark.h + margin, _CONTEXT_PX)
    width = max(width, height * aspect_min)
    height = max(height, width / aspect_max)
    left, right = _span(mark.x, mark.w, width, source_px[0])
    top, bottom = _span(mark.y, mark.h, height, source_px[1])
    return Rect(left, top, right, bottom)


def _span(start: int, length: int, wanted: float, limit_px: int) -> tuple[int, int]:
    """`wanted` pixels around the stretch, moved rather than cut where the picture ends."""
    size = min(round(wanted), limit_px)
    first = min(max(start - (size - length) // 2, 0), limit_px - size)
    return first, first + size
