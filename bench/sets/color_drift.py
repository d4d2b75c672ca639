"""Colours that drift by a known difference, and what moves, fades or is lit otherwise."""

import sys
from collections.abc import Callable, Iterable

import cv2
import numpy as np

from bench import asked_trials, drawn_scenes
from bench.asked_trials import Asked, AskedTrial, outcome, series
from bench.clips import Picture
from bench.drawn_scenes import SIZE, Scene
from bench.scoring import Benchmark
from bench.trials import shipped
from ticketkit.detectors.color_drift._difference import ciede2000, lab

_SECONDS = 4.0
Draw = Callable[[np.random.Generator, float], Asked]
Change = Callable[[Picture, float], Picture]


def run() -> Benchmark:
    """Draw every clip and measure it."""
    check = shipped("color_drift")
    sources = [sys.modules[__name__], asked_trials, drawn_scenes]
    return Benchmark(
        detector="color_drift",
        outcomes=tuple(outcome(trial, check, sources) for trial in trials()),
        error_name="relative error of the ΔE00",
        error_limit=0.25,
        about=(
            "Clips of 4 s under a still, panning or zooming camera, with or without a moving"
            " subject, whose colours drift by a true ΔE00 of 5 to 12 (median over blocks, first"
            " against last second): a tint, a white balance, less or more saturation, turned hues;"
            " and healthy clips that move, fade to or from black or white, get darker or brighter,"
            " are crossed by a light or a coloured subject, flicker, or are cut. A finding"
            " anywhere in a drifting clip is a hit."
        ),
        measured_on="drawn clips with known colour drift, the half that set no threshold",
    )


def trials() -> Iterable[AskedTrial]:
    """Every clip of the set."""
    for name, change in _CHANGES.items():
        yield from series(f"drift: {name}", _drifting(change), positive=True, each_half=9)
    for name, draw in _HEALTHY.items():
        yield from series(f"healthy: {name}", draw, positive=False, each_half=6)


def _tint(shown: Picture, amount: float) -> Picture:
    return np.asarray(shown + amount * np.array([40, 0, -40], np.float32))


def _green(shown: Picture, amount: float) -> Picture:
    return np.asarray(shown + amount * np.array([-25, 25, -25], np.float32))


def _balance(shown: Picture, amount: float) -> Picture:
    return np.asarray(shown * np.exp(amount * np.array([0.5, 0, -0.5], np.float32)))


def _grey(shown: Picture, amount: float) -> Picture:
    return np.asarray(shown + min(amount, 1) * (shown.mean(axis=2, keepdims=True) - shown))


def _vivid(shown: Picture, amount: float) -> Picture:
    return np.asarray(shown - 2 * amount * (shown.mean(axis=2, keepdims=True) - shown))


def _hues(shown: Picture, amount: float) -> Picture:
    turn = min(amount, 1)
    keep = np.eye(3, dtype=np.float32) * (1 - turn)
    return np.asarray(cv2.transform(shown, keep + turn * np.roll(np.eye(3), 1, 1)))


_CHANGES: dict[str, Change] = {
    "tint": _tint, "green": _green, "white balance": _balance,
    "less saturation": _grey, "more saturation": _vivid, "hues": _hues,
}  # fmt: skip


def _camera(rng: np.random.Generator) -> Callable[[Scene, float], Picture]:
    """A way to see the scene over time; all of them are healthy."""
    x, y, speed = rng.uniform(-150, 150), rng.uniform(-100, 100), rng.uniform(-60, 60)
    kind, zoom, start = rng.integers(0, 4), rng.uniform(-0.05, 0.08), rng.uniform(60, 300)

    def seen(scene: Scene, time_s: float) -> Picture:
        if kind == 0:
            return scene.seen(x=x, y=y)
        if kind == 1:
            return scene.seen(x=x + speed * time_s, y=y)
        if kind == 2:
            return scene.seen(x=x, y=y, zoom=(1 + zoom) ** time_s, roll_deg=20 * zoom * time_s)
        return scene.with_subject(scene.seen(x=x, y=y), start + speed * time_s, 110)

    return seen


def _drifting(change: Change) -> Draw:
    def draw(rng: np.random.Generator, rate: float) -> Asked:
        scene, seen = Scene(rng), _camera(rng)
        target, shape = rng.uniform(5, 12), rng.uniform(0.7, 1.5)

        def share(time_s: float) -> float:
            return float((time_s / _SECONDS) ** shape)

        middle = np.clip(seen(scene, _SECONDS / 2), 0, 255)
        amount, true = _amount(middle, change, share, target)
        count = round(_SECONDS * rate)
        pictures = (change(seen(scene, i / rate), amount * share(i / rate)) for i in range(count))
        return Asked(pictures, truth={"value": true})

    return draw


