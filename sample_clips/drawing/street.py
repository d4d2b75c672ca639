"""An evening street in layers that pass at different speeds."""

from functools import lru_cache

import cv2
import numpy as np

from .canvas import Canvas, Gradient, Plane, moved, over, rgb
from .houses import houses
from .shapes import box, ellipse, smooth

WIDTH, HEIGHT = 768, 432
SPEED_PX_S = 150.0
"""How fast the pavement passes."""


def street(travel_s: float, drift_px: tuple[float, float]) -> Plane:
    """Return the street behind the skater after so many seconds of rolling."""
    picture = _sky()
    for layer, nearness in ((_hills(), 0.06), (_far_trees(), 0.22), (_houses(), 0.55)):
        picture = over(picture, _passing(layer, nearness, travel_s, drift_px))
    for layer, nearness in ((_ground(), 1.0), (_trees(), 0.82)):
        picture = over(picture, _passing(layer, nearness, travel_s, drift_px))
    return picture


def foreground(travel_s: float, drift_px: tuple[float, float]) -> Plane:
    """Return the leaves that pass close to the lens, as a layer."""
    return _passing(_leaves(), 1.7, travel_s, drift_px)


def _passing(layer: Plane, nearness: float, travel_s: float, drift: tuple[float, float]) -> Plane:
    way = SPEED_PX_S * nearness
    dx = -20 - way * travel_s + drift[0] * (0.5 + 0.5 * nearness)
    seen = moved(layer, dx, drift[1] * (0.5 + 0.5 * nearness) - 8, WIDTH, HEIGHT)
    shutter = max(round(way / 48), 1)
    return np.asarray(cv2.blur(seen, (shutter, 1)), dtype=np.float32)


def _strip(nearness: float) -> Canvas:
    return Canvas(int(WIDTH + 60 + 5.6 * SPEED_PX_S * nearness), HEIGHT + 16)


@lru_cache(maxsize=1)
def _sky() -> Plane:
    y = np.linspace(0, 1, HEIGHT)
    stops = np.array([rgb(c) for c in ("#86a9bb", "#b9c8c2", "#f0dcb8", "#fbd9a3", "#f6c48e")])
    ramp = np.stack([np.interp(y, (0, 0.2, 0.42, 0.6, 0.75), stops[:, i]) for i in range(3)], -1)
    sky = np.repeat(ramp[:, None, :], WIDTH, axis=1).astype(np.float32)
    rows, columns = np.mgrid[:HEIGHT, :WIDTH].astype(np.float32)
    away = np.hypot(columns - 628, rows - 118)
    sun = np.clip((30 - away) / 2, 0, 1) * 0.8 + 0.6 * np.exp(-away / 90)
    glow = np.clip(sun, 0, 1)[..., None]
    result: Plane = sky * (1 - glow) + rgb("#fff3d2") * glow
    return result


@lru_cache(maxsize=1)
def _hills() -> Plane:
    canvas = _strip(0.06)
    for base, height, colour, seed in ((250, 46, "#b9b9ac", 3), (268, 34, "#a3ab9f", 5)):
        rng = np.random.default_rng(seed)
        ridge = [(x, base - height * rng.random()) for x in range(-60, canvas.width + 120, 70)]
        canvas.fill(
            np.vstack([smooth(ridge, closed=False), [(canvas.width + 80, 440), (-60, 440)]]), colour
        )
    return canvas.finished()


@lru_cache(maxsize=1)
def _far_trees() -> Plane:
    canvas = _strip(0.22)
    rng = np.random.default_rng(11)
    for x in range(-20, canvas.width + 40, 26):
        y, r = 262 + 16 * rng.random(), 22 + 14 * rng.random()
        paint = Gradient((x - r, y - r), (x + r, y + r), ("#a8ac86", "#83937f"))
        canvas.fill(ellipse(x, y, r, r * 1.15), paint)
    canvas.fill(box(-5, 276, canvas.width + 10, 90), "#83937f")
    return canvas.finished()


