"""A keyboard seen from above, in a plane of its own before the camera tilts it."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from ticketkit.resources import FONTS

from .canvas import OVERSAMPLING, Canvas, Gradient, Plane, rgb
from .shapes import box

WIDTH, HEIGHT = 900, 560
UNIT_PX = 78.0
GAP_PX = 7.0
ROWS = (
    (4.0, "4 5 6 7 8 9 0 - = ←"),
    (4.5, "R T Y U I O P [ ] \\"),
    (3.75, "D F G H J K L ; ' ENTER"),
    (4.25, "C V B N M , . / SHIFT"),
)
"""Where each row starts, in key widths from the left end of the whole keyboard, and its caps."""

END = 15.0
BOTTOM_ROW = (2.0, 10.0, 11.25, 12.5, 13.75, END)
TOP_PX = 78.0
LEFT_PX = -341.0


@dataclass(frozen=True)
class Key:
    """One key cap with the place of its upper left corner."""

    legend: str
    x: float
    y: float
    width: float

    def holds(self, x: float, y: float) -> bool:
        """Say whether a point of the plane is on this key."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + UNIT_PX


@lru_cache(maxsize=1)
def keys() -> tuple[Key, ...]:
    """Return all keys of the plane."""
    found = []
    for row, (start, legends) in enumerate(ROWS):
        edges = [start + i for i in range(len(legends.split()))] + [END]
        for legend, left, right in zip(legends.split(), edges[:-1], edges[1:], strict=True):
            found.append(_key(legend, left, right, row))
    bottom = (_key("", left, right, len(ROWS)) for left, right in pairwise(BOTTOM_ROW))
    return (*found, *bottom)


def _key(legend: str, left: float, right: float, row: int) -> Key:
    x = LEFT_PX + left * UNIT_PX
    return Key(legend, x, TOP_PX + row * UNIT_PX, (right - left) * UNIT_PX)


def board(pressed: dict[Key, float]) -> Canvas:
    """Return the keyboard with some keys pressed, each 0 (up) to 1 (down)."""
    canvas = Canvas(WIDTH, HEIGHT)
    canvas.pixels = _resting().pixels.copy()
    for key, depth in pressed.items():
        _cap(canvas, key, depth)
    return canvas


@lru_cache(maxsize=1)
def _resting() -> Canvas:
    canvas = Canvas(WIDTH, HEIGHT)
    _desk(canvas)
    right = LEFT_PX + END * UNIT_PX
    bottom = TOP_PX + (len(ROWS) + 1) * UNIT_PX
    canvas.fill(box(-40, 56, right + 66, bottom - 22, 20), "#1d141a", opacity=0.55, soften=8)
    case = Gradient((0, 50), (WIDTH, HEIGHT), ("#6a8890", "#48606b"))
    canvas.fill(box(-40, 48, right + 60, bottom - 26, 18), case)
    canvas.fill(box(-40, 48, right + 50, 2.5, 1), "#a7bfbf")
    canvas.fill(box(-40, TOP_PX - 7, right + 47, bottom - TOP_PX + 14, 9), "#25323b")
    for key in keys():
        _cap(canvas, key, 0)
    return canvas


def _desk(canvas: Canvas) -> None:
    wood = Gradient((0, 0), (WIDTH, HEIGHT), ("#d0a172", "#a5754f"))
    canvas.fill(box(-9, -9, WIDTH + 18, HEIGHT + 18), wood)
    rng = np.random.default_rng(7)
    for _ in range(420):
        x, y = WIDTH * (1.2 * rng.random() - 0.2), HEIGHT * rng.random()
        grain = box(x, y, 60 + 160 * rng.random(), 1.2)
        canvas.fill(grain, "#7d543a", opacity=0.22, soften=0.6)


def _cap(canvas: Canvas, key: Key, depth: float) -> None:
    colours = _colours(key.legend)
    x, y = key.x + GAP_PX / 2, key.y + GAP_PX / 2
    width, height = key.width - GAP_PX, UNIT_PX - GAP_PX
    canvas.fill(box(key.x, key.y, key.width, UNIT_PX), "#25323b")
    cast = box(x + 3 * (1 - depth), y + 4 * (1 - depth), width, height, 10)
    canvas.fill(cast, "#141b21", opacity=0.6, soften=1.5)
    canvas.fill(box(x, y, width, height, 10), colours[2])
    canvas.fill(box(x + 1, y + 1, width - 2, height - 6, 9), colours[1])
    top = box(x + 7, y + 3 + 2 * depth, width - 14, height - 16, 9)
    shade = Gradient((x, y), (x + width, y + height), (colours[0], colours[1]))
    canvas.fill(top, shade)
    dish = box(x + 14, y + 9 + 2 * depth, width - 28, height - 28, 12)
    canvas.fill(dish, colours[1], opacity=0.35, soften=4)
    canvas.fill(box(x, y, width, height, 10), "#1b2128", opacity=0.12 * depth)
    _legend(canvas, key.legend, x + 16, y + 11 + 2 * depth)


def _colours(legend: str) -> tuple[str, str, str]:
    if legend == "ENTER":
        return "#f0a184", "#dc7f63", "#a4513f"
    if len(legend) > 1 or legend == "←":
        return "#c3d0bd", "#a3b5a3", "#6d8176"
    return "#fbf2e0", "#eadcc4", "#b3a48f"


def _legend(canvas: Canvas, legend: str, x: float, y: float) -> None:
    size = 12 if len(legend) > 1 else 20
    mask = _letters(legend, size * OVERSAMPLING)
    rows, columns = mask.shape
    top, left = round(y * OVERSAMPLING), round(x * OVERSAMPLING)
    if left < 0 or left + columns > WIDTH * OVERSAMPLING:
        return
    window = slice(top, top + rows), slice(left, left + columns)
    canvas.blend(window, rgb("#54606a"), mask)


@lru_cache(maxsize=64)
def _letters(text: str, size: int) -> Plane:
    font = ImageFont.truetype(FONTS / "IBMPlexSans-Regular.ttf", size)
    image = Image.new("L", (max(int(font.getlength(text)) + 2, 1), int(size * 1.4)))
    ImageDraw.Draw(image).text((0, 0), text, font=font, fill=255)
    return np.asarray(image, dtype=np.float32) / np.float32(255)
