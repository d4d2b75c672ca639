"""Motion that goes back on itself or starts again, and what turns by its own nature."""

import sys
from collections.abc import Callable, Iterable

import numpy as np

from bench import drawn_scenes, movements
from bench.clips import Floats
from bench.drawn_scenes import SIZE, Scene
from bench.movements import MOVEMENTS, Show, anything, handheld
from bench.scoring import Benchmark
from bench.trials import Drawing, Trial, outcome, series, shipped

_SECONDS = 3.2


def run() -> Benchmark:
    """Draw every clip and measure it."""
    check = shipped("motion_reversal")
    sources = [sys.modules[__name__], drawn_scenes, movements]
    return Benchmark(
        detector="motion_reversal",
        outcomes=tuple(outcome(trial, check, sources) for trial in trials()),
        error_name="onset error, frames",
        error_limit=1.0,
        about=(
            "Clips of 3.2 s in which the camera (pan, zoom, roll) or a subject (on a still or a"
            " moving ground, shifted or turned, with the camera or alone) goes back for 3 to 12"
            " frames and goes on, exactly or at another speed, or in which an earlier stretch of"
            " 3 to 12 frames is shown again; and healthy clips that move one way, turn once, swing,"
            " go to and fro, sway, bounce, cross,"
            " shake, pause, or are cut. A finding within two frames of the reversal is a hit."
        ),
        measured_on="drawn clips with known reversals, the half that set no threshold",
    )


def trials() -> Iterable[Trial]:
    """Every clip of the set."""
    for name, show in MOVEMENTS.items():
        yield from series(f"reversal: {name}", _reversed(show), positive=True, each_half=12)
    yield from series(
        "reversal: subject while the camera goes on", _subject_alone, positive=True, each_half=12
    )
    yield from series("reversal: repeated stretch", _repeated, positive=True, each_half=16)
    for name, motion in _HEALTHY.items():
        yield from series(f"healthy: {name}", motion, positive=False, each_half=10)


def _reversed(make: Callable[[np.random.Generator], Show]) -> Callable[..., Drawing]:
    def draw(rng: np.random.Generator, rate: float) -> Drawing:
        show, scene = make(rng), Scene(rng)
        places, failure = _there_and_back(rng, rate)
        return Drawing((show(scene, place) for place in places), failure)

    return draw


def _there_and_back(rng: np.random.Generator, rate: float) -> tuple[list[float], tuple[int, int]]:
    """Places in seconds of steady motion, and the first and last frame of the way back."""
    back = int(rng.choice((3, 4, 5, 6, 8, 12)))
    speed = float(rng.choice((1.0, 1.0, rng.uniform(0.6, 1.4))))
    on = max(int(1.5 * back) + 2, 7)
    count = max(round(_SECONDS * rate), back + 2 * on + 4)
    turn = int(rng.integers(on, count - back - on))
    places, place = [], 0.0
    for index in range(count):
        places.append(place)
        place += -speed / rate if turn <= index < turn + back else 1 / rate
    return places, (turn, turn + back)


def _subject_alone(rng: np.random.Generator, rate: float) -> Drawing:
    scene, y = Scene(rng), rng.uniform(80, 130)
    x, speed, pan = rng.uniform(60, 110), rng.uniform(40, 75), rng.uniform(-30, 30)
    places, failure = _there_and_back(rng, rate)
    return Drawing(
        (
            scene.with_subject(scene.seen(pan * i / rate), x + speed * place, y)
            for i, place in enumerate(places)
        ),
        failure,
    )


def _repeated(rng: np.random.Generator, rate: float) -> Drawing:
    show, scene = anything(rng), Scene(rng)
    count, again = round(_SECONDS * rate), int(rng.choice((3, 4, 6, 8, 12)))
    first = int(rng.integers(max(again, 6), count - again - 6))
    order = [*range(first), *range(first - again, count - again)]
    return Drawing((show(scene, i / rate) for i in order), (first, first + again - 1))


def _along(
    path: Callable[[np.random.Generator], Callable[[float], float]],
) -> Callable[..., Drawing]:
    """A healthy clip: any motion, its position over time given by `path`."""

    def draw(rng: np.random.Generator, rate: float) -> Drawing:
        show, scene, at = anything(rng), Scene(rng), path(rng)
        count = round(_SECONDS * rate)
        return Drawing(show(scene, at(i / rate)) for i in range(count))

    return draw


