"""How an MP4 or MOV file is put together: fragments, the place of the index, edit lists.

Source: ISO/IEC 14496-12 (boxes `moov`, `moof`, `mdhd`, `hdlr`, `elst`).
"""

import struct
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from ticketkit.model.provenance import EditList, Structure
from ticketkit.video._boxes import boxes, inside, video_track

_MOST_ENTRIES = 1000
_NO_EDITS = EditList(pieces=0, hidden_start_s=0.0)


def structure(path: Path) -> Structure:
    """Read the outermost boxes of the file at `path`, and the edit list of its video track."""
    with path.open("rb") as file:
        end = path.stat().st_size
        found = list(boxes(file, end))
        order = [kind for kind, *_ in found if kind in (b"moov", b"mdat")]
        video = video_track(file, end)
        return Structure(
            fragments=sum(kind == b"moof" for kind, *_ in found),
            index_first=order[:1] == [b"moov"],
            edits=_edits(file, *video) if video else _NO_EDITS,
        )


def _edits(file: BinaryIO, start: int, size: int) -> EditList:
    listed = next(inside(file, start, size, (b"edts", b"elst")), b"")
    header = next(inside(file, start, size, (b"mdia", b"mdhd")), b"")
    scale = _scale(header)
    # An entry with time -1 is a pause before the pictures, not a piece of them.
    times = [time for time in islice(_media_times(listed), _MOST_ENTRIES) if time >= 0]
    if not times or not scale:
        return _NO_EDITS
    return EditList(pieces=len(times), hidden_start_s=round(times[0] / scale, 6))


def _scale(header: bytes) -> int:
    """Ticks a second of a track; 0 where its header is cut short."""
    place = 20 if header[:1] == b"\x01" else 12
    return int.from_bytes(header[place : place + 4], "big") if len(header) >= place + 4 else 0


def _media_times(listed: bytes) -> Iterator[int]:
    wide = listed[:1] == b"\x01"
    entry = struct.Struct(">Qqi" if wide else ">Iii")
    for place in range(8, len(listed) - entry.size + 1, entry.size):
        yield entry.unpack_from(listed, place)[1]
