"""What changes from one frame to the next beyond what motion explains, block by block."""

from collections import deque
from dataclasses import dataclass

import numpy as np

from ticketkit.detectors._arrays import Float32s
from ticketkit.detectors._flow import brought_back, flow_since
from ticketkit.detectors._planes import block_means, likeness, small_plane, uneven_change
from ticketkit.detectors.content_jump._outbreaks import Outbreaks
from ticketkit.model.picture import Plane, Sample

_BLOCK_PX = 8
_TOP_SHARE = 0.1
_RETURN_FRAMES = range(2, 6)
"""A change counts only if the picture is not back to what it was within these many frames."""
_CANDIDATE_LEVELS = 4.0
"""Below, nobody looks whether the change lasts."""
_EXPLAINED_LEVELS = 3.0
_CHANGED_LEVELS = 6.0


@dataclass(frozen=True)
class Change:
    """One frame against the frame before, in luma levels of the most-changed tenth of blocks."""

    index: int
    own: float
    """Lasting change that this frame's own motion does not explain: high where it was redrawn."""
    steady: float
    """Change that steady motion does not explain, lasting or not."""
    lasting: float
    """The part of `steady` that lasts: high where the picture snaps elsewhere."""
    explained_share: float
    """Share of blocks that this frame's own motion explains; near 0 at a cut, 0 to 1."""
    changed_share: float
    """Share of blocks with a lasting change, 0 to 1."""
    likeness: float
    """Correlation of the coarse layouts, -1 to 1; low at a cut."""
    speed_px: float
    """Median speed of the whole picture, pixels of the small plane a frame."""


@dataclass
class _Pending:
    index: int
    before: Plane
    now: Plane
    own: Float32s
    steady: Float32s
    unlike: Float32s
    """Least difference so far from the pictures that the change would return to."""
    flow_before: Float32s | None
    speed_px: float

    @property
    def is_candidate(self) -> bool:
        return max(_top_mean(self.own), _top_mean(self.steady)) >= _CANDIDATE_LEVELS


class Watch:
    """Feeds on frames and yields the changes a few frames later."""

    def __init__(self, outbreak_levels: float) -> None:
        self._planes: deque[Plane] = deque(maxlen=_RETURN_FRAMES.stop + 1)
        self._flow: Float32s | None = None
        self._pending: deque[_Pending] = deque()
        self._index = -1
        self._outbreaks = Outbreaks(outbreak_levels)

    def feed(self, sample: Sample) -> list[Change]:
        """Take the next frame; changes whose later frames are known come back."""
        self._index += 1
        plane = small_plane(sample)
        if self._planes:
            self._add(plane, sample)
        self._planes.append(plane)
        for pair in self._pending:
            if self._index - pair.index in _RETURN_FRAMES and pair.is_candidate:
                difference = uneven_change(pair.before, plane, _BLOCK_PX)
                np.minimum(pair.unlike, difference, out=pair.unlike)
        if self._pending and self._index - self._pending[0].index >= _RETURN_FRAMES.stop - 1:
            return [_change(self._pending.popleft())]
        return []

    def finish(self) -> list[Change]:
        """The changes near the end of the clip."""
        if self._planes:
            self._outbreaks.finish(self._planes[-1])
        left = [_change(pair) for pair in self._pending]
        self._pending.clear()
        return left

    def stays_share(self, index: int) -> float:
        """Share of blocks that still differ, motion aside, when the outbreak around is over."""
        return self._outbreaks.stays_share(index)

    def _add(self, plane: Plane, sample: Sample) -> None:
        """Begin the newest pair, and complete the one before with the motion that followed it."""
        before = self._planes[-1]
        flow = flow_since(before, sample)
        own = uneven_change(before, brought_back(plane, flow), _BLOCK_PX)
        if self._pending:
            _complete(self._pending[-1], flow)
        steady = own if self._flow is None else _left_by(before, plane, self._flow)
        right, down = flow[::4, ::4, 0], flow[::4, ::4, 1]
        speed_px = float(np.median(np.hypot(right, down)))
        unlike = np.full_like(own, np.inf)
        pair = _Pending(
            self._index, before, plane, own, steady.copy(), unlike, self._flow, speed_px
        )
        if pair.is_candidate:
            for earlier in list(self._planes)[:-2]:
                np.minimum(unlike, uneven_change(earlier, plane, _BLOCK_PX), out=unlike)
        self._outbreaks.see(self._index, sample.time_s, _top_mean(own), before, plane)
        self._pending.append(pair)
        self._flow = flow


def _top_mean(blocks: Float32s) -> float:
    """Mean of the most-changed tenth of the blocks."""
    values = blocks.ravel()
    count = max(1, round(values.size * _TOP_SHARE))
    return float(np.partition(values, -count)[-count:].mean())


def _complete(pair: _Pending, flow_after: Float32s) -> None:
    """Let the motion after the pair explain it too, and the mean of both for a start midway."""
    after = _left_by(pair.before, pair.now, flow_after)
    np.minimum(pair.steady, after, out=pair.steady)
    if pair.flow_before is not None and _top_mean(pair.steady) >= _CANDIDATE_LEVELS:
        middle = _left_by(pair.before, pair.now, (pair.flow_before + flow_after) * np.float32(0.5))
        np.minimum(pair.steady, middle, out=pair.steady)


def _left_by(before: Plane, now: Plane, flow: Float32s) -> Float32s:
    return uneven_change(before, brought_back(now, flow), _BLOCK_PX)


def _change(pair: _Pending) -> Change:
    lasting = np.minimum(pair.steady, pair.unlike)
    return Change(
        index=pair.index,
        own=_top_mean(np.minimum(pair.own, pair.unlike)),
        steady=_top_mean(pair.steady),
        lasting=_top_mean(lasting),
        explained_share=float((pair.own < _EXPLAINED_LEVELS).mean()),
        changed_share=float((lasting > _CHANGED_LEVELS).mean()),
        likeness=likeness(block_means(pair.before, _BLOCK_PX), block_means(pair.now, _BLOCK_PX)),
        speed_px=pair.speed_px,
    )
