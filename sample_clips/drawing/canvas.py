"""A transparent picture to paint on, twice as fine as the finished one so that edges are smooth."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from .shapes import Points

Plane = NDArray[np.floating[Any]]
Window = tuple[slice, slice]
"""Rows and columns of a canvas."""

OVERSAMPLING = 2


def rgb(colour: str) -> Plane:
    """Return "#rrggbb" as three numbers, 0 to 1."""
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], dtype=np.float32) / 255


def ramp(level: Plane, grid: tuple[float, ...], tones: tuple[str, ...]) -> Plane:
    """Return the tone for each level; `grid` says at which level each tone is met."""
    stops = np.array([rgb(tone) for tone in tones])
    fine = np.linspace(grid[0], grid[-1], 512)
    table = np.stack([np.interp(fine, grid, stops[:, i]) for i in range(3)], axis=-1)
    place = (level - grid[0]) * np.float32(511 / (grid[-1] - grid[0]))
    result: Plane = table.astype(np.float32)[np.clip(place, 0, 511).astype(np.int16)]
    return result


@dataclass(frozen=True)
class Gradient:
    """Colours in even steps along the line from `start` to `end`, constant beyond."""

    start: tuple[float, float]
    end: tuple[float, float]
    colours: tuple[str, ...]

    def fill(self, x: Plane, y: Plane) -> Plane:
        """Return the colours at these places, shape (rows, columns, 3) or what broadcasts to it."""
        dx, dy = self.end[0] - self.start[0], self.end[1] - self.start[1]
        square = dx * dx + dy * dy
        along = np.zeros((1, 1), np.float32)  # grows only as far as the gradient really varies
        if dx:
            along = along + (x - self.start[0]) * np.float32(dx / square)
        if dy:
            along = along + (y - self.start[1]) * np.float32(dy / square)
        return ramp(along, tuple(np.linspace(0, 1, len(self.colours))), self.colours)


Paint = str | Gradient


@dataclass(frozen=True)
class Stencil:
    """Where paint may land: coverage 0 to 1 in one part of a canvas."""

    alpha: Plane
    left: int
    top: int

    @property
    def window(self) -> Window:
        """The part of the canvas that it covers."""
        rows, columns = self.alpha.shape
        return slice(self.top, self.top + rows), slice(self.left, self.left + columns)

    def seen_in(self, window: Window) -> Plane:
        """Return the coverage in another part of the canvas, 0 where the stencil does not reach."""
        rows, columns = window
        seen = np.zeros((rows.stop - rows.start, columns.stop - columns.start), np.float32)
        top, left = max(rows.start, self.top), max(columns.start, self.left)
        bottom = min(rows.stop, self.window[0].stop)
        right = min(columns.stop, self.window[1].stop)
        if top < bottom and left < right:
            common = slice(top - rows.start, bottom - rows.start)
            own = self.alpha[top - self.top : bottom - self.top, left - self.left :]
            width = right - left
            seen[common, left - columns.start : right - columns.start] = own[:, :width]
        return seen


class Canvas:
    """Premultiplied red, green, blue and alpha."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        rows, columns = height * OVERSAMPLING, width * OVERSAMPLING
        self.pixels: Plane = np.zeros((rows, columns, 4), dtype=np.float32)

    def stencil(self, outline: Points, soften: float = 0.0) -> Stencil:
        """Return the inside of an outline; `soften` is the blur's standard deviation in pixels."""
        points = outline * OVERSAMPLING
        blur = soften * OVERSAMPLING
        rows, columns = self.window_around(points, int(3 * blur) + 2)
        mask = np.zeros((rows.stop - rows.start, columns.stop - columns.start), np.uint8)
        sixteenths = np.round((points - (columns.start, rows.start)) * 16 - 8).astype(np.int32)
        cv2.fillPoly(mask, [sixteenths], (255,), cv2.LINE_AA, 4)
        alpha = mask.astype(np.float32) / 255
        if blur > 0:
            alpha = np.asarray(cv2.GaussianBlur(alpha, (0, 0), blur), dtype=np.float32)
        return Stencil(alpha, columns.start, rows.start)

    def window_around(self, samples: Points, margin: int) -> Window:
        """Return the part of the canvas around these samples, at least one sample large."""
        rows, columns = self.pixels.shape[:2]
        low = np.clip(np.floor(samples.min(0)).astype(int) - margin, 0, (columns - 1, rows - 1))
        high = np.clip(np.ceil(samples.max(0)).astype(int) + margin, low + 1, (columns, rows))
        return slice(int(low[1]), int(high[1])), slice(int(low[0]), int(high[0]))

    def fill(
        self,
        outline: Points,
        paint: Paint,
        *,
        opacity: float = 1.0,
        soften: float = 0.0,
        within: Stencil | None = None,
    ) -> None:
        """Paint the inside of an outline, if asked only `within` another shape."""
        stencil = self.stencil(outline, soften)
        alpha = stencil.alpha * np.float32(opacity)
        if within is not None:
            alpha *= within.seen_in(stencil.window)
        if isinstance(paint, str):
            self.blend(stencil.window, rgb(paint), alpha)
        else:
            self.blend(stencil.window, paint.fill(*self.places(stencil.window)), alpha)

    def blend(self, window: Window, colours: Plane, alpha: Plane) -> None:
        """Lay colours over one part of the canvas."""
        part = self.pixels[window]
        touched = np.nonzero(alpha)
        share = alpha[touched][:, None]
        paint = np.ones((len(share), 4), np.float32)
        paint[:, :3] = np.broadcast_to(colours, (*alpha.shape, 3))[touched]
        part[touched] += (paint - part[touched]) * share

    def lay(self, layer: Plane) -> None:
        """Lay a layer of the canvas's own size on it."""
        self.pixels *= 1 - layer[..., 3:]
        self.pixels += layer

    def finished(self) -> Plane:
        """Return the picture at its own size, premultiplied, shape (height, width, 4)."""
        small = cv2.resize(self.pixels, (self.width, self.height), interpolation=cv2.INTER_AREA)
        return np.asarray(small, dtype=np.float32)

    def places(self, window: Window) -> tuple[Plane, Plane]:
        """Return x of every column and y of every row, to be broadcast over the window."""
        rows, columns = window
        x = np.arange(columns.start, columns.stop, dtype=np.float32)[None, :]
        y = np.arange(rows.start, rows.stop, dtype=np.float32)[:, None]
        return (x + 0.5) / OVERSAMPLING, (y + 0.5) / OVERSAMPLING


def over(below: Plane, layer: Plane) -> Plane:
    """Return an opaque picture (height, width, 3) with a premultiplied layer laid on it."""
    result: Plane = below * (1 - layer[..., 3:]) + layer[..., :3]
    return result


def moved(layer: Plane, dx: float, dy: float, width: int, height: int) -> Plane:
    """Return the part of a layer seen when it is shifted by (dx, dy) pixels, to fractions."""
    matrix = np.array([[1, 0, dx], [0, 1, dy]], dtype=np.float64)
    seen = cv2.warpAffine(layer, matrix, (width, height), flags=cv2.INTER_CUBIC)
    return np.clip(np.asarray(seen, dtype=np.float32), 0, 1)
