"""Pixels: the small planes that detectors read and the pictures that people see."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

Plane = npt.NDArray[np.uint8]

Rgb = npt.NDArray[np.uint8] | npt.NDArray[np.uint16]
"""(height, width, 3), with 8 or 16 bits a channel."""


@dataclass(frozen=True)
class Sample:
    """One decoded frame as detectors see it: small planes and its place in time."""

    index: int
    """0-based place in presentation order."""
    time_s: float
    """Presentation time on the player's clock."""
    luma: Plane
    """(height, width), full range 0 black to 255 white, upright, but with the pixels' own shape:
    not stretched; long side at most 480 px."""
    packet_bytes: int | None = None
    """Coded size of the packet that carried this frame; None where it cannot be told."""
    make_rgb: Callable[[], Plane] | None = None
    """Makes `rgb`; None for a clip that is known by its luma alone."""
    shared: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """What one detector of a run has worked out from this frame and another one needs as well."""

    @cached_property
    def rgb(self) -> Plane:
        """(height, width, 3), sRGB-like 8 bit, upright, not stretched; long side at most 160 px.

        Made when it is first asked for; ask only for the frames that matter.
        """
        if self.make_rgb is None:
            return np.repeat(self.luma[:, :, None], 3, axis=2)
        return self.make_rgb()


@dataclass(frozen=True)
class Picture:
    """A frame as a player shows it."""

    index: int
    time_s: float
    rgb: Plane
    """(height, width, 3), sRGB-like 8 bit, upright, square pixels."""
