"""Runs of frames in which a motion goes back on itself and then goes on as before."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ticketkit.detectors._arrays import Float32s

Places = npt.NDArray[np.intp]

_AROUND_S = 1.5
"""How far around a turn the motion is looked at for swaying."""


@dataclass(frozen=True)
class Turn:
    """A motion that runs backwards from one frame to another."""

    first: int
    """The last frame before the motion turns: the furthest it had come."""
    last: int
    """The last frame that the motion brought back."""
    speed_back: float
    """Median speed of the way back, pixels of the small plane a frame."""
    speed_forward: float
    """Median speed before it and after it, the slower of the two."""
    abruptness: float
    """Change of speed from one frame to the next at the turns, against the whole change: near 0
    swings, 1 snaps."""
    ahead: Float32s
    """Direction of the motion just before, a unit vector."""


@dataclass(frozen=True)
class Limits:
    """What counts as a turn."""

    least_speed: float
    """Slower frames say nothing of direction and are passed over."""
    least_frames: int
    most_s: float
    reach_s: float
    """How much motion just before a turn sets its direction."""
    straight_ratio: float
    """How much longer than the way back the motion must go one way on both sides."""
    abruptness: float
    opposite: float
    """Cosine below which a frame moves backwards, 0 to -1."""
    slowest_ratio: float
    """Least speed of the way back against the way there."""
    one_way_share: float
    """Share of the motion around, other turns apart, that has to go ahead: less is swaying."""


def turns(vectors: Float32s, times_s: Float32s, cuts: list[int], limits: Limits) -> list[Turn]:
    """Find the turns of one motion within each shot.

    `vectors` is (frames, any number): row i moved frame i - 1 to frame i, row 0 is not read.
    `times_s` are the frames' times, `cuts` the first frames of new shots.
    """
    speeds = np.linalg.norm(vectors, axis=1)
    speeds[[0, *cuts]] = 0
    moving = np.flatnonzero(speeds >= limits.least_speed)
    unit = vectors[moving] / speeds[moving, None]
    shots = np.searchsorted(np.asarray(cuts), moving, side="right")
    search = _Search(unit, speeds[moving], moving, shots, times_s, limits)
    found: list[Turn] = []
    start = 1
    while start < len(moving):
        end = search.end_of_way_back(start)
        turn = None if end is None else search.turn(start, end)
        if turn is not None:
            found.append(turn)
        start = start + 1 if turn is None or end is None else end
    found = [turn for turn in found if search.is_unusual(turn, found)]
    return [] if _is_regular(found) else found


@dataclass(frozen=True)
class _Search:
    """Places in here count moving frames only."""

    unit: Float32s
    speeds: Float32s
    frames: Places
    shots: Places
    times_s: Float32s
    limits: Limits

    def end_of_way_back(self, start: int) -> int | None:
        """The place after the backward run that begins at `start`; None where none begins."""
        ahead = self._direction_before(start)
        if ahead is None or self.unit[start] @ ahead > self.limits.opposite:
            return None
        if self.unit[start - 1] @ ahead <= 0:
            return None
        end = start
        while end < len(self.unit) and self.unit[end] @ ahead <= 0:
            end += 1
        return end if end < len(self.unit) else None

    def turn(self, start: int, end: int) -> Turn | None:
        """The turn whose way back is `start` to before `end`, if it is one."""
        ahead = self._direction_before(start)
        length = end - start
        if ahead is None or length < self.limits.least_frames:
            return None
        first, last = int(self.frames[start]) - 1, int(self.frames[end - 1])
        if self.times_s[last] - self.times_s[first] > self.limits.most_s:
            return None
        if float((self.unit[start:end] @ ahead).mean()) > self.limits.opposite:
            return None
        needed = max(
            self.limits.least_frames + 1, int(np.ceil(self.limits.straight_ratio * length))
        )
        before = self._straight(range(start - 1, start - 1 - needed, -1), ahead)
        after = self._straight(range(end, end + needed), ahead)
        if not before or not after or self.shots[start - needed] != self.shots[end + needed - 1]:
            return None
        return self._measured(start, end, needed, ahead)

    def is_unusual(self, turn: Turn, found: list[Turn]) -> bool:
        """Whether the motion around goes ahead all the time, apart from the turns found in it."""
        place = np.searchsorted(self.frames, turn.last)
        apart_s = np.abs(self.times_s[self.frames] - self.times_s[turn.first])
        around = (apart_s <= _AROUND_S) & (self.shots == self.shots[place])
        for other in found:
            around &= (self.frames <= other.first) | (self.frames > other.last)
        return bool((self.unit[around] @ turn.ahead > 0).mean() >= self.limits.one_way_share)

    def _measured(self, start: int, end: int, needed: int, ahead: Float32s) -> Turn | None:
        first, last = int(self.frames[start]) - 1, int(self.frames[end - 1])
        before = float(np.median(self.speeds[start - needed : start]))
        after = float(np.median(self.speeds[end : end + needed]))
        back = float(np.median(self.speeds[start:end]))
        turning = (self.speeds[start - 1] + self.speeds[start]) / (before + back)
        returning = (self.speeds[end - 1] + self.speeds[end]) / (back + after)
        abruptness = float(min(turning, returning, 1.0))
        forward = min(before, after)
        if abruptness < self.limits.abruptness or back < self.limits.slowest_ratio * forward:
            return None
        return Turn(first, last, back, forward, abruptness, ahead)

    def _direction_before(self, place: int) -> Float32s | None:
        """Mean direction of the motion just before `place`, as a unit vector."""
        now_s = self.times_s[self.frames[place]]
        near = [
            p
            for p in range(max(0, place - 12), place)
            if now_s - self.times_s[self.frames[p]] <= self.limits.reach_s
        ]
        if len(near) < 2:
            return None
        mean = self.unit[near].mean(axis=0)
        size = float(np.linalg.norm(mean))
        return np.asarray(mean / size, np.float32) if size > 0.4 else None

    def _straight(self, places: range, ahead: Float32s) -> bool:
        """Whether the motion goes ahead at all of `places`, one in ten excepted."""
        if min(places) < 0 or max(places) >= len(self.unit):
            return False
        forward = self.unit[list(places)] @ ahead > 0
        return bool(forward[0] and forward.sum() >= 0.9 * len(places))


def _is_regular(found: list[Turn]) -> bool:
    """Whether the motion turns again and again at one pace, as things do that swing."""
    if len(found) < 3:
        return False
    gaps = np.diff([turn.first for turn in found])
    return bool(gaps.std() < 0.2 * gaps.mean())
