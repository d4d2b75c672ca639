"""Empty and broken pictures at every place, and healthy dark, pale, plain or brief ones."""

import sys
from collections.abc import Callable, Iterable

import cv2
import numpy as np

from bench import drawn_scenes, movements
from bench.clips import Floats, texture
from bench.drawn_scenes import SIZE, Scene
from bench.movements import anything, steady
from bench.scoring import Benchmark
from bench.trials import Drawing, Trial, outcome, series, shipped

_SECONDS = 2.4
Draw = Callable[[np.random.Generator, float], Drawing]
Fill = Callable[[np.random.Generator], Callable[[], Floats]]
"""Chooses what the blank frames of a clip hold; the result draws one of them."""


def run() -> Benchmark:
    """Draw every clip and measure it."""
    check = shipped("blank_frames")
    sources = [sys.modules[__name__], drawn_scenes, movements]
    return Benchmark(
        detector="blank_frames",
        outcomes=tuple(outcome(trial, check, sources) for trial in trials()),
        error_name="onset error, frames",
        error_limit=1.0,
        about=(
            "Clips of 2.4 s of camera or subject movement with 1 to 12 black, white, grey,"
            " single-colour, noise or garbage frames at the start, in the middle or at the end"
            " (garbage: up to four frames in the middle), or blank throughout; and healthy clips"
            " with movement, fades and dips to black and white, cuts, flashes, dark and foggy"
            " scenes, night lights, fine texture, titles on black, and something passing close."
        ),
        measured_on="drawn clips with known blank frames, the half that set no threshold",
    )


def trials() -> Iterable[Trial]:
    """Every clip of the set."""
    for name, fill in _FILLS.items():
        yield from series(f"blank: {name}", _somewhere(fill), positive=True, each_half=12)
    yield from series("blank: garbage", _garbage, positive=True, each_half=16)
    yield from series("blank: whole clip", _throughout, positive=True, each_half=12)
    for name, draw in _HEALTHY.items():
        yield from series(f"healthy: {name}", draw, positive=False, each_half=10)


def _plain(rgb: tuple[float, float, float]) -> Floats:
    return np.full((*SIZE, 3), rgb, np.float32)


def _black(rng: np.random.Generator) -> Callable[[], Floats]:
    level = rng.uniform(0, 10)
    return lambda: _plain((level, level, level))


def _white(rng: np.random.Generator) -> Callable[[], Floats]:
    level = rng.uniform(245, 255)
    return lambda: _plain((level, level, level))


def _grey(rng: np.random.Generator) -> Callable[[], Floats]:
    level = rng.uniform(60, 200)
    return lambda: _plain((level, level, level))


def _colour(rng: np.random.Generator) -> Callable[[], Floats]:
    colours = ((0, 150, 0), (0, 255, 0), (20, 40, 220), (200, 30, 180), (230, 40, 30))
    red, green, blue = colours[int(rng.integers(len(colours)))]
    return lambda: _plain((red, green, blue))


def _noise(rng: np.random.Generator) -> Callable[[], Floats]:
    spread, level = rng.uniform(40, 90), rng.uniform(90, 160)
    return lambda: np.asarray(rng.normal(level, spread, (*SIZE, 3)), np.float32)


_FILLS: dict[str, Fill] = {
    "black": _black,
    "white": _white,
    "grey": _grey,
    "single colour": _colour,
    "noise": _noise,
}


def _somewhere(fill: Fill) -> Draw:
    def draw(rng: np.random.Generator, rate: float) -> Drawing:
        show, scene, blank = anything(rng), Scene(rng), fill(rng)
        count, length = round(_SECONDS * rate), int(rng.choice((1, 2, 3, 6, 12)))
        places = (0, int(rng.integers(6, count - length - 6)), count - length)
        first = places[int(rng.integers(3))]
        return Drawing(
            (
                blank() if first <= i < first + length else show(scene, i / rate)
                for i in range(count)
            ),
            (first, first + length - 1),
        )

    return draw


def _garbage(rng: np.random.Generator, rate: float) -> Drawing:
    """Coloured blocks, or the picture's own lines shifted against each other."""
    show, scene = anything(rng), Scene(rng)
    count, length = round(_SECONDS * rate), int(rng.integers(1, 4))
    first = int(rng.integers(6, count - length - 6))
    broken = _blocks if rng.random() < 0.5 else _sheared

    def picture(i: int) -> Floats:
        seen = show(scene, i / rate)
        return broken(rng, seen) if first <= i < first + length else seen

    return Drawing((picture(i) for i in range(count)), (first, first + length - 1))


