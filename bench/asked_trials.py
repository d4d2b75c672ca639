"""Trials of detectors that are asked something: a prompt or a box goes with the clip."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from types import ModuleType

import cv2
import numpy as np

from bench.clips import Coding, Picture, cached, grainy, write
from bench.drawn_scenes import Scene
from bench.scoring import Half, Outcome
from bench.trials import HALVES
from ticketkit import detectors, video
from ticketkit.model.failure_mode import Check
from ticketkit.model.finding import Measurement
from ticketkit.model.question import NOTHING_ASKED, Question


@dataclass(frozen=True)
class Asked:
    """The pictures of one clip, what is asked of it, and what is known of it."""

    pictures: Iterable[Picture]
    question: Question = NOTHING_ASKED
    truth: dict[str, float] = field(default_factory=dict)
    """Numbers that the measurement should give: by name of a detail, or "value"."""


@dataclass(frozen=True)
class AskedTrial:
    """One clip to be drawn; everything follows from its fields."""

    kind: str
    seed: int
    half: Half
    positive: bool
    draw: Callable[[np.random.Generator, float], Asked] = field(repr=False, compare=False)

    @property
    def name(self) -> str:
        """Says which clip it is, e.g. "pan 1007"."""
        return f"{self.kind} {self.seed}"


def series(
    kind: str,
    draw: Callable[[np.random.Generator, float], Asked],
    *,
    positive: bool,
    each_half: int,
) -> Iterator[AskedTrial]:
    """Trials of one kind, `each_half` for either half, no seed in both."""
    for half, first in zip(HALVES, (1000, 5000), strict=True):
        for seed in range(first, first + each_half):
            yield AskedTrial(kind, seed, half, positive, draw)


def measured(
    trial: AskedTrial, check: Check, sources: Sequence[ModuleType]
) -> tuple[Asked, Measurement]:
    """Draw the clip and measure it with the detector of `check`."""
    rng = np.random.default_rng([trial.seed, *trial.kind.encode()])
    rate = float(rng.choice((24, 24, 30, 16)))
    grain, quality = float(rng.choice((0, 0, 1.5, 4))), int(rng.choice((18, 23, 28)))
    asked = trial.draw(rng, rate)
    path = cached(
        (trial.name, trial.half, rate, grain, quality),
        sources,
        ".mp4",
        lambda unfinished: write(
            unfinished, grainy(rng, asked.pictures, grain), rate, Coding(crf=quality)
        ),
    )
    detector = detectors.load(check.detector)(check.parameters, asked.question)
    reading = video.read_clip(path, detector.feed)
    return asked, detector.finish(float(reading.timeline.end))


def outcome(trial: AskedTrial, check: Check, sources: Sequence[ModuleType]) -> Outcome:
    """Whether anything was found, and how far the known numbers were missed, as a share of them.

    The failures of these sets last for the whole clip, so any finding in such a clip is right.
    """
    asked, measurement = measured(trial, check, sources)
    found = [event for event in measurement.events if event.value >= check.threshold]
    return Outcome(
        tool="ticketkit",
        kind=trial.kind,
        half=trial.half,
        positive=trial.positive,
        hit=trial.positive and bool(found),
        false_findings=0 if trial.positive else len(found),
        error=_error(asked.truth, measurement) if found or not trial.positive else None,
        clip=trial.name,
    )


def _error(truth: dict[str, float], measurement: Measurement) -> float | None:
    """The largest relative error of what is known."""
    largest = max((event.value for event in measurement.events), default=0.0)
    told = {**measurement.details, "value": largest}
    errors = [abs(float(told.get(name, 0)) / known - 1) for name, known in truth.items()]
    return max(errors, default=None)


def detailed_scene(rng: np.random.Generator) -> Scene:
    """A scene with fine detail everywhere, none so fine that half a pixel's shift blurs it."""
    scene = Scene(rng)
    fine = rng.standard_normal(scene.world.shape[:2]).astype(np.float32)
    fine = np.asarray(cv2.GaussianBlur(fine, (0, 0), 1.0)) * np.float32(rng.uniform(20, 40))
    scene.world = np.asarray(np.clip(scene.world + fine[:, :, None], 0, 255), np.float32)
    return scene
