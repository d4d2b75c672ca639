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
from dataclasses import dataclass

import numpy as np

from ticketkit.detectors._arrays import Float32s
from ticketkit.detectors._parameters import merged
from ticketkit.detectors._planes import block_means, likeness, small_plane
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

_LAYOUT_PX = 8
_FACTORS = {"redrawn": "redraw_factor", "snapped": "snap_factor"}
_USUAL_PERCENTILE = 75
_HELD_LEVELS = 1.0
"""A frame that changes less is held, as in stepped animation, and says nothing of the motion."""
_QUICK_FRAMES = 3
_RESTLESS_SHARE = 0.4
_GAP_FRAMES = 2
"""Jumps this close together are one, without a lull between them."""
_LULL_SHARE = 0.6


@dataclass(frozen=True)
class _Jump:
    change: Change
    kind: str
    value: float
    baseline: float


class Detector:
    """Measures jumps over one clip; see the module's text."""

    def __init__(
        self, parameters: Mapping[str, float], _question: Question = NOTHING_ASKED
    ) -> None:
        self._set = merged("content_jump", DEFAULTS, parameters)
        self._watch = Watch(self._set["redraw_levels"])
        self._times_s: list[float] = []
        self._changes: list[Change] = []
        self._layouts: list[Float32s] = []
        self._cuts: set[int] = set()

    def feed(self, sample: Sample) -> None:
        """Take the next frame; seven planes and a coarse layout of every frame are kept."""
        plane = small_plane(sample)
        self._times_s.append(sample.time_s)
        self._layouts.append(block_means(plane, _LAYOUT_PX))
        self._changes += self._watch.feed(sample)

    def finish(self, clip_end_s: float) -> Measurement:
        """The unexplained change of every frame, and the jumps."""
        self._changes += self._watch.finish()
        if len(self._changes) < 6:
            return self._measurement((), "too_short")
        self._cuts = self._found_cuts()
        jumps = [jump for jump in map(self._jump, self._changes) if jump is not None]
        ends_s = [*self._times_s[1:], clip_end_s]
        events = [self._event(group, ends_s) for group in _grouped(jumps)]
        return self._measurement(tuple(e for e in events if e is not None), jumps=jumps)

    def _jump(self, change: Change) -> _Jump | None:
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
            return _Jump(change, "redrawn", change.own, usual)
        if not stays and change.own >= own["undone_share"] * change.lasting:
            return None
        around = self._usual([c.steady for c in near])
        if change.lasting >= max(own["snap_levels"], own["snap_factor"] * around):
            return _Jump(change, "snapped", change.lasting, around)
        return None

    def _found_cuts(self) -> set[int]:
        """Frames that begin another shot: all is new, and was not in the running shot before."""
        cuts: set[int] = set()
        shot = 0
        for change in filter(self._is_all_new, self._changes):
            if not self._was_shown(change.index, shot):
                cuts.add(change.index)
                shot = change.index
        return cuts

    def _was_shown(self, index: int, since: int) -> bool:
        """Whether a frame's layout was on screen from frame `since` on: it comes back, uncut."""
        now, least = self._layouts[index], self._set["shot_likeness"]
        return any(likeness(earlier, now) >= least for earlier in self._layouts[since : index - 1])

    def _is_all_new(self, change: Change) -> bool:
        """Whether all is new at once; a picture that is redrawn is restless for some frames."""
        neighbours = [c.own for c in self._within(change.index, 1) if c is not change]
        return (
            change.explained_share < self._set["cut_explained"]
            and change.likeness < self._set["cut_likeness"]
            and min(neighbours, default=0.0) < _RESTLESS_SHARE * change.own
        )

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

    def _event(self, group: list[_Jump], ends_s: list[float]) -> Event | None:
        strongest = max(group, key=lambda jump: jump.value)
        first, last = group[0].change.index, group[-1].change.index
        if ends_s[last] - self._times_s[first] > self._set["longest_s"]:
            return None
        return Event(
            value=strongest.value,
            baseline=strongest.baseline,
            first_frame=first,
            last_frame=last,
            start_s=self._times_s[first],
            end_s=ends_s[last],
            details={
                "kind": strongest.kind,
                "strongest_s": self._times_s[strongest.change.index],
                "strongest_frame": strongest.change.index,
                "changed_percent": 100 * strongest.change.changed_share,
                "times_usual": strongest.value / strongest.baseline,
                "least_times_usual": self._set[_FACTORS[strongest.kind]],
            },
            alternatives=("jump_cut", "sudden_action", "dropped_frames"),
        )

    def _measurement(
        self, events: tuple[Event, ...], not_measured: str = "", jumps: Sequence[_Jump] = ()
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


def _grouped(jumps: list[_Jump]) -> list[list[_Jump]]:
    groups: list[list[_Jump]] = []
    for jump in jumps:
        if groups and _goes_on(groups[-1], jump):
            groups[-1].append(jump)
        else:
            groups.append([jump])
    return groups


def _goes_on(group: list[_Jump], jump: _Jump) -> bool:
    """Whether a jump belongs to the ones just before, and does not rise anew out of a lull."""
    last, most = group[-1], max(one.value for one in group)
    if jump.change.index - last.change.index > _GAP_FRAMES:
        return False
    return last.value >= _LULL_SHARE * min(most, jump.value)