def _blocks(rng: np.random.Generator, seen: Floats) -> Floats:
    height, width = seen.shape[:2]
    cells = rng.uniform(0, 255, (height // 16, width // 16, 3)).astype(np.float32)
    return np.asarray(
        cv2.resize(cells, (width, height), interpolation=cv2.INTER_NEAREST), np.float32
    )


def _sheared(rng: np.random.Generator, seen: Floats) -> Floats:
    by = int(rng.integers(5, 23))
    rows = [np.roll(row, by * i, axis=0) for i, row in enumerate(seen)]
    return np.asarray(np.stack(rows), np.float32)


def _throughout(rng: np.random.Generator, rate: float) -> Drawing:
    fill = _FILLS[str(rng.choice(list(_FILLS)))](rng)
    count = round(_SECONDS * rate)
    return Drawing((fill() for _ in range(count)), (0, count - 1))


def _moving(rng: np.random.Generator, rate: float) -> Drawing:
    return Drawing(steady(rng, rate, _SECONDS))


def _faded(to: float, *, dip: bool) -> Draw:
    """In from a tone and out to it at both ends, or down to it and up again in the middle."""

    def draw(rng: np.random.Generator, rate: float) -> Drawing:
        show, scene = anything(rng), Scene(rng)
        length, rest = rng.uniform(0.35, 0.9), rng.uniform(0, 0.25)

        def share(t: float) -> float:
            away = abs(t - _SECONDS / 2) if dip else min(t, _SECONDS - t)
            return float(np.clip((away - rest) / length, 0, 1))

        return Drawing(
            show(scene, i / rate) * share(i / rate) + to * (1 - share(i / rate))
            for i in range(round(_SECONDS * rate))
        )

    return draw


def _lit(light: Callable[[np.random.Generator], tuple[float, float]]) -> Draw:
    """A scene with little contrast: `light` gives gain and offset."""

    def draw(rng: np.random.Generator, rate: float) -> Drawing:
        gain, offset = light(rng)
        return Drawing(offset + gain * p for p in steady(rng, rate, _SECONDS))

    return draw


def _dark(rng: np.random.Generator) -> tuple[float, float]:
    return rng.uniform(0.1, 0.25), 0.0


def _foggy(rng: np.random.Generator) -> tuple[float, float]:
    return rng.uniform(0.1, 0.25), rng.uniform(120, 200)


def _night(rng: np.random.Generator, rate: float) -> Drawing:
    """Small lights pass in the dark."""
    lights = rng.uniform(0, 1, (int(rng.integers(8, 20)), 2)) * SIZE[::-1]
    speed = rng.uniform(20, 90)

    def picture(t: float) -> Floats:
        seen = _plain((6, 6, 9))
        for x, y in lights:
            centre = (int((x + speed * t) % SIZE[1]), int(y))
            cv2.circle(seen, centre, 5, (220.0, 200.0, 150.0), -1, cv2.LINE_AA)
        return np.asarray(cv2.GaussianBlur(seen, (0, 0), 3), np.float32)

    return Drawing(picture(i / rate) for i in range(round(_SECONDS * rate)))


def _fine_texture(rng: np.random.Generator, rate: float) -> Drawing:
    """Grass or gravel fills the picture."""
    scene, x = Scene(rng), rng.uniform(20, 80)
    shape = scene.world.shape[:2]
    fine = rng.normal(0, 1, shape).astype(np.float32)
    blurred = np.asarray(cv2.GaussianBlur(fine, (0, 0), rng.uniform(0.7, 1.2)), np.float32)
    base = texture(rng, shape, mean=rng.uniform(80, 150), contrast=12, finest_px=24)
    scene.world = np.repeat((base + 28 * blurred / blurred.std())[:, :, None], 3, axis=2)
    return Drawing(scene.seen(x * i / rate) for i in range(round(_SECONDS * rate)))


def _title(rng: np.random.Generator, rate: float) -> Drawing:
    """White letters on black, then the scene."""
    show, scene = anything(rng), Scene(rng)
    card = np.zeros((*SIZE, 3), np.uint8)
    cv2.putText(card, "A SHORT FILM", (60, 118), 0, 1.2, (235, 235, 235), 3, cv2.LINE_AA)
    until = rng.uniform(0.4, 1.2)
    return Drawing(
        card.astype(np.float32) if i / rate < until else show(scene, i / rate)
        for i in range(round(_SECONDS * rate))
    )


def _cut(rng: np.random.Generator, rate: float) -> Drawing:
    show, scene = anything(rng), Scene(rng)
    other_show, other = anything(rng), Scene(rng)
    first, second = sorted(rng.uniform(0.15, 0.85, 2) * _SECONDS)
    second = max(second, first + 0.5)
    return Drawing(
        other_show(other, i / rate) if first <= i / rate < second else show(scene, i / rate)
        for i in range(round(_SECONDS * rate))
    )


def _flash(rng: np.random.Generator, rate: float) -> Drawing:
    """Brighter for one to three frames, not wholly white."""
    show, scene = anything(rng), Scene(rng)
    count, frames, gain = round(_SECONDS * rate), int(rng.integers(1, 4)), rng.uniform(1.3, 2.2)
    at = int(rng.integers(6, count - 8))
    return Drawing(
        show(scene, i / rate) * (gain if at <= i < at + frames else 1) for i in range(count)
    )


def _passing(rng: np.random.Generator, rate: float) -> Drawing:
    """Something large fills the view for a moment on its way."""
    scene, near = Scene(rng), Scene(rng, 420)
    start, length = rng.uniform(0.4, 1.2), rng.uniform(0.5, 1.0)

    def picture(t: float) -> Floats:
        x = -220 + (SIZE[1] + 440) * (t - start) / length
        return near.with_subject(scene.seen(20 * t), x, 108)

    return Drawing(picture(i / rate) for i in range(round(_SECONDS * rate)))


_HEALTHY: dict[str, Draw] = {
    "movement": _moving,
    "fade from and to black": _faded(3, dip=False),
    "fade from and to white": _faded(252, dip=False),
    "dip to black": _faded(3, dip=True),
    "dark scene": _lit(_dark),
    "foggy scene": _lit(_foggy),
    "night lights": _night,
    "fine texture": _fine_texture,
    "title on black": _title,
    "cut": _cut,
    "flash": _flash,
    "passing close": _passing,
}
