"""Camera moves of known rates, under prompts that ask for them and prompts that ask otherwise."""

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
_FIRST = ("pan", "tilt", "zoom", "roll")
_WORDS = {
    ("pan", 1): "the camera pans right", ("pan", -1): "camera pans to the left",
    ("tilt", 1): "tilt up", ("tilt", -1): "the camera tilts down",
    ("zoom", 1): "slow dolly in", ("zoom", -1): "the camera pulls back",
    ("roll", 1): "camera rolls clockwise", ("roll", -1): "counterclockwise roll",
}  # fmt: skip
_STILL = ("static shot", "locked-off camera", "tripod, no camera movement")
Draw = Callable[[np.random.Generator, float], Asked]


def run() -> Benchmark:
    """Draw every clip and measure it."""
    check = shipped("camera_path")
    sources = [sys.modules[__name__], asked_trials, drawn_scenes]
    return Benchmark(
        detector="camera_path",
        outcomes=tuple(outcome(trial, check, sources) for trial in trials()),
        error_name="relative error of the rate",
        error_limit=0.1,
        about=(
            "Clips of 3 s in which the camera pans, tilts, zooms or rolls at a known rate (pan and"
            " tilt 3 to 25 % of the picture a second, zoom 2 to 15 %, roll 2 to 12 degrees), with"
            " or without a moving subject. Positives: the prompt asks for a camera that stands"
            " still, for the opposite move, or for another one; or the camera stands and the"
            " prompt asks for a move. Healthy: the prompt asks for this very move, or the camera"
            " stands as asked while a subject moves. The error is that of the rate."
        ),
        measured_on="drawn clips with known camera moves, the half that set no threshold",
    )


def trials() -> Iterable[AskedTrial]:
    """Every clip of the set."""
    for component in _FIRST:
        for name, ask in (
            ("still", _ask_still),
            ("opposite", _ask_opposite),
            ("other", _ask_other),
        ):
            kind = f"{component}, asked: {name}"
            yield from series(kind, _moving(component, ask), positive=True, each_half=5)
        kind = f"healthy: {component} as asked"
        yield from series(kind, _moving(component, _ask_same), positive=False, each_half=10)
    yield from series("stands, asked: a move", _standing(_ask_any), positive=True, each_half=8)
    healthy = _standing(lambda rng: str(rng.choice(_STILL)))
    yield from series("healthy: stands as asked", healthy, positive=False, each_half=16)


def _rate(rng: np.random.Generator, component: str) -> float:
    """Percent or degrees a second, with its sign."""
    low, high = {"pan": (3, 25), "tilt": (3, 25), "zoom": (2, 15), "roll": (2, 12)}[component]
    return float(rng.uniform(low, high) * rng.choice((-1, 1)))


def _moving(component: str, ask: Callable[[np.random.Generator, str, int], str]) -> Draw:
    def draw(rng: np.random.Generator, rate: float) -> Asked:
        scene, amount, subject = Scene(rng), _rate(rng, component), rng.random() < 0.4
        prompt = ask(rng, component, 1 if amount > 0 else -1)
        count, speed = round(_SECONDS * rate), rng.uniform(-60, 60)
        pictures = (
            _picture(scene, component, amount, i / rate, speed if subject else None)
            for i in range(count)
        )
        return Asked(pictures, Question(prompt=f"A quiet place, {prompt}."), {component: amount})

    return draw


def _picture(
    scene: Scene, component: str, amount: float, time_s: float, speed: float | None
) -> Picture:
    share = amount / 100 * (time_s - _SECONDS / 2)
    shown = scene.seen(
        x=share * SIZE[1] if component == "pan" else 0,
        y=-share * SIZE[0] if component == "tilt" else 0,
        zoom=(1 + amount / 100) ** time_s if component == "zoom" else 1,
        roll_deg=amount * time_s if component == "roll" else 0,
    )
    if speed is None:
        return shown
    return scene.with_subject(shown, 190 + speed * (time_s - 1.5), 110)


def _standing(ask: Callable[[np.random.Generator], str]) -> Draw:
    def draw(rng: np.random.Generator, rate: float) -> Asked:
        scene, speed, count = Scene(rng), rng.uniform(-90, 90), round(_SECONDS * rate)
        pictures = (
            scene.with_subject(scene.seen(), 190 + speed * (i / rate - 1.5), 110)
            for i in range(count)
        )
        return Asked(pictures, Question(prompt=f"A quiet place, {ask(rng)}."))

    return draw


def _ask_still(rng: np.random.Generator, _component: str, _sign: int) -> str:
    return str(rng.choice(_STILL))


def _ask_opposite(_rng: np.random.Generator, component: str, sign: int) -> str:
    return _WORDS[component, -sign]


def _ask_same(_rng: np.random.Generator, component: str, sign: int) -> str:
    return _WORDS[component, sign]


def _ask_other(rng: np.random.Generator, component: str, _sign: int) -> str:
    others = [words for (name, _), words in _WORDS.items() if name != component]
    return str(rng.choice(others))


def _ask_any(rng: np.random.Generator) -> str:
    return str(rng.choice(list(_WORDS.values())))
