"""The edges of blank stretches: a step to the picture beside them, or a fade."""

from collections.abc import Callable, Sequence

import numpy as np

from ticketkit.detectors._arrays import Float32s

_REACH_S = 0.4
"""How far from a blank stretch the picture counts that a fade would come from or lead to."""


class Edges:
    """Takes the layouts of all frames; keeps those around frames that may be blank."""

    def __init__(self) -> None:
        self._kept: dict[int, Float32s] = {}
        self._recent: list[tuple[int, float, Float32s]] = []
        """Frames that count if one to come may be blank: within reach of the newest, which is the
        last of them."""
        self._perhaps: tuple[int, float] | None = None
        """Frame and time of the last one that may be blank."""

    def see(self, index: int, time_s: float, layout: Float32s, *, perhaps_blank: bool) -> None:
        """Take the next frame."""
        self._recent = [
            one for one in self._recent if time_s - one[1] <= _REACH_S or one[0] == index - 1
        ]
        self._recent.append((index, time_s, layout))
        if perhaps_blank:
            self._kept |= {frame: kept for frame, _, kept in self._recent}
            self._recent = []
            self._perhaps = index, time_s
        elif self._perhaps is not None:
            frame, blank_s = self._perhaps
            if index == frame + 1 or time_s - blank_s <= _REACH_S:
                self._kept[index] = layout

    def step_share(
        self, edge: int, outside: int, times_s: Sequence[float], is_blank: Callable[[int], bool]
    ) -> float | None:
        """The change at the edge of a stretch against the whole way to the picture further out.

        `outside` is -1 for its first frame and 1 for its last; `times_s` are those of all frames.
        None where the clip ends there.
        """
        away = edge + outside
        if not 0 <= away < len(times_s):
            return None
        while (
            0 <= away + outside < len(times_s)
            and not is_blank(away + outside)
            and abs(times_s[away + outside] - times_s[edge]) <= _REACH_S
        ):
            away += outside
        blank = self._kept[edge]
        step = float(np.abs(self._kept[edge + outside] - blank).mean())
        return step / max(1e-6, float(np.abs(self._kept[away] - blank).mean()))
