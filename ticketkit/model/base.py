"""What all records have in common."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

Confidence = Literal["primary", "secondary", "unverified"]
"""`primary`: the vendor's own page. `secondary`: somebody else's word. `unverified`: not found."""

Problem = Literal["quality", "technical", "moderation", "billing"]
"""What went wrong: a bad clip, a failed job, a refused prompt, or money."""

Severity = Literal["CRITICAL", "MAJOR", "MINOR"]


OLDEST_SOURCE_DAYS = 90
"""A source that was read earlier than this is quoted with the advice to re-check it."""


class Record(BaseModel):
    """A frozen noun: unknown fields are refused, numbers are never NaN or infinite."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Sourced(Record):
    """A statement about the world, with where it was read, when, and how far to trust it."""

    source: str
    """URL or title of the document."""
    checked_on: date
    """The day on which somebody last read the source."""
    confidence: Confidence
