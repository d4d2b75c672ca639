"""Pictures that lose their detail, and pictures that blur, fade or focus for good reasons."""

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

_SECONDS = 4.0
Look = Callable[[Floats, float], Floats]


def run() -> Benchmark:
    """Draw every clip and measure it."""
    check = shipped("sharpness_decay")
    sources = [sys.modules[__name__], asked_trials, drawn_scenes]
    return Benchmark(
        detector="sharpness_decay",
        outcomes=tuple(outcome(trial, check, sources) for trial in trials()),
        error_name="error",
        error_limit=1.0,
        about=(
            "Clips of 4 s, 384 pixels wide, under a still, panning or zooming camera. Positives:"
            " blur that grows to a standard deviation of 1 to 4 pixels. Healthy: moves, motion"
            " blur, a focus that goes from one side to the other, fades, less contrast, darker"
            " pictures."
        ),
        measured_on="drawn clips with known blur, the half that set no threshold",
    )


def trials() -> Iterable[AskedTrial]:
    """Every clip of the set."""
    yield from series("grows blurred", _clip(_blurring), positive=True, each_half=40)
    for name, look in _HEALTHY.items():
        yield from series(f"healthy: {name}", _clip(look), positive=False, each_half=9)
    yield from series("healthy: motion blur", _racing, positive=False, each_half=9)


def _clip(
    look: Callable[[np.random.Generator], Look],
) -> Callable[[np.random.Generator, float], Asked]:
    def draw(rng: np.random.Generator, rate: float) -> Asked:
        scene, seen = detailed_scene(rng), look(rng)
        speed, zoom = rng.uniform(-40, 40) * (rng.random() < 0.6), rng.uniform(-0.03, 0.03)

        def shown(time_s: float) -> Floats:
            return seen(scene.seen(x=speed * time_s, zoom=(1 + zoom) ** time_s), time_s)

        return Asked(shown(i / rate) for i in range(round(_SECONDS * rate)))

    return draw


def _blurred(shown: Floats, sigma_px: float) -> Floats:
    if sigma_px < 0.15:
        return shown
    return np.asarray(cv2.GaussianBlur(shown, (0, 0), sigma_px), np.float32)


def _blurring(rng: np.random.Generator) -> Look:
    last, shape = rng.uniform(1, 4), rng.uniform(0.7, 2)
    return lambda shown, t: _blurred(shown, last * (t / _SECONDS) ** shape)


def _same(_rng: np.random.Generator) -> Look:
    return lambda shown, _: shown


def _fade(rng: np.random.Generator) -> Look:
    level, long_s = rng.choice((0, 255)), rng.uniform(0.5, 1.5)
    return lambda shown, t: (
        level + (shown - level) * np.float32(np.clip((_SECONDS - 0.05 - t) / long_s, 0, 1))
    )


def _flatter(rng: np.random.Generator) -> Look:
    loss = rng.uniform(0.2, 0.5)
    return lambda shown, t: 110 + (shown - 110) * np.float32(1 - loss * t / _SECONDS)


def _darker(rng: np.random.Generator) -> Look:
    loss = rng.uniform(0.2, 0.6)
    return lambda shown, t: shown * np.float32(1 - loss * t / _SECONDS)


def _pull(rng: np.random.Generator) -> Look:
    """Focus goes from the left to the right half, or back."""
    last, left_first = rng.uniform(1, 3), rng.random() < 0.5
    left = (np.arange(SIZE[1]) < SIZE[1] / 2)[None, :, None]

    def seen(shown: Floats, time_s: float) -> Floats:
        share = time_s / _SECONDS
        first, then = _blurred(shown, last * share), _blurred(shown, last * (1 - share))
        return np.where(left == left_first, first, then)

    return seen


def _racing(rng: np.random.Generator, rate: float) -> Asked:
    """A pan that gets faster, each frame blurred along it as a shutter would."""
    scene, speed = detailed_scene(rng), rng.uniform(20, 60)

    def shown(time_s: float) -> Floats:
        size = max(1, round(2 * speed * time_s / rate / 2))
        return np.asarray(cv2.blur(scene.seen(x=speed * time_s**2 - 200), (size, 1)), np.float32)

    return Asked(shown(i / rate) for i in range(round(_SECONDS * rate)))


_HEALTHY: dict[str, Callable[[np.random.Generator], Look]] = {
    "moves": _same, "fade": _fade, "less contrast": _flatter, "darker": _darker,
    "focus pull": _pull,
}  # fmt: skip
