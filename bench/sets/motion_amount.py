"""Clips in which nothing moves, and clips in which something small or slow does."""

import sys
from collections.abc import Callable, Iterable

import numpy as np

from bench import drawn_scenes, movements
from bench.clips import Floats, texture
from bench.drawn_scenes import SIZE, Scene
from bench.movements import handheld, steady
from bench.scoring import Benchmark
from bench.trials import Drawing, Trial, outcome, series, shipped

_SECONDS = 3.0
Draw = Callable[[np.random.Generator, float], Drawing]


def run() -> Benchmark:
    """Draw every clip and measure it."""
    check = shipped("motion_amount")
    sources = [sys.modules[__name__], drawn_scenes, movements]
    return Benchmark(
        detector="motion_amount",
        outcomes=tuple(outcome(trial, check, sources) for trial in trials()),
        error_name="onset error, frames",
        error_limit=1.0,
        about=(
            "Clips of 3 s: still pictures under light that is steady, pulses or drifts; and clips"
            " in which the camera or a subject moves, a small subject moves, the camera creeps, a"
            " part boils, the camera is held in the hand, or only the second half moves. Grain and"
            " compression differ from clip to clip."
        ),
        measured_on="drawn clips that are known to be still or to move, the half that set no"
        " threshold",
    )


def trials() -> Iterable[Trial]:
    """Every clip of the set."""
    for name, draw in _STILL.items():
        yield from series(f"still: {name}", draw, positive=True, each_half=14)
    for name, draw in _MOVING.items():
        yield from series(f"moving: {name}", draw, positive=False, each_half=14)


def _still(light: Callable[[np.random.Generator, float], float]) -> Draw:
    """One picture, times `light` at every time."""

    def draw(rng: np.random.Generator, rate: float) -> Drawing:
        count, scene = round(_SECONDS * rate), Scene(rng)
        phase = np.random.default_rng(int(rng.integers(1 << 30)))
        seen = scene.with_subject(scene.seen(), 190, 110)
        shift = phase.uniform(0, 6.28)
        return Drawing((seen * light_at(i / rate, shift) for i in range(count)), (0, count - 1))

    def light_at(t: float, shift: float) -> float:
        return light(np.random.default_rng(int(shift * 1000)), t)

    return draw


def _steady_light(_rng: np.random.Generator, _t: float) -> float:
    return 1.0


def _pulsing(rng: np.random.Generator, t: float) -> float:
    return 1 + 0.06 * float(np.sin(2 * np.pi * rng.uniform(0.4, 5) * t))


def _brightening(rng: np.random.Generator, t: float) -> float:
    return 1 + rng.uniform(-0.1, 0.08) * t


_STILL: dict[str, Draw] = {
    "steady": _still(_steady_light),
    "pulsing light": _still(_pulsing),
    "drifting light": _still(_brightening),
}


def _moving(rng: np.random.Generator, rate: float) -> Drawing:
    return Drawing(steady(rng, rate, _SECONDS))


def _small_subject(rng: np.random.Generator, rate: float) -> Drawing:
    scene = Scene(rng, int(rng.integers(24, 44)))
    x, speed, y = rng.uniform(60, 180), rng.uniform(12, 50), rng.uniform(50, 170)
    return Drawing(
        scene.with_subject(scene.seen(), x + speed * i / rate, y)
        for i in range(round(_SECONDS * rate))
    )


def _creeping(rng: np.random.Generator, rate: float) -> Drawing:
    """A push of 1 to 2 % of the picture a second."""
    scene, pace = Scene(rng), rng.uniform(0.01, 0.02)
    zooms = rng.random() < 0.5

    def picture(t: float) -> Floats:
        return scene.seen(zoom=1 + pace * t) if zooms else scene.seen(pace * SIZE[1] * t)

    return Drawing(picture(i / rate) for i in range(round(_SECONDS * rate)))


def _boiling(rng: np.random.Generator, rate: float) -> Drawing:
    """Water or smoke in a part of a still picture."""
    scene = Scene(rng)
    seen, cloud = scene.seen(), texture(rng, SIZE, mean=0, contrast=26, finest_px=6)
    other = texture(rng, SIZE, mean=0, contrast=26, finest_px=6)
    mask = np.zeros((*SIZE, 1), np.float32)
    top, left = int(rng.integers(20, 100)), int(rng.integers(20, 200))
    mask[top : top + 90, left : left + 150] = 1
    pace = rng.uniform(0.5, 1.5)

    def picture(t: float) -> Floats:
        mixed = np.cos(pace * t) * cloud + np.sin(pace * t) * other
        return np.asarray(seen + mask * mixed[:, :, None], np.float32)

    return Drawing(picture(i / rate) for i in range(round(_SECONDS * rate)))


def _by_hand(rng: np.random.Generator, rate: float) -> Drawing:
    scene, x, y = Scene(rng), handheld(rng), handheld(rng)
    return Drawing(
        scene.seen(12 * x(i / rate), 12 * y(i / rate)) for i in range(round(_SECONDS * rate))
    )


def _late(rng: np.random.Generator, rate: float) -> Drawing:
    show, scene = movements.anything(rng), Scene(rng)
    start = rng.uniform(1.2, 2.0)
    return Drawing(show(scene, max(0.0, i / rate - start)) for i in range(round(_SECONDS * rate)))


_MOVING: dict[str, Draw] = {
    "anything": _moving,
    "small subject": _small_subject,
    "creeping camera": _creeping,
    "boiling part": _boiling,
    "handheld": _by_hand,
    "second half only": _late,
}
