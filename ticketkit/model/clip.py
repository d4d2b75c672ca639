"""The clip: what is known of the file and its video stream."""

from fractions import Fraction

from pydantic import Field

from ticketkit.model.base import Record
from ticketkit.model.provenance import Provenance


class Clip(Record):
    """Facts of one downloaded file, read from the decoded stream rather than the header."""

    file_name: str
    """Name without folders."""
    sha256: str
    """Of the whole file, lower-case hex."""
    bytes: int = Field(ge=0)
    container: str
    """FFmpeg's name of the demuxer, e.g. "mov,mp4,m4a,3gp,3g2,mj2"."""
    codec: str
    """Canonical codec name, e.g. "h264", "hevc", "av1", "vp9"."""
    pixel_format: str
    """FFmpeg's name, e.g. "yuv420p10le"."""
    width: int = Field(ge=1)
    """Of the decoded picture in pixels, before rotation and aspect."""
    height: int = Field(ge=1)
    """Of the decoded picture in pixels, before rotation and aspect."""
    rotation: int
    """Degrees clockwise by which a player turns the decoded picture: 0, 90, 180 or 270."""
    sample_aspect_ratio: str
    """Width to height of one decoded pixel, e.g. "1:1", "64:51"."""
    frame_count: int = Field(ge=1)
    """Frames that were decoded, counted."""
    duration_s: float = Field(ge=0)
    """From the container's start to the end of the last frame on the player's clock, seconds."""
    average_rate: float = Field(ge=0)
    """Frames per second over the whole stream; 0 when only one instant is known."""
    time_base: str
    """Seconds in one tick of a presentation timestamp, as a fraction, e.g. "1/12288"."""
    start_s: float
    """The container's start time in seconds: the zero of the player's clock."""
    variable_rate: bool
    """Whether frame durations differ by more than rounding to the time base."""
    has_audio: bool
    tags: dict[str, str] = Field(default_factory=dict)
    """Container tags that are safe to print; private ones are left out."""
    provenance: Provenance | None = None
    """What the file tells of its own history; null when it was not examined."""
    mirrored: bool = False
    """Whether a player mirrors the picture left to right after turning it."""

    @property
    def display_size_px(self) -> tuple[int, int]:
        """Width and height of the picture as a player shows it: square pixels, turned upright.

        Pixels wider than high stretch the width, others the height, so that nothing is thrown away.
        """
        aspect = Fraction(self.sample_aspect_ratio.replace(":", "/"))
        width, height = square_pixels(self.width, self.height, aspect)
        return (height, width) if self.rotation in (90, 270) else (width, height)


def square_pixels(width: int, height: int, aspect: Fraction) -> tuple[int, int]:
    """Width and height of a picture whose pixels were `aspect` times as wide as high.

    Wider ones stretch the width, others the height.
    """
    if aspect >= 1:
        return round(width * aspect), height
    return width, round(height / aspect)