def _amount(
    shown: Picture, change: Change, share: Callable[[float], float], target: float
) -> tuple[float, float]:
    """How strong the change must be for a difference of `target`, and what it really makes."""
    early, late = share(0.5), share(_SECONDS - 0.5)
    low, high = 0.0, 3.0
    for _ in range(20):
        amount = (low + high) / 2
        true = _difference(change(shown, amount * early), change(shown, amount * late))
        low, high = (low, amount) if true > target else (amount, high)
    return amount, true


def _difference(first: Picture, last: Picture) -> float:
    small = [
        lab(np.clip(cv2.resize(p, (16, 9), interpolation=cv2.INTER_AREA), 0, 255) / 255)
        for p in (first, last)
    ]
    return float(np.median(ciede2000(*small)))


def _healthy(light: Callable[[np.random.Generator], Callable[[Picture, float], Picture]]) -> Draw:
    """Any camera, seen under a light that changes as `light` says."""

    def draw(rng: np.random.Generator, rate: float) -> Asked:
        scene, seen, lit = Scene(rng), _camera(rng), light(rng)
        count = round(_SECONDS * rate)
        return Asked(lit(seen(scene, i / rate), i / rate) for i in range(count))

    return draw


def _fade(rng: np.random.Generator) -> Callable[[Picture, float], Picture]:
    level, long_s, at_end = rng.choice((0, 255)), rng.uniform(0.5, 1.6), rng.random() < 0.7

    def faded(shown: Picture, time_s: float) -> Picture:
        left = (_SECONDS - 0.05 - time_s if at_end else time_s) / long_s
        return np.asarray(level + (shown - level) * np.float32(np.clip(left, 0, 1)))

    return faded


def _exposure(rng: np.random.Generator) -> Callable[[Picture, float], Picture]:
    stops = rng.uniform(-1.0, 0.5)
    return lambda shown, time_s: shown * np.float32(2 ** (stops / 2.2 * time_s / _SECONDS))


def _spot(rng: np.random.Generator) -> Callable[[Picture, float], Picture]:
    columns, rows = np.meshgrid(np.arange(SIZE[1]), np.arange(SIZE[0]))
    width, speed, y = rng.uniform(40, 90), rng.uniform(40, 110), rng.uniform(40, 180)

    def lit(shown: Picture, time_s: float) -> Picture:
        away = ((columns - speed * time_s) ** 2 + (rows - y) ** 2) / width**2
        return np.asarray(shown * (0.65 + 0.6 * np.exp(-away / 2))[:, :, None].astype(np.float32))

    return lit


def _flicker(rng: np.random.Generator) -> Callable[[Picture, float], Picture]:
    rate, depth = rng.uniform(2, 10), rng.uniform(0.02, 0.2)
    return lambda shown, time_s: shown * np.float32(1 + depth * np.sin(6.283 * rate * time_s))


def _cut(rng: np.random.Generator, rate: float) -> Asked:
    first, then = Scene(rng), Scene(rng)
    seen, cut_s = _camera(rng), rng.uniform(0.8, 3.2)
    count = round(_SECONDS * rate)
    return Asked(seen(first if i / rate < cut_s else then, i / rate) for i in range(count))


def _passing(rng: np.random.Generator, rate: float) -> Asked:
    """A large coloured thing that enters and stays."""
    scene = Scene(rng, subject_px=150)
    count, stop = round(_SECONDS * rate), rng.uniform(120, 280)
    return Asked(
        scene.with_subject(scene.seen(), min(stop, -80 + 120 * i / rate), 108) for i in range(count)
    )


def _wide_pan(rng: np.random.Generator, rate: float) -> Asked:
    """A camera that ends where nothing is left of what it began with."""
    scene, speed = Scene(rng), rng.uniform(110, 170) * rng.choice((-1, 1))
    count = round(_SECONDS * rate)
    return Asked(scene.seen(x=speed * (i / rate - _SECONDS / 2)) for i in range(count))


_HEALTHY: dict[str, Draw] = {
    "moves": _healthy(lambda _: lambda shown, _: shown),
    "still": lambda rng, rate: Asked([Scene(rng).seen()] * round(_SECONDS * rate)),
    "wide pan": _wide_pan,
    "fade": _healthy(_fade),
    "exposure": _healthy(_exposure),
    "moving light": _healthy(_spot),
    "flicker": _healthy(_flicker),
    "cut": _cut,
    "subject enters": _passing,
}
