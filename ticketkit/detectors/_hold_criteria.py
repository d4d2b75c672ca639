"""What makes a run of still frames a freeze: one method, one reason why it might not be."""

from collections.abc import Mapping

import numpy as np

from ticketkit.detectors._hold import Hold
from ticketkit.detectors._picture_changes import Changes

_CODING_LEVELS = 3.0
_NOISE_TOP_TO_MEDIAN = 6.0


class Criteria:
    """Tells freezes from everything else in which the picture is still for a while."""

    def __init__(self, changes: Changes, parameters: Mapping[str, float]) -> None:
        self._changes = changes
        self._set = parameters

    def met(self, hold: Hold) -> bool:
        """Whether `hold` is a movement that stops dead."""
        return not self.failed(hold)

    def failed(self, hold: Hold) -> str:
        if not hold.sides:
            return "sides"
        for name in ("stands_out", "outlasts_rhythm", "stops_dead", "was_moving", "calm", "not_creeping"):
            if not getattr(self, "_" + name)(hold):
                return name
        return ""

    def _stands_out(self, hold: Hold) -> bool:
        return (
            hold.usual >= self._set["least_levels"]
            and hold.contrast >= self._set["contrast"]
            and hold.wall >= self._set["clearance"] * hold.inside.max()
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
        least = self._set["abruptness" if len(hold.sides) == 2 else "abruptness_one_side"]
        return all(
            side.abruptness >= least and side.wall >= self._set["stop"] * side.usual
            for side in hold.sides
        )

    def _was_moving(self, hold: Hold) -> bool:
        """Whether there was movement for long enough: a blink is over at once."""
        return max(side.lasting_s for side in hold.sides) >= self._set["moving_s"] or max(side.share for side in hold.sides) >= self._set["moving_share"]

    def _calm(self, hold: Hold) -> bool:
        """Whether no change inside is more than noise or what an encoder makes of a still."""
        loud = np.flatnonzero(hold.inside > self.quiet(hold))
        if not len(loud):
            return True
        isolated = loud[0] > 0 and loud[-1] < len(hold.inside) - 1 and (np.diff(loud) > 1).all()
        few = len(loud) <= 1 + len(hold.inside) / self._set["jolt_every"]
        return bool(isolated and few and hold.inside.max() <= self._set["jolt_share"] * hold.usual)

    def quiet(self, hold: Hold) -> float:
        noise = float(np.median(self._changes.middle[hold.run.pairs])) if len(hold.inside) and hold.run.last > hold.run.first else 0.0
        return max(
            min(self._set['coding_levels'], self._set['coding_share'] * hold.usual),
            self._set['noise_ratio'] * noise,
            self._set["creep_levels"] * hold.usual,
        )

    def _not_creeping(self, hold: Hold) -> bool:
        """Whether the picture goes on slowly, as a share of the speed around the hold.

        Noise differs as much over four frames as over one; movement differs more.
        """
        first, last = hold.run.first, hold.run.last
        if last - first < 2:
            return True
        lag, change = (
            (4, self._changes.change_4) if last - first >= 4 else (2, self._changes.change_2)
        )
        over_lag = float(np.percentile(change[first + lag : last + 1], self._set["creep_pct"]))
        share = abs(over_lag - hold.during) / (lag - 1) / hold.usual
        return share <= self._set["creep_share" if lag == 4 else "creep_share_short"]
