"""Flicker: brightness or colour of the whole picture goes up and down several times a second.

Measured: every frame is compared with the one before after motion compensation, block by block,
as the logarithm of the ratio of their means; the median over the blocks is the change of the
picture's light, whatever moves. Added up over time and freed of drift slower than about 2 Hz, this
gives a curve of brightness, and two of colour (red and blue against green). Flicker is a run of at
least six ups and downs in a row of similar height, each at most 0.3 s long. Brightness has to go up
and down in most ninths of the picture together.
The value is the modulation depth in percent, (brightest - darkest) / (brightest + darkest) x 100 of
code values: 0 is steady, 100 goes to black; with it comes the frequency in hertz.

A fade, one exposure step, a flash or a cut makes fewer ups and downs; above 35 % it is a strobe and
is not reported. Frequencies above half the frame rate appear as lower ones.

Blind spots: flicker of a part of the picture only, or of texture; a single flash; flicker slower
than about 2 Hz; depth below about 1.3 %; flicker that motion too quick for optical flow hides.

Method: motion-compensated gain with dense inverse search flow (Kroeger et al., 2016); modulation
depth, also called percent flicker, as lighting engineering defines it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import cv2
import numpy as np

from ticketkit.detectors._arrays import Float32s
from ticketkit.detectors._flow import brought_back, flow_since
from ticketkit.detectors._parameters import merged
from ticketkit.detectors._planes import block_means, small_plane
from ticketkit.detectors.flicker._swings import Evenness, Swinging, swinging, without_drift
from ticketkit.model.finding import Event, Measurement, Series
from ticketkit.model.picture import Plane, Sample
from ticketkit.model.question import NOTHING_ASKED, Question

# A swing is one way up or down; two make a cycle. Ratios are at least 1, shares 0 to 1.
DEFAULTS = {
    # Least modulation depth of brightness, and of red or blue against green; percent.
    "least_percent": 0.7,
    "colour_least_percent": 0.9,
    # How many swings in a row, how long each may last (seconds), and the greatest proportion
    # between the heights of one and the next.
    "least_swings": 6.0,
    "slowest_s": 0.3,
    "ratio": 2.5,
    # Lowest frequency, hertz.
    "lowest_hz": 1.9,
    # The light itself may go this many times the height of a swing meanwhile: more is a fade.
    "drift_ratio": 6.0,
    # A greater modulation depth is a strobe; percent.
    "strobe_percent": 35.0,
    # Share of the blocks whose brightness has to follow the median: fewer show something else.
    "explained_share": 0.4,
    # A part of the picture follows from this share of the whole's swing on, and so must this share
    # of the parts.
    "together_ratio": 0.5,
    "together_share": 0.65,
}

_BLOCK_PX = 8
_DRIFT_S = 0.6
_SCALES = (1.0, 3.0, 9.0, 27.0)
"""Strong flicker is looked for among ripples that would count as flicker alone."""
_DARKEST = 12.0
"""Blocks below this mean code value say little about light."""
_UNEXPLAINED = 0.35
"""A block that brightens by more than this logarithm beyond the median shows something else."""
_LUMA = np.array([0.299, 0.587, 0.114], np.float32)
_CURVES = ("brightness", "colour (red against green)", "colour (blue against green)")
_PARTS = (3, 3)
"""Columns and rows of parts of the picture."""
_NUMBERS = len(_CURVES) + _PARTS[0] * _PARTS[1]

_measurement = partial(
    Measurement, detector="flicker", metric="modulation depth", unit="%", series=()
)


@dataclass(frozen=True)
class _Found:
    swing: Swinging
    curve: int
    """Index into `_CURVES`."""


class Detector:
    """Measures flicker over one clip; see the module's text."""

    def __init__(
        self, parameters: Mapping[str, float], _question: Question = NOTHING_ASKED
    ) -> None:
        self._set = merged("flicker", DEFAULTS, parameters)
        self._before: tuple[Plane, Float32s] | None = None
        """Plane of the frame before, and the colours of its blocks."""
        self._times_s: list[float] = []
        self._gains: list[Float32s] = []
        """Of every frame since the one before: `_CURVES`, then the brightness of the parts."""

    def feed(self, sample: Sample) -> None:
        """Take the next frame; twelve numbers of it are kept."""
        plane, colour = small_plane(sample), sample.rgb
        if colour.shape[:2] != plane.shape:
            size = plane.shape[::-1]
            colour = np.asarray(cv2.resize(colour, size, interpolation=cv2.INTER_AREA), np.uint8)
        if self._before is not None:
            plane_before, colours_before = self._before
            flow = flow_since(plane_before, sample)
            self._gains.append(self._gain(colours_before, _colours(brought_back(colour, flow))))
        self._before = plane, _colours(colour)
        self._times_s.append(sample.time_s)

    def finish(self, clip_end_s: float) -> Measurement:
        """The curve of brightness in percent, and every stretch that flickers."""
        if len(self._gains) < self._set["least_swings"]:
            return _measurement(not_measured="too_short")
        times_s = np.asarray(self._times_s, np.float32)
        steps = np.vstack([np.zeros(_NUMBERS, np.float32), *self._gains])
        light = list(np.cumsum(steps, axis=0, dtype=np.float32).T)
        curves = [without_drift(curve, times_s, _DRIFT_S) for curve in light]
        found = self._found(light, curves, times_s)
        ends_s = [*self._times_s[1:], clip_end_s]
        events = tuple(self._event(one, curves, found, ends_s) for one in found)
        return _measurement(series=(self._series(curves[0]),), events=events)

    def _gain(self, old: Float32s, new: Float32s) -> Float32s:
        """Logarithmic changes; 0 across a cut and in the dark."""
        light_old, light_new = old @ _LUMA, new @ _LUMA
        lit = (light_old > _DARKEST) & (light_new > _DARKEST)
        if lit.sum() < 4:
            return np.zeros(_NUMBERS, np.float32)
        light = np.log(light_new[lit] / light_old[lit])
        middle = float(np.median(light))
        if float((np.abs(light - middle) < _UNEXPLAINED).mean()) < self._set["explained_share"]:
            return np.zeros(_NUMBERS, np.float32)
        red, green, blue = np.log((new[lit] + 4) / (old[lit] + 4)).T
        whole = [middle, np.median(red - green), np.median(blue - green)]
        everywhere = np.full(lit.shape, middle, np.float32)
        everywhere[lit] = np.clip(light, middle - _UNEXPLAINED, middle + _UNEXPLAINED)
        parts = cv2.resize(everywhere, _PARTS, interpolation=cv2.INTER_AREA)
        return np.array([*whole, *parts.ravel()], np.float32)

    def _found(
        self, light: list[Float32s], curves: list[Float32s], times_s: Float32s
    ) -> list[_Found]:
        """Flicker of brightness or colour, of several at one time the deepest."""
        every = [
            _Found(swing, index)
            for index, curve in enumerate(curves[: len(_CURVES)])
            for scale in _SCALES
            for swing in swinging(curve, times_s, self._evenness(index, scale))
            if swing.frequency_hz >= self._set["lowest_hz"]
            and self._is_steady(swing, light[index] - curve, light[0] - curves[0])
            and (index != 0 or self._is_together(swing, curves))
        ]
        found: list[_Found] = []
        for one in sorted(every, key=lambda one: -one.swing.height):
            if not any(_overlap(one.swing, other.swing) for other in found):
                found.append(one)
        most = self._set["strobe_percent"]
        kept = [one for one in found if _depth_percent(one.swing.height) <= most]
        return sorted(kept, key=lambda one: one.swing.first)

    def _is_steady(self, swing: Swinging, *slow: Float32s) -> bool:
        """Whether the light itself goes little further: a steep fade makes ripples of its own."""
        most = self._set["drift_ratio"] * swing.height
        return all(float(np.ptp(curve[swing.first : swing.last + 1])) <= most for curve in slow)

    def _is_together(self, swing: Swinging, curves: list[Float32s]) -> bool:
        """Whether most parts of the picture go up and down at once: a swinging lamp lights some."""
        stretch = slice(swing.first, swing.last + 1)
        whole = curves[0][stretch]
        parts = np.stack([curve[stretch] for curve in curves[len(_CURVES) :]])
        together = parts @ whole >= self._set["together_ratio"] * float(whole @ whole)
        return bool(together.mean() >= self._set["together_share"])

    def _evenness(self, curve: int, scale: float) -> Evenness:
        least = self._set["least_percent" if curve == 0 else "colour_least_percent"]
        return Evenness(
            least_height=2 * scale * least / 100,
            least_swings=int(self._set["least_swings"]),
            slowest_s=self._set["slowest_s"],
            ratio=self._set["ratio"],
        )

    def _event(
        self, one: _Found, curves: list[Float32s], found: list[_Found], ends_s: list[float]
    ) -> Event:
        swing = one.swing
        steady = np.ones(len(self._times_s), np.bool_)
        for other in found:
            steady[other.swing.first : other.swing.last + 1] = False
        quiet = curves[one.curve][steady]
        baseline = _depth_percent(2 * 2**0.5 * float(quiet.std())) if len(quiet) >= 12 else None
        return Event(
            value=_depth_percent(swing.height),
            baseline=baseline,
            first_frame=swing.first,
            last_frame=swing.last,
            start_s=self._times_s[swing.first],
            end_s=ends_s[swing.last],
            details={
                "curve_words": _CURVES[one.curve],
                "frequency_hz": swing.frequency_hz,
                "swings": swing.count,
            },
            alternatives=("light_source", "passing_shadows", "effect"),
        )

    def _series(self, curve: Float32s) -> Series:
        return Series(
            name="brightness apart from motion and slow change",
            unit="%",
            frames=tuple(range(len(self._times_s))),
            times_s=tuple(self._times_s),
            values=tuple(round(100 * float(np.expm1(value)), 4) for value in curve),
            reference=0.0,
            reference_name="steady light",
        )


def _colours(picture: Plane | Float32s) -> Float32s:
    """(rows, columns, 3): mean colour of every block."""
    return block_means(picture, _BLOCK_PX)


def _overlap(one: Swinging, other: Swinging) -> bool:
    return one.first <= other.last and other.first <= one.last


def _depth_percent(height: float) -> float:
    """Modulation depth of a swing between two brightnesses `height` apart in logarithm."""
    return 100 * float(np.tanh(height / 2))
