"""Ways for a scene to move at a steady pace, for the sets that need any movement at all."""

from collections.abc import Callable, Iterator

import numpy as np

from bench.clips import Floats
from bench.drawn_scenes import Scene

Show = Callable[[Scene, float], Floats]
"""Draws a scene as it is after so many seconds."""


def pan(rng: np.random.Generator) -> Show:
    """The camera moves sideways."""
    angle, speed = rng.uniform(0, 2 * np.pi), rng.uniform(25, 110)
    x, y = speed * np.cos(angle), 0.6 * speed * np.sin(angle)
    return lambda scene, t: scene.seen(x * t, y * t)


def zoom(rng: np.random.Generator) -> Show:
    """The camera goes nearer or further."""
    rate = rng.uniform(0.15, 0.4) * rng.choice((-1, 1))
    return lambda scene, t: scene.seen(zoom=float(np.exp(rate * t)))


def roll(rng: np.random.Generator) -> Show:
    """The camera turns about its own axis."""
    rate = rng.uniform(8, 30) * rng.choice((-1, 1))
    return lambda scene, t: scene.seen(roll_deg=rate * t)


def subject(rng: np.random.Generator) -> Show:
    """A subject crosses a still ground."""
    x, speed = rng.uniform(60, 120), rng.uniform(35, 80)
    y, slope = rng.uniform(80, 130), rng.uniform(-0.2, 0.2)
    return lambda scene, t: scene.with_subject(scene.seen(), x + speed * t, y + slope * speed * t)


def followed_subject(rng: np.random.Generator) -> Show:
    """The camera goes after the subject, which stays near the middle."""
    speed, own = rng.uniform(40, 90), rng.uniform(-15, 15)
    return lambda scene, t: scene.with_subject(scene.seen(speed * t), 190 + own * t, 110)


def turning_subject(rng: np.random.Generator) -> Show:
    """A subject turns on the spot."""
    rate = rng.uniform(40, 120) * rng.choice((-1, 1))
    x, y = rng.uniform(120, 260), rng.uniform(90, 130)
    return lambda scene, t: scene.with_subject(scene.seen(), x, y, 1.6, rate * t)


MOVEMENTS: dict[str, Callable[[np.random.Generator], Show]] = {
    "pan": pan,
    "zoom": zoom,
    "roll": roll,
    "subject": subject,
    "followed subject": followed_subject,
    "turning subject": turning_subject,
}


def anything(rng: np.random.Generator) -> Show:
    """One of the movements."""
    return MOVEMENTS[str(rng.choice(list(MOVEMENTS)))](rng)


def steady(rng: np.random.Generator, rate: float, seconds: float) -> Iterator[Floats]:
    """A healthy clip of one steady movement."""
    show, scene = anything(rng), Scene(rng)
    return (show(scene, i / rate) for i in range(round(seconds * rate)))


def handheld(rng: np.random.Generator) -> Callable[[float], float]:
    """A place over time that sways in several slow and quick periods."""
    periods = rng.uniform(0.18, 2.0, 4)
    phases = rng.uniform(0, 2 * np.pi, 4)
    return lambda t: (
        0.12 * float(np.sum(np.sqrt(periods) * np.sin(2 * np.pi * t / periods + phases)))
    )
