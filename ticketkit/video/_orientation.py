"""Turning a decoded picture upright, as the display matrix of the file asks a player to."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt
from av.buffer import Buffer
from av.video.frame import VideoFrame


@dataclass(frozen=True)
class Orientation:
    """The linear part of the display matrix: where one step right and one step down lead."""

    right: tuple[int, int] = (1, 0)
    """(x, y) on screen of one step right in the decoded picture."""
    down: tuple[int, int] = (0, 1)
    """(x, y) on screen of one step down in the decoded picture."""
    exact: bool = True
    """False when the file asks for an angle between the quarter turns; the nearest is taken."""

    @property
    def degrees_clockwise(self) -> int:
        """0, 90, 180 or 270: the turn that comes before mirroring left to right, if any."""
        x, y = self.right
        x = -x if self.mirrored else x
        return round(math.degrees(math.atan2(y, x))) % 360

    @property
    def mirrored(self) -> bool:
        """Whether left and right are exchanged."""
        return self.right[0] * self.down[1] - self.right[1] * self.down[0] < 0

    def upright(self, picture: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
        """`picture` (height, width, ...) as it belongs on screen."""
        if self.right[0] == 0:
            picture = picture.swapaxes(0, 1)
        x, y = self.right[0] + self.down[0], self.right[1] + self.down[1]
        return np.ascontiguousarray(picture[:: 1 if y > 0 else -1, :: 1 if x > 0 else -1])


def orientation(frame: VideoFrame) -> Orientation:
    """What the display matrix of `frame` says; upright when it has none."""
    matrix = _matrix(frame)
    a, b, c, d = (int(matrix[i]) for i in (0, 1, 3, 4))
    if a * d - b * c == 0:
        return Orientation()
    turned = abs(b) + abs(c) > abs(a) + abs(d)
    exact = (a == d == 0) if turned else (b == c == 0)
    if turned:
        return Orientation((0, _sign(b)), (_sign(c), 0), exact)
    return Orientation((_sign(a), 0), (0, _sign(d)), exact)


def _matrix(frame: VideoFrame) -> npt.NDArray[np.int32]:
    try:
        data = cast("Mapping[str, Buffer]", frame.side_data)["DISPLAYMATRIX"]
    except KeyError:
        return _turned(0)
    except ValueError:
        # Another kind of side data, newer than PyAV; the angle can still be had, a mirror not.
        return _turned(-frame.rotation)
    return np.frombuffer(bytes(data), dtype=np.int32)


def _turned(clockwise: int) -> npt.NDArray[np.int32]:
    cos, sin = (round(f(math.radians(clockwise)) * 65536) for f in (math.cos, math.sin))
    return np.array([cos, sin, 0, -sin, cos, 0, 0, 0, 1 << 30], dtype=np.int32)


def _sign(value: int) -> int:
    return 1 if value > 0 else -1
