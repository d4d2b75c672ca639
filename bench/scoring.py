"""Counts right and wrong answers, and says how far the counts can be trusted."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Half = Literal["calibration", "reporting"]
"""Thresholds are set on the first; only figures of the second are published as error rates."""


@dataclass(frozen=True)
class Outcome:
    """What one tool said of one clip."""

    tool: str
    kind: str
    """What sort of clip, e.g. "freeze: pan" or "healthy: animation on twos"."""
    half: Half
    positive: bool
    """Whether the clip holds the failure."""
    hit: bool = False
    """Whether the failure was found where it is; False for a healthy clip."""
    false_findings: int = 0
    """Findings that match no failure."""
    error: float | None = None
    """How far the finding was off, in the set's own unit; None without a hit."""
    clip: str = ""
    """Name of the clip, so that the worst can be looked at."""
    traits: tuple[str, ...] = ()
    """More that results are grouped by, e.g. "grain 4"."""


@dataclass(frozen=True)
class Benchmark:
    """All outcomes of one set, and what must be known to read them."""

    detector: str
    outcomes: tuple[Outcome, ...]
    error_name: str
    """What `Outcome.error` is, e.g. "onset error, frames"."""
    error_limit: float
    """The largest error, sign apart, that counts as exact."""
    about: str
    """How the clips were made and what counts as a hit, in a paragraph."""
    measured_on: str
    """The same in a few words, for the report of a case, e.g. "drawn clips, bench 1"."""
    notes: tuple[str, ...] = ()
    """What was not compared and why."""


@dataclass(frozen=True)
class Share:
    """`hits` of `total`."""

    hits: int
    total: int

    @property
    def value(self) -> float | None:
        """0 to 1; None where there is nothing to count."""
        return self.hits / self.total if self.total else None

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson score interval at 95 %."""
        return wilson(self.hits, self.total)

    def __str__(self) -> str:
        if not self.total:
            return "-"
        low, high = self.interval
        return f"{self.hits / self.total:.3f} ({low:.3f}-{high:.3f})"


def wilson(hits: int, total: int, z: float = 1.959964) -> tuple[float, float]:
    """Confidence interval of a share, 0 to 1 (Wilson 1927); (0, 1) when nothing was counted."""
    if not total:
        return 0.0, 1.0
    share = hits / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z / (1 + z * z / total) * math.sqrt(share * (1 - share) / total + (z / (2 * total)) ** 2)
    return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True)
class Score:
    """The figures of some outcomes."""

    recall: Share
    """Failures that were found."""
    precision: Share
    """Findings that are failures."""
    false_alarms: Share
    """Healthy clips with a finding."""
    exact: Share
    """Hits whose error is within the limit."""
    clips: int


def score(outcomes: Iterable[Outcome], error_limit: float) -> Score:
    """Add up outcomes of one tool."""
    every = list(outcomes)
    positive = [o for o in every if o.positive]
    healthy = [o for o in every if not o.positive]
    hits = sum(o.hit for o in positive)
    wrong = sum(o.false_findings for o in every)
    errors = [abs(o.error) for o in positive if o.hit and o.error is not None]
    return Score(
        recall=Share(hits, len(positive)),
        precision=Share(hits, hits + wrong),
        false_alarms=Share(sum(o.false_findings > 0 for o in healthy), len(healthy)),
        exact=Share(sum(e <= error_limit for e in errors), len(errors)),
        clips=len(every),
    )


def grouped(
    outcomes: Iterable[Outcome], by: Callable[[Outcome], str]
) -> dict[str, tuple[Outcome, ...]]:
    """Outcomes by the value of `by`, in the order in which the values first appear."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(by(outcome), []).append(outcome)
    return {name: tuple(group) for name, group in groups.items()}


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [list(head), ["---"] * len(head), *([str(cell) for cell in row] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def as_data(figures: Score) -> dict[str, Any]:
    """A score as it stands in a result file: each share with its counts and its interval."""
    data: dict[str, Any] = {"clips": figures.clips}
    for name in ("recall", "precision", "false_alarms", "exact"):
        share: Share = getattr(figures, name)
        low, high = (round(end, 4) for end in share.interval)
        value = None if share.value is None else round(share.value, 4)
        data[name] = {
            "value": value, "hits": share.hits, "of": share.total, "wilson95": [low, high]
        }  # fmt: skip
    return data
