"""The sitter's face: its form in light, and its features."""

from dataclasses import dataclass

import cv2
import numpy as np

from .canvas import OVERSAMPLING, Canvas, Gradient, Plane, ramp
from .eye import Eye, brow, eye
from .shapes import Path, Points, ellipse, ribbon, smooth

MIDDLE_PX = 240.0
HALF_WIDTHS = (
    (150, 40), (165, 66), (200, 84), (250, 91), (290, 90), (322, 83), (350, 71), (374, 54),
    (390, 38), (400, 22), (405, 0),
)  # fmt: skip
"""Height in the picture and half the face's width there, in pixels."""

LIGHT = (-0.6, -0.4, 0.69)
TONES = ("#6f3529", "#a35d45", "#d99670", "#f7c298", "#ffe3bf")

BUMPS = (
    (0, 280, 8, 24, 9), (0, 311, 10, 9, 15), (-13, 316, 6, 6, 5), (13, 316, 6, 6, 5),
    (-50, 312, 24, 20, 8), (50, 312, 24, 20, 8), (0, 388, 18, 12, 7),
    (-38, 243, 26, 9, 4), (38, 243, 26, 9, 4), (-38, 266, 20, 12, -7), (38, 266, 20, 12, -7),
    (0, 333, 5, 6, -3), (0, 376, 22, 5, -4), (0, 200, 55, 30, 6),
)  # fmt: skip
"""Hills and hollows: x from the middle, y, spread in x and y, height; all in pixels."""


@dataclass(frozen=True)
class Expression:
    """What the face does; `lids`, `drift` and `narrowing` run from 0 (not at all) to 1."""

    look_px: tuple[float, float]
    lids: float
    turn: float
    drift: float
    narrowing: float


def face(canvas: Canvas, expression: Expression) -> None:
    """Paint the face."""
    outline = _outline(expression.narrowing)
    _form(canvas, outline, expression)
    shift = 4.0 * expression.turn
    skin = canvas.stencil(outline)
    for side in (-1, 1):
        cheek = ellipse(MIDDLE_PX + shift + side * 52, 318, 25, 17)
        canvas.fill(cheek, "#e0634c", opacity=0.22, soften=9, within=skin)
    _nose(canvas, MIDDLE_PX + shift * 1.5)
    _mouth(canvas, MIDDLE_PX + shift * 1.1, 350)
    for side in (-1, 1):
        drift = expression.drift if side > 0 else 0.0
        state = Eye(MIDDLE_PX + shift + side * 39, 268, side, expression.lids, drift)
        eye(canvas, state, expression.look_px)
        brow(canvas, MIDDLE_PX + shift + side * 39, 241, side)


def _outline(narrowing: float) -> Points:
    right = [
        (MIDDLE_PX + w, float(y)) for (y, _), w in zip(HALF_WIDTHS, _widths(narrowing), strict=True)
    ]
    left = [(2 * MIDDLE_PX - x, y) for x, y in right[-2::-1]]
    return smooth([*right, *left])


def _widths(narrowing: float) -> list[float]:
    heights = np.array([y for y, _ in HALF_WIDTHS])
    share = np.clip((heights - 265) / 110, 0, 1)
    narrower = 1 - 0.33 * narrowing * share * share * (3 - 2 * share)
    return [float(w * n) for (_, w), n in zip(HALF_WIDTHS, narrower, strict=True)]


def _form(canvas: Canvas, outline: Points, expression: Expression) -> None:
    stencil = canvas.stencil(outline)
    x, y = canvas.places(stencil.window)
    height = _height(x, y, expression)
    slope_y, slope_x = np.gradient(height * OVERSAMPLING)
    normal = np.stack([-slope_x, -slope_y, np.full_like(height, 1.25)], axis=-1)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    level = 0.5 + 0.5 * normal @ np.array(LIGHT, dtype=np.float32)
    colours = ramp(level, (0.15, 0.42, 0.68, 0.84, 0.97), TONES)
    canvas.blend(stencil.window, colours, stencil.alpha)


