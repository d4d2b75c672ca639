"""The skateboarder: a small figure of clay on a board with rolling wheels."""

import math

import numpy as np

from .canvas import Canvas, Gradient
from .clay import Bone, Clay, model
from .shapes import box, ellipse, ribbon, smooth

SUN = (0.62, -0.55, 0.5)
JACKET = Clay("#7d2c35", "#cf5240", "#ffa86e", SUN, 3.0)
TROUSERS = Clay("#232b47", "#3d4a70", "#8c8fa6", SUN, 3.0)
SKIN = Clay("#8a4f3c", "#c98560", "#ffd0a0", SUN, 1.0)
SHOE = Clay("#a8988f", "#ece0cc", "#fff6e2", SUN, 1.5)
HAT = Clay("#8f6a2c", "#d9a744", "#ffe09a", SUN, 2.0)
WHEEL_RADIUS_PX = 7.0

Joint = tuple[float, float]


def skater(canvas: Canvas, x: float, ground: float, rolled_px: float, t: float) -> None:
    """Paint the skater standing at (x, ground), after rolling so far, at second `t` of the ride."""
    bob = 3.2 * math.sin(2.3 * t + 0.6)
    sway = 4.0 * math.sin(1.7 * t)
    _shadow(canvas, x, ground)
    _board(canvas, x, ground, rolled_px)

    def at(dx: float, up: float) -> Joint:
        return x + dx, ground - up

    hip = at(-2 + sway * 0.6, 88 + bob)
    chest = at(7 + sway, 131 + bob * 1.1)
    _leg(canvas, (hip[0] - 7, hip[1]), at(-41 + sway * 0.2, 59 + bob * 0.7), at(-31, 27))
    _arm(canvas, (chest[0] - 17, chest[1] - 2), _reach(t, chest, -1))
    _leg(canvas, (hip[0] + 8, hip[1]), at(43 + sway * 0.2, 62 + bob * 0.7), at(33, 27))
    _torso(canvas, hip, chest)
    _head(canvas, (chest[0] + 7 + sway * 0.2, chest[1] - 40), t)
    _arm(canvas, (chest[0] + 17, chest[1] - 3), _reach(t, chest, 1))


def _reach(t: float, chest: Joint, side: int) -> tuple[Joint, Joint]:
    lift = 6 * math.sin(2.0 * t + (0.4 if side > 0 else 2.0))
    elbow = chest[0] + side * 43, chest[1] + 10 - lift * 0.5
    hand = chest[0] + side * 73, chest[1] + (5 if side > 0 else -8) - lift * 1.6
    return elbow, hand


def _shadow(canvas: Canvas, x: float, ground: float) -> None:
    canvas.fill(ellipse(x - 4, ground + 2, 66, 4.2), "#2b2738", opacity=0.6, soften=1.6)
    right = [(x - 212, ground + 22), (x - 110, ground + 18), (x + 40, ground + 5)]
    cast = smooth([(x - 40, ground + 2), (x - 110, ground + 8), (x - 205, ground + 15), *right])
    canvas.fill(cast, "#2b2738", opacity=0.42, soften=3.5)


def _board(canvas: Canvas, x: float, ground: float, rolled_px: float) -> None:
    for side in (-1, 1):
        hub = x + side * 38
        canvas.fill(box(hub - 6, ground - 17, 12, 8, 2), "#8f8c92")
        _wheel(canvas, hub, ground - WHEEL_RADIUS_PX, rolled_px)
    top = [(x - 74, ground - 27), (x - 58, ground - 19), (x, ground - 18), (x + 58, ground - 19)]
    canvas.fill(ribbon([*top, (x + 74, ground - 28)], 6.2, ends=0.7), "#3f8187")
    grip = [(px, py - 2.2) for px, py in [*top, (x + 74, ground - 28)]]
    canvas.fill(ribbon(grip, 2.2, ends=0.5), "#2e2f3e")


def _wheel(canvas: Canvas, x: float, y: float, rolled_px: float) -> None:
    r = WHEEL_RADIUS_PX
    canvas.fill(
        ellipse(x, y, r, r), Gradient((x - r, y + r), (x + r, y - r), ("#c9a77c", "#fff0cf"))
    )
    turn = math.degrees(rolled_px / r)
    for spoke in range(3):
        a = math.radians(turn + 120 * spoke)
        mark = ellipse(x + 4.2 * math.cos(a), y + 4.2 * math.sin(a), 1.9, 1.2, math.degrees(a))
        canvas.fill(mark, "#b0553c")
    canvas.fill(ellipse(x, y, 2.0, 2.0), "#5a5560")


