"""Pixels: the small planes that detectors read and the pictures that people see."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Sample:
    """One decoded frame as detectors see it: small planes and its place in time."""

    index: int
    """0-based place in presentation order."""
    time_s: float
    """Presentation time on the player's clock."""
    luma: npt.NDArray[np.uint8]
    """(height, width), full range 0 black to 255 white, as decoded: neither turned nor stretched;
    long side at most 480 px."""
    packet_bytes: int | None = None
    """Coded size of the packet that carried this frame; None where it cannot be told."""


@dataclass(frozen=True)
class Picture:
    """A frame as a player shows it."""

    index: int
    time_s: float
    rgb: npt.NDArray[np.uint8]
    """(height, width, 3), sRGB-like 8 bit, upright, square pixels."""
