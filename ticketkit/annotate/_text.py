"""Text: fonts, what they can draw, and fitting words to a width."""

import bisect
import math
import re
import unicodedata
from functools import cache
from typing import Literal

from PIL import ImageFont

from ticketkit.resources import FONTS

Face = Literal["Sans-Regular", "Sans-SemiBold", "Mono-Regular"]

SANS: Face = "Sans-Regular"
BOLD: Face = "Sans-SemiBold"
MONO: Face = "Mono-Regular"

_NO_CHARACTER = "\U0010ffff"  # never assigned, so it draws the font's "missing" glyph
_ELLIPSIS = "…"
_LONGEST = 600
"""More characters than any place on a sheet has room for."""
_PART = re.compile(r"[^-]*-|[^-]+")
_PIECE = re.compile(r"\\u\{[0-9A-F]+\}|.", re.DOTALL)


@cache
def font(face: Face, size_px: int) -> ImageFont.FreeTypeFont:
    """A bundled font; the basic layout engine gives the same pixels on every platform."""
    path = FONTS / f"IBMPlex{face}.ttf"
    return ImageFont.truetype(path, size_px, layout_engine=ImageFont.Layout.BASIC)


@cache
def _drawable(face: Face, character: str) -> bool:
    if unicodedata.category(character).startswith("C"):
        return False
    probe = font(face, 32)
    glyph, missing = probe.getmask(character), probe.getmask(_NO_CHARACTER)
    return glyph.size != missing.size or bytes(glyph) != bytes(missing)


def printable(text: str, face: Face) -> str:
    r"""One line of what the font can draw; other characters become escapes like \u{1F600}."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    if len(line) > _LONGEST:
        line = line[:_LONGEST] + _ELLIPSIS
    return "".join(c if _drawable(face, c) else f"\\u{{{ord(c):X}}}" for c in line)


def ellipsised(text: str, using: ImageFont.FreeTypeFont, width_px: int) -> str:
    """The text, or as much of its start as fits with an ellipsis; never half an escape."""
    if not text or using.getlength(text) <= width_px:
        return text
    pieces = _PIECE.findall(text)

    def start(count: int) -> str:
        return "".join(pieces[:count]).rstrip() + _ELLIPSIS

    fitting = bisect.bisect_right(
        range(len(pieces)), width_px, key=lambda count: math.ceil(using.getlength(start(count)))
    )
    return start(max(fitting - 1, 0))


def wrapped(
    text: str, using: ImageFont.FreeTypeFont, width_px: int, lines_max: int
) -> tuple[str, ...]:
    """Lines broken between words, inside a word only when it is wider than a line.

    What does not fit into `lines_max` lines ends in an ellipsis.
    """
    lines: list[str] = []
    for word in text.split():
        if lines and using.getlength(f"{lines[-1]} {word}") <= width_px:
            lines[-1] += f" {word}"
        else:
            lines += broken(word, using, width_px)
    if len(lines) > lines_max:
        rest = " ".join(lines[lines_max - 1 :])
        lines[lines_max - 1 :] = [ellipsised(rest, using, width_px)]
    return tuple(lines)


def broken(text: str, using: ImageFont.FreeTypeFont, width_px: int) -> tuple[str, ...]:
    """Lines broken after hyphens, or inside a part that is wider than a line; nothing is lost."""
    lines = [""]
    for part in _PART.findall(text):
        if lines[-1] and using.getlength(lines[-1] + part) > width_px:
            lines.append("")
        if using.getlength(lines[-1] + part) <= width_px:
            lines[-1] += part
            continue
        for piece in _PIECE.findall(part):
            if lines[-1] and using.getlength(lines[-1] + piece) > width_px:
                lines.append("")
            lines[-1] += piece
    return tuple(lines)
