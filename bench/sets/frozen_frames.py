"""Freezes of every length, manner and place, and healthy clips that look like them.

    TICKETKIT_BENCH_CALIBRATION=4 python -m bench.run frozen_frames

makes the calibration half four times as large, for setting thresholds: with fresh even seeds, and
asked of ticketkit alone. The reporting half stays as it is.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from bench.freezing import freezes, healthy
from bench.freezing.tools import Stretch, Tool, available
from bench.scoring import Benchmark, Half, Outcome

OURS = "ticketkit"
FREEZES, HEALTHY = 396, 300
_ABOUT = (
    f"{FREEZES} clips with one freeze each (11 kinds of motion; 125 ms to 2.5 s and at least three"
    " frame durations; inside, at the start or to the end of the file; the picture repeated under"
    " live grain or with its grain, a near-identical stall, one long frame; continuing where it"
    f" stopped or jumping ahead) and {HEALTHY} healthy clips (rhythms, rests, cards, fades, cuts,"
    " still cameras, slow motion, small motion), with grain of 0 to 7 levels, at 8 to 60 frames a"
    " second, in H.264, HEVC and VP9, at constant and variable rate. A finding is a hit when what"
    " it shares with the freeze is at least half of either. takecheck is asked for 125 ms."
    " Thresholds were set on the calibration half with about six times as many freezes and healthy"
    " clips, made with fresh seeds."
)


def run() -> Benchmark:
    """Make the clips and ask every tool about each."""
    tools, missing = available()
    times = int(os.environ.get("TICKETKIT_BENCH_CALIBRATION", "1"))
    outcomes: list[Outcome] = []
    for freeze in freezes.freezes(FREEZES * times):
        if asked := tools_for(freeze.seed, FREEZES, tools):
            outcomes += _about_freeze(freeze, asked)
    for clip in healthy.healthy(HEALTHY * times):
        if asked := tools_for(clip.seed, HEALTHY, tools):
            outcomes += _about_healthy(clip, asked)
    return Benchmark(
        detector="frozen_frames",
        outcomes=tuple(outcomes),
        error_name="onset error, frames",
        error_limit=1.0,
        about=_ABOUT,
        measured_on="drawn clips with known freezes, the half that set no threshold",
        notes=missing,
    )


def tools_for(seed: int, usual: int, tools: dict[str, Tool]) -> dict[str, Tool]:
    """Which tools are asked about a clip; the calibration clips beyond the `usual` are ours."""
    if seed < usual:
        return tools
    return {} if _half(seed) == "reporting" else {OURS: tools[OURS]}


def _about_freeze(freeze: freezes.Freeze, tools: dict[str, Tool]) -> Iterator[Outcome]:
    truth = freezes.make(freeze)
    for tool, ask in tools.items():
        said = ask(truth.path)
        right = [s for s in said if _shared((truth.start_s, truth.end_s), s) >= 0.5]
        error = min((s[0] - truth.start_s for s in right), key=abs, default=None)
        yield Outcome(
            tool,
            kind=f"freeze: {freeze.kind}",
            half=_half(freeze.seed),
            positive=True,
            hit=bool(right),
            false_findings=len(said) - len(right),
            # Containers round times to a millisecond, which is up to 0.06 frames.
            error=None if error is None else round(error * freeze.technique.rate, 1),
            clip=_name(freeze.seed, truth.path),
            traits=freeze.traits,
        )


def _about_healthy(clip: healthy.Healthy, tools: dict[str, Tool]) -> Iterator[Outcome]:
    path = healthy.make(clip)
    for tool, ask in tools.items():
        yield Outcome(
            tool,
            kind=f"healthy: {clip.kind}",
            half=_half(clip.seed),
            positive=False,
            false_findings=len(ask(path)),
            clip=_name(clip.seed, path),
            traits=clip.technique.traits,
        )


def _half(seed: int) -> Half:
    return "reporting" if seed % 2 else "calibration"


def _name(seed: int, path: Path) -> str:
    return f"seed {seed}, {path.name}"


def _shared(truth: Stretch, said: Stretch) -> float:
    """What two stretches share, as a part of the longer of them; `said` may have no end."""
    end = truth[1] if said[1] == float("inf") else said[1]
    longer = max(truth[1] - truth[0], end - said[0], 1e-9)
    return (min(truth[1], end) - max(truth[0], said[0])) / longer
