"""What makes a run of still frames a freeze: one method, one reason why it might not be."""

from collections.abc import Mapping

import numpy as np

from ticketkit.detectors.frozen_frames._changes import COARSE_S, NOISE_TOP_TO_MEDIAN, Changes
from ticketkit.detectors.frozen_frames._hold import Hold

_NOISE_RESERVE = 1.5
"""The loudest of the changes inside may be so many times what noise usually is."""


class Criteria:
    """Tells freezes from everything else in which the picture is still for a while."""

    def __init__(self, changes: Changes, parameters: Mapping[str, float]) -> None:
        self._changes = changes
        self._set = parameters

    def met(self, hold: Hold) -> bool:
        """Whether `hold` is a movement that stops dead."""
        return (
            bool(hold.sides)
            and self._stands_out(hold)
            and self._outlasts_rhythm(hold)
            and self._stops_dead(hold)
            and self._was_moving(hold)
            and self._is_calm(hold)
            and not self._creeps(hold)
        )

    def _stands_out(self, hold: Hold) -> bool:
        one_sided = "_one_side" if len(hold.sides) == 1 else ""
        return (
            hold.usual >= self._set[f"least_levels{one_sided}"]
            and hold.contrast >= self._set["contrast"]
            and bool(self._changes.detail[hold.run.first] >= self._set["detail_levels"])
        )

    def _outlasts_rhythm(self, hold: Hold) -> bool:
        least_s = self._set["cadence_factor"] * hold.rhythm_s
        if len(hold.sides) == 1:
            # Movement on one side only is weaker evidence, and encoders pad the ends of clips.
            least_s = max(least_s, self._set["edge_hold_ms"] / 1000)
        run = hold.run
        return bool(self._changes.ends_s[run.last] - self._changes.times_s[run.first] >= least_s)

    def _stops_dead(self, hold: Hold) -> bool:
        one_sided = "_one_side" if len(hold.sides) == 1 else ""
        # Few frames a second leave little to see of a movement that dies away.
        coarse = "_coarse" if self._changes.frame_s > COARSE_S else ""
        return all(
            side.abruptness >= self._set[f"abruptness{one_sided}"]
            and side.stop >= self._set[f"stop{coarse}"]
            for side in hold.sides
        )

    def _was_moving(self, hold: Hold) -> bool:
        """Whether there was movement for long enough: a blink is over at once."""
        return any(
            side.lasting_s >= self._set["moving_s"] or side.moving >= self._set["moving_share"]
            for side in hold.sides
        )

    def _is_calm(self, hold: Hold) -> bool:
        """Whether the changes inside are noise, or what an encoder makes of a still picture.

        One change may be larger, inside the run and not next to its ends, where a movement that
        dies away has its last steps.
        """
        calm = max(
            min(self._set["coding_levels"], self._set["coding_share"] * hold.usual),
            _NOISE_RESERVE * NOISE_TOP_TO_MEDIAN * hold.noise,
            self._set["crawl_share"] * hold.usual,
        )
        loud = np.flatnonzero(hold.inside > calm)
        if not len(loud):
            return True
        single = len(loud) == 1 and 0 < loud[0] < len(hold.inside) - 1
        return bool(single and hold.inside.max() <= self._set["jolt_share"] * hold.usual)

    def _creeps(self, hold: Hold) -> bool:
        """Whether the picture goes on slowly, as a share of the speed around the hold.

        Movement changes the picture over four frames by four times its step. Noise and the jolt of
        a key frame change it by no more than the largest step among the four.
        """
        first, last = hold.run.first, hold.run.last
        if last - first < 2:
            return False
        lag, over_lag = (
            (4, self._changes.change_4) if last - first >= 4 else (2, self._changes.change_2)
        )
        steps = np.lib.stride_tricks.sliding_window_view(self._changes.change[hold.run.pairs], lag)
        grown = over_lag[first + lag : last + 1] - steps.max(axis=1)
        return float(np.median(grown)) > self._set["creep_share"] * (lag - 1) * hold.usual
