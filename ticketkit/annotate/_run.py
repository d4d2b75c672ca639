"""Words in several faces on one line."""

from PIL import Image, ImageDraw, ImageFont

from ticketkit.annotate._style import TEXT, Colour, Ruler
from ticketkit.annotate._text import MONO, Face, font, printable


class Run:
    """Words in several faces on one baseline."""

    def __init__(self, ruler: Ruler, parts: tuple[tuple[str, Face, Colour], ...]) -> None:
        self._space_px = ruler.px(5)
        self._parts: list[tuple[str, ImageFont.FreeTypeFont, Colour]] = [
            (printable(text, face), font(face, ruler.px(TEXT + (2 if face == MONO else 0))), colour)
            for text, face, colour in parts
            if text
        ]

    @property
    def width_px(self) -> int:
        """From the first word to the last."""
        spaces = self._space_px * (len(self._parts) - 1)
        return spaces + sum(round(using.getlength(text)) for text, using, _ in self._parts)

    def draw(self, sheet: Image.Image, at: tuple[int, int]) -> int:
        """Draw from the left end of the baseline; returns where the words end."""
        x, draw = at[0] - self._space_px, ImageDraw.Draw(sheet)
        for text, using, colour in self._parts:
            x += self._space_px
            draw.text((x, at[1]), text, colour, using, anchor="ls")
            x += round(using.getlength(text))
        return x
