"""The one visual language of every drawn picture: colours and lengths."""

from dataclasses import dataclass

Colour = tuple[int, int, int]

INK: Colour = (0x11, 0x14, 0x18)
"""Ground of captions and panels, and the casing of every mark."""
RULE: Colour = (0x3A, 0x42, 0x4C)
"""Hairlines and quiet frames."""
QUIET: Colour = (0xA3, 0xAC, 0xB6)
"""Secondary text."""
PAPER: Colour = (0xF4, 0xF1, 0xEA)
"""Text."""
ACCENT: Colour = (0xFF, 0xB0, 0x00)
"""Marks, and whatever belongs to the failure."""

LONG_SIDE_PX = 1920
"""No drawn picture is longer than this."""

TEXT = 11.5
"""Body text on a sheet as wide as a phone, in its pixels."""
PADDING = 12
"""Space around text and panels, in the same unit."""
PHONE_PX = 400
"""Width of the sheet that lengths are given for."""
LINE, CASING = 1.5, 0.8
"""A mark's light line, and the dark line on either side of it."""


@dataclass(frozen=True)
class Ruler:
    """Turns lengths on a phone-wide sheet into pixels of a sheet that is `width_px` wide."""

    width_px: int

    def px(self, length: float) -> int:
        """Whole pixels, at least one."""
        return max(1, round(length * self.width_px / PHONE_PX))
