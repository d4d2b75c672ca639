"""Gathering: the frames to be shown are kept while the clip is read, to spare a second decode."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from ticketkit import video
from ticketkit.model.picture import Picture
from ticketkit.model.timeline import Timeline
from ticketkit.pipeline.stretch import LONG_SIDE_PX

_MOST_BYTES = 200_000_000
"""Decoded pictures that are kept, such as sixteen of 4K; a clip that needs more is decoded again.

Each kept picture keeps the decoder's store of pictures alive, too."""


@dataclass(frozen=True)
class Gathered:
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

    def on_frame(self, frame: video.DecodedFrame) -> None:
        """Take the next frame of the clip."""
        if frame.index in self._whole:
            self._keep(frame)
        if frame.index in self._small:
            self._pictures[frame.index] = frame.picture(LONG_SIDE_PX)

    @property
    def held_bytes(self) -> int:
        """Memory that the kept frames take."""
        return sum(frame.memory_bytes for frame in self._frames.values())

    def _keep(self, frame: video.DecodedFrame) -> None:
        self._frames[frame.index] = frame
        if self.held_bytes > _MOST_BYTES:  # one that is missing costs the second decode anyway
            self._whole = frozenset()
            self._frames.clear()

    def frames(
        self, clip: Path, timeline: Timeline, whole: Collection[int], small: Collection[int]
    ) -> Iterator[Gathered]:
        """Give the frames that are wanted, ascending; what was not kept is decoded again.

        Every frame is given away: it is given once. Raises ClipError when the file changed
        meanwhile.
        """
        missing = {*whole} - self._frames.keys() | {*small} - self._pictures.keys()
        again = video.extract(clip, timeline, sorted(missing)) if missing else iter(())
        for index in sorted({*whole, *small}):
            decoded = next(again) if index in missing else None
            frame = self._frames.pop(index, decoded) if index in whole else None
            picture = self._pictures.pop(index, None) if index in small else None
            if index in small and picture is None and decoded is not None:
                picture = decoded.picture(LONG_SIDE_PX)
            yield Gathered(index, frame, picture)
