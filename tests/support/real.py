"""Real clips whose failures were seen by eye; CONTRIBUTING.md says where they come from."""

import os
from functools import cache
from pathlib import Path

import pytest

from ticketkit import catalog, detectors, video
from ticketkit.judge import judge
from ticketkit.model.finding import Finding, Measurement
from ticketkit.model.picture import Sample
from ticketkit.model.question import NOTHING_ASKED

CLIPS = Path(
    os.environ.get("TICKETKIT_CLIPS_DIR") or Path(__file__).parents[3] / "shared" / "clips"
)
needs_clips = pytest.mark.skipif(
    not CLIPS.is_dir(), reason=f"the real clips are not in {CLIPS}; see CONTRIBUTING.md"
)

HEALTHY = (
    *("cogvideox-1.mp4", "hands-seamstress.mp4", "anatomy-badminton.mp4", "pika-pushpin.mp4"),
    *("c2pa-signed.mp4", "hevc-10bit.mp4", "av1.mkv", "full-range.mp4"),
)
"""Clips that neither jump, flicker, turn back nor go blank, whatever else is wrong with them."""

_TOGETHER = ("motion_reversal", "content_jump", "flicker", "blank_frames", "motion_amount")


def findings(detector: str, clip: str) -> list[Finding]:
    """What the shipped check of one of the motion and light detectors says of a clip."""
    book = catalog.load()
    checks = (c for m in book.modes.values() for c in m.checks if c.detector == detector)
    measurement = _measured(clip)[detector]
    return list(judge(measurement, next(checks), book.detectors[detector]))


@cache
def _measured(clip: str) -> dict[str, Measurement]:
    """Measurements of all of them in one decode, as `scan` makes them."""
    running = {name: detectors.load(name)({}, NOTHING_ASKED) for name in _TOGETHER}

    def feed(sample: Sample) -> None:
        for detector in running.values():
            detector.feed(sample)

    reading = video.read_clip(CLIPS / clip, feed)
    end_s = float(reading.timeline.end)
    return {name: detector.finish(end_s) for name, detector in running.items()}
