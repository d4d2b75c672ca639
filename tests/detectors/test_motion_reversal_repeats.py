"""Repeated stretches are looked for without a copy of the whole clip."""

import tracemalloc

import numpy as np

from ticketkit.detectors.motion_reversal._repeats import Sameness, repeats

LIMITS = Sameness(step=1.7, share=0.4, aside=0.6, smooth=0.3, least_frames=3)
FRAMES = 1200


def test_memory_does_not_grow_with_the_clip() -> None:
    """A repeat in the last second of five minutes: found with a tenth of the pictures at most."""
    places = np.arange(40) + 0.25 * np.arange(FRAMES)[:, None]
    pictures = 100 + 40 * np.sin(places / 5)[:, None, :].repeat(22, axis=1)
    pictures[1190:] = pictures[1182:1192]
    thumbnails = list(pictures.astype(np.float16))
    times_s = np.arange(FRAMES, dtype=np.float32) / np.float32(4)

    repeats(thumbnails[1150:], times_s[1150:], LIMITS)  # loads what numpy loads at first use
    tracemalloc.start()
    (found,) = repeats(thumbnails, times_s, LIMITS)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert (found.first, found.last, found.back) == (1190, 1197, 8)
    assert peak < 0.1 * pictures.size * np.dtype(np.float32).itemsize
