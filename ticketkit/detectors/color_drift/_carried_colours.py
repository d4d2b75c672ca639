"""Which colour the things in the picture had at the start, carried along as they move.

Method: a map of the colours of the first second is moved by dense optical flow (DIS, Kroeger and
others 2016) from look to look. What newly enters the picture is taken to have changed as the rest
has so far: by the linear map of colours that fits it best.
"""

from collections.abc import Callable

import cv2
import numpy as np
import numpy.typing as npt

from ticketkit.detectors._arrays import Float32s
from ticketkit.detectors.color_drift._difference import lab
from ticketkit.model.picture import Plane

Mask = npt.NDArray[np.bool_]

_AVERAGED = 4
"""Looks that the colours of the start are averaged over: the first second of a shot."""
_STRANGE_LEVELS = 14.0
"""Difference after moving, in levels, from which a pixel counts as something else."""
_BROKEN_SHARE, _DOUBTFUL_SHARE = 0.3, 0.8
"""Shares of the picture that come from the look before: below the first is a cut, above the second
is none, and between them the fine structure tells."""
_LIKE = 0.25
"""Correlation of the fine structure from which two looks show the same things."""
_HOLD = 4.0
_LONG_SIDE_PX = 112
_LEAST_SIDE_PX = 24
"""Smaller pictures are taken to stand still."""


class CarriedColours:
    """The colours of one shot's start, at the places where the things are now."""

    def __init__(self, rgb: Plane) -> None:
        small = _small(rgb)
        self.now: Float32s = _lab(small)
        """(height, width, 3) CIE L*a*b* of the look."""
        self.start = self.now
        """(height, width, 3) what the same things looked like in the first second."""
        self.own: Float32s = np.ones(small.shape[:2], np.float32)
        """(height, width) 1 where `start` was seen in the first second, 0 where it is guessed."""
        self._grey = _grey(small)
        self._looks = 1
        self._flow = _flow()

    def follow(self, rgb: Plane) -> bool:
        """Take the next look; False when too little of it comes from the look before: a cut."""
        small = _small(rgb)
        before, self._grey = self._grey, _grey(small)
        now = _lab(small)
        flow = self._flow(self._grey, before)
        kept = _same(before, self._grey, flow)
        if _broken(before, self._grey, flow, float(kept.mean())):
            return False
        start = _moved(self.start, flow)
        self.start = np.where(kept[:, :, None], start, _as_before(now, start, kept))
        if self._looks < _AVERAGED:
            self.start += (now - self.start) / (self._looks + 1)
        else:
            self.own = np.where(kept, _moved(self.own, flow), np.float32(0))
        self.now = now
        self._looks += 1
        return True


def _small(rgb: Plane) -> Plane:
    height, width = rgb.shape[:2]
    factor = min(1.0, _LONG_SIDE_PX / max(height, width))
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    return np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8)


def _as_before(now: Float32s, start: Float32s, kept: Mask) -> Float32s:
    """What colours were at the start by the linear map that fits those that are `kept`."""
    seen, before = now[kept][::5].astype(np.float64), start[kept][::5].astype(np.float64)
    middle, middle_before = np.median(seen, axis=0), np.median(before, axis=0)
    out, out_before = seen - middle, before - middle_before
    # Held to the identity by as much as little noise in every pixel would weigh.
    hold = _HOLD * len(seen) * np.eye(3)
    turn = np.linalg.solve(out.T @ out + hold, out.T @ out_before + hold)
    return np.asarray((now - middle) @ turn + middle_before, np.float32)


def _lab(rgb: Plane) -> Float32s:
    return lab(cv2.blur(rgb, (3, 3)).astype(np.float32) / 255)


def _grey(rgb: Plane) -> Plane:
    return np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY), np.uint8)


def _flow() -> Callable[[Plane, Plane], Float32s]:
    finder = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_FAST)
    finder.setFinestScale(1)

    def between(now: Plane, before: Plane) -> Float32s:
        """(height, width, 2) where each pixel of `now` was, as a shift in pixels."""
        if min(now.shape) < _LEAST_SIDE_PX:
            return np.zeros((*now.shape, 2), np.float32)
        found = finder.calc(now, before, None)  # type: ignore[call-overload]
        return np.asarray(found, np.float32)

    return between


def _moved(plane: Float32s, flow: Float32s) -> Float32s:
    height, width = flow.shape[:2]
    columns, rows = np.meshgrid(np.arange(width), np.arange(height))
    places = flow + np.stack([columns, rows], axis=2).astype(np.float32)
    return np.asarray(
        cv2.remap(plane, places, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE),  # type: ignore[call-overload]
        np.float32,
    )


def _same(before: Plane, now: Plane, flow: Float32s) -> Mask:
    """Which pixels of `now` come from inside `before`, by their brightness."""
    height, width = now.shape
    columns, rows = np.meshgrid(np.arange(width), np.arange(height))
    x, y = columns + flow[:, :, 0], rows + flow[:, :, 1]
    inside = (x >= 0) & (y >= 0) & (x <= width - 1) & (y <= height - 1)
    difference = now.astype(np.float32) - _moved(before.astype(np.float32), flow)
    strange = np.abs(cv2.blur(difference - np.median(difference), (3, 3))) > _STRANGE_LEVELS
    return np.asarray(inside & ~strange)


def _broken(before: Plane, now: Plane, flow: Float32s, kept_share: float) -> bool:
    """Whether the two looks show different things."""
    if kept_share < _BROKEN_SHARE or kept_share > _DOUBTFUL_SHARE:
        return kept_share < _BROKEN_SHARE
    fine_before, fine_now = _fine(_moved(before.astype(np.float32), flow)), _fine(now)
    energy = np.sqrt((fine_before**2).mean() * (fine_now**2).mean())
    return bool((fine_before * fine_now).mean() < _LIKE * energy)


def _fine(plane: npt.NDArray[np.floating] | Plane) -> Float32s:
    plane = np.asarray(plane, np.float32)
    return np.asarray(plane - cv2.blur(plane, (9, 9)), np.float32)
