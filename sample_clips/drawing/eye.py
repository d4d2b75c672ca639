"""One eye and its brow."""

from dataclasses import dataclass

import numpy as np

from .canvas import Canvas, Gradient, Stencil
from .shapes import Points, ellipse, ribbon, smooth, turned

UPPER = ((-23, 4.5), (-14, -6), (0, -12), (14, -9.5), (26, -1.5))
LOWER = ((26, -1.5), (15, 6), (1, 9), (-13, 8), (-23, 4.5))
"""Lid edges from the inner to the outer corner and back; x grows outwards."""

IRIS_PX = 12.2
DRIFT_PX = (-11.0, 2.0)
"""How far a fully drifted iris has moved: inwards and down."""


@dataclass(frozen=True)
class Eye:
    """An eye at (x, y); `side` is 1 on the right of the picture and -1 on the left."""

    x: float
    y: float
    side: int
    lids: float
    drift: float

    def at(self, points: tuple[tuple[float, float], ...]) -> Points:
        """Return points of the eye's own frame in the picture."""
        placed = [
            (self.x + self.side * (px - 5 * self.drift), self.y + py + 2.5 * self.drift)
            for px, py in points
        ]
        return turned(np.array(placed), (self.x, self.y), -5 * self.drift * self.side)


def eye(canvas: Canvas, state: Eye, look_px: tuple[float, float]) -> None:
    """Paint the eye, looking `look_px` to the right and down of straight ahead."""
    low = [
        np.interp(px, [p for p, _ in LOWER[::-1]], [p for _, p in LOWER[::-1]]) for px, _ in UPPER
    ]
    upper_lid = tuple(
        (px, py + (lid - py) * state.lids) for (px, py), lid in zip(UPPER, low, strict=True)
    )
    top = smooth(state.at(upper_lid), closed=False)
    bottom = smooth(state.at(LOWER), closed=False)
    opening = np.vstack([top, bottom])
    socket = ellipse(state.x + state.side, state.y - 5, 26, 15)
    canvas.fill(socket, "#8c4636", opacity=0.22, soften=5)
    canvas.fill(opening, Gradient((0, state.y - 10), (0, state.y + 8), ("#cdb5a8", "#f6ece2")))
    ball = canvas.stencil(opening)
    _iris(canvas, state, look_px, ball)
    canvas.fill(
        ribbon(np.add(top, (0, 2.5)), 6, ends=0.6), "#3c1d1d", opacity=0.42, soften=1.6, within=ball
    )
    _lashes(canvas, state, upper_lid, top, bottom)


def _iris(canvas: Canvas, state: Eye, look_px: tuple[float, float], ball: Stencil) -> None:
    own = (DRIFT_PX[0] * state.drift, -1.6 + DRIFT_PX[1] * state.drift)
    x, y = state.at((own,))[0] + look_px
    for radius, colour in ((IRIS_PX, "#3a2618"), (IRIS_PX - 1.3, "#6f4a29"), (8.0, "#8f6635")):
        canvas.fill(ellipse(x, y, radius, radius), colour, soften=0.6, within=ball)
    glow = ellipse(x + 2, y + 4, 6, 3.6)
    canvas.fill(glow, "#d09a52", opacity=0.7, soften=1.5, within=ball)
    canvas.fill(ellipse(x, y, 5.2, 5.2), "#160d0c", soften=0.4, within=ball)
    canvas.fill(ellipse(x - 3.6, y - 3.8, 2.6, 2.8), "#fffaf0", soften=0.4, within=ball)
    canvas.fill(ellipse(x + 4.2, y + 3.8, 1.3, 1.1), "#ffe9c9", opacity=0.6, within=ball)


def _lashes(
    canvas: Canvas,
    state: Eye,
    upper_lid: tuple[tuple[float, float], ...],
    top: Points,
    bottom: Points,
) -> None:
    wing = state.at(((28.5, upper_lid[-1][1] - 2.5),))
    canvas.fill(ribbon(np.vstack([top[::10], wing]), 3.8, ends=0.2), "#2a1718")
    canvas.fill(ribbon(bottom, 1.3), "#7a3f35", opacity=0.55, soften=0.4)
    crease = tuple((px * 1.02, min(py - 6.5, 1)) for px, py in UPPER)
    canvas.fill(
        ribbon(smooth(state.at(crease), closed=False), 1.9), "#7d3d30", opacity=0.6, soften=0.6
    )
    pouch = tuple((px * 0.8, py + 6.5) for px, py in LOWER)
    canvas.fill(
        ribbon(smooth(state.at(pouch), closed=False), 2), "#9a4d3b", opacity=0.3, soften=1.2
    )


def brow(canvas: Canvas, x: float, y: float, side: int) -> None:
    """Paint the brow above an eye."""
    arch = [(-22, 3), (-8, -4), (8, -8), (20, -5), (30, 3)]
    placed = [(x + side * px, y + py) for px, py in arch]
    canvas.fill(ribbon(placed, 7, ends=0.15), "#4a2a21", opacity=0.78, soften=0.9)
    hair = [(px, py - 1) for px, py in placed]
    canvas.fill(ribbon(hair, 3, ends=0.1), "#3a1f1a", opacity=0.6, soften=0.5)
