"""Color drift: colours that change slowly while the things that have them stay the same.

Measured: the CIEDE2000 difference between the colours of the first second of a shot and the same
things' colours now, in blocks of the picture (or of a box that a person drew), light set aside: the
colours are first brought to one lightness, as a change of light would do it. The number is the
median over the blocks, in ΔE00: 0 is no change, about 1 can just be seen side by side, above 5
anybody sees it, 100 is black against white.

Blind spots: a change of brightness alone, which light and exposure make; coloured light that
changes over the whole scene looks the same as drift; a change in less than half of the picture,
unless a box is drawn around it; grey scenes; shots shorter than two seconds; what leaves the
picture for good and what enters it late; where less than a seventh of the first second's things are
left, nothing is measured.

Method: CIEDE2000 (Sharma, Wu and Dalal 2005) on colours that are carried along by dense optical
flow (DIS, Kroeger and others 2016).
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from ticketkit.detectors._box_tracking import BoxTracker
from ticketkit.detectors._parameters import merged
from ticketkit.detectors.color_drift._carried_colours import CarriedColours
from ticketkit.detectors.color_drift._looks import Colours, Look, contrast, copies, look
from ticketkit.model.finding import Event, Measurement, Series
from ticketkit.model.picture import Sample
from ticketkit.model.question import NOTHING_ASKED, Question

DEFAULTS = {
    "look_s": 0.24,
    "least_shot_s": 1.8,
    "least_value": 1.5,
    "faded_share": 0.45,
    "unfaded_share": 0.93,
}

_WAITING_LOOKS = 6
"""How many looks wait for a box that is drawn late; bounds the memory."""
_FADE_IN_S = 3.0
_METRIC = "colour difference to the start of the shot"

_measurement = partial(Measurement, detector="color_drift", metric=_METRIC, unit="ΔE00", series=())


@dataclass
class _Shot:
    """Everything between two cuts."""

    colours: CarriedColours
    looks: list[Look] = field(default_factory=list)


@dataclass(frozen=True)
class _Waiting:
    """A look whose box is not drawn yet."""

    shot: _Shot
    place: int
    sample: Sample
    colours: Colours


class Detector:
    """Measures drift over one clip; see the module's text."""

    def __init__(self, parameters: Mapping[str, float], question: Question = NOTHING_ASKED) -> None:
        self._set = merged("color_drift", DEFAULTS, parameters)
        self._tracker = BoxTracker(question.boxes[0]) if question.boxes else None
        self._waiting: deque[_Waiting] = deque(maxlen=_WAITING_LOOKS)
        self._shots: list[_Shot] = []
        self._last_s = -np.inf
        self._last_frame = 0

    def feed(self, sample: Sample) -> None:
        """Take the next frame; two small colour maps are kept, and a few numbers for each look."""
        self._last_frame = sample.index
        if self._tracker:
            self._tracker.feed(sample)
        if sample.time_s - self._last_s >= self._set["look_s"]:
            self._last_s = sample.time_s
            self._look(sample)

    def finish(self, clip_end_s: float) -> Measurement:
        """The drift over time, and every shot that ends with other colours than it began."""
        self._look_again()
        series = _series([k for shot in self._shots for k in shot.looks])
        shots = [s for s in map(self._unfaded, self._shots) if self._lasts(s)]
        if not shots:
            return _measurement(series=series, not_measured="too_short")
        found = [self._event(looks, clip_end_s) for looks in shots]
        if not any(_late(looks) for looks in shots):
            return _measurement(
                series=series, not_measured="box_lost" if self._tracker else "moved_on"
            )
        return _measurement(series=series, events=tuple(e for e in found if e is not None))

    def _look(self, sample: Sample) -> None:
        rgb = sample.rgb
        shot = self._shots[-1] if self._shots else None
        if shot is None or not shot.colours.follow(rgb) or self._fading_in(shot):
            shot = _Shot(CarriedColours(rgb))
            self._shots = [*(s for s in self._shots if self._lasts(s.looks)), shot]
        seen_colours = Colours(shot.colours.start, shot.colours.now, shot.colours.own)
        region = self._tracker.region if self._tracker else None
        if self._tracker and region is None:
            bare = Sample(sample.index, sample.time_s, sample.luma[:1, :1])
            self._waiting.append(_Waiting(shot, len(shot.looks), bare, copies(seen_colours)))
        seen = region is not None or self._tracker is None
        shot.looks.append(look(sample, seen_colours, region, seen=seen))

    def _look_again(self) -> None:
        """Fill in the looks before the box was drawn, as far as they waited for it."""
        regions = {t.frame: t.region for t in self._tracker.finish()} if self._tracker else {}
        for w in self._waiting:
            if w.sample.index in regions:
                w.shot.looks[w.place] = look(
                    w.sample, w.colours, regions[w.sample.index], seen=True
                )

    def _fading_in(self, shot: _Shot) -> bool:
        """Whether the shot is still coming up from black or white: it has not begun yet."""
        if not shot.looks or shot.looks[-1].time_s - shot.looks[0].time_s > _FADE_IN_S:
            return False
        now = contrast(shot.colours.now)
        grows = now > 1.05 * shot.looks[-1].contrast
        return grows and shot.looks[0].contrast < self._set["faded_share"] * now

    def _unfaded(self, shot: _Shot) -> list[Look]:
        """The looks of a shot without a fade to black or white at its end."""
        usual = float(np.median([k.contrast for k in shot.looks]))
        if shot.looks[-1].contrast >= self._set["faded_share"] * usual:
            return shot.looks
        clear = self._set["unfaded_share"] * usual
        last = max(i for i, k in enumerate(shot.looks) if k.contrast >= clear)
        return shot.looks[: last + 1]

    def _lasts(self, looks: list[Look]) -> bool:
        return bool(looks) and looks[-1].time_s - looks[0].time_s >= self._set["least_shot_s"]

    def _event(self, looks: list[Look], clip_end_s: float) -> Event | None:
        """The shot's drift, from where half of it has come about to the shot's end."""
        late = _late(looks)
        value = float(np.median([_colour(k) for k in late])) if late else 0.0
        if value < self._set["least_value"]:
            return None
        first = next(k for k in looks if _colour(k) >= value / 2)
        to_the_end = looks[-1] is self._shots[-1].looks[-1]
        lightness, green_red, blue_yellow = np.median([k.shift for k in late], axis=0)
        return Event(
            value=value,
            baseline=_early(looks),
            first_frame=first.frame,
            last_frame=self._last_frame if to_the_end else looks[-1].frame,
            start_s=first.time_s,
            end_s=clip_end_s if to_the_end else looks[-1].time_s,
            details={
                "whole": float(np.median([k.whole for k in late])),
                "lightness": float(lightness),
                "green_red": float(green_red),
                "blue_yellow": float(blue_yellow),
                "begins_s": looks[0].time_s,
                "stops_s": clip_end_s if to_the_end else looks[-1].time_s,
                "place": "the marked region" if self._tracker else "the picture",
            },
            alternatives=("coloured_light", "intended_grade"),
        )


def _late(looks: list[Look]) -> list[Look]:
    """What can be compared of the last second."""
    return [k for k in looks if k.colour is not None and k.time_s > looks[-1].time_s - 1]


def _colour(seen: Look) -> float:
    return 0.0 if seen.colour is None else seen.colour


def _early(looks: list[Look]) -> float | None:
    """The largest difference within the shot's first second: what is noise here."""
    early = [k.colour for k in looks if k.colour is not None and k.time_s < looks[0].time_s + 1]
    return max(early) if len(early) > 1 else None


def _series(looks: list[Look]) -> tuple[Series, ...]:
    seen = [k for k in looks if k.colour is not None]
    if not seen:
        return ()
    return (
        Series(
            name=_METRIC,
            unit="ΔE00",
            frames=tuple(k.frame for k in seen),
            times_s=tuple(k.time_s for k in seen),
            values=tuple(round(_colour(k), 4) for k in seen),
        ),
    )
