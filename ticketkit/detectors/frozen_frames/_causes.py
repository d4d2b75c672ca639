"""How a file comes to show one picture for a while, told from its pixels, times and sizes."""

import numpy as np

from ticketkit.detectors.frozen_frames._changes import NOISE_TOP_TO_MEDIAN, Changes
from ticketkit.detectors.frozen_frames._hold import Hold

JUMP = 2.0
"""From this multiple of the usual change on, the movement has gone on unseen."""
_LONG_FRAME = 0.6
_SMALL_SHARE = 0.25
_SAME_LEVELS = 0.25
_MOSTLY_NOISE = 0.5


def cause(hold: Hold, first: int, last: int, every: Changes) -> str:
    """Name what the file shows for frames `first` to `last`: a key of the detector's wording.

    `long_frame`: one frame has a long time on screen and the movement goes on from there.
    `missing_frames`: the same, but the picture has moved on meanwhile. `repeat`: the pictures are
    the same and next to nothing is coded for them. `same`: they are the same, whatever is coded.
    `live_grain`: only grain over the whole picture goes on. `corrections`: they differ a little and
    little is coded. `near_repeat`: new pictures are coded that hardly differ.
    `unknown`: they differ a little and the coded sizes are not known.
    """
    shown_s = every.ends_s[first : last + 1] - every.times_s[first : last + 1]
    if shown_s.max() > _LONG_FRAME * shown_s.sum():
        return "missing_frames" if hold.jump and hold.jump >= JUMP else "long_frame"
    share = _coded_share(first, last, every)
    if hold.during <= _SAME_LEVELS:
        return "repeat" if share < _SMALL_SHARE else "same"
    if hold.noise * NOISE_TOP_TO_MEDIAN >= _MOSTLY_NOISE * hold.during:
        return "live_grain"
    if np.isnan(share):
        return "unknown"
    return "corrections" if share < _SMALL_SHARE else "near_repeat"


def _coded_share(first: int, last: int, every: Changes) -> float:
    """Coded size of a held frame against that of the frames around; nan where it is not known."""
    count, packets = last - first, every.packet_bytes
    around = np.append(packets[max(0, first - count) : first], packets[last + 1 :][:count])
    if not len(around):
        return float("nan")
    return float(np.median(packets[first + 1 : last + 1]) / np.median(around))
