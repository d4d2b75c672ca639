"""A run of still frames with everything that tells a freeze from a rest."""

from dataclasses import dataclass

import numpy as np

from ticketkit.detectors._picture_changes import Changes, Floats
from ticketkit.detectors._still_runs import Run
from ticketkit.detectors._surroundings import Side

_QUIETEST_LEVELS = 0.2
_LONG_FRAME = 0.6
_REPEAT_BYTES = 0.25


@dataclass(frozen=True)
class Hold:
    """Frames that show one picture, and the movement around them."""

    run: Run
    inside: Floats
    """The changes inside, without those of key frames; [0] for a single frame. Luma levels."""
    middles: Floats
    """Median change of all blocks at each frame inside; luma levels."""
    level: float
    """Change that tells stillness from movement here, luma levels."""
    rhythm_s: float
    """How long other pictures nearby are shown, seconds."""
    before: Side | None
    after: Side | None

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides that have movement to compare with, at most two."""
        return tuple(side for side in (self.before, self.after) if side)

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

    def cause(self, changes: Changes) -> str:
        """How the file comes to show one picture; a key that the detector's wording explains.

        `long_frame`: one frame has a long time on screen. `repeat`: next to nothing is coded for
        the held frames. `near_repeat`: new pictures are coded that hardly differ. `unknown`: the
        coded sizes are not known.
        """
        first, last = self.run.first, self.run.last
        shown_s = changes.ends_s[first : last + 1] - changes.times_s[first : last + 1]
        if shown_s.max() > _LONG_FRAME * shown_s.sum():
            return "long_frame"
        count, packets = last - first, changes.packet_bytes
        around = np.append(packets[max(0, first - count) : first], packets[last + 1 :][:count])
        share = np.median(packets[first + 1 : last + 1]) / np.median(around)
        if not np.isfinite(share):
            return "unknown"
        return "repeat" if share < _REPEAT_BYTES else "near_repeat"
