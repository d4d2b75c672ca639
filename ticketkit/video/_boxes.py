"""The boxes of MP4 and MOV files (ISO/IEC 14496-12), walked without trusting their sizes."""

import struct
from collections.abc import Iterator
from typing import BinaryIO

_MOST_BOXES = 10_000


def boxes(file: BinaryIO, end: int, start: int = 0) -> Iterator[tuple[bytes, int, int]]:
    """Give type, start and size of the content of the boxes in [start, end); stop at nonsense.

    No content reaches beyond `end`, so that to walk all boxes inside others stays linear.
    """
    place = start
    for _ in range(_MOST_BOXES):
        if place >= end:
            return
        file.seek(place)
        header = file.read(min(16, end - place))
        if len(header) < 8:
            return
        size, kind = struct.unpack(">I4s", header[:8])
        head = 8
        if size == 1 and len(header) == 16:
            size, head = int.from_bytes(header[8:], "big"), 16
        if size == 0:
            size = end - place
        if size < head:
            return
        yield kind, place + head, min(size, end - place) - head
        place += size


def inside(file: BinaryIO, start: int, size: int, path: tuple[bytes, ...]) -> Iterator[bytes]:
    """Give the content, up to 64 KiB, of every box at `path` below the box at `start`."""
    for kind, place, length in boxes(file, start + size, start):
        if kind != path[0]:
            continue
        if len(path) > 1:
            yield from inside(file, place, length, path[1:])
        else:
            file.seek(place)
            yield file.read(min(length, 64 * 1024))


def video_track(file: BinaryIO, end: int) -> tuple[int, int] | None:
    """Give start and size of the content of the first video track; None where there is none."""
    for kind, start, size in boxes(file, end):
        if kind == b"moov":
            for box, place, length in boxes(file, start + size, start):
                if box == b"trak" and _handler(file, place, length) == b"vide":
                    return place, length
    return None


def _handler(file: BinaryIO, start: int, size: int) -> bytes:
    content = next(inside(file, start, size, (b"mdia", b"hdlr")), b"")
    return content[8:12]
