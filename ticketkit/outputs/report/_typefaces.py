"""Typefaces of this machine for scripts that the bundled ones lack.

Which one is used changes how a page looks, so the log of the report names the file and its hash.
"""

import hashlib
import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import ImageFont, features

_PREFERRED = (
    *("notosanscjk", "notosanssc", "notosansjp", "notosanskr", "sourcehansans", "wqy-"),
    *("droidsansfallback", "arialuni", "arial unicode", "pingfang", "stheiti", "msyh", "simsun"),
    *("meiryo", "msgothic", "hiragino", "ipag", "takao", "malgun", "nanumgothic", "applesdgothic"),
    *("notosansarabic", "notonaskharabic", "geezapro", "notosanshebrew", "notosansthai", "loma"),
    *("leelawui", "thonburi", "notosansdevanagari", "lohit-devanagari", "nirmala", "kohinoor"),
    *("mangal", "segoeui", "seguisym", "seguiemj", "notoemoji", "symbola"),
    *("dejavusans.", "freesans", "arial.", "unifont"),
)
"""How the names of font files begin, in lower case, the most suitable first."""
_ENDINGS = {".ttf", ".otf", ".ttc"}
_PROBE_PX = 32
_NEVER_ASSIGNED = "\U0010ffff"
_TURNED = {"R", "AL"}
_SHAPED = ("DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA",
           "MALAYALAM", "SINHALA", "KHMER", "MYANMAR", "TIBETAN", "MONGOLIAN")  # fmt: skip


@dataclass(frozen=True)
class Typeface:
    """One font file of this machine."""

    path: Path

    def has(self, character: str) -> bool:
        """Whether it draws `character` as something else than its sign for "missing"."""
        return _has(self.path, character)

    def sized(self, size_px: int) -> ImageFont.FreeTypeFont:
        """The typeface at a size."""
        return _sized(self.path, size_px)

    def sha256(self) -> str:
        """Lower-case hex digest of the file."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()


def for_characters(characters: Iterable[str]) -> dict[str, Typeface]:
    """Choose a typeface for every character that one can draw; as few typefaces as possible."""
    left, chosen = dict.fromkeys(c for c in characters if _can_be_set(c)), dict[str, Typeface]()
    for typeface in _installed(_folders()) if left else ():
        for character in [c for c in left if typeface.has(c)]:
            chosen[character] = typeface
            del left[character]
        if not left:
            break
    return chosen


def is_turned(text: str) -> bool:
    """Whether some of `text` runs from right to left."""
    return any(unicodedata.bidirectional(c) in _TURNED for c in text)


def _can_be_set(character: str) -> bool:
    """Whether this build of Pillow sets the character's script as it is written."""
    shaped = unicodedata.name(character, "").startswith(_SHAPED)
    return _shapes() or not (shaped or is_turned(character))


@cache
def _shapes() -> bool:
    return bool(features.check("raqm") and features.check("fribidi"))


def _folders() -> tuple[Path, ...]:
    home = Path.home()
    if sys.platform == "win32":
        windows, local = os.environ.get("WINDIR", ""), os.environ.get("LOCALAPPDATA", "")
        named = [Path(windows) / "Fonts"] if windows else []
        return (*named, *([Path(local) / "Microsoft/Windows/Fonts"] if local else []))
    if sys.platform == "darwin":
        return Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"
    shared = Path("/usr/share/fonts"), Path("/usr/local/share/fonts")
    return (*shared, home / ".local/share/fonts", home / ".fonts")


@cache
def _installed(folders: tuple[Path, ...]) -> tuple[Typeface, ...]:
    """The usable typefaces, the most suitable first; equal ones by their names."""
    found = sorted(_files(folders), key=lambda path: (_rank(path), path.name, str(path)))
    return tuple(Typeface(path) for path in found if _opens(path))


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        for parent, _, names in os.walk(folder):
            for name in names:
                path = Path(parent) / name
                if path.suffix.lower() in _ENDINGS and _rank(path) < len(_PREFERRED):
                    yield path


def _rank(path: Path) -> int:
    name = path.name.lower()
    return next(
        (i for i, start in enumerate(_PREFERRED) if name.startswith(start)), len(_PREFERRED)
    )


def _opens(path: Path) -> bool:
    try:
        _sized(path, _PROBE_PX)
    except OSError:
        return False
    return True


@cache
def _sized(path: Path, size_px: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size_px)


@cache
def _has(path: Path, character: str) -> bool:
    # The basic engine draws a mark without its letter as it is, the other one adds a circle.
    probe = ImageFont.truetype(path, _PROBE_PX, layout_engine=ImageFont.Layout.BASIC)
    glyph, missing = probe.getmask(character), probe.getmask(_NEVER_ASSIGNED)
    return bool(glyph.size[0]) and (glyph.size != missing.size or bytes(glyph) != bytes(missing))
