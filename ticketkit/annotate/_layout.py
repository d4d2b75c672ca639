"""Blocks of a sheet, arranged."""

from collections.abc import Sequence

from PIL import Image

from ticketkit.annotate._style import INK, PADDING, Ruler

GAP = 12
"""Between blocks, on the ruler's scale."""


def stacked(
    blocks: Sequence[Image.Image], ruler: Ruler, *, gap: float = GAP, width_px: int = 0
) -> Image.Image:
    """Blocks below each other, flush left."""
    width = max([width_px, *(block.width for block in blocks)])
    gaps = ruler.px(gap) * (len(blocks) - 1)
    sheet = Image.new("RGB", (width, sum(block.height for block in blocks) + gaps), INK)
    top = 0
    for block in blocks:
        sheet.paste(block, (0, top))
        top += block.height + ruler.px(gap)
    return sheet


def beside(blocks: Sequence[Image.Image], ruler: Ruler, *, gap: float = GAP) -> Image.Image:
    """Blocks next to each other, aligned at the top."""
    gaps = ruler.px(gap) * (len(blocks) - 1)
    size = sum(block.width for block in blocks) + gaps, max(block.height for block in blocks)
    sheet = Image.new("RGB", size, INK)
    left = 0
    for block in blocks:
        sheet.paste(block, (left, 0))
        left += block.width + ruler.px(gap)
    return sheet


def padded(panel: Image.Image, ruler: Ruler) -> Image.Image:
    """The block with a margin on all sides."""
    pad = ruler.px(PADDING)
    sheet = Image.new("RGB", (panel.width + 2 * pad, panel.height + 2 * pad), INK)
    sheet.paste(panel, (pad, pad))
    return sheet
