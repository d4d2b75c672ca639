"""What makes a run of still frames a freeze: one method, one reason why it might not be."""

from collections.abc import Mapping

import numpy as np

from ticketkit.detectors._hold import Hold
from ticketkit.detectors._picture_changes import Changes

_COARSE_S = 1 / 16
_LOUDEST_NOISE = 6.0
_JOLT = 0.15
_JOLT_FACTOR = 4.0
_FEW_JOLTS = 2


class Criteria:
    """Tells freezes from everything else in which the picture is still for a while."""

    def __init__(self, changes: Changes, parameters: Mapping[str, float]) -> None:
        self._changes = changes
        self._set = parameters
        self._frame_s = float(np.median(changes.ends_s - changes.times_s))

    def met(self, hold: Hold) -> bool:
        """Whether `hold` is a movement that stops dead."""
        return (
            bool(hold.sides)
            and self._stands_out(hold)
            and self._outlasts_rhythm(hold)
            and self._stops_dead(hold)
            and self._was_moving(hold)
            and not self._creeps(hold)
            and not self._jolts(hold)
        )

    def _stands_out(self, hold: Hold) -> bool:
        # Movement that slackens is no noise, however much more there is around it.
        noise = hold.during <= _LOUDEST_NOISE
        return (
            hold.wall >= self._set["least_levels"]
            and hold.wall >= self._set["clearance"] * hold.inside.max()
            and hold.contrast >= self._set["contrast" if noise else "contrast_in_movement"]
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
        # Few frames a second leave little to see of a movement that dies away.
        coarse = "_coarse" if self._frame_s > _COARSE_S else ""
        return all(
            side.stop >= self._set[f"stop{coarse}"]
            and side.abruptness >= self._set[f"abruptness{coarse}"]
            for side in hold.sides
        )

    def _was_moving(self, hold: Hold) -> bool:
        """Whether there was movement for long enough: a blink is over at once."""
        return max(side.moving for side in hold.sides) >= self._set["moving_share"]

    def _creeps(self, hold: Hold) -> bool:
        """Whether the picture goes on slowly, as a share of the speed around the hold.

        Noise differs as much over four frames as over one; movement differs more.
        """
        first, last = hold.run.first, hold.run.last
        if last - first < 2:
            return False
        lag, change = (
            (4, self._changes.change_4) if last - first >= 4 else (2, self._changes.change_2)
        )
        over_lag = float(np.median(change[first + lag : last + 1]))
        share = abs(over_lag - hold.during) / (lag - 1) / hold.usual
        return share > self._set["creep_share" if lag == 4 else "creep_share_short"]

    def _jolts(self, hold: Hold) -> bool:
        """Whether the picture moves inside the hold, by far more than it usually does there."""
        least = max(_JOLT_FACTOR * hold.during, _JOLT * hold.usual)
        count = int(np.count_nonzero(hold.inside > least))
        return count > max(_FEW_JOLTS, self._set["jolt_share"] * len(hold.inside))
