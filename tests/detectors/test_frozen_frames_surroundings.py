"""What is said of the movement around a hold, at whatever frame rate."""

import numpy as np
import pytest
from support.planes import ground, view

from ticketkit.detectors.frozen_frames._changes import Collector
from ticketkit.detectors.frozen_frames._still_runs import Run
from ticketkit.detectors.frozen_frames._surroundings import Surroundings
from ticketkit.model.picture import Sample

WORLD = ground()


def test_movement_lasts_as_long_as_its_frames_are_shown() -> None:
    """Eight slow frames among quick ones last eight of their own times, not of the usual one."""
    times_s = np.cumsum([0.0, *[1 / 15] * 8, *[1 / 60] * 40])
    collector = Collector({"block_px": 8.0, "top_share": 0.015})
    for index, time_s in enumerate(times_s):
        picture = view(WORLD, right=4 * min(index, 8))[:, :, 0]
        collector.feed(Sample(index, float(time_s), np.asarray(picture, np.uint8)))
    around = Surroundings(collector.finish(float(times_s[-1]) + 1 / 60))

    side = around.before(Run(8, len(times_s) - 1), 1.0)
    assert side is not None
    assert side.lasting_s == pytest.approx(8 / 15, abs=1 / 15)
