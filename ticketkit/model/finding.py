"""Measurements and what they say: series, events, checks and findings."""

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from ticketkit.model.base import Record
from ticketkit.model.frame import Role

Status = Literal["shown", "not_shown", "not_measured"]


class Series(Record):
    """One number per frame, in presentation order; the curve that the report draws."""

    name: str
    """Field's standard term, e.g. "largest block change"."""
    unit: str
    frames: tuple[int, ...]
    """0-based frame indices, ascending."""
    times_s: tuple[float, ...]
    """Presentation times on the player's clock, same length as `frames`."""
    values: tuple[float, ...]
    """Same length as `frames`."""
    reference: float | None = None
    """The clip's own level that `values` are read against, in `unit`."""
    reference_name: str = ""
    """What `reference` is, e.g. "freeze limit"."""
    logarithmic: bool = False
    """Whether the curve reads better on a logarithmic axis."""


class Event(Record):
    """One stretch that a detector points at, with the number it measured there."""

    value: float
    """In the unit of the measurement's metric."""
    baseline: float | None
    """The same quantity elsewhere in this clip."""
    first_frame: int = Field(ge=0)
    last_frame: int = Field(ge=0)
    """Inclusive."""
    start_s: float
    """Presentation time of `first_frame`."""
    end_s: float
    """When the next different frame appears, or the clip ends."""
    details: dict[str, float | str] = Field(default_factory=dict)
    """Further numbers that the sentence of the finding quotes."""
    alternatives: tuple[str, ...] = ()
    """Harmless explanations that these numbers do not exclude; keys of the detector's wording."""
    undecided: str = ""
    """What is not known and decides whether this is a failure at all, a key of the detector's
    reasons; empty where the number alone decides."""


class Measurement(Record):
    """What one detector measured over a clip."""

    detector: str
    metric: str
    """Name of the quantity in `Event.value`, e.g. "hold duration"."""
    unit: str
    series: tuple[Series, ...]
    events: tuple[Event, ...] = ()
    not_measured: str = ""
    """Why nothing could be measured, a key of the detector's wording; empty when it could."""
    details: dict[str, float | str] = Field(default_factory=dict)
    """Numbers about the whole clip that sentences quote, e.g. the noise floor."""


class ErrorRate(Record):
    """How often the detector errs, from the benchmark."""

    recall: float = Field(ge=0, le=1)
    precision: float = Field(ge=0, le=1)
    false_alarms: float = Field(ge=0, le=1)
    """Share of healthy clips with a finding."""
    found: int = Field(ge=0)
    """How many failures were found, of `failures`."""
    failures: int = Field(ge=1)
    alarmed: int = Field(ge=0)
    """How many healthy clips had a finding, of `healthy`."""
    healthy: int = Field(ge=1)
    measured_on: str
    """Which set, and when."""


class Finding(Record):
    """What a measurement says of a failure: an answer, its number, and its doubts."""

    check: str
    """Name of the detector."""
    status: Status
    metric: str
    value: float | None
    unit: str
    threshold: float
    margin: float | None
    """`value` - `threshold` in `unit`: positive is beyond the threshold, near 0 is borderline."""
    baseline: float | None
    """The same quantity elsewhere in this clip, in `unit`."""
    start_s: float | None
    end_s: float | None
    """When the next different frame appears, or the clip ends."""
    frames: tuple[int, int] | None
    """First and last frame, inclusive."""
    sentence: str
    """The finding in words for a support agent."""
    reason: str
    """Why the status is what it is."""
    alternatives: tuple[str, ...] = ()
    """Harmless explanations that the measurement does not exclude."""
    error_rate: ErrorRate | None = None
    """Null until the benchmark has measured this detector."""


def verdict(findings: Sequence[Finding]) -> bool | None:
    """Whether a measurement shows the failure; None when none was made or none could be."""
    statuses = {finding.status for finding in findings}
    if "shown" in statuses:
        return True
    return False if "not_shown" in statuses else None


def caption_word(role: Role, findings: Sequence[Finding], *, marked: bool, named: bool) -> str:
    """What a picture says of itself: the frame's role, but "failure" only where it was measured.

    Elsewhere a failure frame is "marked" where a person drew a box on it, "claimed" where the
    failure's time was `named`, and else just "looked at".
    """
    if role != "failure" or verdict(findings):
        return role
    if marked:
        return "marked"
    return "claimed" if named else "looked at"
