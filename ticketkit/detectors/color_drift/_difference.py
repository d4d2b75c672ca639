"""Colour difference as people see it: CIE L*a*b* and CIEDE2000.

Method: CIE 142-2001, in the formulation of Sharma, Wu and Dalal, "The CIEDE2000 color-difference
formula: implementation notes, supplementary test data, and mathematical observations" (2005).
"""

import cv2
import numpy as np
import numpy.typing as npt

from ticketkit.detectors._arrays import Float64s

_ROUNDING_DEG = 1e-9
_25_TO_7 = 25.0**7

# IEC 61966-2-1 and CIE 15: linear sRGB to X, Y, Z as shares of the D65 white, and from there on the
# cube root with its straight foot. OpenCV's own conversion reads a coarse table.
_TO_XYZ = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
_TO_SHARES_OF_WHITE = np.array([np.divide(row, sum(row)) for row in _TO_XYZ], np.float32)
_LINEAR_UP_TO, _SLOPE = (6 / 29) ** 3, (29 / 6) ** 2 / 3


def lab(srgb: npt.NDArray[np.floating]) -> npt.NDArray[np.float32]:
    """CIE L*a*b* under D65 of sRGB colours (height, width, 3), 0 to 1."""
    srgb = srgb.astype(np.float32)
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    share = cv2.transform(linear, _TO_SHARES_OF_WHITE)
    root = np.where(share > _LINEAR_UP_TO, np.cbrt(share), share * _SLOPE + 4 / 29)
    x, y, z = np.moveaxis(root, 2, 0)
    return np.asarray(np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=2), np.float32)


def ciede2000(first: npt.ArrayLike, second: npt.ArrayLike) -> Float64s:
    """The difference of L*a*b* colours (..., 3), element by element.

    0 is the same colour; about 1 can just be seen side by side; above 5 anybody sees it.
    """
    light_1, a_1, b_1 = np.moveaxis(np.asarray(first, np.float64), -1, 0)
    light_2, a_2, b_2 = np.moveaxis(np.asarray(second, np.float64), -1, 0)
    grow = _grey_correction((np.hypot(a_1, b_1) + np.hypot(a_2, b_2)) / 2)
    chroma_1, chroma_2 = np.hypot(a_1 * grow, b_1), np.hypot(a_2 * grow, b_2)
    hue_1, hue_2 = _hue(a_1 * grow, b_1), _hue(a_2 * grow, b_2)
    no_hue = chroma_1 * chroma_2 == 0

    turn = np.where(no_hue, 0.0, (hue_2 - hue_1 + 180) % 360 - 180)
    hue_part = 2 * np.sqrt(chroma_1 * chroma_2) * np.sin(np.radians(turn) / 2)
    light = (light_1 + light_2) / 2
    chroma = (chroma_1 + chroma_2) / 2
    hue = _mean_hue(hue_1, hue_2, no_hue)

    by_light = 1 + 0.015 * (light - 50) ** 2 / np.sqrt(20 + (light - 50) ** 2)
    by_chroma = 1 + 0.045 * chroma
    by_hue = 1 + 0.015 * chroma * _hue_weight(hue)
    in_light = (light_2 - light_1) / by_light
    in_chroma = (chroma_2 - chroma_1) / by_chroma
    in_hue = hue_part / by_hue
    both = _rotation(hue, chroma) * in_chroma * in_hue
    return np.asarray(np.sqrt(np.maximum(in_light**2 + in_chroma**2 + in_hue**2 + both, 0)))


def _grey_correction(chroma: Float64s) -> Float64s:
    """By how much a* grows, most for colours near grey."""
    power = chroma**7
    return np.asarray(1 + 0.5 * (1 - np.sqrt(power / (power + _25_TO_7))))


def _hue(a: Float64s, b: Float64s) -> Float64s:
    return np.asarray(np.degrees(np.arctan2(b, a)) % 360)


def _mean_hue(hue_1: Float64s, hue_2: Float64s, no_hue: npt.NDArray[np.bool_]) -> Float64s:
    """The hue half-way, on the shorter way round."""
    total = hue_1 + hue_2
    around = np.where(total < 360, total + 360, total - 360)
    # Opposite hues are computed a rounding apart, and the formula jumps there.
    half_way = np.where(np.abs(hue_1 - hue_2) > 180 + _ROUNDING_DEG, around, total) / 2
    return np.asarray(np.where(no_hue, total, half_way))


def _hue_weight(hue: Float64s) -> Float64s:
    angles = np.radians([hue - 30, 2 * hue, 3 * hue + 6, 4 * hue - 63])
    factors = np.array([-0.17, 0.24, 0.32, -0.20]).reshape(-1, *([1] * np.ndim(hue)))
    return np.asarray(1 + (factors * np.cos(angles)).sum(axis=0))


def _rotation(hue: Float64s, chroma: Float64s) -> Float64s:
    """How chroma and hue work together, which matters for blue."""
    width = 30 * np.exp(-(((hue - 275) / 25) ** 2))
    power = chroma**7
    return np.asarray(-np.sin(np.radians(2 * width)) * 2 * np.sqrt(power / (power + _25_TO_7)))
