"""One decode from the first packet to the last: every frame, in presentation order, with its time.

Reading and extraction both go through here, so that frame 72 is the same picture for both.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from itertools import islice

import av
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from ticketkit.video._container import Source, opened
from ticketkit.video._guard import Guard


@dataclass
class Health:
    """What went wrong while a clip was decoded; counts."""

    undecodable: int = 0
    """Packets that gave an error instead of a frame."""
    damaged: int = 0
    """Frames that the decoder had to patch up."""
    broken_off: bool = False
    """Whether the file could not be read to its end."""
    untimed: int = 0
    """Frames without a timestamp of their own."""
    turned_back: int = 0
    """Frames stamped earlier than the frame before."""
    repeated: int = 0
    """Frames stamped with the same time as the frame before."""


@dataclass(frozen=True)
class Presented:
    """One frame at its place in the clip."""

    index: int
    pts: int
    """In ticks of the stream's time base; never less than that of the frame before."""
    frame: VideoFrame
    packet_bytes: int | None
    """Coded size; None where packet and frame cannot be matched."""


def presented(source: Source, health: Health) -> Iterator[Presented]:
    """Decode the whole clip sequentially; what goes wrong is counted in `health`.

    Raises ClipError where the clip goes beyond the limits in force.
    """
    clock, guard = _Clock(health), Guard(source.path)
    sizes: dict[int, int] = {}
    first, tick_s = None, float(source.time_base)
    for index, frame in enumerate(_frames(source, health, sizes)):
        size = None if frame.pts is None else sizes.pop(frame.pts, None)
        pts = clock.stamp(frame)
        first = pts if first is None else first
        guard.admit(index + 1, (pts - first) * tick_s)
        yield Presented(index, pts, frame, size)


def _frames(source: Source, health: Health, sizes: dict[int, int]) -> Iterator[VideoFrame]:
    """Decode with all cores; at the first damage go on carefully, on one.

    Patched-up pictures depend on how the work was divided, and an error can take the frames down
    that other threads still hold: with one thread the result is the same everywhere.
    """
    source.stream.thread_type = "AUTO"
    # Between threads the mark of a damaged picture can get lost; an error cannot.
    context = source.stream.codec_context
    context.options = {**context.options, "err_detect": "explode"}
    delivered = 0
    fast = _until_damage(source, sizes)
    while True:
        try:
            frame = next(fast)
        except StopIteration as stop:
            if stop.value:
                return
            break
        yield frame
        delivered += 1
    with opened(source.path) as again:
        yield from islice(_patiently(again, health, sizes), delivered, None)


def _until_damage(source: Source, sizes: dict[int, int]) -> Generator[VideoFrame, None, bool]:
    """Yield frames; return whether the clip came to its end with a frame for every packet."""
    expected = 0
    try:
        for packet in source.container.demux(source.stream):
            expected += bool(packet.size) and not packet.is_discard
            _note_size(packet, sizes)
            for frame in packet.decode():
                if frame.is_corrupt:
                    return False
                expected -= 1
                yield frame
    except av.error.FFmpegError:
        return False
    return expected <= 0


def _patiently(source: Source, health: Health, sizes: dict[int, int]) -> Iterator[VideoFrame]:
    """Yield every frame that can be had, one thread, counting what cannot."""
    source.stream.thread_type = "NONE"
    for packet in _packets(source, health):
        if packet is not None:
            _note_size(packet, sizes)
        for frame in _decoded(source.stream, packet, health):
            health.damaged += frame.is_corrupt
            yield frame


def _packets(source: Source, health: Health) -> Iterator["Packet[VideoStream] | None"]:
    """The stream's packets; None at the end asks the decoder for the frames it still holds."""
    try:
        for packet in source.container.demux(source.stream):
            if packet.size:
                yield packet
    except av.error.FFmpegError:
        health.broken_off = True
    yield None


def _decoded(
    stream: VideoStream, packet: "Packet[VideoStream] | None", health: Health
) -> list[VideoFrame]:
    try:
        return stream.decode(packet)
    except av.error.FFmpegError:
        health.undecodable += 1
        return []


def _note_size(packet: "Packet[VideoStream]", sizes: dict[int, int]) -> None:
    if packet.pts is not None and packet.size:
        sizes[packet.pts] = packet.size


@dataclass
class _Clock:
    """Gives every frame a time that does not run backwards."""

    health: Health
    last: int | None = field(default=None, init=False)
    step: int = field(default=1, init=False)
    by_coding_order: bool = field(default=False, init=False)

    def stamp(self, frame: VideoFrame) -> int:
        """The frame's presentation timestamp, repaired where it is missing or runs backwards."""
        pts = self._own(frame)
        if self.last is not None and pts <= self.last:
            self.health.repeated += pts == self.last
            self.health.turned_back += pts < self.last
            pts = self.last
        self.last, self.step = pts, frame.duration or self.step
        return pts

    def _own(self, frame: VideoFrame) -> int:
        if frame.pts is not None:
            return frame.pts
        # AVI stamps packets in coding order only: the decoder hands that stamp on, and has none
        # left for the frames that it held back for reordering.
        if frame.dts is not None:
            self.by_coding_order = True
            return frame.dts
        self.health.untimed += not self.by_coding_order
        return 0 if self.last is None else self.last + self.step
