"""Where shots begin, found while the clip is read."""

from collections.abc import Iterable
from dataclasses import dataclass

from ticketkit.detectors._arrays import Float32s
from ticketkit.detectors._planes import block_means, likeness
from ticketkit.detectors.content_jump._unexplained import Change
from ticketkit.model.picture import Plane

_LAYOUT_PX = 8
_RESTLESS_SHARE = 0.4


@dataclass(frozen=True)
class CutLimits:
    """What makes a frame the first of another shot."""

    explained: float
    """Share of the blocks that motion explains, 0 to 1; less at a cut."""
    likeness: float
    """Correlation with the layout of the frame before, -1 to 1; less at a cut."""
    shot_likeness: float
    """The same with any earlier frame of the shot; as much means that an earlier picture is back,
    which is no cut."""


class Shots:
    """Takes every frame and its change; keeps the layouts of the running shot alone."""

    def __init__(self, limits: CutLimits) -> None:
        self._limits = limits
        self._cuts: set[int] = set()
        self._start = 0
        """The first frame of the running shot."""
        self._layouts: list[Float32s] = []
        """Of the frames from there on."""
        self._before: Change | None = None
        self._newest: Change | None = None

    def see(self, plane: Plane) -> None:
        """Take the next frame."""
        self._layouts.append(block_means(plane, _LAYOUT_PX))

    def take(self, changes: Iterable[Change]) -> None:
        """Take the next changes, in order; their frames were seen already."""
        for change in changes:
            self._judge(change)
            self._before, self._newest = self._newest, change

    def finish(self) -> set[int]:
        """The frames that begin another shot: all is new, and was not in the running shot."""
        self._judge(None)
        return self._cuts

    def _judge(self, after: Change | None) -> None:
        """Decide on the newest change, which takes the one after it."""
        newest = self._newest
        if newest is None or not self._is_all_new(newest, after) or self._was_shown(newest.index):
            return
        self._cuts.add(newest.index)
        del self._layouts[: newest.index - self._start]
        self._start = newest.index

    def _is_all_new(self, change: Change, after: Change | None) -> bool:
        """Whether all is new at once; a picture that is redrawn is restless for some frames."""
        neighbours = [c.own for c in (self._before, after) if c is not None]
        return (
            change.explained_share < self._limits.explained
            and change.likeness < self._limits.likeness
            and min(neighbours, default=0.0) < _RESTLESS_SHARE * change.own
        )

    def _was_shown(self, index: int) -> bool:
        """Whether a frame's layout was on screen before in its shot: it comes back, uncut."""
        place, least = index - self._start, self._limits.shot_likeness
        now, earlier = self._layouts[place], self._layouts[: place - 1]
        return any(likeness(layout, now) >= least for layout in earlier)
