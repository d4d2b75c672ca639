"""One decoded frame: its place and time, its pixels, and the pictures made of it."""

import hashlib
import io
import struct
from dataclasses import dataclass
from fractions import Fraction

import av
from av.codec import CodecContext
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame

from ticketkit.model.clip import square_pixels
from ticketkit.model.picture import Picture, Rgb
from ticketkit.video._colour import decoded_rgb, is_deep, shown_rgb, to_rgb
from ticketkit.video._orientation import Orientation

_PNG_SIZE = slice(16, 24)
"""Where a PNG tells its width and height, 32 bits each."""

_PICTURE_TYPES = {1: "I", 2: "P", 3: "B"}


@dataclass(frozen=True)
class DecodedFrame:
    """One frame as the decoder gave it."""

    index: int
    """0-based place in presentation order."""
    pts: int
    """Presentation timestamp in ticks of the timeline's time base."""
    time_s: float
    """Presentation time on the player's clock."""
    frame: VideoFrame
    """The decoder's own picture."""
    aspect: Fraction
    """Width to height of one decoded pixel."""
    clip_px: tuple[int, int]
    """Width and height of the clip's first decoded picture, on which boxes are placed."""
    turn: Orientation
    """How a player turns the clip's pictures, as the first one says. To ask each picture would keep
    it in memory: PyAV's side data and their frame hold on to each other."""

    @property
    def key_frame(self) -> bool:
        """Whether decoding can start here."""
        return self.frame.key_frame

    @property
    def picture_type(self) -> str:
        """I, P, B, or ? where the codec does not say."""
        return _PICTURE_TYPES.get(self.frame.pict_type, "?")

    @property
    def memory_bytes(self) -> int:
        """Memory that the decoder's picture takes."""
        return sum(plane.buffer_size for plane in self.frame.planes)

    def pixels_sha256(self) -> str:
        """SHA-256 over the decoded planes in the stream's own pixel format.

        Visible rows without padding, plane after plane; lower-case hex. Equals FFmpeg's
        `framehash -hash sha256` of the same frame.
        """
        # A rawvideo packet is by definition this layout, for every pixel format there is.
        return hashlib.sha256(_raw(self.frame)).hexdigest()

    def rgb(self) -> Rgb:
        """The untouched decoded picture, (height, width, 3) RGB: not turned, not stretched.

        8 bits a channel, or 16 for sources deeper than 8.
        """
        return decoded_rgb(self.frame)

    def is_shown_by(self, png: bytes) -> bool:
        """Whether a PNG holds exactly the picture that `rgb` gives, however it was packed."""
        pixel_format = "rgb48be" if is_deep(self.frame) else "rgb24"
        if png[_PNG_SIZE] != struct.pack(">II", self.frame.width, self.frame.height):
            return False  # a picture of another size may be one that no memory can hold
        try:
            with av.open(io.BytesIO(png), "r", format="png_pipe") as container:
                stored = next(container.decode(video=0))
        except (av.FFmpegError, StopIteration):
            return False
        if (stored.format.name, stored.width, stored.height) != (
            pixel_format,
            self.frame.width,
            self.frame.height,
        ):
            return False
        rgb = to_rgb(self.frame, (self.frame.width, self.frame.height), pixel_format)
        return _raw(stored) == _raw(rgb)

    def picture(self, long_side_px: int | None = None) -> Picture:
        """The frame as a player shows it: upright, square pixels, RGB with 8 bits a channel.

        With `long_side_px`, reduced to at most that. A clip whose picture changes its size is shown
        at that of its first frame throughout.
        """
        size_px = square_pixels(*self.clip_px, self.aspect)
        if long_side_px is not None and max(size_px) > long_side_px:
            factor = long_side_px / max(size_px)
            size_px = max(1, round(size_px[0] * factor)), max(1, round(size_px[1] * factor))
        rgb = shown_rgb(self.frame, size_px)
        return Picture(self.index, self.time_s, self.turn.upright(rgb))


def _raw(frame: VideoFrame) -> bytes:
    """Visible rows without padding, plane after plane."""
    encoder = CodecContext.create("rawvideo", "w")
    assert isinstance(encoder, VideoCodecContext)
    encoder.width, encoder.height, encoder.pix_fmt = frame.width, frame.height, frame.format.name
    encoder.time_base = frame.time_base or Fraction(1, 1000)
    encoder.thread_type = "NONE"
    return b"".join(bytes(p) for step in (frame, None) for p in encoder.encode(step))
