"""The caption: which frame this is, and of which generation."""

from dataclasses import dataclass

from PIL import Image, ImageDraw

from ticketkit.annotate._run import Run
from ticketkit.annotate._style import ACCENT, INK, PAPER, QUIET, RULE, TEXT, Ruler
from ticketkit.annotate._text import BOLD, MONO, SANS, broken, ellipsised, font, printable, wrapped

_POINTED_AT = {"failure", "marked", "claimed"}
"""Roles of the frames that a sheet is about."""
_LINE = 16
CHIP = 17
"""Height of the role's box, on the ruler's scale."""
_DESCENT = 4
_ID_LINES = 10  # an ID of over 250 characters is not one
_TERM_LINES = 4


@dataclass(frozen=True)
class Caption:
    """What the caption below a picture says."""

    frame: int
    """0-based index in presentation order."""
    time_text: str
    """Presentation time with its unit, e.g. "3.000 s"; a lead picture may have none."""
    id_text: str
    """The generation ID."""
    term: str
    """Technical term of the failure mode."""
    role: str
    """Why the frame is shown: "reference", "before", "failure", "marked", "claimed", "after",
    "looked at"."""
    vendor: str = ""
    """The vendor's title, possibly empty."""


def caption_block(caption: Caption, width_px: int, ruler: Ruler) -> Image.Image:
    """The caption as wide as asked and as high as its text needs; the ID is wrapped, not cut."""
    lines = [
        *((line, BOLD, PAPER) for line in term_lines(caption, width_px, ruler)),
        *((line, MONO, QUIET) for line in id_lines(caption, width_px, ruler)),
    ]
    heading = _heading(caption, width_px, ruler)
    height = heading.height + len(lines) * ruler.px(_LINE) + ruler.px(_DESCENT)
    block = Image.new("RGB", (width_px, height), INK)
    block.paste(heading, (0, 0))
    draw, baseline = ImageDraw.Draw(block), heading.height
    for line, face, colour in lines:
        baseline += ruler.px(_LINE)
        draw.text((0, baseline), line, colour, font(face, ruler.px(TEXT)), anchor="ls")
    return block


def term_lines(caption: Caption, width_px: int, ruler: Ruler) -> tuple[str, ...]:
    """Vendor and technical term."""
    named = f"{caption.vendor} · {caption.term}" if caption.vendor else caption.term
    return wrapped(printable(named, BOLD), font(BOLD, ruler.px(TEXT)), width_px, _TERM_LINES)


def id_lines(caption: Caption, width_px: int, ruler: Ruler) -> tuple[str, ...]:
    """The whole ID, unless it is absurdly long."""
    face = font(MONO, ruler.px(TEXT))
    lines = broken(printable(caption.id_text, MONO), face, width_px)
    if len(lines) <= _ID_LINES:
        return lines
    rest = lines[_ID_LINES - 1] + lines[_ID_LINES]
    return *lines[: _ID_LINES - 1], ellipsised(rest, face, width_px)


def draw_role(sheet: Image.Image, at: tuple[int, int], role: str, ruler: Ruler) -> int:
    """The role in a small box, filled for the failure; returns where it ends on the right."""
    draw = ImageDraw.Draw(sheet)
    words, face = printable(role, BOLD).upper(), font(BOLD, ruler.px(TEXT - 0.5))
    failure = is_failure(role)
    right = at[0] + round(face.getlength(words)) + ruler.px(12)
    bottom = at[1] + ruler.px(CHIP)
    draw.rectangle(
        (*at, right - 1, bottom - 1),
        fill=ACCENT if failure else None,
        outline=ACCENT if failure else RULE,
        width=ruler.px(0.8),
    )
    place = at[0] + ruler.px(6), bottom - ruler.px(4.7)
    draw.text(place, words, INK if failure else PAPER, face, anchor="ls")
    return right


def is_failure(role: str) -> bool:
    """Whether a sheet is about frames of this role, so that it is emphasised."""
    return role.strip().casefold() in _POINTED_AT


def _heading(caption: Caption, width_px: int, ruler: Ruler) -> Image.Image:
    """Role, time and frame on one line, or on two where it is narrow."""
    number, _, unit = caption.time_text.rpartition(" ")
    time = Run(ruler, ((number or unit, MONO, PAPER), (unit if number else "", SANS, QUIET)))
    frame = Run(ruler, (("frame", SANS, QUIET), (str(caption.frame), MONO, PAPER)))
    heading = Image.new("RGB", (width_px, ruler.px(2 * CHIP + 4)), INK)
    x = draw_role(heading, (0, 0), caption.role, ruler) + ruler.px(10)
    baseline = ruler.px(CHIP - 4.2)
    if x + time.width_px + ruler.px(12) + frame.width_px <= width_px:
        frame.draw(heading, (time.draw(heading, (x, baseline)) + ruler.px(12), baseline))
        return heading.crop((0, 0, width_px, ruler.px(CHIP)))
    time.draw(heading, (x, baseline))
    frame.draw(heading, (0, baseline + ruler.px(CHIP)))
    return heading.crop((0, 0, width_px, ruler.px(2 * CHIP)))
