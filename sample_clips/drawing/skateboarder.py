"""A skateboarder rolls down a street; the picture stops and then goes on somewhere else."""

import math

from .canvas import Canvas, Plane, over
from .film import RATE, Picture, developed
from .skater import skater
from .street import HEIGHT, SPEED_PX_S, WIDTH, foreground, street

FILE = "skateboarder-freeze.mp4"
FRAMES = 120
FREEZE, RESUME = 72, 96
SKIPPED_S = 0.30
"""How much of the ride is missing when the picture goes on."""


def picture(frame: int) -> Picture:
    """Return what the clip shows at this frame."""
    t, drift = _ride_s(frame), _drift_px(_ride_s(frame))
    scene = over(over(street(t, drift), rider(frame)), foreground(t, drift))
    held = FREEZE < frame < RESUME
    return developed(scene, seed=72, frame=frame, held=FREEZE if held else -1)


def rider(frame: int) -> Plane:
    """Return the skateboarder and the shadow as a layer of the picture."""
    t = _ride_s(frame)
    dx, dy = _drift_px(t)
    canvas = Canvas(WIDTH, HEIGHT)
    x = 318 + 17 * t + dx + (26 if frame >= RESUME else 0)
    skater(canvas, x, 404 + dy, SPEED_PX_S * t, t)
    return canvas.finished()


def _ride_s(frame: int) -> float:
    if frame < RESUME:
        return min(frame, FREEZE) / RATE
    return (frame - RESUME + FREEZE) / RATE + SKIPPED_S


def _drift_px(t: float) -> tuple[float, float]:
    return 5 * math.sin(0.9 * t), 2.2 * math.sin(1.3 * t + 1)
