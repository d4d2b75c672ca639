"""Moving pictures as functions of time.

A motion is made by `motion(kind, rng, size)` and gives luma (height, width) for a time in seconds.
Speeds are those of ordinary shots: they are set in widths of the picture, not in pixels.
"""

from collections.abc import Callable

import cv2
import numpy as np

from bench.clips import Floats, disc, smoothstep, texture, view

Motion = Callable[[float], Floats]
Size = tuple[int, int]
_WORLD = 1.5
"""A camera's world is this many times as large as its view."""


def motion(kind: str, rng: np.random.Generator, size: Size) -> Motion:
    """One motion of a `kind`, a key of `KINDS`, with its own speeds and textures."""
    return KINDS[kind](rng, size)


def change(before: Floats, now: Floats) -> float:
    """How much two clean pictures differ where they differ most, in luma levels."""
    grid = (max(1, now.shape[1] // 8), max(1, now.shape[0] // 8))
    moved = cv2.resize(np.abs(now - before), grid, interpolation=cv2.INTER_AREA).ravel()
    return float(np.sort(moved)[-max(1, moved.size // 50) :].mean())


def ground(rng: np.random.Generator, size: Size, *, contrast: float = 32) -> Floats:
    """A picture as detailed as a photograph: leaves of every size that hide each other.

    The dead-leaves model (Matheron 1968), whose edges and scales are those of natural pictures.
    `contrast` is the standard deviation in luma levels.
    """
    picture = texture(rng, size)
    for radius in 3 / np.sqrt(rng.uniform((6 / size[0]) ** 2, 1, size[0] * size[1] // 90)):
        x, y = rng.uniform(0, size[1]), rng.uniform(0, size[0])
        axes = int(16 * radius), int(16 * radius * rng.uniform(0.4, 1))
        value, turn = rng.normal(0, 50), rng.uniform(0, 180)
        middle = int(16 * x), int(16 * y)
        cv2.ellipse(picture, middle, axes, turn, 0, 360, 110 + value, -1, cv2.LINE_AA, 4)
    soft = cv2.GaussianBlur(picture, (0, 0), 0.8)
    return np.asarray(110 + contrast * (soft - soft.mean()) / soft.std(), np.float32)


def _roll(rng: np.random.Generator, size: Size) -> Motion:
    """A disc with a pattern rolls over a still ground, to and fro between the edges."""
    still = ground(rng, size)
    radius, speed = size[1] * rng.uniform(0.05, 0.12), size[1] * rng.uniform(0.2, 0.7)
    start, y = rng.uniform(0, 1) * size[1], size[0] * rng.uniform(0.3, 0.7)
    value = float(rng.choice([25.0, 215.0]))
    run = size[1] - 2 * radius

    def draw(t: float) -> Floats:
        along = (start + speed * t) % (2 * run)
        x = radius + min(along, 2 * run - along)
        picture = disc(still, x, y, radius, value)
        spot = 0.55 * radius * np.cos(along / radius), 0.55 * radius * np.sin(along / radius)
        return disc(picture, float(x + spot[0]), float(y + spot[1]), radius / 4, 240 - value)

    return draw


def _pan(rng: np.random.Generator, size: Size) -> Motion:
    """The camera pans over a textured ground."""
    world = ground(rng, (size[0], size[1] * 4))
    speed = size[1] * rng.uniform(0.08, 0.4) * float(rng.choice([-1, 1]))
    return lambda t: view(world, size, x=speed * (t - 2))


def _zoom(rng: np.random.Generator, size: Size) -> Motion:
    """The camera pushes in."""
    world = ground(rng, (int(size[0] * _WORLD), int(size[1] * _WORLD)))
    rate = rng.uniform(0.06, 0.2)
    return lambda t: view(world, size, zoom=float(np.exp(rate * t)))


def _handheld(rng: np.random.Generator, size: Size) -> Motion:
    """A camera in the hand follows a subject."""
    world = ground(rng, (int(size[0] * _WORLD), int(size[1] * _WORLD)))
    sway, subject = _wander(rng, size[1] * 0.02), _wander(rng, size[1] * 0.12)
    radius = size[1] * 0.06

    def draw(t: float) -> Floats:
        dx, dy = sway(t)
        x, y = subject(t)
        seen = view(world, size, x=dx, y=dy)
        return disc(seen, size[1] / 2 + x - dx, size[0] / 2 + y / 2 - dy, radius, 220)

    return draw


def _wander(rng: np.random.Generator, reach: float) -> Callable[[float], tuple[float, float]]:
    """A smooth wandering path, `reach` in pixels."""
    rates, phases = rng.uniform(0.3, 1.3, (2, 3)), rng.uniform(0, 6.28, (2, 3))

    def path(t: float) -> tuple[float, float]:
        place = np.sin(6.28 * rates * t + phases).sum(axis=1) * reach / 1.7
        return float(place[0]), float(place[1])

    return path


def _swing(rng: np.random.Generator, size: Size) -> Motion:
    """A pendulum before a still ground."""
    still = ground(rng, size)
    reach, rate = rng.uniform(0.5, 1.0), rng.uniform(0.4, 0.9)
    length, radius = size[0] * 0.65, size[1] * 0.05

    def draw(t: float) -> Floats:
        angle = reach * np.sin(6.28 * rate * t)
        x, y = size[1] / 2 + length * np.sin(angle), length * np.cos(angle)
        return disc(still, float(x), float(y), radius, 225)

    return draw


def _walk(rng: np.random.Generator, size: Size) -> Motion:
    """A figure walks through the picture, its legs swinging."""
    still = ground(rng, size, contrast=18)
    speed, step = size[1] * rng.uniform(0.12, 0.25), rng.uniform(1.2, 2.0)
    scale, start = size[0] / 180, size[1] * rng.uniform(0.05, 0.3)

    def draw(t: float) -> Floats:
        x, hip = start + speed * t, size[0] * 0.55
        picture = still
        for phase in (0.0, np.pi):
            angle = 0.55 * np.sin(6.28 * step * t + phase)
            for part in np.linspace(0, 50 * scale, 8):
                foot = x + part * np.sin(angle), hip + part * np.cos(angle)
                picture = disc(picture, float(foot[0]), float(foot[1]), 5 * scale, 45)
        picture = disc(picture, x, hip - 18 * scale, 20 * scale, 60)
        return disc(picture, x, hip - 48 * scale, 12 * scale, 190)

    return draw


def _warp(rng: np.random.Generator, size: Size) -> Motion:
    """The whole picture flows and changes shape, as generated pictures do."""
    world = ground(rng, size)
    rows, columns = np.mgrid[0 : size[0], 0 : size[1]].astype(np.float32)
    reach, rate = np.float32(size[1] * rng.uniform(0.015, 0.03)), rng.uniform(0.3, 0.7)
    waves = (rng.uniform(2, 5, 2) * 6.28 / size[1]).astype(np.float32)

    def draw(t: float) -> Floats:
        turn = np.float32(6.28 * rate * t)
        x = columns + reach * np.sin(rows * waves[0] + turn)
        y = rows + reach * np.cos(columns * waves[1] + np.float32(1.3) * turn)
        moved = cv2.remap(world, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
        return np.asarray(moved, np.float32)

    return draw


def _spin(rng: np.random.Generator, size: Size) -> Motion:
    """A patterned wheel turns in its place."""
    still, world = ground(rng, size, contrast=15), ground(rng, size, contrast=45)
    rows, columns = np.ogrid[0 : size[0], 0 : size[1]]
    away = np.hypot(rows - size[0] / 2, columns - size[1] / 2)
    inside = (away < size[0] * rng.uniform(0.2, 0.4)).astype(np.float32)
    speed = rng.uniform(30, 120) * float(rng.choice([-1, 1]))

    def draw(t: float) -> Floats:
        return np.asarray(still + inside * (view(world, size, roll_deg=speed * t) - still))

    return draw


def _fall(rng: np.random.Generator, size: Size) -> Motion:
    """Flakes fall before a still ground."""
    still = ground(rng, size) - 30
    x, y = rng.uniform(0, size[1], 40), rng.uniform(0, size[0], 40)
    speed, radius = size[0] * rng.uniform(0.25, 0.6, 40), rng.uniform(2, 5, 40)

    def draw(t: float) -> Floats:
        picture = still.copy()
        for i in range(40):
            middle = int(16 * x[i]), int(16 * ((y[i] + speed[i] * t) % size[0]))
            cv2.circle(picture, middle, int(16 * radius[i]), 215.0, -1, cv2.LINE_AA, 4)
        return picture

    return draw


def _dark(rng: np.random.Generator, size: Size) -> Motion:
    """A dim room: a lit subject moves through the dark."""
    lit = _roll(rng, size)
    return lambda t: np.asarray(12 + 0.16 * lit(t), np.float32)


def _talk(rng: np.random.Generator, size: Size) -> Motion:
    """A head that speaks without a pause: mouth, eyes and a small sway."""
    return talker(rng, size, pauses=False)


def talker(rng: np.random.Generator, size: Size, *, pauses: bool) -> Motion:
    """A head that speaks; with `pauses` its mouth rests for moments in between."""
    head = disc(ground(rng, size, contrast=14), size[1] / 2, size[0] / 2, size[0] * 0.32, 165)
    sway, rate = _wander(rng, size[1] * 0.006), rng.uniform(2, 4)
    every, phase = rng.uniform(1.1, 1.7), rng.uniform(0, 1)
    blinks = rng.uniform(0, 4, 2)

    def draw(t: float) -> Floats:
        into = ((t + phase) % every) / every
        voice = min(smoothstep(into * 5), smoothstep((0.65 - into) * 5)) if pauses else 1.0
        opening = voice * abs(np.sin(3.14 * rate * t)) * (0.6 + 0.4 * np.sin(5 * t))
        lids = max(smoothstep(1 - abs(t - blink) / 0.1) for blink in blinks)
        dx, dy = sway(t)
        return view(_features(head, size, float(opening), lids), size, x=-dx, y=-dy)

    return draw


def _features(head: Floats, size: Size, opening: float, lids: float) -> Floats:
    picture, unit = head.copy(), size[0] / 180
    for side in (-1, 1):
        eye = int(16 * (size[1] / 2 + side * 20 * unit)), int(16 * size[0] * 0.43)
        axes = int(16 * 7 * unit), int(16 * max(0.7, 4.5 * (1 - lids)) * unit)
        cv2.ellipse(picture, eye, axes, 0, 0, 360, 45.0, -1, cv2.LINE_AA, 4)
    mouth = int(16 * size[1] / 2), int(16 * size[0] * 0.61)
    axes = int(16 * 14 * unit), int(16 * (1.5 + 8 * opening) * unit)
    cv2.ellipse(picture, mouth, axes, 0, 0, 360, 60.0, -1, cv2.LINE_AA, 4)
    return picture


KINDS: dict[str, Callable[[np.random.Generator, Size], Motion]] = {
    "roll": _roll,
    "pan": _pan,
    "zoom": _zoom,
    "handheld": _handheld,
    "swing": _swing,
    "walk": _walk,
    "warp": _warp,
    "spin": _spin,
    "fall": _fall,
    "dark": _dark,
    "talk": _talk,
}
"""Motion that does not rest."""