@lru_cache(maxsize=1)
def _houses() -> Plane:
    canvas = _strip(0.55)
    houses(canvas)
    return canvas.finished()


@lru_cache(maxsize=1)
def _trees() -> Plane:
    canvas = _strip(0.82)
    rng = np.random.default_rng(31)
    for x in range(90, canvas.width + 80, 330):
        _tree(canvas, x + 60 * rng.random(), rng)
    return canvas.finished()


def _tree(canvas: Canvas, x: float, rng: np.random.Generator) -> None:
    canvas.fill(ellipse(x - 34, 326, 60, 5), "#3b3444", opacity=0.35, soften=2)
    trunk = np.array([(x - 6, 326), (x - 4, 160), (x + 4, 160), (x + 7, 326)])
    canvas.fill(trunk, Gradient((x - 6, 0), (x + 6, 0), ("#5b4a4a", "#96755f")))
    for turn in (-26, 22):
        branch = np.array([(x, 230), (x + turn, 180), (x + turn + 3, 180), (x + 5, 236)])
        canvas.fill(branch, "#6b5650")
    clumps = [(48 * rng.normal(), 42 * rng.normal()) for _ in range(30)]
    for shade, size in ((("#52674f", "#5d7355"), 32), (("#6d8259", "#a3a861"), 23)):
        for dx, dy in clumps:
            cx, cy = x + dx * 0.8 + (32 - size) * 0.6, 130 + dy * 0.75 - (32 - size) * 0.7
            paint = Gradient((cx - size, cy + size), (cx + size, cy - size), shade)
            canvas.fill(ellipse(cx, cy, size, size * 0.9), paint, soften=0.7)
    for dx, dy in clumps:
        for _ in range(5):
            cx, cy = x + dx * 0.8 + 12 * rng.normal() + 8, 122 + dy * 0.75 + 11 * rng.normal()
            canvas.fill(ellipse(cx, cy, 4, 2.6, 60 * rng.normal()), "#d6c97e", opacity=0.55)


@lru_cache(maxsize=1)
def _ground() -> Plane:
    canvas = _strip(1.0)
    width = canvas.width + 10
    rng = np.random.default_rng(43)
    canvas.fill(box(-5, 318, width, 40), Gradient((0, 318), (0, 350), ("#d5c3aa", "#bfae9c")))
    for x in range(-40, width, 58):
        canvas.fill(np.array([(x, 318), (x + 1.2, 318), (x - 7, 346), (x - 8.6, 346)]), "#9d8d84")
    canvas.fill(box(-5, 345, width, 4), "#e2d2b8")
    canvas.fill(box(-5, 349, width, 7), "#857a7d")
    canvas.fill(
        box(-5, 356, width, 100), Gradient((0, 356), (0, 440), ("#7b747d", "#625e6c", "#55535f"))
    )
    for _ in range(1500):
        place = width * rng.random(), 358 + 86 * rng.random()
        tone = "#8f8890" if rng.random() < 0.5 else "#4d4a58"
        canvas.fill(ellipse(*place, 1.6 + rng.random(), 0.7), tone, opacity=0.45)
    for x in range(20, width, 150):
        canvas.fill(np.array([(x, 424), (x + 64, 424), (x + 60, 430), (x - 5, 430)]), "#d8c9a8")
    for x in range(240, width, 470):
        canvas.fill(ellipse(x, 388, 26, 5.5), "#4b4855")
        canvas.fill(ellipse(x, 387, 24, 4.6), "#6f6973")
    return canvas.finished()


@lru_cache(maxsize=1)
def _leaves() -> Plane:
    canvas = _strip(1.7)
    rng = np.random.default_rng(59)
    for x in range(150, canvas.width, 640):
        for _ in range(40):
            cx, cy = x + 55 * rng.normal(), 452 - abs(10 * rng.normal())
            lean = -90 + 36 * rng.normal()
            tone = ("#3f4f42", "#54633f", "#6f7842")[int(3 * rng.random())]
            canvas.fill(ellipse(cx, cy, 17, 4.4, lean), tone, soften=1.8, opacity=0.92)
    return canvas.finished()
