"""Which frames stand on page 1, and what each is called there."""

from dataclasses import dataclass
from typing import Literal

from ticketkit.model.case import Case
from ticketkit.model.frame import FrameRecord
from ticketkit.outputs._words import evenly, lead_frame
from ticketkit.outputs.report._findings import moment_origin

MOST = 4
_STILLNESS = "frozen_frames"

Name = Literal["earlier", "at", "still", "later", "after", "looked_at"]


@dataclass(frozen=True)
class Panel:
    """One picture of page 1."""

    name: Name
    frame: FrameRecord


def panels(case: Case) -> list[Panel]:
    """Choose up to four frames, in the order of their times.

    What was before the moment, the moment itself, the last of the failure, and what came after it
    where its end is known. Without a moment, frames spread over the clip.
    """
    if moment_origin(case) == "nowhere":
        return [Panel("looked_at", frame) for frame in evenly(case, MOST)]
    at = lead_frame(case)
    later = [f for f in case.frames if f.index > at.index]
    chosen = [_earlier(case, at), Panel("at", at), _further(case, at, later), _after(case, later)]
    return [panel for panel in chosen if panel is not None]


def _earlier(case: Case, at: FrameRecord) -> Panel | None:
    before = [f for f in case.frames if f.index < at.index]
    reference = [f for f in before if f.role == "reference"]
    frame = next(iter(reference or before[-1:]), None)
    return None if frame is None else Panel("earlier", frame)


def _further(case: Case, at: FrameRecord, later: list[FrameRecord]) -> Panel | None:
    """The last frame of the failure, rather one that somebody marked."""
    open_end = case.moment.end_s is None
    during = [f for f in later if f.role == "failure" or (open_end and f.role == "after")]
    last = next(reversed([f for f in during if f.marks] or during), None)
    if last is None:
        return None
    return Panel("still" if _same(case, at, last) else "later", last)


def _after(case: Case, later: list[FrameRecord]) -> Panel | None:
    frame = next((f for f in later if f.role == "after"), None)
    return None if frame is None or case.moment.end_s is None else Panel("after", frame)


def _same(case: Case, at: FrameRecord, last: FrameRecord) -> bool:
    """Whether a measurement shows that the picture holds still from one frame to the other."""
    holds = [f.frames for f in case.findings if f.check == _STILLNESS and f.status == "shown"]
    return any(hold and hold[0] <= at.index and last.index <= hold[1] for hold in holds)
