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

import numpy as np

from ticketkit.detectors._arrays import Float32s
from ticketkit.detectors._parameters import merged
from ticketkit.detectors._planes import block_means, small_plane
from ticketkit.detectors.blank_frames._blankness import flat_tone, is_noise
from ticketkit.detectors.blank_frames._edges import Edges
from ticketkit.detectors.blank_frames._foreign import ForeignRuns, Strangeness
from ticketkit.detectors.blank_frames._stretches import Stretch, event, runs
from ticketkit.model.finding import Measurement, Series
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

_BLOCK_PX = 4
_ASIDE_SHARE = 0.02
"""Of the blocks, so many of the darkest and of the lightest do not count."""
_PERHAPS_FLAT = 2.5
"""Up to so many times the flat limit it depends on the rest of the clip."""


class Detector:
    """Measures blank stretches over one clip; see the module's text."""

    def __init__(
        self, parameters: Mapping[str, float], _question: Question = NOTHING_ASKED
    ) -> None:
        self._set = merged("blank_frames", DEFAULTS, parameters)
        self._times_s: list[float] = []
        self._spreads: list[float] = []
        self._kinds: list[str] = []
        self._edges = Edges()
        self._foreign = ForeignRuns(
            Strangeness(self._set["unlike"], self._set["alike"], self._set["garbage_at_most_s"])
        )
        self._flat_levels = self._set["flat_levels"]

    def feed(self, sample: Sample) -> None:
        """Take the next frame; its tones, its kind and, where it may count, its coarse layout."""
        plane = small_plane(sample)
        blocks = block_means(plane, _BLOCK_PX)
        layout = block_means(blocks, 2).ravel()
        self._times_s.append(sample.time_s)
        self._spreads.append(_tone_range(blocks))
        kind = self._kind(sample, plane, blocks)
        self._kinds.append(kind)
        self._foreign.see(sample.time_s, layout)
        self._edges.see(len(self._kinds) - 1, sample.time_s, layout, perhaps_blank=kind != "")

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
            events=tuple(
                event(stretch, self._times_s, ends_s, self._spreads)
                for stretch in sorted(stretches, key=lambda s: s.first)
            ),
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

    def _blank_stretches(self) -> list[Stretch]:
        blank = filter(self._is_blank, range(len(self._kinds)))
        return [Stretch(run[0], run[-1], self._commonest_kind(run)) for run in runs(blank)]

    def _commonest_kind(self, frames: list[int]) -> str:
        """Of two that are as common, the earlier."""
        return Counter(self._kinds[i] for i in frames).most_common(1)[0][0]

    def _garbage(self) -> list[Stretch]:
        return [
            Stretch(first, last, "garbage")
            for first, last in self._foreign.finish()
            if not any(self._is_blank(i) for i in range(first, last + 1))
        ]

    def _is_abrupt(self, stretch: Stretch) -> bool:
        """Whether each side with a picture is left or reached in one step, not gradually."""
        shares = (
            self._edges.step_share(edge, outside, self._times_s, self._is_blank)
            for edge, outside in ((stretch.first, -1), (stretch.last, 1))
        )
        steps = [share for share in shares if share is not None]
        return min(steps, default=1.0) >= self._set["step_share"]

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
