"""Content jump: the picture redraws itself or snaps elsewhere between frames, without a cut.

Measured: every frame is compared with the one before it after motion compensation: once with the
frame's own motion, and once with the motion of the frames around it. Differences are taken over
blocks of 1/20 of the long side, without what brightens or darkens a block's whole surroundings; of
a change that is undone within five frames nothing counts. The number is the mean of the
most-changed tenth of the blocks. Unit: luma levels, 0 (motion explains everything) to 255 (those
blocks went from black to white).

The picture is redrawn where its own motion leaves much more than elsewhere in the clip; it snaps
where steady motion leaves much more than just before and after, in one step. Frames that share
neither layout nor detail with the frame before, nor layout with the shot so far, are cuts and are
not reported.

Blind spots: a redraw of less than about 6 % of the picture; a jump inside quick or chaotic
motion; a redraw of the whole picture, which looks like a cut; slow morphing.

Method: motion-compensated frame difference with dense inverse search flow (Kroeger et al., 2016);
steady motion as the second predictor; our own test that the change lasts.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

import numpy as np

from ticketkit.detectors._parameters import merged
from ticketkit.detectors._planes import small_plane
from ticketkit.detectors.content_jump._jumps import Jump, event, grouped
from ticketkit.detectors.content_jump._shots import CutLimits, Shots
from ticketkit.detectors.content_jump._unexplained import Change, Watch
from ticketkit.model.finding import Event, Measurement, Series
from ticketkit.model.picture import Sample
from ticketkit.model.question import NOTHING_ASKED, Question

# Levels are luma levels, 0 to 255, of the most-changed tenth of the blocks; shares are 0 to 1.
DEFAULTS = {
    # A frame is redrawn from this multiple of the usual change around it on, and from so many
    # levels; it snaps likewise, against what steady motion leaves.
    "redraw_factor": 2.0,
    "redraw_levels": 5.0,
    "snap_factor": 4.0,
    "snap_levels": 8.0,
    # The usual change is taken as at least so many levels.
    "floor_levels": 2.0,
    # Least share of the blocks that change, and of those that still differ when all is over.
    "least_share": 0.06,
    "stays_share": 0.07,
    # Where none stays: a frame whose own motion leaves this share of the change is no snap.
    "undone_share": 0.5,
    # A cut: motion explains at most this share of the blocks, and the layout correlates by less
    # with the frame before, and with every frame of the shot (-1 to 1, 1 is alike).
    "cut_explained": 0.33,
    "cut_likeness": 0.4,
    "shot_likeness": 0.75,
    # Median motion of the picture, in pixels a frame of the 160 px plane, that is too quick to say.
    "quick_px": 4.0,
    # How far the usual change is taken from on both sides, and the longest jump; seconds.
    "near_s": 0.75,
    "longest_s": 1.0,
}

_USUAL_PERCENTILE = 75
_HELD_LEVELS = 1.0
"""A frame that changes less is held, as in stepped animation, and says nothing of the motion."""
_QUICK_FRAMES = 3


class Detector:
    """Measures jumps over one clip; see the module's text."""

    def __init__(
        self, parameters: Mapping[str, float], _question: Question = NOTHING_ASKED
    ) -> None:
        self._set = merged("content_jump", DEFAULTS, parameters)
        self._watch = Watch(self._set["redraw_levels"])
        self._times_s: list[float] = []
        self._changes: list[Change] = []
        self._shots = Shots(
            CutLimits(
                explained=self._set["cut_explained"],
                likeness=self._set["cut_likeness"],
                shot_likeness=self._set["shot_likeness"],
            )
        )
        self._cuts: set[int] = set()

    def feed(self, sample: Sample) -> None:
        """Take the next frame; seven planes, and coarse layouts of the running shot, are kept."""
        self._times_s.append(sample.time_s)
        self._shots.see(small_plane(sample))
        self._add(self._watch.feed(sample))

    def finish(self, clip_end_s: float) -> Measurement:
        """The unexplained change of every frame, and the jumps."""
        self._add(self._watch.finish())
        if len(self._changes) < 6:
            return self._measurement((), "too_short")
        self._cuts = self._shots.finish()
        jumps = [jump for jump in map(self._jump, self._changes) if jump is not None]
        ends_s = [*self._times_s[1:], clip_end_s]
        events = [event(group, self._times_s, ends_s, self._set) for group in grouped(jumps)]
        return self._measurement(tuple(e for e in events if e is not None), jumps=jumps)

    def _add(self, changes: list[Change]) -> None:
        self._changes += changes
        self._shots.take(changes)

    def _jump(self, change: Change) -> Jump | None:
        """What kind of jump this frame is, with its number; None where it is none."""
        own = self._set
        if change.changed_share < own["least_share"]:
            return None
        near = self._near(change)
        if change.index in self._cuts or self._is_quick(change, near):
            return None
        stays = self._watch.stays_share(change.index) >= own["stays_share"]
        usual = self._usual([c.own for c in near if c.own >= _HELD_LEVELS])
        if stays and change.own >= max(own["redraw_levels"], own["redraw_factor"] * usual):
            return Jump(change, "redrawn", change.own, usual)
        if not stays and change.own >= own["undone_share"] * change.lasting:
            return None
        around = self._usual([c.steady for c in near])
        if change.lasting >= max(own["snap_levels"], own["snap_factor"] * around):
            return Jump(change, "snapped", change.lasting, around)
        return None

    def _near(self, change: Change) -> list[Change]:
        """The frames around, apart from those next to this one."""
        now_s, near_s = self._times_s[change.index], self._set["near_s"]
        first = bisect_left(self._times_s, now_s - near_s)
        after = bisect_right(self._times_s, now_s + near_s)
        reach = max(change.index - first, after - change.index)
        return [
            c
            for c in self._within(change.index, reach)
            if abs(c.index - change.index) > 1 and abs(self._times_s[c.index] - now_s) <= near_s
        ]

    def _within(self, index: int, frames: int) -> list[Change]:
        """The changes of a frame and of `frames` more on both sides; the first frame has none."""
        return self._changes[max(0, index - 1 - frames) : index + frames]

    def _is_quick(self, change: Change, near: list[Change]) -> bool:
        """Whether the whole picture moves too fast just before or after, as in a whip pan."""
        return any(
            c.speed_px > self._set["quick_px"]
            for c in near
            if abs(c.index - change.index) <= _QUICK_FRAMES
        )

    def _usual(self, levels: list[float]) -> float:
        """What motion leaves unexplained around, in the livelier of the frames."""
        most = float(np.percentile(levels, _USUAL_PERCENTILE)) if levels else 0.0
        return max(self._set["floor_levels"], most)

    def _measurement(
        self, events: tuple[Event, ...], not_measured: str = "", jumps: Sequence[Jump] = ()
    ) -> Measurement:
        frames = [change.index for change in self._changes]
        levels = {change.index: change.own for change in self._changes}
        levels |= {jump.change.index: jump.value for jump in jumps}
        series = Series(
            name="change beyond what motion explains",
            unit="levels of brightness",
            frames=tuple(frames),
            times_s=tuple(self._times_s[i] for i in frames),
            values=tuple(round(levels[i], 3) for i in frames),
            reference=self._set["redraw_levels"],
            reference_name="least change of a jump",
        )
        return Measurement(
            detector="content_jump",
            metric="change beyond what motion explains",
            unit="levels of brightness",
            series=(series,) if frames else (),
            events=events,
            not_measured=not_measured,
        )
