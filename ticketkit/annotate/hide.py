"""Hiding: regions of a picture that nobody is to recognise."""

from collections.abc import Sequence

from PIL import Image

from ticketkit.annotate._geometry import Rect
from ticketkit.annotate.marks import regions
from ticketkit.model.frame import Mark

_CELLS = 4
"""Cells along the longer side of a region. So few hold no letter and no face, and moving pictures
give no more of them."""
_LEVELS = 17
"""Distance of the 16 shades that a cell can have; finer ones would add up over many frames."""
_MARGIN_SHARE, _MARGIN_PX = 0.02, 2
"""Of the region's longer side, and at least: scaling and codecs carry edges across its border."""


def hide(picture: Image.Image, marks: Sequence[Mark], source_px: tuple[int, int]) -> Image.Image:
    """A copy in which every marked region is a few soft patches of its average colours.

    `marks` are in pixels of a picture of `source_px`; `picture` may show it at another size. What
    is lost cannot be computed back: at most 4 x 4 values of 4 bits a colour remain of a region.
    """
    hidden = picture.copy()
    whole = Rect(0, 0, *picture.size)
    for region in regions(marks, source_px, whole):
        margin = max(_MARGIN_PX, round(_MARGIN_SHARE * max(region.width, region.height)))
        grown = region.grown(margin)
        patch = Rect(
            max(grown.left, 0),
            max(grown.top, 0),
            min(grown.right, whole.right),
            min(grown.bottom, whole.bottom),
        )
        hidden.paste(_patches(picture.crop(patch)), patch)
    return hidden


def _patches(crop: Image.Image) -> Image.Image:
    longer = max(crop.size)
    columns, rows = (max(1, round(_CELLS * side / longer)) for side in crop.size)
    cells = crop.resize((columns, rows), Image.Resampling.BOX)
    coarse = cells.point([round(value / _LEVELS) * _LEVELS for value in range(256)] * 3)
    return coarse.resize(crop.size, Image.Resampling.BICUBIC)
