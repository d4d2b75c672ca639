"""Blank frames: black, white, single-colour or garbage pictures where the scene should be.

Measured: for every frame, the spread of its luma: means over blocks of 1/40 of the long side, and
the range from their 2nd to their 98th percentile. Unit: luma levels, 0 (one flat tone) to 255
(black and white parts). A frame is empty when its spread is at most 5 levels, or 6 % of the clip's
usual spread where that is more (up to 12.5 levels), and its colours are as even. A frame is
garbage when it is noise (neighbouring pixels unrelated, no larger shapes), or when for at most
0.25 s its layout is unlike the pictures on both sides, which are like each other.

Blank frames in a row are one stretch, named after the commonest kind among them. Its value is the
time in milliseconds for which they are on screen: from one frame's duration to the whole clip.

A stretch that the picture reaches or leaves gradually is a fade and is not reported.

Blind spots: a blank area that leaves the rest of the picture alone; garbage that keeps the layout
of the scene; a blank stretch behind a fade; a hard cut to black that the prompt asked for.

Method: our own; the range of tones as in the black- and blank-frame finders in common use, the
comparison with both neighbours from shot-boundary detection.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ticketkit.detectors._arrays import Float32s
from ticketkit.detectors._parameters import merged
from ticketkit.detectors._planes import block_means, small_plane
from ticketkit.detectors.blank_frames._blankness import flat_tone, is_noise
from ticketkit.detectors.blank_frames._foreign import Strangeness, foreign_runs
from ticketkit.model.finding import Event, Measurement, Series
from ticketkit.model.picture import Plane, Sample
from ticketkit.model.question import NOTHING_ASKED, Question

DEFAULTS = {
    # Greatest spread of an empty frame: luma levels (0 to 255), and share of the clip's usual one.
    "flat_levels": 5.0,
    "flat_share": 0.06,
    # Garbage: correlation of layouts, -1 to 1, up to which frames have nothing in common and from
    # which they show the same, and its longest duration in seconds.
    "unlike": 0.65,
    "alike": 0.85,
    "garbage_at_most_s": 0.25,
    # Least share of the way to the picture that is made in one step, 0 to 1: less is a fade.
    "step_share": 0.55,
}

_TONES = {
    "black": "black",
    "white": "white",
    "grey": "one flat grey",
    "single-colour": "one flat colour",
    "noise": "noise",
    "garbage": "a garbled picture",
}
_INTENDED = {
    "whole": "intended_whole",
    "start": "intended_lead",
    "middle": "intended_cut",
    "end": "intended_lead",
}
_BLOCK_PX = 4
_ASIDE_SHARE = 0.02
"""Of the blocks, so many of the darkest and of the lightest do not count."""
_PERHAPS_FLAT = 2.5
"""Up to so many times the flat limit it depends on the rest of the clip."""
_REACH_S = 0.4
"""How far from a blank stretch the picture counts that a fade would come from or lead to."""


@dataclass(frozen=True)
class _Stretch:
    """Frames `first` to `last`, inclusive, are blank; `kind` is the commonest way."""

    first: int
    last: int
    kind: str


class Detector:
    """Measures blank stretches over one clip; see the module's text."""

    def __init__(
        self, parameters: Mapping[str, float], _question: Question = NOTHING_ASKED
    ) -> None:
        self._set = merged("blank_frames", DEFAULTS, parameters)
        self._times_s: list[float] = []
        self._spreads: list[float] = []
        self._kinds: list[str] = []
        self._layouts: list[Float32s] = []
        self._flat_levels = self._set["flat_levels"]

    def feed(self, sample: Sample) -> None:
        """Take the next frame; its tones, its kind and its coarse layout are kept."""
        plane = small_plane(sample)
        blocks = block_means(plane, _BLOCK_PX)
        self._times_s.append(sample.time_s)
        self._spreads.append(_tone_range(blocks))
        self._kinds.append(self._kind(sample, plane, blocks))
        self._layouts.append(block_means(blocks, 2).ravel())

    def finish(self, clip_end_s: float) -> Measurement:
        """The spread of every frame and the blank stretches that no fade explains."""
        self._flat_levels = self._flat_limit()
        stretches = self._blank_stretches()
        if any(kind == "" for kind in self._kinds):
            stretches = [s for s in stretches if self._is_abrupt(s)] + self._garbage()
        ends_s = [*self._times_s[1:], clip_end_s]
        return Measurement(
            detector="blank_frames",
            metric="duration of blank pictures",
            unit="ms",
            series=(self._series(),),
            events=tuple(self._event(s, ends_s) for s in sorted(stretches, key=lambda s: s.first)),
            not_measured="" if self._times_s else "no_frames",
        )

    def _kind(self, sample: Sample, plane: Plane, blocks: Float32s) -> str:
        """What kind of blank a frame is by itself, or may be; empty for a picture."""
        if is_noise(plane, blocks):
            return "noise"
        if self._spreads[-1] > _PERHAPS_FLAT * self._set["flat_levels"]:
            return ""
        return flat_tone(sample.rgb)

    def _flat_limit(self) -> float:
        """Compression leaves a ghost of the picture in an empty frame: the more, the livelier."""
        usual = float(np.median(self._spreads)) if self._spreads else 0.0
        return min(
            max(self._set["flat_levels"], self._set["flat_share"] * usual),
            _PERHAPS_FLAT * self._set["flat_levels"],
        )

    def _is_blank(self, index: int) -> bool:
        kind = self._kinds[index]
        return kind == "noise" or (kind != "" and self._spreads[index] <= self._flat_levels)

    def _blank_stretches(self) -> list[_Stretch]:
        runs: list[list[int]] = []
        for index in filter(self._is_blank, range(len(self._kinds))):
            if runs and runs[-1][-1] == index - 1:
                runs[-1].append(index)
            else:
                runs.append([index])
        return [_Stretch(run[0], run[-1], self._commonest_kind(run)) for run in runs]

    def _commonest_kind(self, frames: list[int]) -> str:
        """Of two that are as common, the earlier."""
        return Counter(self._kinds[i] for i in frames).most_common(1)[0][0]

    def _garbage(self) -> list[_Stretch]:
        runs = foreign_runs(
            self._layouts,
            self._times_s,
            Strangeness(self._set["unlike"], self._set["alike"], self._set["garbage_at_most_s"]),
        )
        return [
            _Stretch(first, last, "garbage")
            for first, last in runs
            if not any(self._is_blank(i) for i in range(first, last + 1))
        ]

    def _is_abrupt(self, stretch: _Stretch) -> bool:
        """Whether each side with a picture is left or reached in one step, not gradually."""
        steps = [
            self._step_share(edge, outside)
            for edge, outside in ((stretch.first, -1), (stretch.last, 1))
            if 0 <= edge + outside < len(self._layouts)
        ]
        return min(steps, default=1.0) >= self._set["step_share"]

    def _step_share(self, edge: int, outside: int) -> float:
        """The change at the edge of a stretch against the whole way to the picture further out."""
        away = edge + outside
        while (
            0 <= away + outside < len(self._layouts)
            and not self._is_blank(away + outside)
            and abs(self._times_s[away + outside] - self._times_s[edge]) <= _REACH_S
        ):
            away += outside
        blank = self._layouts[edge]
        step = float(np.abs(self._layouts[edge + outside] - blank).mean())
        return step / max(1e-6, float(np.abs(self._layouts[away] - blank).mean()))

    def _event(self, stretch: _Stretch, ends_s: list[float]) -> Event:
        start_s, end_s = self._times_s[stretch.first], ends_s[stretch.last]
        at_start, at_end = stretch.first == 0, stretch.last + 1 == len(ends_s)
        whole = at_start and at_end
        place = "whole" if whole else "start" if at_start else "end" if at_end else "middle"
        alternatives = [_INTENDED[place]]
        if stretch.kind == "white" and place == "middle":
            alternatives.insert(0, "flash")
        if stretch.kind == "black":
            alternatives.append("dark_scene")
        if stretch.kind == "garbage":
            alternatives = ["inserted_shot"]
        return Event(
            value=(end_s - start_s) * 1000,
            baseline=None,
            first_frame=stretch.first,
            last_frame=stretch.last,
            start_s=start_s,
            end_s=end_s,
            details=self._details(stretch, place),
            alternatives=(*alternatives, "damaged_copy"),
        )

    def _details(self, stretch: _Stretch, place: str) -> dict[str, float | str]:
        inside = slice(stretch.first, stretch.last + 1)
        details: dict[str, float | str] = {
            "kind": stretch.kind,
            "tone": _TONES[stretch.kind],
            "place": place,
            "spread": float(np.median(self._spreads[inside])),
        }
        others = self._spreads[: stretch.first] + self._spreads[stretch.last + 1 :]
        if others:
            details["usual_spread"] = float(np.median(others))
        return details

    def _series(self) -> Series:
        return Series(
            name="spread of brightness over the picture",
            unit="levels of brightness",
            frames=tuple(range(len(self._times_s))),
            times_s=tuple(self._times_s),
            values=tuple(round(spread, 3) for spread in self._spreads),
            reference=self._flat_levels,
            reference_name="a flat picture",
            logarithmic=False,
        )


def _tone_range(blocks: Float32s) -> float:
    """From the 2nd to the 98th percentile, in levels."""
    tones = np.sort(blocks, axis=None)
    aside = round(_ASIDE_SHARE * (len(tones) - 1))
    return float(tones[-1 - aside] - tones[aside])
