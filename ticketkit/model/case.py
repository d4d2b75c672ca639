"""The case: everything that is known, in the order in which case.json holds it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from pydantic import Field, field_validator

from ticketkit.model.base import CasePath, Record, Severity
from ticketkit.model.clip import Clip
from ticketkit.model.failure_mode import Check, Documentation
from ticketkit.model.finding import Finding, Measurement, verdict
from ticketkit.model.frame import FrameRecord, StretchFrame
from ticketkit.model.request import BuildRequest
from ticketkit.model.vendor import Route

if TYPE_CHECKING:  # numpy is heavy, and most who need a case never see a picture
    from ticketkit.model.picture import Plane

CASE_SCHEMA: Literal["ticketkit.case/1"] = "ticketkit.case/1"


_UNSAFE = re.compile(r"[^a-z0-9]+")


def case_name(vendor: str, identifier: str, mode: str) -> str:
    """`<vendor>-<first 8 of the ID>-<mode>`, safe as a folder name on every file system.

    Only a-z, 0-9 and dashes remain, so an ID can neither climb out of a folder nor name a device.
    """
    start = _UNSAFE.sub("-", identifier.lower())[:8].strip("-") or "id"
    return f"{vendor}-{start}-{mode}"


class Tool(Record):
    """The software that made the case."""

    name: str
    version: str
    libraries: dict[str, str]
    """Versions of the libraries whose numbers or pictures the case holds."""


class Failure(Record):
    """The failure that is claimed, in the vendor's terms."""

    mode: str
    title: str
    term: str
    """Technical term, verbatim as the vendor's reference page has it."""
    vendor: str
    severity: Severity
    signs: tuple[str, ...]
    source: str


class Moment(Record):
    """When the failure is visible."""

    time_s: float
    """Presentation time of `frame`, seconds on the player's clock."""
    frame: int = Field(ge=0)
    found_by: Literal["given", "located"]
    start_s: float
    end_s: float | None
    """End of the failure; null when neither given nor measured."""


class Strength(Record):
    """How well-formed this ticket is; says nothing of what a vendor will do."""

    level: Documentation
    have: tuple[str, ...]
    missing: tuple[str, ...]
    """What would make the ticket better, each with how to add it."""


class Identifier(Record):
    """The ID that the ticket cites."""

    name: str
    """The vendor's word for it."""
    value: str
    matches_pattern: bool
    """Whether it looks as that vendor's IDs look."""
    form_known: bool = True
    """Whether it is known how they look, or the ID stood in a link of the vendor's; where neither
    holds, `matches_pattern` says only that it could be an ID."""


class Artifact(Record):
    """One file that an output wrote."""

    file: CasePath
    sha256: str
    bytes: int
    made_by: str
    """Name of the output."""


_Indexed = TypeVar("_Indexed", FrameRecord, StretchFrame)


class Case(Record):
    """One documented failure. The only input of the outputs, together with the pictures."""

    schema_: Literal["ticketkit.case/1"] = Field(default=CASE_SCHEMA, alias="schema")
    tool: Tool
    created_at: datetime
    """UTC."""
    request: BuildRequest
    clip: Clip
    failure: Failure
    moment: Moment
    frames: tuple[FrameRecord, ...] = Field(min_length=1, max_length=16)
    findings: tuple[Finding, ...]
    strength: Strength
    route: Route
    artifacts: tuple[Artifact, ...] = ()
    identifier: Identifier
    measurements: tuple[Measurement, ...] = ()
    """The series behind the findings, for the curves of the report."""
    checks: tuple[Check, ...] = ()
    """What the findings were judged by, so that they can be judged again."""
    warnings: tuple[str, ...] = ()
    stretch: tuple[StretchFrame, ...] = Field(default=(), max_length=48)
    """Frames around the moment, ascending; none where neither a person nor a measurement named
    one."""

    @field_validator("frames", "stretch")
    @classmethod
    def _ascending(cls, frames: tuple[_Indexed, ...]) -> tuple[_Indexed, ...]:
        if any(after.index <= before.index for before, after in pairwise(frames)):
            raise ValueError("the frames are not in their order, each once")
        return frames

    @property
    def name(self) -> str:
        """The name of the case's folder."""
        return case_name(self.failure.vendor, self.identifier.value, self.failure.mode)

    @property
    def shown(self) -> bool | None:
        """Whether a measurement shows the failure; None when only an eye can judge it."""
        return verdict(self.findings)


@dataclass(frozen=True)
class StoredCase:
    """A case together with the folder that holds its pictures."""

    case: Case
    folder: Path
    at_hand: "Mapping[str, Plane]" = field(default_factory=dict, repr=False, compare=False)
    """Pixels of pictures that lie in `folder` and need not be read again, by the name of the file;
    (height, width, 3) RGB."""


class VerifyProblem(Record):
    """One thing that does not match."""

    file: str
    problem: str
    missing: bool = Field(default=False, exclude=True)
    """Whether the file is not there; not part of the JSON document."""


class Verification(Record):
    """What `verify` found."""

    schema_: Literal["ticketkit.verify/1"] = Field(default="ticketkit.verify/1", alias="schema")
    ok: bool
    files: int
    """How many files were checked."""
    problems: tuple[VerifyProblem, ...]
    holds: tuple[str, ...] = ()
    """What was checked and matches, in sentences."""
    not_established: tuple[str, ...]
    """What this check cannot say."""


class Scan(Record):
    """What `scan` found over the whole clip."""

    schema_: Literal["ticketkit.scan/1"] = Field(default="ticketkit.scan/1", alias="schema")
    clip: Clip
    findings: tuple[Finding, ...]
