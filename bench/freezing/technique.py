"""How a drawn clip is filmed and coded: everything about it but what it shows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bench.clips import Coding

RATES = (8.0, 12.0, 24.0, 25.0, 30.0, 60.0)
CODECS = ("libx264", "libx264", "libx265", "libvpx-vp9")
GRAINS = (0.0, 0.0, 2.0, 4.0, 7.0)
JITTER = 0.2
"""How much earlier or later than it should a frame comes where the rate is variable, frames."""
SIZES = ((180, 320), (180, 320), (270, 480), (240, 240))
_CRF = {"libx264": (18, 23, 28), "libx265": (20, 25, 30), "libvpx-vp9": (25, 32, 40)}


@dataclass(frozen=True)
class Technique:
    """Rate, grain and coding of one clip."""

    size: tuple[int, int]
    """Height and width in pixels."""
    rate: float
    """Frames per second."""
    grain: float
    """Standard deviation of the grain in luma levels, new on every frame."""
    coding: Coding
    jitter: bool
    """Whether frames come up to 40 % of their duration early or late (variable rate)."""

    @property
    def traits(self) -> tuple[str, ...]:
        """What results are grouped by."""
        timing = "variable rate" if self.jitter else "constant rate"
        codec = self.coding.codec.removeprefix("lib")
        return (f"grain {self.grain:g}", codec, f"{self.rate:g} fps", timing)

    def times_ms(self, frames: int, rng: np.random.Generator) -> list[int]:
        """When each of `frames` appears, and when the last one leaves the screen."""
        off = rng.uniform(-JITTER, JITTER, frames + 1) if self.jitter else np.zeros(frames + 1)
        off[0] = 0
        return [round(1000 * (i + off[i]) / self.rate) for i in range(frames + 1)]


def chosen(rng: np.random.Generator, rates: Sequence[float] = RATES) -> Technique:
    """A technique drawn by lot; one clip in eight has a variable rate."""
    codec = str(rng.choice(CODECS))
    return Technique(
        size=SIZES[rng.integers(len(SIZES))],
        rate=float(rng.choice(rates)),
        grain=float(rng.choice(GRAINS)),
        coding=Coding(codec, crf=int(rng.choice(_CRF[codec])), gop=int(rng.choice((12, 48, 250)))),
        jitter=bool(rng.integers(8) == 0),
    )
