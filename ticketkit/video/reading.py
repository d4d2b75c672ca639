"""Reading a clip once: its facts, when each frame is on screen, and what detectors look at."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from av.video.frame import VideoFrame

from ticketkit.errors import ClipError
from ticketkit.model.clip import Clip, square_pixels
from ticketkit.model.names import storable
from ticketkit.model.picture import Sample
from ticketkit.model.timeline import Timeline
from ticketkit.video import _rate
from ticketkit.video._colour import PlaneScaler, approximated
from ticketkit.video._container import Source, opened
from ticketkit.video._decoding import Health, presented
from ticketkit.video._orientation import orientation
from ticketkit.video._tags import printable
from ticketkit.video._warnings import about_decoding, about_picture
from ticketkit.video.decoded_frame import DecodedFrame


@dataclass(frozen=True)
class Reading:
    """What one decode of a clip tells."""

    clip: Clip
    timeline: Timeline
    warnings: tuple[str, ...]
    """Sentences for the user: what is damaged, ambiguous, approximated or left out."""


def read_clip(
    path: Path,
    feed: Callable[[Sample], None] | None = None,
    progress: Callable[[int, int | None], None] | None = None,
    on_frame: Callable[[DecodedFrame], None] | None = None,
) -> Reading:
    """Decode the clip at `path` from its first frame to its last.

    `feed` gets every frame in presentation order, as small planes; `on_frame` gets it as decoded.
    `progress` gets the number of frames done and the number that the header announces, None when it
    announces none or has already been proved wrong.

    Raises ClipError when the file is not a video, when none of its frames can be decoded, and
    when it changes meanwhile.
    """
    health = Health()
    with opened(path) as source:
        before = _identity(path)
        watch = _Watch(source, feed, progress, on_frame)
        for shown in presented(source, health):
            watch.see(shown.pts, shown.frame, shown.packet_bytes)
        reading = watch.reading(health)
    if before is None or _identity(path) != before:
        raise ClipError(f"{path} changed while it was read.", "Wait until the download is done.")
    return reading


def display_size_px(path: Path) -> tuple[int, int]:
    """Width and height of the picture as a player shows it, from the first frame alone.

    Raises ClipError when the file is not a video or nothing of it can be decoded.
    """
    with opened(path) as source:
        first = next(presented(source, Health()), None)
        if first is None:
            raise _undecodable(path)
        frame = first.frame
        size_px = square_pixels(frame.width, frame.height, source.sample_aspect_ratio)
        return size_px[::-1] if orientation(frame).degrees_clockwise in {90, 270} else size_px


def _undecodable(path: Path) -> ClipError:
    return ClipError(f"{path}: none of its frames can be decoded.")


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        info = path.stat()
    except OSError:
        return None
    return info.st_size, info.st_mtime_ns


class _Watch:
    """Collects what a decode shows, frame by frame."""

    def __init__(
        self,
        source: Source,
        feed: Callable[[Sample], None] | None,
        progress: Callable[[int, int | None], None] | None,
        on_frame: Callable[[DecodedFrame], None] | None,
    ) -> None:
        self._source, self._time_base = source, source.time_base
        self._feed = feed
        self._progress = progress
        self._on_frame = on_frame
        self._pts: list[int] = []
        self._sizes_px: set[tuple[int, int, str]] = set()
        self._first: VideoFrame | None = None
        self._last_duration = 0

    def see(self, pts: int, frame: VideoFrame, packet_bytes: int | None) -> None:
        if self._first is None:
            self._first, self._clip_px = frame, (frame.width, frame.height)
            self._start = self._source.start_with(pts)
            self._scaler = PlaneScaler(frame)
            self._turn = orientation(frame)
        time_s = float(pts * self._time_base - self._start)
        if self._feed:
            self._feed(self._sample(time_s, frame, packet_bytes))
        if self._on_frame:
            aspect, clip_px = self._source.sample_aspect_ratio, self._clip_px
            index, turn = len(self._pts), self._turn
            self._on_frame(DecodedFrame(index, pts, time_s, frame, aspect, clip_px, turn))
        self._pts.append(pts)
        self._sizes_px.add((frame.width, frame.height, frame.format.name))
        self._last_duration = frame.duration
        if self._progress:
            done, announced = len(self._pts), self._source.stream.frames
            self._progress(done, announced if announced >= done else None)

    def _sample(self, time_s: float, frame: VideoFrame, packet_bytes: int | None) -> Sample:
        small = self._scaler.small(frame)
        return Sample(
            len(self._pts),
            time_s,
            self._turn.upright(self._scaler.luma(small)),
            packet_bytes,
            make_rgb=lambda: self._turn.upright(self._scaler.rgb(small)),
        )

    def reading(self, health: Health) -> Reading:
        if self._first is None:
            raise _undecodable(self._source.path)
        tags, left_out = printable(self._source.container.metadata, self._source.stream.metadata)
        timeline = _rate.timeline(
            tuple(self._pts), self._time_base, self._start, self._last_duration
        )
        return Reading(
            self._clip(self._first, timeline, tags),
            timeline,
            (
                *about_decoding(health, timeline, self._source),
                *about_picture(self._first, self._turn, self._source, len(self._sizes_px)),
                *filter(None, [approximated(self._first)]),
                *left_out,
            ),
        )

    def _clip(self, first: VideoFrame, timeline: Timeline, tags: dict[str, str]) -> Clip:
        source = self._source
        aspect = source.sample_aspect_ratio
        with source.path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        return Clip(
            file_name=storable(source.path.name),
            sha256=sha256,
            bytes=source.path.stat().st_size,
            container=source.container.format.name,
            codec=source.stream.codec_context.codec.canonical_name,
            pixel_format=first.format.name,
            width=first.width,
            height=first.height,
            rotation=self._turn.degrees_clockwise,
            sample_aspect_ratio=f"{aspect.numerator}:{aspect.denominator}",
            frame_count=len(timeline),
            duration_s=max(0.0, float(timeline.end)),
            average_rate=_rate.average(timeline.pts, timeline.time_base),
            time_base=f"{timeline.time_base.numerator}/{timeline.time_base.denominator}",
            start_s=float(timeline.start),
            variable_rate=_rate.is_variable(timeline.pts),
            has_audio=bool(source.container.streams.audio),
            tags=tags,
            mirrored=self._turn.mirrored,
        )