def _leg(canvas: Canvas, hip: Joint, knee: Joint, ankle: Joint) -> None:
    toe = ankle[0] + 15
    sole = box(ankle[0] - 12, ankle[1] + 3.5, 33, 3.6, 1.6)
    model(
        canvas,
        [Bone(ankle[0] - 5, ankle[1] - 1, 6.4, toe, ankle[1] + 1.4, 4.6)],
        SHOE,
    )
    canvas.fill(sole, "#c4573f")
    model(
        canvas,
        [Bone(*hip, 14.5, *knee, 11.5), Bone(*knee, 11.5, ankle[0], ankle[1] - 7, 9.0)],
        TROUSERS,
    )
    bend = [(knee[0] - 7, knee[1] + 5), (knee[0], knee[1] + 7.5), (knee[0] + 7, knee[1] + 5)]
    canvas.fill(ribbon(bend, 1.6), "#1f2640", opacity=0.5)
    canvas.fill(box(ankle[0] - 9, ankle[1] - 4.5, 18, 3.4, 1.5), "#55618a")


def _arm(canvas: Canvas, shoulder: Joint, reach: tuple[Joint, Joint]) -> None:
    elbow, hand = reach
    way = np.subtract(hand, elbow) / math.dist(hand, elbow)
    tip = hand[0] + way[0] * 9, hand[1] + way[1] * 9
    fingers = [
        Bone(*hand, 2.6, tip[0] + spread * -way[1], tip[1] + spread * way[0], 1.5)
        for spread in (-6.5, -2.0, 2.5, 6.5)
    ]
    model(canvas, [Bone(*elbow, 4.8, *hand, 4.6), *fingers], SKIN)
    cuff = hand[0] - way[0] * 8, hand[1] - way[1] * 8
    model(canvas, [Bone(*shoulder, 10.5, *elbow, 8.8), Bone(*elbow, 8.8, *cuff, 7.0)], JACKET)


def _torso(canvas: Canvas, hip: Joint, chest: Joint) -> None:
    hem = hip[0], hip[1] - 3
    hem_low = hem[0], hem[1] + 11
    body = model(
        canvas,
        [
            Bone(hem[0] - 7, hem[1], 13, chest[0] - 9, chest[1], 15.5),
            Bone(hem[0] + 7, hem[1], 13, chest[0] + 9, chest[1], 15.5),
            Bone(chest[0] - 16, chest[1] - 3, 12, chest[0] + 16, chest[1] - 3, 12),
        ],
        JACKET,
    )
    hem_band = ribbon([(hem[0] - 24, hem[1] + 7), hem_low, (hem[0] + 24, hem[1] + 7)], 7, ends=1)
    canvas.fill(hem_band, "#8f3238", opacity=0.75, within=body)
    zip_line = [(hem[0] + 3, hem[1] + 7), (chest[0] + 4, chest[1] - 14)]
    canvas.fill(ribbon(zip_line, 1.6, ends=1), "#f6dfb4", opacity=0.85)
    pocket = [(hem[0] - 14, hem[1] - 6), (hem[0] - 9, hem[1] - 13), (hem[0] - 5, hem[1] - 15)]
    canvas.fill(ribbon(pocket, 1.5), "#7d2c35", opacity=0.7)


def _head(canvas: Canvas, centre: Joint, t: float) -> None:
    x, y = centre
    model(canvas, [Bone(x - 5, y + 24, 6.5, x - 2, y + 10, 6.5)], SKIN)
    collar = [(x - 17, y + 23), (x - 6, y + 28), (x + 8, y + 24)]
    canvas.fill(ribbon(collar, 7, ends=0.6), "#a9403b")
    flutter = 3 * math.sin(9 * t)
    tress = [
        (x - 8, y + 2),
        (x - 17, y + 9),
        (x - 25, y + 10 + flutter),
        (x - 33, y + 15 + flutter),
    ]
    for lift, width in ((0, 11), (-4, 7)):
        canvas.fill(ribbon([(px, py + lift) for px, py in tress], width, ends=0.35), "#4a3033")
    model(
        canvas,
        [Bone(x, y, 15, x + 2, y + 5, 12.5), Bone(x + 13, y + 4, 3.0, x + 15.5, y + 5.5, 2.0)],
        SKIN,
    )
    canvas.fill(ellipse(x - 4, y + 4, 3.2, 4.4), "#b87456")
    canvas.fill(
        ribbon([(x + 6, y + 11.5), (x + 9.5, y + 12.6), (x + 12, y + 10.8)], 1.6), "#7c3a35"
    )
    canvas.fill(ellipse(x + 9.4, y + 2.2, 1.4, 2.0), "#33242c")
    canvas.fill(ribbon([(x + 6.5, y - 2.2), (x + 9.5, y - 3.4), (x + 12, y - 2.4)], 1.5), "#4a3033")
    canvas.fill(ellipse(x + 6.5, y + 8, 3.2, 2.2), "#e07a5a", opacity=0.35, soften=1)
    model(canvas, [Bone(x - 4, y - 11, 13, x, y - 11, 12.6)], HAT)
    band = [(x - 16.5, y - 3), (x - 2, y - 6.5), (x + 13.5, y - 7)]
    canvas.fill(
        ribbon(band, 7, ends=0.85), Gradient((x - 15, 0), (x + 15, 0), ("#9c7430", "#ffd27c"))
    )
    model(canvas, [Bone(x - 5, y - 26, 4.4, x - 5, y - 26, 4.4)], SHOE)
