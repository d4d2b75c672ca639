"""Planning: when the failure is, and which frames become pictures."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ticketkit import selection, video
from ticketkit.annotate import BoxRequest
from ticketkit.errors import UsageError
from ticketkit.model.case import Moment
from ticketkit.model.finding import Finding, verdict
from ticketkit.model.frame import Role
from ticketkit.model.request import BuildRequest
from ticketkit.model.timeline import Timeline
from ticketkit.pipeline.stretch import Place, choose_stretch
from ticketkit.selection import Window


@dataclass(frozen=True)
class Plan:
    """What of a clip a case will show."""

    moment: Moment
    chosen: tuple[tuple[int, Role], ...]
    """The frames that are evidence, in presentation order."""
    stretch: tuple[Place, ...]
    """The small frames around the moment; none where nobody knows it."""

    @property
    def wanted(self) -> tuple[frozenset[int], frozenset[int]]:
        """The frames wanted as decoded, and those wanted small."""
        return frozenset(i for i, _ in self.chosen), frozenset(p.index for p in self.stretch)

    @cached_property
    def roles(self) -> dict[int, Role]:
        """The role of every frame that becomes a picture, in presentation order."""
        roles = {place.index: place.role for place in self.stretch} | dict(self.chosen)
        return dict(sorted(roles.items()))


def plan(
    timeline: Timeline,
    request: BuildRequest,
    boxes: Sequence[BoxRequest],
    found: Sequence[Finding],
) -> Plan:
    """Choose by what a person asks and by what was found.

    Raises UsageError for a time outside the clip, and for more boxes than there is room for.
    """
    window = selection.claimed_window(timeline, request.at, request.until)
    moment = selection.locate(timeline, window, found)
    drawn = (drawn_on(box, timeline, window) for box in boxes)
    pinned = {frame for frame in drawn if frame is not None}
    chosen = selection.choose_frames(timeline, moment, request.frames, pinned)
    known = moment.found_by == "given" or verdict(found) is True
    return Plan(moment, tuple(chosen), choose_stretch(timeline, moment) if known else ())


def foreseen_plan(request: BuildRequest, boxes: Sequence[BoxRequest]) -> Plan | None:
    """What the plan will be unless a measurement shows a failure; None where nothing tells.

    Raises ClipError when the clip is not a video.
    """
    timeline = video.foreseen_timeline(request.clip)
    if timeline is None:
        return None
    try:
        return plan(timeline, request, boxes, ())
    except UsageError:
        return None  # the times that decoding finds decide whether it is one


def drawn_on(box: BoxRequest, timeline: Timeline, window: Window | None) -> int | None:
    """The frame that a person drew a box on; None where nobody named a time.

    Raises UsageError for a time outside the clip.
    """
    if box.time:
        return timeline.frame_at(box.time)
    return window.frame if window else None
