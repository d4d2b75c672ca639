"""Small clips whose every frame carries its own number, so that tests know what must be shown.

    truth = make_clip(tmp_path / "clip.mp4", codec="libx265", pixel_format="yuv420p10le")
    truth.number_at(Fraction(1, 2))        # the number on screen half a second into the clip
    read_number(picture)                   # the number in a decoded RGB or luma picture

The number is a grid of 4 x 4 black and white blocks. Six of them are fixed, so that a picture
turned by quarters or mirrored can be read too, and so that the turn itself can be read.
"""

import bisect
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import av
import numpy as np
import numpy.typing as npt
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

if TYPE_CHECKING:
    AnyPacket: TypeAlias = Packet[Any]
else:  # not generic at run time
    AnyPacket = Packet
Planes = Sequence[npt.NDArray[Any]]
Picture = npt.NDArray[Any]

_GRID = 4
_FIXED = {(0, 0): 1, (0, 1): 1, (1, 0): 0, (0, 3): 0, (3, 0): 0, (3, 3): 0}
_FREE = [(r, c) for r in range(_GRID) for c in range(_GRID) if (r, c) not in _FIXED]
_ENCODING: dict[str, dict[str, str]] = {
    "libx264": {"preset": "ultrafast", "g": "12"},
    "libx265": {"preset": "ultrafast", "x265-params": "log-level=none:keyint=12:bframes=2"},
    "libsvtav1": {"preset": "8", "crf": "8", "g": "12", "svtav1-params": "lp=1"},
    "libvpx-vp9": {"deadline": "good", "cpu-used": "8", "lag-in-frames": "12", "g": "12"},
    "mpeg4": {"g": "12", "b": "800000"},
}


@dataclass(frozen=True)
class ClipTruth:
    """What a player must show, known from how the clip was made."""

    path: Path
    numbers: tuple[int, ...]
    """Number in the picture of each shown frame, in presentation order."""
    times: tuple[Fraction, ...]
    """When each shown frame appears, seconds on the player's clock."""

    def number_at(self, time_s: Fraction) -> int:
        """The number on screen at `time_s`; before the first frame, the first."""
        return self.numbers[max(0, bisect.bisect_right(self.times, time_s) - 1)]


@dataclass(frozen=True)
class Colours:
    """How the stream says its colours are to be read, in numbers of ITU-T H.273."""

    matrix: int = 2
    """1 BT.709, 2 unspecified, 6 BT.601, 9 BT.2020."""
    full_range: bool = False
    transfer: int = 2
    """2 unspecified, 16 PQ, 18 HLG."""


@dataclass(frozen=True)
class Display:
    """How the container asks a player to show the picture."""

    clockwise: int = 0
    """Degrees."""
    mirrored: bool = False
    aspect: Fraction = Fraction(1)
    """Width to height of one pixel."""


@dataclass(frozen=True)
class Timing:
    """When frames are presented. `steps` ticks pass after each frame; the list is repeated."""

    steps: tuple[int, ...] = (1,)
    time_base: Fraction = Fraction(1, 24)
    delay: int = 0
    """Ticks before the first frame."""
    hidden: int = 0
    """Leading frames that an edit list hides (MP4 and MOV)."""

    def pts(self, frames: int) -> list[int]:
        """Presentation timestamps of the coded frames, the first at 0."""
        steps = [self.steps[i % len(self.steps)] for i in range(frames - 1)]
        return [sum(steps[:i]) for i in range(frames)]


CONSTANT = Timing()
VARIABLE = Timing(steps=(20, 20, 65, 33, 34, 120, 8), time_base=Fraction(1, 600))


@dataclass(frozen=True)
class _Job:
    path: Path
    codec: str
    pixel_format: str
    size_px: tuple[int, int]
    frames: int
    timing: Timing
    display: Display
    colours: Colours
    paint: Callable[[int], Planes]
    options: dict[str, str] = field(default_factory=dict)


