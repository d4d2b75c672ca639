"""Probe and scan: one decode of the clip, shared by every detector that the checks name."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
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

_AHEAD = 16
"""Frames that the decoder may be ahead of the detectors; bounds the memory."""


def measure(
    clip: Path,
    checks: Sequence[Check],
    question: Question,
    progress: Progress,
    also: Sequence[Callable[[Sample], None]] = (),
    on_frame: Callable[[video.DecodedFrame], None] | None = None,
) -> tuple[video.Reading, tuple[Measurement, ...]]:
    """Decode `clip` once and measure it with the detector of every check, in the checks' order.

    `question` is what a person asks of the clip and marked in it. Whoever else is to see the
    samples stands in `also`; `on_frame` gets every frame as decoded.

    Raises ClipError when the clip cannot be read.
    """
    running = [detectors.load(check.detector)(check.parameters, question) for check in checks]
    lookers = [*(detector.feed for detector in running), *also]

    def show(sample: Sample) -> None:
        for feed in lookers:
            feed(sample)

    with detectors.single_threaded():
        with _beside(show) as beside:
            reading = video.read_clip(
                clip, beside if lookers else None, partial(progress, "Reading the clip"), on_frame
            )
        end_s = float(reading.timeline.end)
        return reading, tuple(detector.finish(end_s) for detector in running)


@contextmanager
def _beside(show: Callable[[Sample], None]) -> Iterator[Callable[[Sample], None]]:
    """A function that hands samples to `show` in their order, in a thread of its own.

    What `show` raises comes out of a later call, or of the end.
    """
    context = copy_context()
    waiting: deque[Future[None]] = deque()
    with ThreadPoolExecutor(1, "detectors") as worker:

        def feed(sample: Sample) -> None:
            if len(waiting) >= _AHEAD:
                waiting.popleft().result()
            waiting.append(worker.submit(context.run, show, sample))

        try:
            yield feed
            for future in waiting:
                future.result()
        finally:
            worker.shutdown(cancel_futures=True)


def findings(
    measurements: Sequence[Measurement], checks: Sequence[Check], window: Window | None
) -> tuple[Finding, ...]:
    """What the measurements say of a claim, in the order of `every_finding`.

    A check that does not decide is heard where it shows something, and else left out.
    """
    supporting = {check.detector for check in checks if not check.decides}
    found = every_finding(measurements, checks, window)
    return tuple(f for f in found if f.status == "shown" or f.check not in supporting)


def heard(
    measurements: Sequence[Measurement], checks: Sequence[Check], found: Sequence[Finding]
) -> tuple[tuple[Measurement, ...], tuple[Check, ...]]:
    """What belongs into the case of a claim whose findings are `found`, and the checks behind it.

    A check that does not decide and showed nothing would be a curve without a word to it.
    """
    speaking = {finding.check for finding in found}
    pairs = zip(measurements, checks, strict=True)
    kept = [(m, c) for m, c in pairs if c.decides or c.detector in speaking]
    return tuple(m for m, _ in kept), tuple(c for _, c in kept)


def every_finding(
    measurements: Sequence[Measurement],
    checks: Sequence[Check],
    window: Window | None = None,
) -> tuple[Finding, ...]:
    """All that the measurements say, shown findings first, longest margin first."""
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
