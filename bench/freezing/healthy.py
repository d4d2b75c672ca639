"""Clips without a failure that look as if they had one, and clips that simply move.

Each kind is a sequence of pictures: a scene with a rhythm, a rest, a fade, a card, a cut.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from bench.clips import Floats, Picture, cached, disc, grainy, smoothstep, write
from bench.freezing import motions, technique
from bench.freezing.motions import KINDS, Motion, motion
from bench.freezing.technique import Technique

LENGTH_S = 3.2


@dataclass(frozen=True)
class Healthy:
    """One clip in which nothing is wrong."""

    seed: int
    kind: str
    """A key of `KINDS_OF_HEALTH`."""
    technique: Technique

    @property
    def frames(self) -> int:
        """Frames as drawn; a variable rate may leave some out."""
        return round(LENGTH_S * self.technique.rate)


def healthy(count: int, kinds: tuple[str, ...] = ()) -> Iterator[Healthy]:
    """`count` clips of `kinds`, by default all of them, which take turns.

    Plain movement comes up three times as often as the others.
    """
    names = kinds or (*KINDS_OF_HEALTH, "moving", "moving")
    for seed in range(count):
        rng = np.random.default_rng([21, seed])
        kind = names[seed // 2 % len(names)]
        how = technique.chosen(rng, _RATES.get(kind, technique.RATES))
        if kind in _STEADY_CLOCK:
            how = replace(how, jitter=False)
        yield Healthy(seed, kind, how)


def make(clip: Healthy) -> Path:
    """Draw and encode the clip, or take it from the cache."""
    rng = np.random.default_rng([22, clip.seed])
    pictures = KINDS_OF_HEALTH[clip.kind](clip, rng)
    times_ms = clip.technique.times_ms(clip.frames, np.random.default_rng([23, clip.seed]))

    def draw(path: Path) -> None:
        how = clip.technique
        grained = grainy(rng, pictures, how.grain)
        if clip.kind == "repeats left out":
            every = _cadence(clip)
            shown = [i for i in range(clip.frames) if i == 0 or every(i) != every(i - 1)]
            kept = (p for i, p in enumerate(grained) if i in set(shown))
            write(path, kept, how.rate, how.coding, [*(times_ms[i] for i in shown), times_ms[-1]])
        else:
            write(path, grained, how.rate, how.coding, times_ms if how.jitter else None)

    sources = [sys.modules[__name__], motions, technique]
    return cached(clip, sources, clip.technique.coding.suffix, draw)


@dataclass(frozen=True)
class _Rest:
    """Time that slows down, rests and starts again, as a movement that ends by itself does."""

    at_s: float
    ease_s: float
    rest_s: float

    def __call__(self, t: float) -> float:
        """Time in the motion at time `t` of the clip."""
        stopped = self.at_s + self.ease_s
        if t <= self.at_s:
            return t
        if t <= stopped:
            u = (t - self.at_s) / self.ease_s
            return self.at_s + self.ease_s * (u - u * u / 2)
        still, resumed = self.at_s + self.ease_s / 2, stopped + self.rest_s
        u = min(1.0, max(0.0, t - resumed) / self.ease_s)
        return still + self.ease_s * u * u / 2 + max(0.0, t - resumed - self.ease_s)


def _any_motion(rng: np.random.Generator, clip: Healthy) -> Motion:
    return motion(str(rng.choice(list(KINDS))), rng, clip.technique.size)


def _times(clip: Healthy) -> Iterator[float]:
    return (i / clip.technique.rate for i in range(clip.frames))


def _moving(clip: Healthy, rng: np.random.Generator) -> Iterator[Picture]:
    kind = list(KINDS)[clip.seed // 2 % len(KINDS)]
    return map(motion(kind, rng, clip.technique.size), _times(clip))


def _cadence(clip: Healthy) -> Callable[[int], int]:
    """Which drawing a frame shows, for the kinds with a rhythm."""
    rng = np.random.default_rng([24, clip.seed])
    if clip.kind == "every n-th doubled":
        n = int(rng.integers(3, 9))
        return lambda i: i - i // n
    if clip.kind == "24 in 30":
        return lambda i: i * 4 // 5
    if clip.kind == "24 in 60":
        return lambda i: i * 2 // 5
    step = {"on twos": 2, "on threes": 3}.get(clip.kind, 2)
    return lambda i: i // step


def _rhythm(clip: Healthy, rng: np.random.Generator) -> Iterator[Picture]:
    draw, drawing = _any_motion(rng, clip), _cadence(clip)
    steps = clip.frames / (drawing(clip.frames - 1) + 1)
    return (draw(drawing(i) * steps / clip.technique.rate) for i in range(clip.frames))


def _still(clip: Healthy, rng: np.random.Generator) -> Iterator[Picture]:
    draw = _any_motion(rng, clip)
    return (draw(0.4) for _ in range(clip.frames))


def _still_then_passer(clip: Healthy, rng: np.random.Generator) -> Iterator[Picture]:
    """A still camera; something comes into the picture and leaves it again."""
    height, width = clip.technique.size
    ground = motions.ground(rng, (height, width))
    radius, speed = width * rng.uniform(0.06, 0.12), width * rng.uniform(0.5, 0.9)
    start, y = rng.uniform(0.3, 0.8), height * rng.uniform(0.3, 0.7)
    for t in _times(clip):
        yield disc(ground, -radius + speed * (t - start), y, radius, 215)


def _small_motion(clip: Healthy, rng: np.random.Generator) -> Iterator[Picture]:
    draw = motions.talker(rng, clip.technique.size, pauses=True)
    return map(draw, _times(clip))


def _blinks(clip: Healthy, rng: np.random.Generator) -> Iterator[Picture]:
    """A still face that only blinks."""
    height, width = clip.technique.size
    ground = motions.ground(rng, (height, width), contrast=14)
    head = disc(ground, width / 2, height / 2, height / 3, 165)
    blinks = np.cumsum(rng.uniform(0.6, 1.1, 5))
    for t in _times(clip):
        lid = max(smoothstep(1 - abs(t - blink) / 0.13) for blink in blinks)
        face = head
        for side in (-1, 1):
            eye = width / 2 + side * height * 0.11, height * 0.43
            face = disc(face, *eye, height * 0.04, 45 + 120 * lid)
        yield face


def _rest(clip: Healthy, rng: np.random.Generator) -> Iterator[Picture]:
    rest = _Rest(rng.uniform(0.5, 0.9), rng.uniform(0.4, 0.7), rng.uniform(0.15, 0.9))
    draw = _any_motion(rng, clip)
    return (draw(rest(t)) for t in _times(clip))


def _comes_to_rest(clip: Healthy, rng: np.random.Generator) -> Iterator[Picture]:
    rest = _Rest(rng.uniform(0.8, 1.3), rng.uniform(0.5, 0.9), 9)
    draw = _any_motion(rng, clip)
    return (draw(rest(t)) for t in _times(clip))


def _starts_from_rest(clip: Healthy, rng: np.random.Generator) -> Iterator[Picture]:
    rest = _Rest(-1, 0.5, rng.uniform(1.0, 1.6))
    rest = replace(rest, ease_s=rng.uniform(0.5, 0.9))
    draw = _any_motion(rng, clip)
    return (draw(rest(t)) for t in _times(clip))


def _slow(clip: Healthy, rng: np.random.Generator) -> Iterator[Picture]:
    draw, speed = _any_motion(rng, clip), rng.uniform(0.08, 0.25)
    return (draw(1 + speed * t) for t in _times(clip))


def _speed_ramp(clip: Healthy, rng: np.random.Generator) -> Iterator[Picture]:
    """Ordinary speed, slow motion, ordinary speed again, within a tenth of a second."""
    draw = _any_motion(rng, clip)
    slow, start, end = rng.uniform(0.12, 0.3), rng.uniform(0.7, 1.1), rng.uniform(1.8, 2.4)
    place = 0.0
    for t in _times(clip):
        yield draw(place)
        share = smoothstep((t - start) / 0.1) * smoothstep((end - t) / 0.1)
        place += (1 + share * (slow - 1)) / clip.technique.rate


def _fade_out(clip: Healthy, rng: np.random.Generator) -> Iterator[Picture]:
    draw = _any_motion(rng, clip)
    start, length = rng.uniform(1.0, 1.5), rng.uniform(0.4, 1.0)
    to = float(rng.choice([3.0, 3.0, 250.0]))
    for t in _times(clip):
        share = min(1.0, max(0.0, (t - start) / length))
        yield draw(t) * (1 - share) + to * share


def _fade_in(clip: Healthy, rng: np.random.Generator) -> Iterator[Picture]:
    draw = _any_motion(rng, clip)
    start, length = rng.uniform(0.3, 0.6), rng.uniform(0.4, 1.0)
    for t in _times(clip):
        share = min(1.0, max(0.0, (t - start) / length))
        yield draw(t) * share + 3 * (1 - share)


def _card(rng: np.random.Generator, clip: Healthy) -> Floats:
    """A title card: blocks like letters on a plain ground."""
    height, width = clip.technique.size
    card = np.full((height, width), rng.choice([14.0, 238.0]), np.float32)
    unit = height // 12
    for i, wide in enumerate(rng.uniform(0.4, 1.2, 7)):
        left = int(width * 0.15 + i * width * 0.1)
        card[5 * unit : 7 * unit, left : left + int(wide * unit)] = 252 - card[0, 0]
    return card


def _title_card(clip: Healthy, rng: np.random.Generator) -> Iterator[Picture]:
    card, draw, until = _card(rng, clip), _any_motion(rng, clip), rng.uniform(0.5, 1.4)
    return (card if t < until else draw(t) for t in _times(clip))


def _end_card(clip: Healthy, rng: np.random.Generator) -> Iterator[Picture]:
    card, draw, since = _card(rng, clip), _any_motion(rng, clip), rng.uniform(1.2, 2.4)
    return (card if t >= since else draw(t) for t in _times(clip))


def _dissolve_to_card(clip: Healthy, rng: np.random.Generator) -> Iterator[Picture]:
    card, draw = _card(rng, clip), _any_motion(rng, clip)
    start, length = rng.uniform(0.9, 1.4), rng.uniform(0.4, 0.8)
    for t in _times(clip):
        share = min(1.0, max(0.0, (t - start) / length))
        yield draw(t) * (1 - share) + card * share


def _cuts(clip: Healthy, rng: np.random.Generator) -> Iterator[Picture]:
    shots = [_any_motion(rng, clip) for _ in range(6)]
    ends = np.cumsum(rng.uniform(0.4, 1.0, 6))
    return (shots[min(5, int(np.searchsorted(ends, t)))](t) for t in _times(clip))


def _cut_to_still(clip: Healthy, rng: np.random.Generator) -> Iterator[Picture]:
    """Moving shots with a still one between them."""
    one, still, two = (_any_motion(rng, clip) for _ in range(3))
    start, end = rng.uniform(0.7, 1.1), rng.uniform(1.5, 2.3)
    for t in _times(clip):
        yield one(t) if t < start else still(0.3) if t < end else two(t)


KINDS_OF_HEALTH: dict[str, Callable[[Healthy, np.random.Generator], Iterator[Picture]]] = {
    "moving": _moving,
    "on twos": _rhythm,
    "on threes": _rhythm,
    "24 in 30": _rhythm,
    "24 in 60": _rhythm,
    "every n-th doubled": _rhythm,
    "repeats left out": _rhythm,
    "still camera": _still,
    "still, somebody passes": _still_then_passer,
    "talking, with pauses": _small_motion,
    "a face that blinks": _blinks,
    "natural rest": _rest,
    "comes to rest": _comes_to_rest,
    "starts from rest": _starts_from_rest,
    "slow motion": _slow,
    "speed ramp": _speed_ramp,
    "fade out": _fade_out,
    "fade in": _fade_in,
    "title card": _title_card,
    "end card": _end_card,
    "dissolve to a card": _dissolve_to_card,
    "hard cuts": _cuts,
    "cut to a still shot": _cut_to_still,
}
_RATES = {
    "24 in 30": (30.0,),
    "24 in 60": (60.0,),
    "on twos": (12.0, 24.0, 25.0, 30.0, 60.0),
    "on threes": (24.0, 25.0, 30.0, 60.0),
}
_STEADY_CLOCK = {"on twos", "on threes", "24 in 30", "24 in 60", "every n-th doubled"}
