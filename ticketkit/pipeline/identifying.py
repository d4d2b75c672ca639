"""Identify: what a file, a link or a name tells of where a clip comes from."""

import re
from pathlib import Path

from ticketkit import catalog, video
from ticketkit import identify as judged
from ticketkit.catalog.addresses import link
from ticketkit.errors import UsageError
from ticketkit.model.identification import FileMarks, Identification
from ticketkit.model.names import storable
from ticketkit.model.vendor import Vendor

_LONGEST = 2000
_EXAMPLE = "Give a clip, a link to one, or the name of a downloaded file."


def identify(text: str) -> Identification:
    """Say which shop, which model and which ID a file, a link or a file name tells of.

    What is neither a file that exists nor a link counts as a name. Nothing is downloaded.

    Raises UsageError for an empty or endless text, ClipError for a file that is not a video.
    """
    value = storable(text.strip())
    if not value:
        raise UsageError("There is nothing to identify: the text is empty.", _EXAMPLE)
    if len(value) > _LONGEST:
        what = (
            f"The text has {len(value):,} characters; the longest that is taken has {_LONGEST:,}."
        )
        raise UsageError(what, _EXAMPLE)
    if _exists(Path(text)):
        return identify_clip(Path(text))
    return identify_link(value) or judged.of_name(_last(value), _vendors())


def identify_clip(clip: Path) -> Identification:
    """Judge the file at `clip` by its marks and its name; by its name alone if it is not there.

    Raises ClipError for a file that is not a video.
    """
    return judge_marks(clip, marks_of(clip))


def marks_of(clip: Path) -> FileMarks | None:
    """Read the marks in the file at `clip`; None if it is not there.

    Raises ClipError for a file that is not a video.
    """
    return video.read_marks(clip) if _exists(clip) else None


def judge_marks(clip: Path, marks: FileMarks | None) -> Identification:
    """Judge a file by its name and, where it could be read, by the marks in it."""
    if marks is None:
        return judged.of_name(storable(clip.name), _vendors())
    return judged.of_file(storable(clip.name), marks, _vendors())


def identify_link(text: str) -> Identification | None:
    """Judge `text` as a link; None when it is none."""
    pasted = link(text.strip())
    return judged.of_link(pasted, _vendors()) if pasted else None


def _vendors() -> list[Vendor]:
    return list(catalog.load().vendors.values())


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False  # a text that can be no path on this system


def _last(text: str) -> str:
    """Give the name at the end of a path as Windows, macOS or Linux write it."""
    return re.split(r"[\\/]", text.rstrip("\\/"))[-1]
