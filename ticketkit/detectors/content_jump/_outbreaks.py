"""Stretches of unexplained change: whether the picture is the same again when they are over.

What passes close to the camera, and a flash that dies away, leave the picture as it was, apart from
motion; a picture that was redrawn does not come back.
"""

from dataclasses import dataclass, field

from ticketkit.detectors._flow import brought_back, searched_flow
from ticketkit.detectors._planes import uneven_change
from ticketkit.model.picture import Plane

_BLOCK_PX = 8
_CALM_FRAMES = 3
"""An outbreak is over after so many frames without unexplained change."""
_LONGEST_S = 1.5
_DIFFERENT_LEVELS = 6.0


@dataclass
class _Outbreak:
    before: Plane
    start_s: float
    frames: list[int] = field(default_factory=list)


class Outbreaks:
    """Watches one outbreak after the other; a single plane is kept."""

    def __init__(self, levels: float) -> None:
        self._levels = levels
        self._open: _Outbreak | None = None
        self._stays: dict[int, float] = {}

    def see(self, index: int, time_s: float, own: float, before: Plane, now: Plane) -> None:
        """Take the next frame: its unexplained change in levels, the plane before it, and its."""
        if own >= self._levels:
            self._open = self._open or _Outbreak(before, time_s)
            self._open.frames.append(index)
        if self._open is None:
            return
        if time_s - self._open.start_s > _LONGEST_S:
            self._open = None
        elif index - self._open.frames[-1] >= _CALM_FRAMES:
            self.finish(now)

    def finish(self, now: Plane) -> None:
        """Compare the picture after the outbreak with the one before it."""
        if self._open is not None:
            share = _different_share(self._open.before, now)
            self._stays.update(dict.fromkeys(self._open.frames, share))
        self._open = None

    def stays_share(self, index: int) -> float:
        """Share of blocks that still differ after the outbreak around a frame; 0 without one."""
        return self._stays.get(index, 0.0)


def _different_share(before: Plane, after: Plane) -> float:
    back = brought_back(after, searched_flow(before, after))
    return float((uneven_change(before, back, _BLOCK_PX) > _DIFFERENT_LEVELS).mean())
