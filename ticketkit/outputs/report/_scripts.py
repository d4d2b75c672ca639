"""Words in scripts that the bundled typefaces lack, set with those of the machine.

reportlab neither joins Arabic letters nor turns Hebrew round, and embeds no CFF outlines. Pillow
does all of that, so such a text is set line by line as a picture, each with its words behind it.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

from ticketkit.charts import fonts
from ticketkit.outputs.report import _typefaces
from ticketkit.outputs.report._style import QUOTE, paragraph, visible
from ticketkit.outputs.report._tags import standing_for, tagged
from ticketkit.outputs.report._typefaces import Typeface
from ticketkit.resources import FONTS

_DPI = 300
_SIZE_PX = round(QUOTE.fontSize / 72 * _DPI)
_LEADING_PX = round(QUOTE.leading * 1.15 / 72 * _DPI)
_OWN = Typeface(FONTS / f"{fonts.SANS}.ttf")
MOST_CODES = 120
"""So many characters are printed as codes at most; then the quotation ends."""
_INK = 17
"""Grey level of the letters, 0 black to 255 white."""
_UNSPACED = (
    r"\u0e00-\u0eff\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\uffef"
    r"\U0001f000-\U0003ffff"
)
"""Scripts that put no spaces between words: Thai, Lao, Chinese, Japanese, Korean; and emoji."""
_ADDED = r"\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\ufe0f"
"""Marks that belong to the letter before them."""
_CODE = r"\u2039[^\u203a]*\u203a"
_TOKEN = re.compile(rf"\s+|{_CODE}|[^\s{_UNSPACED}\u2039]+|.[{_ADDED}]*", re.DOTALL)
"""Where a line may end: after spaces, codes, words, and letters of scripts without spaces."""


@dataclass(frozen=True)
class Setting:
    """With which typefaces a text is set, and what no typeface has."""

    typefaces: Mapping[str, Typeface]
    missing: int
    """How many characters are printed as codes."""


def setting(text: str) -> Setting:
    """Look for typefaces for what the bundled ones lack of `text`."""
    foreign = _foreign(text)
    found = _typefaces.for_characters(dict.fromkeys(foreign))
    return Setting(found, sum(c not in found for c in foreign))


def _foreign(text: str) -> list[str]:
    """The characters that the bundled typeface lacks; those that nobody can see are left out."""
    known = fonts.characters(fonts.SANS)
    return [c for c in text if ord(c) not in known and not unicodedata.category(c).startswith("C")]


def quoted(text: str, width_pt: float) -> list[Flowable]:
    """Set the sender's `text` in quotation marks: as text, or line by line as pictures."""
    said, found = f"“{_bounded(text)}”", setting(text).typefaces
    if not found:
        return [paragraph(said, QUOTE)]
    shown = "".join(c if c in found else visible(c) for c in said.replace("\r\n", "\n"))
    return [
        _Line(line, width_pt, found)
        for part in shown.split("\n")
        for line in _lines(part, round(width_pt / 72 * _DPI), found)
    ]


def _bounded(text: str) -> str:
    """`text`, or its beginning where more of it than anybody reads would be codes."""
    found = setting(text).typefaces
    missing = [place for place, c in enumerate(text) if c in set(_foreign(c)) - found.keys()]
    return text if len(missing) <= MOST_CODES else f"{text[: missing[MOST_CODES]]} […]"


def _lines(text: str, width_px: int, found: Mapping[str, Typeface]) -> Iterator[str]:
    line = ""
    for token in _TOKEN.findall(text):
        if line and _width_px(line + token.rstrip(), found) > width_px:
            yield line.rstrip()
            line = ""
        for piece in _pieces(token, width_px, found):
            if line and _width_px(line + piece, found) > width_px:
                yield line
                line = ""
            line += piece if line or piece.strip() else ""
    yield line.rstrip()


def _pieces(token: str, width_px: int, found: Mapping[str, Typeface]) -> Sequence[str]:
    """The token whole, or its characters where it is wider than a line."""
    return [token] if _width_px(token, found) <= width_px else list(token)


def _runs(line: str, found: Mapping[str, Typeface]) -> list[tuple[Typeface, str]]:
    """Stretches of one typeface; one alone where the line runs from right to left."""
    if _typefaces.is_turned(line):
        used = [found[c] for c in line if c in found]
        face = max(used, key=used.count)
        return [(face, "".join(c if c.isspace() or face.has(c) else visible(c) for c in line))]
    faces = [(found.get(c, _OWN), c) for c in line]
    runs = groupby(faces, key=lambda pair: pair[0])
    return [(face, "".join(c for _, c in run)) for face, run in runs]


def _width_px(line: str, found: Mapping[str, Typeface]) -> float:
    return sum(face.sized(_SIZE_PX).getlength(run) for face, run in _runs(line, found))


class _Line(Flowable):  # type: ignore[misc]  # reportlab ships no types
    """One line of a text as a picture, with its words for readers and for copying."""

    def __init__(self, line: str, width_pt: float, found: Mapping[str, Typeface]) -> None:
        super().__init__()
        self.width, self.height = width_pt, _LEADING_PX / _DPI * 72
        self._line, self._found = line, found

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the size of the line."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the picture, and behind it the words, which nobody sees."""
        picture = _picture(self._line, self._found)
        width = picture.width / _DPI * 72
        left = self.width - width if _begins_right(self._line) else 0
        with tagged(self.canv, "P"), standing_for(self.canv, self._line):
            self.canv.drawImage(ImageReader(picture), left, 0, width, self.height)
            behind = self.canv.beginText(left, 4)
            behind.setFont(fonts.SANS, QUOTE.fontSize)
            behind.setTextRenderMode(3)
            behind.textOut(".")
            self.canv.drawText(behind)


def _begins_right(line: str) -> bool:
    strong = (unicodedata.bidirectional(c) for c in line)
    return next((kind != "L" for kind in strong if kind in {"L", "R", "AL"}), False)


def _picture(line: str, found: Mapping[str, Typeface]) -> Image.Image:
    runs = _runs(line, found)
    width = max(1, round(_width_px(line, found)) + 2)
    picture = Image.new("L", (width, _LEADING_PX), 255)
    draw, x = ImageDraw.Draw(picture), 0.0
    for face, run in runs:
        typeface = face.sized(_SIZE_PX)
        draw.text((x, 0.74 * _LEADING_PX), run, _INK, typeface, anchor="ls")
        x += typeface.getlength(run)
    return picture
