"""The times of a clip's frames before any is decoded."""

from pathlib import Path

import av

from ticketkit.model.limits import in_force
from ticketkit.model.timeline import Timeline
from ticketkit.video import _rate
from ticketkit.video._container import Source, opened

_MOST_BYTES = 1_000_000_000
"""Reading a larger file once more would take longer than it saves."""


def foreseen_timeline(path: Path) -> Timeline | None:
    """The frames' times as the packets announce them; None where they do not.

    Quick and mostly right, but only decoding tells: good for nothing but a guess of what will be
    wanted. Raises ClipError when the file is not a video.
    """
    with opened(path) as source:
        stamps = _stamps(source) if source.container.size <= _MOST_BYTES else []
        if not stamps:
            return None
        pts = tuple(pts for pts, _ in stamps)
        return _rate.timeline(pts, source.time_base, source.start_with(pts[0]), stamps[-1][1])


def _stamps(source: Source) -> list[tuple[int, int]]:
    """Presentation timestamp and duration of every shown packet, ascending; empty when unknown."""
    stamps: list[tuple[int, int]] = []
    try:
        for packet in source.container.demux(source.stream):
            if not packet.size or packet.is_discard:
                continue
            if packet.pts is None or len(stamps) >= in_force().frames:
                return []
            stamps.append((packet.pts, packet.duration or 0))
    except av.error.FFmpegError:
        return []
    return sorted(stamps)
