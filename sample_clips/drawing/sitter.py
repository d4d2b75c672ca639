"""The sitter's hair, neck and pullover."""

from itertools import pairwise

import numpy as np

from .canvas import Canvas, Gradient, Stencil
from .clay import Bone, Clay, model
from .shapes import Points, ellipse, ribbon, smooth

WINDOW = (-0.62, -0.42, 0.66)
SKIN = Clay("#7c4434", "#d08d68", "#ffd8ae", WINDOW, 8.0, 1.0, 3.0)
WOOL = Clay("#8d7563", "#dfcbae", "#fff6e0", WINDOW, 14.0, 1.2, 3.0)

INNER = ((262, 160), (214, 180), (170, 216), (152, 270), (151, 335), (140, 405), (150, 476))
OUTER = ((292, 101), (206, 99), (134, 146), (104, 236), (98, 340), (82, 430), (104, 520))
INNER_FAR = ((260, 160), (296, 176), (322, 214), (332, 270), (332, 335), (346, 405), (336, 476))
OUTER_FAR = ((222, 101), (302, 100), (358, 144), (382, 236), (386, 340), (402, 430), (380, 520))
"""Guides of the locks next to the face and outermost, from the parting down."""


def hair_behind(canvas: Canvas) -> None:
    """Paint the hair that falls behind the neck."""
    mass = [(150, 180), (240, 130), (330, 180), (374, 330), (384, 450), (340, 492), (240, 480)]
    outline = smooth([*mass, (140, 492), (100, 450), (108, 330)])
    canvas.fill(outline, Gradient((0, 200), (0, 520), ("#3a2020", "#2c191b")))
    rng = np.random.default_rng(3)
    for _ in range(40):
        x = 110 + 260 * rng.random()
        lock = [(x, 300), (x + 8 * rng.normal(), 390), (x + 14 * rng.normal(), 500)]
        canvas.fill(ribbon(lock, 9, ends=0.2), "#4d2a25", opacity=0.5)


def hair_in_front(canvas: Canvas) -> None:
    """Paint the hair that frames the face, lock by lock from the outside in."""
    rng = np.random.default_rng(8)
    for near, far, bright in ((INNER_FAR, OUTER_FAR, 0.55), (INNER, OUTER, 1.0)):
        inner, outer = np.array(near, float), np.array(far, float)
        canvas.fill(
            ribbon(np.add(inner[:6], (2, 4)), 20, ends=0.3), "#4a1d18", opacity=0.45, soften=4
        )
        mass = np.vstack([smooth(outer[:6], closed=False), smooth(inner[:6], closed=False)[::-1]])
        canvas.fill(mass, "#45251f")
        for step in range(130):
            share = min(max(step / 129 + 0.05 * rng.normal(), 0), 1)
            _lock(canvas, inner * share + outer * (1 - share), bright, rng)


def _lock(canvas: Canvas, guide: Points, bright: float, rng: np.random.Generator) -> None:
    down = np.linspace(0, 1, len(guide))
    path = guide + rng.normal(size=guide.shape) * (1.8, 1.2)
    path[:, 0] += 9 * down * np.sin(4.6 * down + 0.5 * rng.random()) * (240 - guide[:, 0]) / 140
    path[-1] += 5 * rng.normal(), 9 * rng.normal()
    path[-1, 0] += 14 * np.sign(240 - guide[-1, 0])
    light = rng.random() * bright
    tones = ("#3b201d", _mixed("#57301f", "#d08d57", light), _mixed("#472519", "#7c4529", light))
    paint = Gradient((0, 104), (0, 500), (*tones, "#45251f", _mixed("#4a281f", "#9c6040", light)))
    canvas.fill(ribbon(path, 5 + 6 * rng.random(), ends=0.16), paint, opacity=0.85)


def _mixed(dark: str, light: str, share: float) -> str:
    parts = [
        round(int(dark[i : i + 2], 16) * (1 - share) + int(light[i : i + 2], 16) * share)
        for i in (1, 3, 5)
    ]
    return "#" + "".join(f"{part:02x}" for part in parts)


def bust(canvas: Canvas) -> None:
    """Paint neck and pullover."""
    neck = model(
        canvas,
        [
            Bone(244, 370, 45, 246, 430, 46),
            Bone(246, 462, 50, 160, 506, 30),
            Bone(246, 462, 50, 332, 506, 30),
        ],
        SKIN,
    )
    chin = ellipse(256, 400, 80, 36, 6)
    canvas.fill(chin, "#5e2a24", opacity=0.6, soften=11, within=neck)
    canvas.fill(ellipse(318, 420, 44, 80), "#5e2a24", opacity=0.35, soften=14, within=neck)
    for side in (-1, 1):
        bone = [(246 + side * 12, 498), (246 + side * 34, 486), (246 + side * 66, 482)]
        canvas.fill(ribbon(bone, 4), "#8a4836", opacity=0.35, soften=2.5, within=neck)
    _pullover(canvas, 538)


def _pullover(canvas: Canvas, y: float) -> None:
    wool = model(
        canvas,
        [
            Bone(160, y - 34, 26, 76, y + 26, 50),
            Bone(328, y - 34, 26, 412, y + 26, 50),
            Bone(76, y + 26, 50, 52, y + 150, 58),
            Bone(412, y + 26, 50, 436, y + 150, 58),
            Bone(140, y + 60, 78, 348, y + 60, 78),
            Bone(150, y + 140, 120, 340, y + 140, 120),
        ],
        WOOL,
    )
    for i in range(-26, 27):
        rib = [(245 + i * 6, y - 70), (245 + i * 8.6, y), (245 + i * 9.4, y + 150)]
        canvas.fill(ribbon(rib, 1.8), "#8d7563", opacity=0.22, soften=0.6, within=wool)
    _collar(canvas, y, wool)


def _collar(canvas: Canvas, y: float, wool: Stencil) -> None:
    path = [(146, y - 58), (176, y - 20), (245, y - 1), (314, y - 20), (344, y - 58)]
    shadow = [(px, py + 6) for px, py in path]
    canvas.fill(ribbon(shadow, 24, ends=1), "#7a6353", opacity=0.5, soften=4, within=wool)
    band = ribbon(path, 21, ends=0.95)
    canvas.fill(band, Gradient((150, 0), (340, 0), ("#fff2d8", "#e6d2b4", "#a98f78")))
    inside = canvas.stencil(band)
    line = smooth(path, closed=False)
    for start, end in pairwise(line):
        way = (end - start) / np.linalg.norm(end - start)
        across = np.array((-way[1], way[0])) * 13
        rib = np.array([start - across, start - across + way * 1.8, start + across + way * 1.8])
        canvas.fill(np.vstack([rib, start + across]), "#8d7563", opacity=0.3, within=inside)
