"""Short runs of frames that do not belong: unlike both sides, which are like each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from ticketkit.detectors._arrays import Float32s
from ticketkit.detectors._planes import likeness


@dataclass(frozen=True)
class Strangeness:
    """What makes frames foreign."""

    unlike: float
    """Correlation of layouts up to which two frames have nothing in common."""
    alike: float
    """Correlation from which two frames show the same."""
    at_most_s: float


class ForeignRuns:
    """Finds them while the clip is read; keeps the layouts of the longest run that counts."""

    def __init__(self, limits: Strangeness) -> None:
        self._limits = limits
        self._found: list[tuple[int, int]] = []
        self._oldest = 0
        """The frame whose layout and time are the first of those kept: the one before the frame
        that is looked at next, as the first of a run."""
        self._layouts: list[Float32s] = []
        self._times_s: list[float] = []

    def see(self, time_s: float, layout: Float32s) -> None:
        """Take the next frame, and look at those whose longest run has passed."""
        self._layouts.append(layout)
        self._times_s.append(time_s)
        while len(self._times_s) > 1 and time_s - self._times_s[1] > self._limits.at_most_s:
            self._look()

    def finish(self) -> list[tuple[int, int]]:
        """First and last frame of every run, in order."""
        while len(self._layouts) > 2:
            self._look()
        return self._found

    def _look(self) -> None:
        length = _length(self._layouts, self._times_s, self._limits)
        if length:
            self._found.append((self._oldest + 1, self._oldest + length))
        # The frame after a run ends it, so that the next one to be looked at is behind that.
        done = length + 1
        del self._layouts[:done], self._times_s[:done]
        self._oldest += done


def _length(layouts: Sequence[Float32s], times_s: Sequence[float], limits: Strangeness) -> int:
    """How many frames after the first one are foreign; 0 where it goes on as it was."""
    before = layouts[0]
    if likeness(before, layouts[1]) > limits.unlike:
        return 0
    for after in range(2, len(layouts)):
        if times_s[after] - times_s[1] > limits.at_most_s:
            return 0
        if likeness(before, layouts[after]) >= limits.alike:
            ends = likeness(layouts[after - 1], layouts[after]) <= limits.unlike
            return after - 1 if ends else 0
    return 0
