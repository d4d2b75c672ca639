"""How much the picture changes from frame to frame, in a few numbers a frame.

The luma plane is averaged over square blocks, which cancels grain. Of the blocks' differences the
largest count: a small subject that moves must not be averaged away by a still background.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np

from ticketkit.detectors._arrays import Float64s
from ticketkit.detectors.frozen_frames._block_measures import (
    Grid,
    alike,
    at_rim,
    direction,
    steadiness,
)
from ticketkit.model.picture import Sample

_LAGS = (1, 2, 4, 8)
FADE_LAGS = (4, 8)
_FEWEST_BLOCKS = 4
COARSE_S = 1 / 16
"""A clip whose frames follow each other more slowly shows little of how a movement ends."""
NOISE_TOP_TO_MEDIAN = 4.0
"""Mean of the top 1.5 % of a half-normal distribution over its median."""


@dataclass(frozen=True)
class Changes:
    """One number a frame; where a frame has no earlier one to compare with, 0."""

    times_s: Float64s
    """Presentation times."""
    ends_s: Float64s
    """When each frame leaves the screen."""
    change: Float64s
    """Mean change of the most-changed blocks against the frame before, luma levels 0 to 255."""
    change_2: Float64s
    """The same against two frames before."""
    change_4: Float64s
    """The same against four frames before."""
    change_8: Float64s
    """The same against eight frames before."""
    middle: Float64s
    """Median change of all blocks: noise, where most of the picture is still. Luma levels."""
    middle_4: Float64s
    """The same against four frames before: as large where it is noise, larger where it moves."""
    spread: Float64s
    """Mean change of all blocks, luma levels."""
    alike: Float64s
    """How well the picture, or its middle moved by up to a quarter, is found again in the frame
    before: normalised correlation, 1 the same, about 0 something else."""
    one_way: Float64s
    """Share of the prevailing direction in the change over four frames: 0.5 as much brighter as
    darker (things move), 1 only brighter or only darker (things appear, vanish or fade)."""
    wide: Float64s
    """Share of the blocks that changed over four frames, 0 to 1."""
    at_rim: Float64s
    """Share of the last change that lies at the rim of the picture, 0 to 1."""
    fading_in: tuple[Float64s, Float64s]
    """Correlation of the last change with the change over the last 4 and 8 frames: 1 where all
    of the picture goes one way at a steady pace, as in a fade; lower where things move."""
    fading_out: tuple[Float64s, Float64s]
    """The same for the first change of the last 4 and 8 frames."""
    detail: Float64s
    """Standard deviation of the blocks, luma levels: 0 is a plain picture."""
    packet_bytes: Float64s
    """Coded size of each frame; nan where it is not known."""

    stride: int = 1
    """How many frames of the clip one entry stands for."""

    def __len__(self) -> int:
        return len(self.times_s)

    @property
    def frame_s(self) -> float:
        """The usual time from one entry to the next."""
        return float(np.median(self.ends_s - self.times_s))

    def every_second(self) -> "Changes":
        """The same of every second frame, as if the others did not exist."""
        at = np.arange(0, len(self), 2)
        before = np.maximum(at - 1, 0)
        sharper = np.where(self.spread[at] >= self.spread[before], at, before)
        sharper[0] = 0
        return Changes(
            times_s=self.times_s[at],
            ends_s=np.append(self.times_s[at][1:], self.ends_s[-1]),
            change=self.change_2[at],
            change_2=self.change_4[at],
            change_4=self.change_8[at],
            change_8=self.change_8[at],
            middle=self.middle[sharper],
            middle_4=self.middle_4[at],
            spread=self.spread[sharper],
            alike=self.alike[sharper],
            one_way=self.one_way[at],
            wide=self.wide[at],
            at_rim=self.at_rim[sharper],
            fading_in=(self.fading_in[0][at], self.fading_in[1][at]),
            fading_out=(self.fading_out[0][at], self.fading_out[1][at]),
            detail=self.detail[at],
            packet_bytes=self.packet_bytes[at] + np.where(at > 0, self.packet_bytes[before], 0),
            stride=2 * self.stride,
        )


class Collector:
    """Takes frames one after the other and keeps the last few of them only, as blocks."""

    def __init__(self, parameters: Mapping[str, float]) -> None:
        self._block_px = parameters["block_px"]
        self._top_share = parameters["top_share"]
        self._grids: deque[Grid] = deque(maxlen=max(FADE_LAGS) + 1)
        self._rows: list[tuple[float, ...]] = []

    def __len__(self) -> int:
        return len(self._rows)

    def feed(self, sample: Sample) -> None:
        """Take the next frame in presentation order."""
        grid = self._blocks(sample)
        self._grids.append(grid)
        packet = float("nan") if sample.packet_bytes is None else float(sample.packet_bytes)
        earlier = [self._earlier(lag) for lag in _LAGS]
        moved = [np.abs(grid - before) for before in earlier]
        self._rows.append(
            (
                sample.time_s,
                *(self._top_mean(difference) for difference in moved),
                float(np.median(moved[0])),
                float(np.median(moved[2])),
                float(moved[0].mean()),
                alike(earlier[0], grid),
                *direction(grid - earlier[2], self._top_mean(moved[2])),
                at_rim(moved[0]),
                *(self._fading_in(lag) for lag in FADE_LAGS),
                *(self._fading_out(lag) for lag in FADE_LAGS),
                float(grid.std()),
                packet,
            )
        )

    def finish(self, clip_end_s: float) -> Changes:
        """The numbers of all frames, one at least."""
        column = iter(np.array(self._rows, np.float64).T)
        times_s = next(column)
        return Changes(
            times_s=times_s,
            ends_s=np.append(times_s[1:], clip_end_s),
            change=next(column),
            change_2=next(column),
            change_4=next(column),
            change_8=next(column),
            middle=next(column),
            middle_4=next(column),
            spread=next(column),
            alike=next(column),
            one_way=next(column),
            wide=next(column),
            at_rim=next(column),
            fading_in=(next(column), next(column)),
            fading_out=(next(column), next(column)),
            detail=next(column),
            packet_bytes=next(column),
        )

    def _blocks(self, sample: Sample) -> Grid:
        height, width = sample.luma.shape
        size = max(1, round(width / self._block_px)), max(1, round(height / self._block_px))
        plane = sample.luma.astype(np.float32)
        return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), np.float32)

    def _earlier(self, lag: int) -> Grid:
        """The frame `lag` before the last; the last itself where there is none."""
        return self._grids[-1 - lag] if len(self._grids) > lag else self._grids[-1]

    def _fading_in(self, lag: int) -> float:
        now, start = self._grids[-1], self._earlier(lag)
        return steadiness(now - self._earlier(1), now - start)

    def _fading_out(self, lag: int) -> float:
        now, start = self._grids[-1], self._earlier(lag)
        return steadiness(self._earlier(lag - 1) - start, now - start)

    def _top_mean(self, difference: Grid) -> float:
        count = min(difference.size, max(_FEWEST_BLOCKS, round(difference.size * self._top_share)))
        return float(np.partition(difference.ravel(), -count)[-count:].mean())