def make_clip(
    path: Path,
    *,
    codec: str = "libx264",
    pixel_format: str = "yuv420p",
    size_px: tuple[int, int] = (64, 64),
    frames: int = 30,
    timing: Timing = CONSTANT,
    b_frames: int = 0,
    display: Display = Display(),
    colours: Colours = Colours(),
    audio_codec: str | None = None,
    fragmented: bool = False,
    metadata: dict[str, str] | None = None,
    paint: Callable[[int], Planes] | None = None,
    options: dict[str, str] | None = None,
) -> ClipTruth:
    """Write a clip; its container follows from the suffix of `path`.

    `codec`, `pixel_format` and `options` are FFmpeg's encoder, pixel format (planar) and encoder
    options. `audio_codec` adds silence that starts at zero. `paint` draws other planes than the
    number of each frame; it gets the frame's index and returns one array a plane.
    """
    os.environ.setdefault("SVT_LOG", "0")
    # x265 gives undefined decoding times to clips shorter than its reordering delay.
    assert codec != "libx265" or frames > 3
    chosen = _ENCODING.get(codec, {}) | ({"bf": str(b_frames)} if b_frames else {})
    draw = paint or (lambda index: number_planes(index, size_px, pixel_format, colours.full_range))
    job = _Job(
        path, codec, pixel_format, size_px, frames, timing, display, colours, draw,
        chosen | (options or {}),
    )  # fmt: skip
    with av.open(str(path), "w", container_options=_muxing(timing, fragmented)) as container:
        container.metadata.update(metadata or {})
        stream = _video_stream(container, job)
        packets = list(_video_packets(stream, job))
        if audio_codec:
            container.mux(_with_silence(container, audio_codec, packets, _seconds(job)))
        else:
            container.mux(packets)
    return _truth(job, packets, clock_starts_with_audio=audio_codec is not None)


def _muxing(timing: Timing, fragmented: bool) -> dict[str, str]:
    options: dict[str, str] = {}
    if timing.hidden:
        options |= {"avoid_negative_ts": "disabled", "use_editlist": "1"}
    if fragmented:
        options |= {"movflags": "frag_keyframe+empty_moov+default_base_moof"}
    return options


def _truth(job: _Job, packets: list[AnyPacket], *, clock_starts_with_audio: bool) -> ClipTruth:
    timing = job.timing
    shown = range(timing.hidden, job.frames)
    pts = timing.pts(job.frames)
    first = pts[timing.hidden] - timing.delay if clock_starts_with_audio else pts[timing.hidden]
    late = 0
    if job.path.suffix == ".avi":
        # AVI has no presentation times: frames come as late as the decoder has to reorder them.
        assert packets[0].pts is not None
        assert packets[0].dts is not None
        late = packets[0].pts - packets[0].dts
    times = tuple((pts[i] - first + late) * timing.time_base for i in shown)
    return ClipTruth(job.path, tuple(shown), times)


def _seconds(job: _Job) -> Fraction:
    return (job.timing.pts(job.frames)[-1] + job.timing.delay) * job.timing.time_base


def _video_stream(container: OutputContainer, job: _Job) -> VideoStream:
    stream = container.add_stream(job.codec, rate=24, options=job.options)
    assert isinstance(stream, VideoStream)
    stream.width, stream.height = job.size_px
    stream.pix_fmt = job.pixel_format
    stream.codec_context.time_base = job.timing.time_base
    stream.codec_context.sample_aspect_ratio = job.display.aspect
    stream.codec_context.thread_count = 1
    stream.color_range = 2 if job.colours.full_range else 1
    stream.colorspace, stream.color_trc = job.colours.matrix, job.colours.transfer
    if job.display != Display():
        # PyAV counts counter-clockwise and mirrors after turning.
        stream.set_display_rotation(-job.display.clockwise, hflip=job.display.mirrored)
    return stream


def _video_packets(stream: VideoStream, job: _Job) -> Iterator[AnyPacket]:
    pts = job.timing.pts(job.frames)
    shift = job.timing.delay - pts[job.timing.hidden]
    for index in range(job.frames):
        frame = _frame(job, index)
        frame.pts, frame.time_base = pts[index], job.timing.time_base
        yield from _shifted(stream.encode(frame), shift)
    yield from _shifted(stream.encode(None), shift)


def _shifted(packets: list[AnyPacket], ticks: int) -> Iterator[AnyPacket]:
    for packet in packets:
        assert packet.pts is not None
        assert packet.dts is not None
        packet.pts += ticks
        packet.dts += ticks
        yield packet


