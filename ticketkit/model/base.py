"""What all records have in common."""

from datetime import date
from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict

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


def is_inside(name: str) -> bool:
    """Whether a path with forward slashes stays inside the folder that it is relative to."""
    parts = PurePosixPath(name).parts
    escapes = name.startswith("/") or ".." in parts or "\\" in name or ":" in name
    return bool(parts) and not escapes


def _stay_inside(name: str) -> str:
    if not is_inside(name):
        raise ValueError(f"{name!r} is outside the case folder")
    return name


CasePath = Annotated[str, AfterValidator(_stay_inside)]
"""A file inside the case folder, with forward slashes."""
