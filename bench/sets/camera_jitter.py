"""A camera that trembles, and cameras that travel smoothly or unevenly."""

import sys
from collections.abc import Callable, Iterable

import numpy as np

from bench import asked_trials, drawn_scenes
from bench.asked_trials import Asked, AskedTrial, outcome, series
from bench.clips import Picture
from bench.drawn_scenes import SIZE, Scene
from bench.scoring import Benchmark
from bench.trials import shipped
from ticketkit.model.question import Question

_SECONDS = 3.0
Path = Callable[[float], tuple[float, float, float]]
"""Right and down in pixels, and zoom, at a time in seconds."""


def run() -> Benchmark:
    """Draw every clip and measure it."""
    check = shipped("camera_jitter")
    sources = [sys.modules[__name__], asked_trials, drawn_scenes]
    return Benchmark(
        detector="camera_jitter",
        outcomes=tuple(outcome(trial, check, sources) for trial in trials()),
        error_name="error",
        error_limit=1.0,
        about=(
            "Clips of 3 s. Positives: the whole picture shakes by 0.2 to 1.5 % of its diagonal at"
            " every frame, or swings at 2.5 to 6 Hz, over a still, panning or zooming camera."
            " Healthy: still cameras, steady, eased and curved moves, moves in which frames are"
            " doubled, moving subjects, cuts, and shaking that the prompt asks for."
        ),
        measured_on="drawn clips with known shaking, the half that set no threshold",
    )


def trials() -> Iterable[AskedTrial]:
    """Every clip of the set."""
    yield from series("shakes", _shaken(_shake), positive=True, each_half=24)
    yield from series("swings", _shaken(_swing), positive=True, each_half=24)
    for name, path in _HEALTHY.items():
        yield from series(f"healthy: {name}", _smooth(path), positive=False, each_half=9)
    yield from series("healthy: cut", _cut, positive=False, each_half=9)
    asked = _shaken(_shake, "Handheld camera in a crowd")
    yield from series("healthy: asked for", asked, positive=False, each_half=9)


def _travel(rng: np.random.Generator) -> Path:
    right, down = rng.uniform(-50, 50, 2) * (rng.random() < 0.6)
    zoom = rng.uniform(-0.06, 0.08) * (rng.random() < 0.5)
    return lambda t: (right * t, down * t, (1 + zoom) ** t)


def _shake(rng: np.random.Generator, rate: float) -> Path:
    size = rng.uniform(0.002, 0.015) * np.hypot(*SIZE)
    places = rng.standard_normal((round(_SECONDS * rate) + 1, 2)) * size / np.sqrt(2)

    def at(time_s: float) -> tuple[float, float, float]:
        right, down = places[round(time_s * rate)]
        return float(right), float(down), 1.0

    return at


def _swing(rng: np.random.Generator, _rate: float) -> Path:
    size, angle = rng.uniform(0.002, 0.015) * np.hypot(*SIZE), rng.uniform(0, 6.28)
    speed = 2 * np.pi * rng.uniform(2.5, 6)
    return lambda t: (
        float(size * np.cos(angle) * np.sin(speed * t)),
        float(size * np.sin(angle) * np.sin(speed * t)),
        1.0,
    )


def _shaken(
    shake: Callable[[np.random.Generator, float], Path], prompt: str | None = None
) -> Callable[[np.random.Generator, float], Asked]:
    def draw(rng: np.random.Generator, rate: float) -> Asked:
        scene, travel, more = Scene(rng), _travel(rng), shake(rng, rate)

        def seen(time_s: float) -> Picture:
            (x, y, zoom), (right, down, _) = travel(time_s), more(time_s)
            return scene.seen(x=x + right, y=y + down, zoom=zoom)

        times = (i / rate for i in range(round(_SECONDS * rate)))
        return Asked((seen(t) for t in times), Question(prompt=prompt))

    return draw


def _smooth(
    path: Callable[[np.random.Generator], Path],
) -> Callable[[np.random.Generator, float], Asked]:
    def draw(rng: np.random.Generator, rate: float) -> Asked:
        scene, travel = Scene(rng), path(rng)
        subject, speed = rng.random() < 0.4, rng.uniform(-80, 80)

        def seen(time_s: float) -> Picture:
            x, y, zoom = travel(time_s)
            shown = scene.seen(x=x, y=y, zoom=zoom)
            place = 190 + speed * (time_s - 1.5)
            return scene.with_subject(shown, place, 110) if subject else shown

        return Asked(seen(i / rate) for i in range(round(_SECONDS * rate)))

    return draw


def _still(_rng: np.random.Generator) -> Path:
    return lambda _: (0.0, 0.0, 1.0)


def _curved(rng: np.random.Generator) -> Path:
    size, speed = rng.uniform(20, 60), 2 * np.pi * rng.uniform(0.1, 0.35)
    return lambda t: (float(size * np.cos(speed * t)), float(size * np.sin(speed * t)), 1.0)


def _eased(rng: np.random.Generator) -> Path:
    far, begin = rng.uniform(-120, 120), rng.uniform(0.3, 1.2)

    def at(time_s: float) -> tuple[float, float, float]:
        share = np.clip((time_s - begin) / 1.3, 0, 1)
        return float(far * share * share * (3 - 2 * share)), 0.0, 1.0

    return at


def _doubled(rng: np.random.Generator) -> Path:
    travel, every = _travel(rng), rng.uniform(8, 14)
    return lambda t: travel(int(t * every + 1e-6) / every)


def _cut(rng: np.random.Generator, rate: float) -> Asked:
    first, then, travel, cut_s = Scene(rng), Scene(rng), _travel(rng), rng.uniform(0.6, 2.4)

    def seen(time_s: float) -> Picture:
        x, y, zoom = travel(time_s)
        return (first if time_s < cut_s else then).seen(x=x, y=y, zoom=zoom)

    return Asked(seen(i / rate) for i in range(round(_SECONDS * rate)))


_HEALTHY: dict[str, Callable[[np.random.Generator], Path]] = {
    "still": _still, "steady": _travel, "curved": _curved, "eased": _eased, "doubled": _doubled,
}  # fmt: skip