def _with_silence(
    container: OutputContainer, codec: str, packets: list[AnyPacket], seconds: Fraction
) -> list[AnyPacket]:
    rate, samples = 48_000, 1024
    stream = container.add_stream(codec, rate=rate)
    assert isinstance(stream, AudioStream)
    sound: list[AnyPacket] = []
    for start in range(0, int(seconds * rate), samples):
        silence = np.zeros((1, samples), np.float32 if codec == "aac" else np.int16)
        frame = av.AudioFrame.from_ndarray(silence, "fltp" if codec == "aac" else "s16", "mono")
        frame.sample_rate, frame.pts, frame.time_base = rate, start, Fraction(1, rate)
        sound += stream.encode(frame)
    sound += stream.encode(None)
    return sorted(packets + sound, key=lambda p: (p.dts or 0) * p.time_base)


def _frame(job: _Job, index: int) -> VideoFrame:
    frame = VideoFrame(*job.size_px, job.pixel_format)
    for plane, drawn in zip(frame.planes, job.paint(index), strict=True):
        height, width = drawn.shape
        padded = np.zeros((height, plane.line_size // drawn.itemsize), drawn.dtype)
        padded[:, :width] = drawn
        plane.update(padded.tobytes())
    frame.color_range = 2 if job.colours.full_range else 1
    frame.colorspace, frame.color_trc = job.colours.matrix, job.colours.transfer
    return frame


def number_planes(
    number: int, size_px: tuple[int, int], pixel_format: str, full_range: bool = False
) -> Planes:
    """Draw `number` (0 to 1023) as the planes of a planar YUV, gray or RGB format."""
    form = av.VideoFormat(pixel_format, *size_px)
    bits = form.components[0].bits
    dtype = np.uint16 if bits > 8 else np.uint8
    full = full_range or form.is_rgb or pixel_format.startswith("yuvj")
    black, white = (0, (1 << bits) - 1) if full else (16 << bits - 8, 235 << bits - 8)
    luma = np.where(_enlarged(_blocks(number), size_px), white, black).astype(dtype)
    if form.is_rgb:
        return [luma] * 3
    neutral = 1 << bits - 1
    chroma = [
        np.full((c.height, c.width), neutral if i < 3 else (1 << bits) - 1, dtype)
        for i, c in enumerate(form.components)
        if i > 0
    ]
    return [luma, *chroma]


def _blocks(number: int) -> npt.NDArray[np.bool_]:
    grid = np.zeros((_GRID, _GRID), bool)
    for place, value in _FIXED.items():
        grid[place] = value
    for bit, place in enumerate(_FREE):
        grid[place] = number >> bit & 1
    return grid


def _enlarged(grid: npt.NDArray[np.bool_], size_px: tuple[int, int]) -> npt.NDArray[np.bool_]:
    columns = np.arange(size_px[0]) * _GRID // size_px[0]
    lines = np.arange(size_px[1]) * _GRID // size_px[1]
    return grid[np.ix_(lines, columns)]


@dataclass(frozen=True)
class Code:
    """What a picture of a numbered frame says."""

    number: int
    clockwise: int
    """Degrees by which the picture is turned from how it was painted."""
    mirrored: bool
    """Whether it was mirrored, left to right, after it was turned."""


def read_code(picture: Picture) -> Code:
    """Read the number of a (height, width) or (height, width, channels) picture, however turned.

    Raises ValueError for a picture without a number.
    """
    grid = _seen_blocks(picture)
    for mirrored in (False, True):
        unmirrored = grid[:, ::-1] if mirrored else grid
        for quarters in range(4):
            upright = np.rot90(unmirrored, quarters)
            if all(upright[place] == value for place, value in _FIXED.items()):
                number = sum(int(upright[place]) << bit for bit, place in enumerate(_FREE))
                return Code(number, 90 * quarters, mirrored)
    raise ValueError(f"no number in this picture:\n{grid.astype(int)}")


def read_number(picture: Picture) -> int:
    """The number of a decoded RGB or luma picture, in whatever orientation.

    Raises ValueError for a picture without a number.
    """
    return read_code(picture).number


def _seen_blocks(picture: Picture) -> npt.NDArray[np.bool_]:
    gray = picture.mean(axis=2) if picture.ndim == 3 else picture
    height, width = gray.shape
    grid = np.zeros((_GRID, _GRID), bool)
    for row in range(_GRID):
        for column in range(_GRID):
            middle = gray[
                (8 * row + 3) * height // 32 : (8 * row + 6) * height // 32,
                (8 * column + 3) * width // 32 : (8 * column + 6) * width // 32,
            ]
            grid[row, column] = middle.mean() > np.iinfo(picture.dtype).max / 2
    return grid
