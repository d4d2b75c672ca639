"""Boxes as a person writes them on the command line."""

import re
from dataclasses import dataclass
from fractions import Fraction

from ticketkit.errors import UsageError
from ticketkit.model.frame import Mark
from ticketkit.model.timeline import TimeReference, parse_time

_NUMBER = re.compile(r"-?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})", re.ASCII)
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character, which no file can store
_FORM = (
    "Write X,Y,W,H in whole pixels of the displayed picture, or all four as fractions of it"
    " (0.25,0.5,0.2,0.1), then optionally @TIME and =LABEL."
)


@dataclass(frozen=True)
class BoxRequest:
    """A box that somebody asked for, before the size of the picture is known."""

    text: str
    """As it was written."""
    left: Fraction
    top: Fraction
    width: Fraction
    height: Fraction
    relative: bool
    """Whether the four numbers are fractions of the picture rather than pixels."""
    time: TimeReference | None
    """The moment that the box belongs to; None when none was named."""
    label: str
    """The person's own words, possibly empty."""

    def mark(self, display_width_px: int, display_height_px: int) -> Mark:
        """The box on a displayed picture of this size; fractions are rounded to whole pixels.

        Raises UsageError for a box without area or one that leaves the picture.
        """
        columns = display_width_px if self.relative else 1
        rows = display_height_px if self.relative else 1
        left, right = self.left * columns, (self.left + self.width) * columns
        top, bottom = self.top * rows, (self.top + self.height) * rows
        size = f"{display_width_px} x {display_height_px} px"
        if right <= left or bottom <= top:
            raise UsageError(
                f"The box {self.text!r} has no area; the picture is {size}.",
                "Give the box a width and a height above zero, after its left and top edges.",
            )
        if min(left, top) < 0 or right > display_width_px or bottom > display_height_px:
            raise UsageError(
                f"The box {self.text!r} is not inside the picture, which is {size}.",
                f"Keep X + W within {'1' if self.relative else display_width_px} and"
                f" Y + H within {'1' if self.relative else display_height_px}.",
            )
        x, w = _whole(left, right, display_width_px)
        y, h = _whole(top, bottom, display_height_px)
        return Mark(x=x, y=y, w=w, h=h, label=self.label)


def parse_box(text: str) -> BoxRequest:
    """Read `X,Y,W,H[@TIME][=LABEL]`.

    The first `=` starts the label, which may itself hold `=` and `@`. The four numbers are
    fractions of the picture when none is above 1 and at least one has a decimal point, and whole
    pixels otherwise: `0,0,1,1` is one pixel, `0.0,0,1,1` the whole picture.

    Raises UsageError for anything else.
    """
    place, _, label = text.partition("=")
    numbers, at, moment = place.partition("@")
    values = _four_numbers(text, numbers)
    if _SURROGATE.search(label):
        raise UsageError(
            f"The label of the box {text!r} is not valid text.",
            "Write the label again in this terminal, or leave it out.",
        )
    relative = "." in numbers and max(values) <= 1
    if not relative and any(value.denominator != 1 for value in values):
        raise UsageError(f"The box {text!r} mixes pixels with fractions.", _FORM)
    time = parse_time(moment) if at else None
    return BoxRequest(text, *values, relative, time, " ".join(label.split()))


def parse_region(text: str) -> BoxRequest:
    """Read `X,Y,W,H` of a region to hide, as `parse_box` reads a box.

    Raises UsageError for anything else, a time and a label included.
    """
    box = parse_box(text)
    if box.time is not None or box.label:
        raise UsageError(
            f"The region to blur {text!r} has a time or a label; it is hidden in every picture.",
            "Write X,Y,W,H alone, large enough for all that moves in it.",
        )
    return box


def _four_numbers(text: str, numbers: str) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    parts = [part.strip() for part in numbers.split(",")]
    if len(parts) != 4 or not all(_NUMBER.fullmatch(part) for part in parts):
        raise UsageError(f"{text!r} is not a box: it needs four numbers.", _FORM)
    left, top, width, height = (Fraction(part) for part in parts)
    return left, top, width, height


def _whole(start: Fraction, end: Fraction, limit_px: int) -> tuple[int, int]:
    """Start and length in whole pixels, at least one, inside the picture."""
    first = min(round(start), limit_px - 1)
    return first, max(round(end) - first, 1)
