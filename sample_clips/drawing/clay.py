"""Rounded limbs: tapered bones that melt into each other, lit as if modelled in clay.

A bone is a line with a radius at each end. Bones are joined with an exponential smooth minimum of
their distances; the surface above the paper is that of a ball rolled along the bones.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from .canvas import OVERSAMPLING, Canvas, Plane, Stencil, Window, ramp


@dataclass(frozen=True)
class Bone:
    """From (x0, y0) with radius r0 to (x1, y1) with radius r1, in pixels."""

    x0: float
    y0: float
    r0: float
    x1: float
    y1: float
    r1: float


@dataclass(frozen=True)
class Clay:
    """Colours from shadow to light, and where the light comes from (x right, y down, z at us)."""

    shadow: str
    middle: str
    light: str
    towards_light: tuple[float, float, float] = (0.5, -0.6, 0.6)
    melt_px: float = 2.0
    flatness: float = 1.0
    soften_px: float = 0.0


def model(canvas: Canvas, bones: list[Bone], clay: Clay) -> Stencil:
    """Paint the limb and return where it is."""
    window = _window(canvas, bones)
    x, y = canvas.places(window)
    distance, radius = _joined(bones, x, y, clay.melt_px)
    alpha = np.clip(0.5 - distance * OVERSAMPLING, 0, 1).astype(np.float32)
    height = np.sqrt(
        np.maximum(radius**2 - np.maximum(radius + distance, 0) ** 2, 0.02 * radius**2)
    )
    if clay.soften_px > 0:
        blurred = cv2.GaussianBlur(height, (0, 0), clay.soften_px * OVERSAMPLING)
        height = np.asarray(blurred, dtype=np.float32)
    canvas.blend(window, _lit(height, clay), alpha)
    return Stencil(alpha, window[1].start, window[0].start)


def _window(canvas: Canvas, bones: list[Bone]) -> Window:
    reach = max(max(bone.r0, bone.r1) for bone in bones)
    ends = np.array([end for b in bones for end in ((b.x0, b.y0), (b.x1, b.y1))])
    return canvas.window_around(ends * OVERSAMPLING, int((reach + 6) * OVERSAMPLING))


def _joined(bones: list[Bone], x: Plane, y: Plane, melt: float) -> tuple[Plane, Plane]:
    total = np.zeros(np.broadcast_shapes(x.shape, y.shape), np.float32)
    radii = np.zeros_like(total)
    for bone in bones:
        distance, radius = _from(bone, x, y)
        weight = np.exp(np.clip(-distance / melt, -60, 60))
        total += weight
        radii += weight * radius
    total = np.maximum(total, np.float32(1e-26))
    return -np.float32(melt) * np.log(total), radii / total


def _from(bone: Bone, x: Plane, y: Plane) -> tuple[Plane, Plane]:
    wx, wy = bone.x1 - bone.x0, bone.y1 - bone.y0
    length = max(wx * wx + wy * wy, 1e-6)
    t = np.clip(((x - bone.x0) * wx + (y - bone.y0) * wy) / length, 0, 1)
    radius = bone.r0 + (bone.r1 - bone.r0) * t
    away = np.hypot(x - bone.x0 - t * wx, y - bone.y0 - t * wy)
    return (away - radius).astype(np.float32), radius.astype(np.float32)


def _lit(height: Plane, clay: Clay) -> Plane:
    slope_y, slope_x = np.gradient(height * OVERSAMPLING)
    normal = np.stack([-slope_x, -slope_y, np.full_like(height, clay.flatness)], axis=-1)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    light = np.asarray(clay.towards_light, dtype=np.float32)
    level = 0.5 + 0.5 * normal @ (light / np.linalg.norm(light))
    return ramp(level, (0.25, 0.72, 1.0), (clay.shadow, clay.middle, clay.light))
