"""Motion amount: whether anything moves at all.

Measured: the share of the picture in which nothing ever moves, in percent: 0 (every part moves at
some time) to 100 (no part ever does). The picture is compared with itself 0.4 s and 2 s earlier;
the last one of the clip with the last two that were compared so, over whatever time is left. A
block of 1/20 of the long side moves when its content is displaced by at least 0.3 px of a 160 px
wide copy and the displacement explains the change, or when it changes in a way that no displacement
explains, such as water or smoke. Brightness that changes evenly within a block is not movement. A
still clip is what a prompt for stillness asks for; without a prompt it is left open whether
movement was wanted.

Blind spots: movement of less than about 0.2 % of the picture's width in two seconds; a moving
subject smaller than a block without contrast; whether motion was wanted, beyond a few plain words
in the prompt.

Method: dense inverse search flow (Kroeger et al., 2016), verified by the remaining difference.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from ticketkit.catalog.stillness import asked_stillness
from ticketkit.detectors._flow import brought_back, searched_flow
from ticketkit.detectors._parameters import merged
from ticketkit.detectors._planes import block_means, small_plane, uneven_change
from ticketkit.model.finding import Event, Measurement, Series
from ticketkit.model.picture import Plane, Sample
from ticketkit.model.question import NOTHING_ASKED, Question

DEFAULTS = {
    # Least displacement of a block, in pixels of the 160 px plane.
    "least_move_px": 0.3,
    # Least change of a displaced block: luma levels (0 to 255), and multiple of the median change
    # that displacement leaves in all blocks.
    "least_change_levels": 1.5,
    "noise_factor": 1.6,
    # Share of the change that displacement may leave, 0 (it explains all) to 1 (nothing).
    "explained_share": 0.8,
    # Change that displacement leaves, from which a block moves in another way; luma levels.
    "other_change_levels": 6.0,
}

_BLOCK_PX = 8
_SPANS_S = (0.4, 2.0)
"""Everyday movement shows within the first, a slow camera only within the second."""


@dataclass(frozen=True)
class _Look:
    """One frame."""

    plane: Plane
    index: int
    time_s: float


@dataclass
class _Anchor:
    """The earlier picture that the present one is compared with."""

    span_s: float
    look: _Look | None = None
    frames: list[int] = field(default_factory=list)
    times_s: list[float] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)


class Detector:
    """Measures over one clip where anything moves; see the module's text."""

    def __init__(self, parameters: Mapping[str, float], question: Question = NOTHING_ASKED) -> None:
        self._set = merged("motion_amount", DEFAULTS, parameters)
        self._prompt = question.prompt
        self._anchors = [_Anchor(span_s) for span_s in _SPANS_S]
        self._ever: npt.NDArray[np.bool_] | None = None
        self._first_s, self._frames = 0.0, 0
        self._last: _Look | None = None

    def feed(self, sample: Sample) -> None:
        """Take the next frame; it is compared with an earlier one when enough time has passed."""
        now = self._last = _Look(small_plane(sample), sample.index, sample.time_s)
        self._frames += 1
        if self._frames == 1:
            self._first_s = sample.time_s
        for anchor in self._anchors:
            if anchor.look is None:
                anchor.look = now
            elif now.time_s - anchor.look.time_s >= anchor.span_s - 1e-6:
                self._compare(anchor, now)

    def finish(self, clip_end_s: float) -> Measurement:
        """The share that moved over time, and how much of the picture never did."""
        if self._ever is None:
            return self._measurement((), "too_short")
        self._compare_last()
        still = 100 * (1 - float(self._ever.mean()))
        asked = asked_stillness(self._prompt)
        if asked:
            return self._measurement((), still_percent=still, asked_still=asked)
        event = Event(
            value=still,
            baseline=None,
            first_frame=0,
            last_frame=self._frames - 1,
            start_s=self._first_s,
            end_s=clip_end_s,
            details={"moving_percent": 100 - still},
            alternatives=("stillness_wanted", "tiny"),
            undecided="" if self._prompt else "no_prompt",
        )
        return self._measurement((event,))

    def _compare_last(self) -> None:
        """The end of the clip seldom falls on the end of a span: what is left counts as well."""
        for anchor in self._anchors:
            if self._last is not anchor.look and self._last is not None:
                self._compare(anchor, self._last)

    def _compare(self, anchor: _Anchor, now: _Look) -> None:
        assert anchor.look is not None
        moved = self._moved(anchor.look.plane, now.plane)
        self._ever = moved if self._ever is None else self._ever | moved
        anchor.look = now
        anchor.frames.append(now.index)
        anchor.times_s.append(now.time_s)
        anchor.shares.append(round(100 * float(moved.mean()), 2))

    def _moved(self, before: Plane, now: Plane) -> npt.NDArray[np.bool_]:
        """Which blocks moved, or changed as movement does not explain."""
        flow = searched_flow(before, now)
        change = uneven_change(before, now, _BLOCK_PX)
        rest = uneven_change(before, brought_back(now, flow), _BLOCK_PX)
        shift_px = np.linalg.norm(block_means(flow, _BLOCK_PX), axis=2)
        noise = float(np.median(rest))
        displaced = (shift_px >= self._set["least_move_px"]) & (
            change >= max(self._set["least_change_levels"], self._set["noise_factor"] * noise)
        )
        displaced &= rest <= self._set["explained_share"] * change
        return np.asarray(displaced | (rest >= self._set["other_change_levels"]), np.bool_)

    def _measurement(
        self, events: tuple[Event, ...], not_measured: str = "", **details: float | str
    ) -> Measurement:
        near = self._anchors[0]
        series = Series(
            name=f"share of the picture that moved within {near.span_s:g} s",
            unit="%",
            frames=tuple(near.frames),
            times_s=tuple(near.times_s),
            values=tuple(near.shares),
        )
        return Measurement(
            detector="motion_amount",
            metric="share of the picture that never moves",
            unit="%",
            series=(series,) if near.frames else (),
            events=events,
            not_measured=not_measured,
            details=details,
        )