def _height(x: Plane, y: Plane, expression: Expression) -> Plane:
    widths = _widths(expression.narrowing)
    curve = smooth(list(zip([h for h, _ in HALF_WIDTHS], widths, strict=True)), closed=False)
    half = np.maximum(np.interp(y, curve[:, 0], curve[:, 1]), 34)
    across = np.clip((x - MIDDLE_PX) / (half * 1.06), -1, 1)
    along = np.clip((y - 268) / 150, -1, 1)
    height = 74 * np.sqrt(np.maximum((1 - across**2) * (1 - 0.75 * along**2), 0.0) + 0.01)
    middle = MIDDLE_PX + 4.0 * expression.turn
    for dx, cy, sx, sy, size in BUMPS:
        away = ((x - middle - dx) / sx) ** 2 + ((y - cy) / sy) ** 2
        height = height + size * np.exp(-away / 2)
    softened = cv2.GaussianBlur(height.astype(np.float32), (0, 0), 3 * OVERSAMPLING)
    return np.asarray(softened, dtype=np.float32)


def _nose(canvas: Canvas, x: float) -> None:
    for side in (-1, 1):
        nostril = [(x + side * 4, 324), (x + side * 8, 321.5), (x + side * 12, 323)]
        canvas.fill(ribbon(nostril, 4.2, ends=0.3), "#6b2f28", opacity=0.75, soften=0.7)
        wing = [(x + side * 15, 309), (x + side * 17.5, 316), (x + side * 14, 322)]
        canvas.fill(ribbon(wing, 2), "#8f4a39", opacity=0.4, soften=0.8)
    canvas.fill(ellipse(x - 3, 309, 4, 3), "#fff1dc", opacity=0.55, soften=2)
    canvas.fill(ellipse(x - 2, 283, 2.4, 14), "#ffe9cc", opacity=0.35, soften=2)


def _mouth(canvas: Canvas, x: float, y: float) -> None:
    def placed(points: Path) -> Points:
        return np.array([(x + px, y + py) for px, py in points])

    top = [(-35, -5), (-15, -8.5), (-5, -10.5), (0, -9), (5, -10.5), (15, -8.5), (35, -5)]
    bite = [(35, -5), (17, -1.5), (0, -0.5), (-17, -1.5), (-35, -5)]
    gape = [(-35, -5), (-19, 5.5), (0, 9), (19, 5.5), (35, -5)]
    bottom = [(34, -4), (19, 12), (0, 18), (-19, 12), (-34, -4)]
    opening = np.vstack([smooth(placed(gape), closed=False), smooth(placed(bite), closed=False)])
    canvas.fill(opening, "#5b2023")
    teeth = canvas.stencil(opening)
    row = [(-30, -6), (30, -6), (24, 2.5), (10, 6), (-10, 6), (-24, 2.5)]
    ivory = Gradient((x - 30, y), (x + 30, y), ("#d9c2ae", "#fff4e6", "#f6e6d4", "#b8998a"))
    canvas.fill(placed(row), ivory, soften=0.8, within=teeth)
    upper = np.vstack([smooth(placed(top), closed=False), smooth(placed(bite), closed=False)])
    canvas.fill(upper, Gradient((x, y - 10), (x, y), ("#c8645a", "#a8433f")), soften=0.3)
    lower = np.vstack([smooth(placed(bottom), closed=False), smooth(placed(gape), closed=False)])
    canvas.fill(lower, Gradient((x, y + 4), (x, y + 18), ("#d0685f", "#b54f48")), soften=0.3)
    canvas.fill(ellipse(x - 5, y + 12, 10, 2), "#ffd3c2", opacity=0.5, soften=1.4)
    for side in (-1, 1):
        canvas.fill(ellipse(x + side * 37, y - 5, 3.4, 3), "#7d3a30", opacity=0.5, soften=1.4)
        fold = [(x + side * 24, y - 30), (x + side * 37, y - 19), (x + side * 43, y - 4)]
        canvas.fill(ribbon(fold, 2.6), "#a3543f", opacity=0.4, soften=1.5)
