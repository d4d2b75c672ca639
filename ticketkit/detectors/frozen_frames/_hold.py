"""A run of still frames with everything that tells a freeze from a rest."""

from dataclasses import dataclass

import numpy as np

from ticketkit.detectors._arrays import Float64s
from ticketkit.detectors.frozen_frames._still_runs import Run
from ticketkit.detectors.frozen_frames._surroundings import Side

_QUIETEST_LEVELS = 0.2


@dataclass(frozen=True)
class Hold:
    """Frames that show one picture, and the movement around them."""

    run: Run
    inside: Float64s
    """The changes inside, without those of key frames; [0] for a single frame. Luma levels."""
    middles: Float64s
    """Median change of all blocks at each frame inside; luma levels."""
    level: float
    """Change that tells stillness from movement here, luma levels."""
    shown_s: Float64s
    """How long each of the other pictures nearby is shown, seconds; one value at least."""
    before: Side | None
    after: Side | None

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides that have movement to compare with, at most two."""
        return tuple(side for side in (self.before, self.after) if side)

    @property
    def rhythm_s(self) -> float:
        """How long other pictures nearby are shown: the median, seconds."""
        return float(np.median(self.shown_s))

    @property
    def longest_s(self) -> float:
        """For how long at most nine of ten other pictures nearby are shown, seconds."""
        return float(np.percentile(self.shown_s, 90, method="higher"))

    @property
    def during(self) -> float:
        """Median change inside, luma levels."""
        return float(np.median(self.inside))

    @property
    def noise(self) -> float:
        """Median change of all blocks inside, luma levels."""
        return float(np.median(self.middles)) if len(self.middles) else 0.0

    @property
    def wall(self) -> float:
        """The smaller of the changes at the two ends, luma levels."""
        return min(side.wall for side in self.sides)

    @property
    def usual(self) -> float:
        """The slower of the movements before and after, luma levels."""
        return min(side.usual for side in self.sides)

    @property
    def contrast(self) -> float:
        """The changes at the ends as a multiple of those inside."""
        # Less than this is rounding, and no quieter than it.
        return self.wall / max(float(np.percentile(self.inside, 75)), _QUIETEST_LEVELS)

    @property
    def jump(self) -> float | None:
        """The change after the hold as a multiple of the usual one; None where none follows."""
        return self.after.stop if self.after else None
