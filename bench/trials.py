"""Trials of one detector: drawn clips, what they hold, and what the detector says of them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import numpy as np

from bench.clips import Coding, Picture, cached, grainy, write
from bench.scoring import Half, Outcome
from ticketkit import catalog, detectors, video
from ticketkit.model.failure_mode import Check
from ticketkit.model.finding import Event
from ticketkit.model.question import NOTHING_ASKED

HALVES: tuple[Half, Half] = ("calibration", "reporting")


@dataclass(frozen=True)
class Drawing:
    """The pictures of one clip and, for a failure, where it is."""

    pictures: Iterable[Picture]
    failure: tuple[int, int] | None = None
    """First and last frame that show it; None in a healthy clip."""


@dataclass(frozen=True)
class Trial:
    """One clip to be drawn: everything follows from its fields."""

    kind: str
    seed: int
    half: Half
    draw: Callable[[np.random.Generator, float], Drawing] = field(repr=False)
    """Draws the clip from a generator of the trial's own, at a frame rate."""
    positive: bool
    rates: Sequence[float] = (24, 24, 30, 16)
    grains: Sequence[float] = (0, 0, 1.5, 4)
    qualities: Sequence[int] = (18, 23, 28)

    @property
    def name(self) -> str:
        """Says which clip it is, e.g. "cut 1007"."""
        return f"{self.kind} {self.seed}"


def series(
    kind: str,
    draw: Callable[[np.random.Generator, float], Drawing],
    *,
    positive: bool,
    each_half: int,
    reporting_from: int = 5000,
) -> Iterator[Trial]:
    """Trials of one kind, `each_half` for either half, no seed in both.

    The reporting half has the seeds from `reporting_from` on.
    """
    for half, first in zip(HALVES, (1000, reporting_from), strict=True):
        for seed in range(first, first + each_half):
            yield Trial(kind, seed, half, draw, positive)


def outcome(trial: Trial, check: Check, sources: Sequence[ModuleType]) -> Outcome:
    """Draw the clip, measure it, and compare what was found with what is there.

    A finding within two frames of the failure is a hit; any other one is false.
    """
    rng = np.random.default_rng([trial.seed, *trial.kind.encode()])
    rate = float(rng.choice(trial.rates))
    grain, quality = float(rng.choice(trial.grains)), int(rng.choice(trial.qualities))
    drawing = trial.draw(rng, rate)
    path = cached(
        (trial, rate, grain, quality),
        sources,
        ".mp4",
        lambda unfinished: write(
            unfinished, grainy(rng, drawing.pictures, grain), rate, Coding(crf=quality)
        ),
    )
    events = found(path, check)
    hits = [e for e in events if _touches(e, drawing.failure)]
    onset = drawing.failure[0] if drawing.failure else 0
    error = min((e.first_frame - onset for e in hits), key=abs, default=None)
    return Outcome(
        tool="ticketkit",
        kind=trial.kind,
        half=trial.half,
        positive=trial.positive,
        hit=bool(hits),
        false_findings=len(events) - len(hits),
        error=error,
        clip=trial.name,
    )


def found(clip: Path, check: Check) -> list[Event]:
    """What the detector of `check` finds in a clip, at or beyond the threshold."""
    detector = detectors.load(check.detector)(check.parameters, NOTHING_ASKED)
    reading = video.read_clip(clip, detector.feed)
    measurement = detector.finish(float(reading.timeline.end))
    return [event for event in measurement.events if event.value >= check.threshold]


def shipped(detector: str) -> Check:
    """The check that the catalogue ships for a detector: the one with the lowest threshold."""
    modes = catalog.load().modes.values()
    checks = [check for mode in modes for check in mode.checks if check.detector == detector]
    return min(checks, key=lambda check: check.threshold)


def _touches(event: Event, failure: tuple[int, int] | None) -> bool:
    return failure is not None and (
        event.first_frame <= failure[1] + 2 and event.last_frame >= failure[0] - 2
    )
