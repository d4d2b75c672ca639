"""Opening a clip: only real files, only video containers, nothing followed to elsewhere."""

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
from av.container import Flags, InputContainer
from av.stream import Disposition, Stream
from av.video.stream import VideoStream

from ticketkit.errors import ClipError
from ticketkit.model.limits import in_force
from ticketkit.video._protection import ENCRYPTED, encryption

DEMUXERS = ("mov", "mp4", "matroska", "webm", "avi", "mpegts")
"""FFmpeg's names of the containers that are read. None of them refers to other files."""

_KEY_ID = "enc_key_id"
"""FFmpeg's tag of a stream that Matroska or WebM holds encrypted."""

MAX_ASPECT = Fraction(10)
"""Widest pixel, width to height, that is taken seriously; the narrowest is its inverse."""

_OPTIONS = {
    "format_whitelist": ",".join(DEMUXERS),
    "protocol_whitelist": "file",
}


@dataclass(frozen=True)
class Source:
    """An open clip and the video stream that a player shows."""

    path: Path
    container: InputContainer
    stream: VideoStream
    video_streams: int
    """How many video streams the clip holds, without cover pictures."""

    @property
    def time_base(self) -> Fraction:
        """Seconds in one tick of a presentation timestamp."""
        return self.stream.time_base or Fraction(1, av.time_base)

    @property
    def sample_aspect_ratio(self) -> Fraction:
        """Width to height of one decoded pixel; missing and impossible values count as square."""
        aspect = self.stream.sample_aspect_ratio
        return aspect if aspect and 1 / MAX_ASPECT <= aspect <= MAX_ASPECT else Fraction(1)

    @property
    def start(self) -> Fraction | None:
        """The container's start time in seconds, exact; None when it does not say."""
        if self.container.start_time is None:
            return None
        return _exact(self.container.start_time, (self.stream, *self.container.streams))

    def start_with(self, first_pts: int) -> Fraction:
        """Zero of the player's clock in seconds; where the container is silent, the first frame."""
        return first_pts * self.time_base if self.start is None else self.start


def _exact(start_us: int, streams: tuple[Stream, ...]) -> Fraction:
    """Undo the rounding to microseconds: the start is that of one of the streams."""
    for stream in streams:
        if stream.start_time is not None and stream.time_base:
            start = stream.start_time * stream.time_base
            if abs(start * av.time_base - start_us) <= 1:
                return start
    return Fraction(start_us, av.time_base)


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """Open the clip at `path`; it is closed when the block ends.

    Raises ClipError for what is not a readable video file.
    """
    require_file(path)
    try:
        container = av.open(
            f"file:{path.absolute()}",
            mode="r",
            options=_OPTIONS | {"max_pixels": str(in_force().pixels)},
            metadata_errors="replace",
        )
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise _not_video(path) from error
    # PyAV has FFmpeg invent the stamps that AVI lacks, out of order when there are B-frames.
    container.flags &= ~cast("int", Flags.gen_pts.value)
    with container:
        streams = _pictures(container)
        if not streams:
            what = "sound but no video" if container.streams.audio else "no video stream"
            raise ClipError(f"{path} holds {what}.")
        if _KEY_ID in streams[0].metadata:
            raise _encrypted(path, ENCRYPTED)
        yield Source(path, container, _decodable(path, streams[0]), len(streams))


def require_file(path: Path) -> None:
    """Raise ClipError for what is no regular file, is empty, or may not be read."""
    encrypted = ""
    try:
        info = path.stat()
        if stat.S_ISREG(info.st_mode):
            with path.open("rb") as file:
                encrypted = encryption(file, info.st_size)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise ClipError(
            f"There is no file {str(path)!r}.",
            "Check the path; put it in quotes when it contains spaces.",
        ) from error
    except OSError as error:
        raise ClipError(
            f"{path} cannot be read: {error.strerror}.",
            "Check that you may read the file, or copy it to a folder of your own.",
        ) from error
    if not stat.S_ISREG(info.st_mode):
        kind = "a folder" if stat.S_ISDIR(info.st_mode) else "not a regular file"
        raise ClipError(f"{path} is {kind}.", "Name the video file itself.")
    if info.st_size == 0:
        raise ClipError(f"{path} is empty (0 bytes).")
    # A decoder makes grey and damaged pictures of encrypted ones, which would pass for a failure.
    if encrypted:
        raise _encrypted(path, encrypted)


def _encrypted(path: Path, how: str) -> ClipError:
    return ClipError(
        f"{path} is {how}: its pictures cannot be seen without a key, and ticketkit takes none.",
        "Download the clip again without protection, with the download button of the vendor's site,"
        " or export it from the vendor's app.",
    )


def _not_video(path: Path) -> ClipError:
    return ClipError(
        f"{path} cannot be read as video: it is damaged, or not an MP4, MOV, MKV, WebM, AVI or"
        " MPEG-TS file."
    )


def _pictures(container: InputContainer) -> list[VideoStream]:
    """The video streams without the still pictures that serve as a cover."""
    still = Disposition.attached_pic | Disposition.timed_thumbnails
    return [s for s in container.streams.video if not s.disposition & still]


def _decodable(path: Path, stream: VideoStream) -> VideoStream:
    # PyAV leaves the codec context out when it knows no decoder.
    if getattr(stream, "codec_context", None) is None:
        raise ClipError(
            f"{path} is coded in a way that ticketkit does not know.",
            "Download the clip as MP4 (H.264) from the vendor.",
        )
    most = in_force().pixels
    if stream.width * stream.height > most:
        raise ClipError(
            f"{path} has a picture of {stream.width} x {stream.height} pixels; more than"
            f" {most:,} pixels are not read.",
            "Download a smaller version of the clip.",
        )
    stream.codec_context.options = {"max_pixels": str(most)}
    return stream
