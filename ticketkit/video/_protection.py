"""Whether the video of an MP4 or MOV file is encrypted.

Source: ISO/IEC 14496-12, section 8.12 (sample entry `encv`, `sinf`, `schm`); ISO/IEC 23001-7 for
the schemes of Common Encryption.
"""

import io
from typing import BinaryIO

from ticketkit.video._boxes import boxes, inside, video_track

_COMMON = {b"cenc", b"cens", b"cbc1", b"cbcs"}
ENCRYPTED = "encrypted"
_ENTRIES_AT = 8
"""Version, flags and count stand before the sample entries."""
_FIELDS_BYTES = 78
"""Fields of a video's sample entry, before the boxes in it."""


def encryption(file: BinaryIO, end: int) -> str:
    """Say of a file of `end` bytes whose first video track is encrypted how; empty of any other.

    "encrypted", with the scheme in brackets where that is one of Common Encryption.
    """
    track = video_track(file, end)
    if track is None:
        return ""
    described = next(inside(file, *track, (b"mdia", b"minf", b"stbl", b"stsd")), b"")
    content = io.BytesIO(described)
    for kind, start, size in boxes(content, len(described), _ENTRIES_AT):
        if kind == b"encv":
            return _scheme(content, start + _FIELDS_BYTES, size - _FIELDS_BYTES)
    return ""


def _scheme(content: io.BytesIO, start: int, size: int) -> str:
    named = next(inside(content, start, size, (b"sinf", b"schm")), b"")[4:8]
    return (
        f"encrypted (Common Encryption, scheme {named.decode()})" if named in _COMMON else ENCRYPTED
    )
