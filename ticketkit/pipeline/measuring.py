"""Probe and scan: one decode of the clip, shared by every detector that the checks name."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from ticketkit import catalog, detectors, video
from ticketkit.judge import judge
from ticketkit.model.failure_mode import Check
from ticketkit.model.finding import Finding, Measurement
from ticketkit.model.picture import Sample
from ticketkit.model.question import Question
from ticketkit.pipeline.progress import Progress
from ticketkit.selection import Window


def measure(
    clip: Path, checks: Sequence[Check], question: Question, progress: Progress
) -> tuple[video.Reading, tuple[Measurement, ...]]:
    """Decode `clip` once and measure it with the detector of every check, in the checks' order.

    `question` is what a person asks of the clip and marked in it.

    Raises ClipError when the clip cannot be read.
    """
    running = [detectors.load(check.detector)(check.parameters, question) for check in checks]

    def feed(sample: Sample) -> None:
        for detector in running:
            detector.feed(sample)

    reading = video.read_clip(
        clip, feed if running else None, partial(progress, "Reading the clip")
    )
    end_s = float(reading.timeline.end)
    return reading, tuple(detector.finish(end_s) for detector in running)


def findings(
    measurements: Sequence[Measurement],
    checks: Sequence[Check],
    window: Window | None = None,
) -> tuple[Finding, ...]:
    """What the measurements say, shown findings first, longest margin first."""
    words = catalog.load().detectors
    window_s = window.span_s if window else None
    found = [
        finding
        for measurement, check in zip(measurements, checks, strict=True)
        for finding in judge(measurement, check, words[check.detector], window_s)
    ]
    order = ("shown", "not_shown", "not_measured")
    return tuple(sorted(found, key=lambda f: (order.index(f.status), -_relative_margin(f))))


def _relative_margin(finding: Finding) -> float:
    """The margin as a share of the threshold, so that different units compare."""
    if finding.margin is None or finding.threshold == 0:
        return 0.0
    return finding.margin / finding.threshold
