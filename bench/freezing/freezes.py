"""Clips in which a movement freezes: when, for how long, in what manner, known to the frame."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Literal

import cv2
import numpy as np

from bench.clips import Floats, Picture, cached, grainy, write
from bench.freezing import motions, technique
from bench.freezing.motions import Motion
from bench.freezing.technique import Technique

Manner = Literal["repeated", "stall", "held grain", "long frame"]
"""`repeated`: the picture again, under grain that goes on. `stall`: near-identical pictures that
creep and shimmer, as generators make them. `held grain`: the finished picture again, its grain
included. `long frame`: one frame with a long time on screen, nothing repeated."""

MANNERS: tuple[Manner, ...] = ("repeated", "stall", "held grain", "repeated", "stall", "long frame")
LENGTHS_S = (0.125, 0.167, 0.25, 0.35, 0.5, 0.75, 1.0, 1.6, 2.5)
_CREEP = 0.03
"""Speed at which the motion goes on during a stall, against its ordinary speed."""
_SHIMMER = 0.5
"""Standard deviation in luma levels of what a stalled generator adds to each picture."""


@dataclass(frozen=True)
class Freeze:
    """One clip with one freeze."""

    seed: int
    kind: str
    """Of the motion, a key of `motions.KINDS`."""
    manner: Manner
    technique: Technique
    frames: int
    """Frames of the clip as drawn; a long frame leaves some out."""
    first: int
    """Frame, as drawn, whose picture holds."""
    held: int
    """How many frame durations the picture holds, `first` included."""
    jumps: bool
    """Whether the movement goes on as if it had never stopped; else it continues where it was."""
    offset_s: float = 0
    """Time in the motion at which the clip begins."""

    @property
    def to_end(self) -> bool:
        """Whether the freeze lasts to the end of the file."""
        return self.first + self.held >= self.frames

    @property
    def traits(self) -> tuple[str, ...]:
        """What results are grouped by."""
        place = "to the end" if self.to_end else "at the start" if self.first == 0 else "inside"
        return (*self.technique.traits, self._length, self.manner, place)

    @property
    def _length(self) -> str:
        length_s = self.held / self.technique.rate
        if length_s >= 1:
            return "1 s and longer"
        bounds = (0.125, 0.2, 0.5, 1.0)
        low, high = next(b for b in pairwise(bounds) if length_s < b[1])
        return f"{low:g} to {high:g} s"

    def motion_s(self, frame: int) -> float:
        """Time in the motion that `frame`, as drawn, shows."""
        into = min(max(0, frame - self.first), self.held - 1)
        beyond = max(0, frame - self.first - self.held + 1)
        creep = _CREEP * into if self.manner == "stall" else 0.0
        passed = min(frame, self.first) + creep + beyond
        if self.jumps and beyond:
            passed = frame
        return self.offset_s + passed / self.technique.rate


@dataclass(frozen=True)
class Truth:
    """Where a freeze is in the finished file."""

    path: Path
    start_s: float
    end_s: float


def freezes(count: int) -> Iterator[Freeze]:
    """`count` freezes; the kinds of motion and the manners take turns, the rest is by lot."""
    kinds = list(motions.KINDS)
    for seed in range(count):
        pair = seed // 2  # so that both halves get every kind in every manner
        manner = MANNERS[(pair // len(kinds)) % len(MANNERS)]
        yield _in_mid_movement(_freeze(seed, kinds[pair % len(kinds)], manner))


def _freeze(seed: int, kind: str, manner: Manner) -> Freeze:
    rng = np.random.default_rng([11, seed])
    how = technique.chosen(rng)
    # Frames that come early or late must not make the freeze shorter than it was drawn by lot.
    slack = 2 * technique.JITTER if how.jitter else -1e-9
    held = max(3, int(np.ceil(float(rng.choice(LENGTHS_S)) * how.rate + slack)))
    before, after = (int(np.ceil(how.rate * rng.uniform(0.6, 1.3))) + 2 for _ in range(2))
    place = rng.choice(["inside", "inside", "inside", "inside", "end", "start"])
    if place == "start":
        before, held = 0, max(held, int(np.ceil(0.25 * how.rate)))
    if place == "end":
        after, held = 0, max(held, int(np.ceil(0.25 * how.rate)))
        # A file says nothing reliable of how long its last frame lasts.
        manner = "repeated" if manner == "long frame" else manner
    jumps = bool(rng.integers(2))
    return Freeze(seed, kind, manner, how, before + held + after, before, held, jumps)


def _in_mid_movement(draft: Freeze) -> Freeze:
    """The same freeze in a stretch of the motion that is fast enough at both of its ends."""
    draw, step = _motion(draft), 1 / draft.technique.rate
    usual = float(np.median([_speed(draw, float(t), step) for t in np.linspace(0, 3, 7)]))
    best, fastest = draft, -1.0
    for offset in np.arange(0, 1.5, 0.11):
        tried = replace(draft, offset_s=float(offset))
        speed = _slowest(tried, draw, step)
        if speed > fastest:
            best, fastest = tried, speed
        if fastest >= 0.7 * usual:
            break
    return best


def _slowest(freeze: Freeze, draw: Motion, step: float) -> float:
    speeds = [_speed(draw, freeze.motion_s(freeze.first), step)] if freeze.first else []
    if not freeze.to_end:
        speeds.append(_speed(draw, freeze.motion_s(freeze.first + freeze.held), step))
    return min(speeds)


def _speed(draw: Motion, time_s: float, step: float) -> float:
    return motions.change(draw(time_s - step), draw(time_s))


def _motion(freeze: Freeze) -> Motion:
    rng = np.random.default_rng([12, freeze.seed])
    return motions.motion(freeze.kind, rng, freeze.technique.size)


def make(freeze: Freeze) -> Truth:
    """Draw and encode the clip, or take it from the cache."""
    rng = np.random.default_rng([13, freeze.seed])
    times_ms = freeze.technique.times_ms(freeze.frames, rng)
    gone = range(freeze.first + 1, freeze.first + freeze.held)
    shown = [i for i in range(freeze.frames) if freeze.manner != "long frame" or i not in gone]
    variable = freeze.technique.jitter or freeze.manner == "long frame"
    timed = [*(times_ms[i] for i in shown), times_ms[-1]] if variable else None

    def draw(path: Path) -> None:
        how = freeze.technique
        write(path, _pictures(freeze, shown, rng), how.rate, how.coding, timed)

    sources = [sys.modules[__name__], motions, technique]
    path = cached(freeze, sources, freeze.technique.coding.suffix, draw)
    end = freeze.first + freeze.held
    if variable:
        return Truth(path, times_ms[freeze.first] / 1000, times_ms[end] / 1000)
    return Truth(path, freeze.first / freeze.technique.rate, end / freeze.technique.rate)


def _pictures(freeze: Freeze, shown: list[int], rng: np.random.Generator) -> Iterator[Picture]:
    draw, finished = _motion(freeze), None
    for frame in shown:
        holds = freeze.first < frame < freeze.first + freeze.held
        if not holds or finished is None or freeze.manner != "held grain":
            clean = draw(freeze.motion_s(frame))
            if holds and freeze.manner == "stall":
                clean = clean + _shimmer(rng, freeze.technique.size)
            finished = next(grainy(rng, [clean], freeze.technique.grain))
        yield finished


def _shimmer(rng: np.random.Generator, size: tuple[int, int]) -> Floats:
    coarse = rng.standard_normal((size[0] // 6, size[1] // 6)).astype(np.float32)
    fine = cv2.resize(coarse, (size[1], size[0]), interpolation=cv2.INTER_CUBIC)
    return np.asarray(_SHIMMER * fine / fine.std(), np.float32)