def _one_way(_rng: np.random.Generator) -> Callable[[float], float]:
    return lambda t: t


def _eased(rng: np.random.Generator) -> Callable[[float], float]:
    period = rng.uniform(1.0, 3.0)
    return lambda t: t - period / 7 * np.sin(2 * np.pi * t / period)


def _turned_once(rng: np.random.Generator) -> Callable[[float], float]:
    middle = rng.uniform(0.9, 2.2)
    return lambda t: middle - abs(t - middle)


def _swinging(rng: np.random.Generator) -> Callable[[float], float]:
    period, phase = rng.uniform(0.5, 3.0), rng.uniform(0, 2 * np.pi)
    return lambda t: period / 3 * np.sin(2 * np.pi * t / period + phase)


def _to_and_fro(rng: np.random.Generator) -> Callable[[float], float]:
    """Straight back and forth, as in sawing or wiping."""
    period = rng.uniform(0.6, 2.0)
    return lambda t: abs((t + 0.3) % period - period / 2)


def _swaying_on(rng: np.random.Generator) -> Callable[[float], float]:
    """A gait: forward with a sway that turns back a little."""
    period = rng.uniform(0.6, 1.6)
    return lambda t: 0.4 * t + period / 8 * np.sin(2 * np.pi * t / period)


def _paused(rng: np.random.Generator) -> Callable[[float], float]:
    start, length = rng.uniform(0.8, 1.8), rng.uniform(0.15, 0.7)
    return lambda t: t - min(max(t - start, 0.0), length)


def _bouncing(rng: np.random.Generator, rate: float) -> Drawing:
    scene, gravity = Scene(rng, 56), rng.uniform(500, 1100)
    side, drop, keep = rng.uniform(-20, 45), rng.uniform(50, 110), rng.uniform(0.6, 0.9)
    fall, height, clock = [], drop, float(rng.uniform(0, 0.2))
    speed, step = 0.0, 1 / 480
    for _ in range(int(_SECONDS * 480)):
        clock -= step
        if clock > 0:
            fall.append(height)
            continue
        speed -= gravity * step
        height += speed * step
        if height < 0:
            height, speed = 0.0, -keep * speed
        fall.append(height)
    return Drawing(
        scene.with_subject(scene.seen(), 140 + side * i / rate, 170 - fall[int(i / rate * 480)])
        for i in range(round(_SECONDS * rate))
    )


def _crossing(rng: np.random.Generator, rate: float) -> Drawing:
    """Two subjects pass each other in opposite directions."""
    scene, other = Scene(rng), Scene(rng)
    one, two = rng.uniform(40, 110), rng.uniform(40, 110)
    start, y = rng.uniform(0, 60), rng.uniform(70, 140)
    pan = rng.uniform(-30, 30) * rng.choice((0, 1))

    def picture(t: float) -> Floats:
        ground = scene.with_subject(scene.seen(pan * t), start + one * t, y)
        return other.with_subject(ground, SIZE[1] - start - two * t, SIZE[0] - y)

    return Drawing(picture(i / rate) for i in range(round(_SECONDS * rate)))


def _cut(rng: np.random.Generator, rate: float) -> Drawing:
    """One shot, then another that may move the other way, then the first again."""
    show, scene = anything(rng), Scene(rng)
    other_show, other = anything(rng), Scene(rng)
    count = round(_SECONDS * rate)
    first, second = sorted(rng.uniform(0.2, 0.8, 2) * count)
    return Drawing(
        other_show(other, -i / rate) if first <= i < second else show(scene, i / rate)
        for i in range(count)
    )


_HEALTHY: dict[str, Callable[[np.random.Generator, float], Drawing]] = {
    "one way": _along(_one_way),
    "one way, now slower now faster": _along(_eased),
    "turned once": _along(_turned_once),
    "swinging": _along(_swinging),
    "straight to and fro": _along(_to_and_fro),
    "swaying forward": _along(_swaying_on),
    "paused": _along(_paused),
    "handheld": _along(handheld),
    "bouncing": _bouncing,
    "crossing": _crossing,
    "cut": _cut,
}
