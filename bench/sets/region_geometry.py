"""Marked regions whose parts move against each other, and regions that move as a whole."""

import sys
from collections.abc import Callable, Iterable

import cv2
import numpy as np

from bench import asked_trials, drawn_scenes
from bench.asked_trials import Asked, AskedTrial, detailed_scene, outcome, series
from bench.clips import Floats
from bench.drawn_scenes import SIZE
from bench.scoring import Benchmark
from bench.trials import shipped
from ticketkit.model.question import PlacedBox, Question

_SECONDS = 3.0
_ROWS, _COLUMNS = np.mgrid[0 : SIZE[0], 0 : SIZE[1]].astype(np.float32)
Move = Callable[[float], dict[str, float]]


def run() -> Benchmark:
    """Draw every clip and measure it."""
    check = shipped("region_geometry")
    sources = [sys.modules[__name__], asked_trials, drawn_scenes]
    return Benchmark(
        detector="region_geometry",
        outcomes=tuple(outcome(trial, check, sources) for trial in trials()),
        error_name="error",
        error_limit=1.0,
        about=(
            "Clips of 3 s with a box of 90 to 140 pixels around textured content, drawn at a"
            " random time. Positives: a part of a fifth to a third of the box is pushed by 6 to"
            " 12 % of its diagonal, to stay or to come back, under a still or moving camera."
            " Healthy: the same without the push, by any shift, turn and change of size."
        ),
        measured_on="drawn clips with known pushes, the half that set no threshold",
    )


def trials() -> Iterable[AskedTrial]:
    """Every clip of the set."""
    for name, move in _MOVES.items():
        yield from series(f"pushed: {name}", _clip(move, pushed=True), positive=True, each_half=12)
        yield from series(
            f"healthy: {name}", _clip(move, pushed=False), positive=False, each_half=14
        )


def _clip(
    move: Callable[[np.random.Generator], Move], *, pushed: bool
) -> Callable[[np.random.Generator, float], Asked]:
    def draw(rng: np.random.Generator, rate: float) -> Asked:
        scene, path = detailed_scene(rng), move(rng)
        side, time_s = rng.uniform(90, 140), float(rng.uniform(0, _SECONDS - 0.2))
        push = _push(rng, side) if pushed else lambda shown, _: shown
        # The camera passes over the middle of the world when the box is drawn.
        pictures = (
            push(scene.seen(**path(i / rate - time_s)), i / rate)
            for i in range(round(_SECONDS * rate))
        )
        box = PlacedBox(
            0.5 - side / SIZE[1] / 2, 0.5 - side / SIZE[0] / 2, side / SIZE[1], side / SIZE[0],
            time_s,
        )  # fmt: skip
        return Asked(pictures, Question(boxes=(box,)))

    return draw


def _push(rng: np.random.Generator, side: float) -> Callable[[Floats, float], Floats]:
    """A soft part beside the middle moves within half a second to a second."""
    size = float(rng.uniform(0.06, 0.12) * side * np.sqrt(2))
    angle, reach = rng.uniform(0, 6.28, 2), rng.uniform(0.2, 0.33) * side / 1.6
    x, y = SIZE[1] / 2 + 0.2 * side * np.cos(angle[0]), SIZE[0] / 2 + 0.2 * side * np.sin(angle[0])
    near = np.exp(-((_COLUMNS - x) ** 2 + (_ROWS - y) ** 2) / (2 * reach**2)).astype(np.float32)
    begin, takes, back = rng.uniform(0.7, 1.6), rng.uniform(0.4, 1), rng.random() < 0.3

    def pushed(shown: Floats, time_s: float) -> Floats:
        share = np.clip((time_s - begin) / takes, 0, 1)
        share = np.sin(np.pi * share) if back else share
        right, down = (np.float32(size * share * f(angle[1])) for f in (np.cos, np.sin))
        moved = cv2.remap(shown, _COLUMNS - near * right, _ROWS - near * down, cv2.INTER_LINEAR)
        return np.asarray(moved, np.float32)

    return pushed


def _shifts(rng: np.random.Generator) -> Move:
    right, down = rng.uniform(-25, 25), rng.uniform(-12, 12)
    return lambda t: {"x": right * t, "y": down * t}


def _nears(rng: np.random.Generator) -> Move:
    zoom = rng.uniform(-0.08, 0.1)
    return lambda t: {"zoom": (1 + zoom) ** t}


def _turns(rng: np.random.Generator) -> Move:
    roll = rng.uniform(-8, 8)
    return lambda t: {"roll_deg": roll * t}


_MOVES: dict[str, Callable[[np.random.Generator], Move]] = {
    "stands": lambda _: lambda _: {}, "shifts": _shifts, "comes nearer": _nears, "turns": _turns,
}  # fmt: skip
