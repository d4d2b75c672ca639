"""A right hand seen from above, with as many fingers as asked for."""

import math
from dataclasses import dataclass
from itertools import pairwise

from .canvas import Canvas, Gradient
from .clay import Bone, Clay, model
from .shapes import Points, ellipse, ribbon

LAMP = (-0.55, -0.6, 0.75)
SKIN = Clay("#7d4030", "#cf8c68", "#ffd9b0", LAMP, 4.0, 1.25, 2.0)

Place = tuple[float, float]


@dataclass(frozen=True)
class Finger:
    """Where a finger leaves the palm, where it ends, its half width and how far it bows."""

    root: Place
    tip: Place
    radius: float
    bow: float

    def grown(self, growth: float, shift: Place, press: float) -> "Finger":
        """Return the finger moved, grown to a part of its length (0 to 1) and pressed (0 to 1)."""
        reach = growth * (0.93 + 0.07 * (1 - press))
        tip = (
            self.root[0] + (self.tip[0] - self.root[0]) * reach + shift[0],
            self.root[1] + (self.tip[1] - self.root[1]) * reach + shift[1] + 3 * press,
        )
        root = self.root[0] + shift[0], self.root[1] + shift[1]
        return Finger(root, tip, self.radius * (0.7 + 0.3 * growth), self.bow * growth)

    @property
    def angle(self) -> float:
        """Direction from root to tip, radians, 0 to the right and growing clockwise."""
        return math.atan2(self.tip[1] - self.root[1], self.tip[0] - self.root[0])

    def at(self, share: float, aside: float = 0.0) -> Place:
        """Return a place on the bowed line from the root (0) to the tip (1)."""
        bow = self.bow * math.sin(math.pi * share) + aside
        a = self.angle
        return (
            self.root[0] + (self.tip[0] - self.root[0]) * share - bow * math.sin(a),
            self.root[1] + (self.tip[1] - self.root[1]) * share + bow * math.cos(a),
        )


FINGERS = (
    Finger((345, 392), (232, 312), 22, 12),
    Finger((352, 318), (316, 178), 20, -5),
    Finger((401, 298), (389, 146), 21, -3),
    Finger((450, 303), (462, 160), 20, 3),
    Finger((494, 326), (532, 208), 17.5, 5),
    Finger((524, 356), (592, 262), 17, 6),
    Finger((540, 390), (638, 325), 16.5, 7),
)
"""Thumb, index, middle, ring and little finger; then the sixth and the seventh."""


def hand(canvas: Canvas, growths: list[float], presses: list[float], shift: Place) -> None:
    """Paint the hand; each finger has a growth (0: absent) and a press (0: up, 1: on its key)."""
    fingers = [
        finger.grown(growth, shift, press)
        for finger, growth, press in zip(FINGERS, growths, presses, strict=True)
        if growth > 0
    ]
    bones = [*_palm(fingers, shift), *(b for f in fingers for b in _bones(f))]
    lifted = [p for g, p in zip(growths, presses, strict=True) if g > 0]
    _shadow(canvas, fingers, lifted, shift)
    skin = model(canvas, bones, SKIN)
    for finger in fingers[1:]:
        glow = ellipse(*finger.at(-0.02), 15, 11)
        canvas.fill(glow, "#ffcfa2", opacity=0.3, soften=5, within=skin)
        canvas.fill(ellipse(*finger.at(0.16, 9), 9, 7), "#8a4838", opacity=0.12, soften=4)
    for finger in fingers:
        _creases(canvas, finger)
        _nail(canvas, finger)


def _bones(finger: Finger) -> list[Bone]:
    r = finger.radius
    joints = [(0.0, r * 1.12), (0.47, r * 1.03), (0.78, r * 0.93), (1.0, r * 0.78)]
    return [Bone(*finger.at(a), ra, *finger.at(b), rb) for (a, ra), (b, rb) in pairwise(joints)]


def _palm(fingers: list[Finger], shift: Place) -> list[Bone]:
    wrist = 505 + shift[0], 500 + shift[1]
    heel = 440 + shift[0], 420 + shift[1]
    metacarpals = [Bone(*f.root, f.radius * 1.2, *wrist, 46) for f in fingers[1:]]
    return [
        *metacarpals,
        Bone(*fingers[0].root, 27, heel[0] + 20, heel[1] + 40, 50),
        Bone(heel[0] - 6, heel[1] - 36, 56, *heel, 62),
        Bone(*heel, 62, *wrist, 56),
        Bone(*wrist, 56, wrist[0] + 40, wrist[1] + 70, 54),
    ]


def _shadow(canvas: Canvas, fingers: list[Finger], presses: list[float], shift: Place) -> None:
    for finger, press in zip(fingers, presses, strict=True):
        away = 9 + 7 * (1 - press)
        path = [finger.at(s) for s in (0.0, 0.33, 0.66, 1.0)]
        cast = ribbon([(x + away, y + away) for x, y in path], finger.radius * 2, ends=0.8)
        canvas.fill(cast, "#1d1a26", opacity=0.4, soften=3 + 3 * (1 - press))
    palm = ellipse(462 + shift[0], 420 + shift[1], 125, 120, 30)
    canvas.fill(palm, "#1d1a26", opacity=0.5, soften=14)


def _creases(canvas: Canvas, finger: Finger) -> None:
    half = finger.radius * 0.62
    for share, depth in ((0.44, 0.5), (0.49, 0.6), (0.76, 0.4)):
        line = [
            finger.at(share - 0.012, -half),
            finger.at(share + 0.01),
            finger.at(share - 0.012, half),
        ]
        canvas.fill(ribbon(line, 1.7), "#7d4030", opacity=depth * 0.75, soften=0.5)
    knuckle = finger.at(0.465, -finger.radius * 0.2)
    canvas.fill(ellipse(*knuckle, 9, 7), "#e0805f", opacity=0.2, soften=3)


def _nail(canvas: Canvas, finger: Finger) -> None:
    r = finger.radius
    turn = math.degrees(finger.angle)
    canvas.fill(_plate(finger, 1.0, 0.62, 0.47, turn), "#9c553f", opacity=0.5, soften=0.8)
    x, y = finger.at(1.0)
    paint = Gradient((x - r * 0.5, y - r * 0.5), (x + r * 0.5, y + r * 0.5), ("#ffd9cb", "#e0a08a"))
    nail = _plate(finger, 1.02, 0.56, 0.42, turn)
    canvas.fill(nail, paint)
    inside = canvas.stencil(nail)
    shine = _plate(finger, 1.0, 0.3, 0.1, turn, aside=-r * 0.15)
    canvas.fill(shine, "#fffaf2", opacity=0.75, soften=0.9, within=inside)


def _plate(
    finger: Finger, share: float, length: float, width: float, turn: float, aside: float = 0.0
) -> Points:
    r = finger.radius
    return ellipse(*finger.at(share, aside), r * length, r * width, turn)
