"""What a lens and film add, and the way into an MP4 file."""

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from .canvas import Plane

Picture = NDArray[np.uint8]
"""Shape (height, width, 3): red, green, blue."""

RATE = 24
BT709 = 1
LIMITED_RANGE = 1


def developed(
    scene: Plane, seed: int, frame: int, *, grain: float = 1.7, held: int = -1
) -> Picture:
    """Return the scene with darker corners and film grain.

    `grain` is a standard deviation in levels of 255. With `held`, most of that frame's grain stays
    and less of this frame's own is added, as in a picture that stands still.
    """
    height, width = scene.shape[:2]
    noise = _grain(height, width, (seed, frame))
    if held >= 0:
        noise = 0.8 * _grain(height, width, (seed, held)) + 0.6 * noise
    lit = scene * _falloff(height, width)[..., None] * 255 + (grain * noise)[..., None]
    picture: Picture = np.clip(np.round(lit), 0, 255).astype(np.uint8)
    return picture


def _grain(height: int, width: int, seed: tuple[int, int]) -> Plane:
    """Return fine grain with some coarse mottling, which an encoder keeps, at deviation 1."""
    rng = np.random.default_rng(seed)
    fine = cv2.GaussianBlur(rng.standard_normal((height, width), np.float32), (0, 0), 0.7)
    coarse = rng.standard_normal((height // 12, width // 12), np.float32)
    mottled = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    noise = np.asarray(fine / fine.std() + 0.7 * mottled / mottled.std(), dtype=np.float32)
    return noise / float(noise.std())


@lru_cache(maxsize=4)
def _falloff(height: int, width: int) -> Plane:
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    falloff: Plane = (1 - 0.07 * (x**2 + y**2) ** 1.2).astype(np.float32)
    return falloff


def encode(path: Path, picture: Callable[[int], Picture], frames: int) -> None:
    """Write pictures 0 to `frames` - 1 as H.264, on one thread so that it repeats exactly."""
    height, width = picture(0).shape[:2]
    with av.open(str(path), "w", options={"movflags": "+faststart"}) as container:
        stream = container.add_stream("libx264", rate=RATE)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.time_base = Fraction(1, RATE)
        context = stream.codec_context
        context.thread_count = 1
        # Macroblock trees came out differently from run to run at a width of 480 pixels.
        steady = "threads=1:no-mbtree=1"
        context.options = {"crf": "23", "preset": "slow", "x264-params": steady}
        context.color_primaries = context.color_trc = context.colorspace = BT709
        context.color_range = LIMITED_RANGE
        for frame in range(frames):
            shown = av.VideoFrame.from_ndarray(picture(frame), format="rgb24").reformat(
                format="yuv420p", dst_colorspace="ITU709", dst_color_range="MPEG"
            )
            shown.pts, shown.time_base = frame, Fraction(1, RATE)
            container.mux(stream.encode(shown))
        container.mux(stream.encode())
