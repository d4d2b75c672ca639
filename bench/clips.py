"""Draws and encodes clips whose truth is known by construction.

    rng = np.random.default_rng(7)
    world = texture(rng, (240, 480))
    write(path, (view(world, (180, 320), x=2.0 * i) for i in range(72)), rate=24)

A picture is luma (height, width) or RGB (height, width, 3), any number type, 0 to 255. Drawing is
done in float32 so that movement is finer than a pixel.
"""

import hashlib
import inspect
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from types import ModuleType
from typing import Any

import av
import cv2
import numpy as np
import numpy.typing as npt
from av.container import OutputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

Picture = npt.NDArray[Any]
Floats = npt.NDArray[np.float32]

_PRESETS = {
    "libx264": {"preset": "veryfast", "threads": "1"},
    "libx265": {"preset": "ultrafast", "x265-params": "log-level=none:pools=1:frame-threads=1"},
    "libvpx-vp9": {"deadline": "realtime", "cpu-used": "7", "b": "0", "row-mt": "0"},
}


@dataclass(frozen=True)
class Coding:
    """How a clip is compressed."""

    codec: str = "libx264"
    """FFmpeg's encoder: "libx264", "libx265" or "libvpx-vp9"."""
    crf: int = 23
    """Quality of the encoder, its own scale: higher is coarser."""
    gop: int = 48
    """Frames from one key frame to the next, at most."""
    options: dict[str, str] = field(default_factory=dict)
    """More of the encoder's own options."""

    @property
    def suffix(self) -> str:
        """The container that people get this codec in."""
        return ".webm" if "vp9" in self.codec else ".mp4"


def write(
    path: Path,
    pictures: Iterable[Picture],
    rate: float,
    coding: Coding = Coding(),
    times_ms: Sequence[int] | None = None,
) -> None:
    """Encode `pictures` at `rate` frames per second.

    With `times_ms`, one more than there are pictures, each picture is on screen from its time to
    the next one's, and the rate is variable.
    """
    time_base = Fraction(1, 1000) if times_ms else 1 / Fraction(rate).limit_denominator(1001)
    with av.open(str(path), "w") as container:
        stream: VideoStream | None = None
        for index, picture in enumerate(pictures):
            stream = stream or _stream(container, picture, rate, time_base, coding)
            frame = _frame(picture)
            frame.time_base = time_base
            frame.pts = times_ms[index] if times_ms else index
            frame.duration = times_ms[index + 1] - times_ms[index] if times_ms else 1
            container.mux(stream.encode(frame))
        assert stream is not None
        container.mux(stream.encode(None))


def _stream(
    container: OutputContainer, picture: Picture, rate: float, time_base: Fraction, coding: Coding
) -> VideoStream:
    options = {"crf": str(coding.crf), "g": str(coding.gop)}
    stream = container.add_stream(
        coding.codec,
        rate=Fraction(rate).limit_denominator(1001),
        options=options | _PRESETS[coding.codec] | coding.options,
    )
    assert isinstance(stream, VideoStream)
    stream.height, stream.width = picture.shape[:2]
    stream.pix_fmt = "yuv420p"
    stream.codec_context.time_base = time_base
    stream.codec_context.thread_count = 1
    return stream


def _frame(picture: Picture) -> VideoFrame:
    whole = np.clip(np.rint(picture), 0, 255).astype(np.uint8)
    kind = "rgb24" if whole.ndim == 3 else "gray"
    return VideoFrame.from_ndarray(whole, kind).reformat(format="yuv420p")


def cached(
    spec: object, sources: Sequence[ModuleType], suffix: str, make: Callable[[Path], None]
) -> Path:
    """The clip that `make` writes for `spec`, made once.

    It is made again when `spec`, this module or the text of one of the `sources` changes. The
    folder is $TICKETKIT_BENCH_CACHE, by default one in the system's folder for temporary files.
    """
    texts = [inspect.getsource(module) for module in (sys.modules[__name__], *sources)]
    name = hashlib.sha256("\0".join([repr(spec), *texts]).encode()).hexdigest()[:24]
    given = os.environ.get("TICKETKIT_BENCH_CACHE")
    folder = Path(given) if given else Path(tempfile.gettempdir()) / "ticketkit-bench"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (name + suffix)
    if not path.exists():
        unfinished = path.with_name("making-" + path.name)
        make(unfinished)
        unfinished.replace(path)
    return path


def texture(
    rng: np.random.Generator,
    size: tuple[int, int],
    *,
    mean: float = 110,
    contrast: float = 30,
    finest_px: float = 4,
) -> Floats:
    """Cloud-like ground of `size` (height, width): detail at every scale from `finest_px` up.

    `contrast` is the standard deviation in levels.
    """
    height, width = size
    total = np.zeros(size, np.float32)
    scale = finest_px
    while scale < max(size):
        cells = (max(2, int(height / scale)), max(2, int(width / scale)))
        layer = rng.standard_normal(cells).astype(np.float32)
        total += scale**0.5 * cv2.resize(layer, (width, height), interpolation=cv2.INTER_CUBIC)
        scale *= 2
    return np.asarray(mean + contrast * (total - total.mean()) / total.std(), np.float32)


def view(
    world: Picture,
    size: tuple[int, int],
    *,
    x: float = 0,
    y: float = 0,
    zoom: float = 1,
    roll_deg: float = 0,
) -> Floats:
    """What a camera of `size` (height, width) sees of `world`, a larger picture.

    `x` and `y` move it right and down from the middle, in pixels of the world; `zoom` above 1
    enlarges; `roll_deg` turns the camera clockwise. Outside the world its border is mirrored.
    """
    height, width = size
    angle, scale = np.deg2rad(roll_deg), 1 / zoom
    cos, sin = float(np.cos(angle) * scale), float(np.sin(angle) * scale)
    middle_x, middle_y = (world.shape[1] - 1) / 2 + x, (world.shape[0] - 1) / 2 + y
    half_x, half_y = (width - 1) / 2, (height - 1) / 2
    to_world = np.array(
        [
            [cos, -sin, middle_x - cos * half_x + sin * half_y],
            [sin, cos, middle_y - sin * half_x - cos * half_y],
        ]
    )
    seen = cv2.warpAffine(
        world.astype(np.float32),
        to_world,
        (width, height),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REFLECT_101,
    )
    return np.asarray(seen, np.float32)


def disc(
    picture: Floats, x: float, y: float, radius: float, value: float | Sequence[float]
) -> Floats:
    """`picture` with a disc painted on it, its edge one pixel soft; returns a new picture."""
    rows, columns = np.ogrid[0 : picture.shape[0], 0 : picture.shape[1]]
    distance = np.sqrt((columns - x) ** 2 + (rows - y) ** 2)
    inside = np.clip(radius + 0.5 - distance, 0, 1).astype(np.float32)
    if picture.ndim == 3:
        inside = inside[:, :, None]
    return np.asarray(picture + inside * (np.asarray(value, np.float32) - picture), np.float32)


def grainy(
    rng: np.random.Generator, pictures: Iterable[Picture], sigma: float
) -> Iterator[Picture]:
    """`pictures` with fresh grain of standard deviation `sigma` levels on every one."""
    for picture in pictures:
        if sigma:
            grain = rng.standard_normal(picture.shape[:2], np.float32) * np.float32(sigma)
            yield picture + (grain[:, :, None] if picture.ndim == 3 else grain)
        else:
            yield picture


def smoothstep(t: float) -> float:
    """0 up to 0, 1 from 1 on, and an eased way between."""
    t = min(1.0, max(0.0, t))
    return t * t * (3 - 2 * t)
