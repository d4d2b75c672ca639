"""Gathering: the frames to be shown are kept while the clip is read, so that one decode does."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from ticketkit import video
from ticketkit.model.picture import Picture
from ticketkit.model.timeline import Timeline
from ticketkit.pipeline.stretch import LONG_SIDE_PX

_MOST_BYTES = 400_000_000
"""Decoded pictures that are kept; a clip that needs more is decoded again."""


@dataclass(frozen=True)
class Shot:
    """One frame, as far as it was asked for."""

    index: int
    frame: video.DecodedFrame | None
    small: Picture | None
    """As displayed, reduced to the size of the stretch."""


class Gatherer:
    """Keeps the frames that will probably be wanted: `whole` as decoded, `small` reduced."""

    def __init__(self, whole: Collection[int], small: Collection[int]) -> None:
        self._whole, self._small = frozenset(whole), frozenset(small)
        self._frames: dict[int, video.DecodedFrame] = {}
        self._pictures: dict[int, Picture] = {}
        self._bytes = 0

    def look(self, frame: video.DecodedFrame) -> None:
        """Take the next frame of the clip."""
        if frame.index in self._whole and self._bytes + frame.memory_bytes <= _MOST_BYTES:
            self._frames[frame.index] = frame
            self._bytes += frame.memory_bytes
        if frame.index in self._small:
            self._pictures[frame.index] = frame.picture(LONG_SIDE_PX)

    def shots(
        self, clip: Path, timeline: Timeline, whole: Collection[int], small: Collection[int]
    ) -> Iterator[Shot]:
        """Give the frames that are wanted, ascending; what was not kept is decoded again.

        Every frame is given away: it is given once. Raises ClipError when the file changed
        meanwhile.
        """
        wanted = sorted({*whole, *small})
        if self._frames.keys() >= set(whole) and self._pictures.keys() >= set(small):
            for index in wanted:
                yield Shot(index, self._frames.pop(index, None), self._pictures.pop(index, None))
            return
        self._frames.clear()
        for frame in video.extract(clip, timeline, wanted):
            reduced = frame.picture(LONG_SIDE_PX) if frame.index in small else None
            yield Shot(frame.index, frame if frame.index in whole else None, reduced)
