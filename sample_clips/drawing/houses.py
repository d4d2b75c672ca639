"""A row of houses in evening light."""

import numpy as np

from .canvas import Canvas, Gradient
from .shapes import box, ellipse

FACADES = ("#e6cfa8", "#a9bba4", "#c98b6b", "#8fa9b5", "#ead9bd", "#b6a3b0", "#d7b27a")
ROOFS = ("#6d5560", "#7d5f5a", "#5f5a68")
HOUSE_PX = 176


def houses(canvas: Canvas) -> None:
    """Paint a row of houses behind a hedge."""
    rng = np.random.default_rng(23)
    for number in range(canvas.width // HOUSE_PX + 1):
        _house(canvas, number * HOUSE_PX - 20 + 8 * rng.random(), number, rng)
    canvas.fill(box(-5, 300, canvas.width + 10, 60), "#7d8a6c")
    for x in range(-10, canvas.width + 20, 15):
        y = 306 - 7 * rng.random()
        paint = Gradient((x, y - 16), (x, y + 16), ("#9da873", "#6f805f"))
        canvas.fill(ellipse(x, y, 15, 14), paint)


def _house(canvas: Canvas, x: float, number: int, rng: np.random.Generator) -> None:
    width = HOUSE_PX - 34 + 12 * rng.random()
    top = 150 + 32 * rng.random()
    wall = box(x, top, width, 180)
    colour, roof = FACADES[number % len(FACADES)], ROOFS[number % len(ROOFS)]
    canvas.fill(wall, colour)
    canvas.fill(wall, Gradient((x, 0), (x + width, 0), ("#5b5166", "#ffe2ae")), opacity=0.2)
    _roof(canvas, x, top, width, roof)
    for row in range(2):
        for column in range(3):
            if (row, column) == (1, 1 + number % 2):
                _door(canvas, x + width * (0.2 + 0.3 * column), top + 74, roof)
            else:
                lit = rng.random() < 0.4
                _window(canvas, x + width * (0.2 + 0.3 * column), top + 18 + row * 62, lit=lit)


def _roof(canvas: Canvas, x: float, top: float, width: float, colour: str) -> None:
    eaves, ridge = 9.0, top - 54
    slopes = [(x + width * 0.3, ridge), (x + width * 0.7, ridge)]
    outline = np.array([(x - eaves, top + 4), *slopes, (x + width + eaves, top + 4)])
    canvas.fill(box(x + width * 0.66, ridge - 22, 15, 40), "#8a6a5e")
    canvas.fill(box(x + width * 0.66 - 2, ridge - 24, 19, 5), "#a07c6a")
    canvas.fill(outline, Gradient((x, 0), (x + width, 0), (colour, "#a98474")))
    body = canvas.stencil(outline)
    for i in range(1, 6):
        y = ridge + i * 10
        canvas.fill(box(x - eaves, y, width + 2 * eaves, 1.2), "#4a3d48", opacity=0.25, within=body)
    canvas.fill(box(x, top + 4, width, 7), "#3f3648", opacity=0.28, soften=1.5)


def _window(canvas: Canvas, x: float, y: float, *, lit: bool) -> None:
    canvas.fill(box(x - 12, y - 2, 24, 38, 1.5), "#f5ead6")
    glass = ("#ffd98c", "#f0a860") if lit else ("#6f8996", "#a9bcb8")
    canvas.fill(box(x - 9.5, y, 19, 33), Gradient((x, y), (x + 6, y + 33), glass))
    canvas.fill(box(x - 0.8, y, 1.6, 33), "#f5ead6")
    canvas.fill(box(x - 9.5, y + 14, 19, 1.6), "#f5ead6")
    canvas.fill(box(x - 14, y + 35, 28, 3.5), "#d9c7ab")
    canvas.fill(box(x - 14, y + 38.5, 28, 3), "#3f3648", opacity=0.2, soften=1)


def _door(canvas: Canvas, x: float, y: float, colour: str) -> None:
    canvas.fill(box(x - 14, y - 3, 28, 100, 3), "#f0e2c8")
    canvas.fill(box(x - 11, y, 22, 100, 2), Gradient((x, y), (x, y + 90), (colour, "#4c4452")))
    canvas.fill(box(x - 7, y + 5, 14, 16, 1), "#f2c27e")
    canvas.fill(ellipse(x + 7, y + 42, 1.6, 1.6), "#f3d9a0")
