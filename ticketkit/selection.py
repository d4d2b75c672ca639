"""Choosing: when the failure is, and which frames show it best.

Pure: times and findings in, frame numbers and roles out.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ticketkit.errors import UsageError
from ticketkit.model.case import Moment
from ticketkit.model.finding import Finding
from ticketkit.model.frame import Role
from ticketkit.model.timeline import Timeline, parse_time

REFERENCE_BEFORE_S = 1.0
"""How long before the failure the frame to compare with is taken."""

JUST_BEFORE_S = 0.25
"""An earlier frame that somebody marked is there to compare with."""

AFTERMATH_S = 0.5
"""How much is shown after a moment whose failure has no known end."""


@dataclass(frozen=True)
class Window:
    """The stretch that a person named."""

    frame: int
    """On screen at its start."""
    start_s: float
    """Presentation time of `frame`."""
    end_s: float | None
    """None when no end was named."""

    @property
    def span_s(self) -> tuple[float, float]:
        """Start and end; the start twice where no end was named."""
        return self.start_s, self.start_s if self.end_s is None else self.end_s


def claimed_window(timeline: Timeline, at: str | None, until: str | None) -> Window | None:
    """The stretch that the user named; None when no time was named.

    Raises UsageError for a time outside the clip, or an end that is not after the start.
    """
    if at is None:
        if until is not None:
            raise UsageError("--until needs --at.", "Say when the failure is first visible.")
        return None
    frame = timeline.frame_at(parse_time(at))
    start_s = timeline.time_s(frame)
    if until is None:
        return Window(frame, start_s, None)
    end_s = float(timeline.instant(parse_time(until)))
    if end_s <= start_s:
        raise UsageError(
            f"--until {until} is not after --at {at}.",
            "Name the end of the failure, or leave it out.",
        )
    return Window(frame, start_s, end_s)


def locate(timeline: Timeline, window: Window | None, findings: Sequence[Finding]) -> Moment:
    """When the failure is visible: as the user said, else where the strongest finding begins.

    A named time inside a measured failure stays the moment, and the failure begins where it was
    measured to begin. Where a measurement shows the failure close by but not then, the moment is
    the measured one. With neither, it is the whole clip: that is what was looked at.
    """
    strongest = next((f for f in findings if f.status == "shown" and f.frames), None)
    if window is not None and (strongest is None or _covers(strongest, window.frame)):
        measured_end_s = strongest.end_s if strongest else None
        end_s = measured_end_s if window.end_s is None else window.end_s
        moment = _moment(timeline, window.frame, end_s, "given")
        return moment.model_copy(update={"start_s": strongest.start_s}) if strongest else moment
    if strongest is not None and strongest.frames is not None:
        return _moment(timeline, strongest.frames[0], strongest.end_s, "located")
    return _moment(timeline, 0, float(timeline.end), "located")


def _covers(finding: Finding, frame: int) -> bool:
    return finding.frames is not None and finding.frames[0] <= frame <= finding.frames[1]


def _moment(
    timeline: Timeline, frame: int, end_s: float | None, found_by: Literal["given", "located"]
) -> Moment:
    time_s = timeline.time_s(frame)
    return Moment(time_s=time_s, frame=frame, found_by=found_by, start_s=time_s, end_s=end_s)


def choose_frames(
    timeline: Timeline, moment: Moment, count: int, pinned: Collection[int] = ()
) -> list[tuple[int, Role]]:
    """Up to `count` frames with their roles, in presentation order.

    The failure gets the largest share, spread evenly from its first to its last frame; the frame
    just before, the one just after, and one about a second earlier to compare with come with it
    where the clip has them. Where nobody knows the end, only the moment's own frame and those that
    a person marked later are called the failure, and what followed within half a second "after".
    `pinned` frames (those that a person marked) are always among them.

    Raises UsageError for more pinned frames than `count` has room for.
    """
    first = _first_frame(timeline, moment)
    if len({moment.frame, *pinned}) > count:
        raise UsageError(
            f"--frames {count} has no room for the moment and the {len(set(pinned))} frames that"
            " boxes name.",
            "Raise --frames, at most to 16, or leave boxes out.",
        )
    end_known = moment.end_s is not None
    shown_last = _last_frame(timeline, moment)
    last = shown_last if end_known else first
    wanted = _shares(count, has_before=first > 0, has_after=last + 1 < len(timeline))
    chosen: dict[int, Role] = {}

    def take(frame: int, role: Role) -> None:
        if 0 <= frame < len(timeline) and len(chosen) < count:
            chosen.setdefault(frame, role)

    take(moment.frame, "failure")
    for frame in sorted(pinned):
        take(frame, _role(timeline, frame, first, last if end_known else len(timeline)))
    take(first, "failure")
    for step in range(1, wanted["before"] + 1):
        take(first - step, "before")
    for step in range(1, wanted["after"] + 1 if end_known else 1):
        take(last + step, "after")
    if wanted["reference"]:
        take(_reference(timeline, first, wanted["before"]), "reference")
    for frame in _spread(first, shown_last, count - len(chosen), taken=chosen):
        take(frame, "failure" if frame <= last else "after")
    return sorted(chosen.items())


def _role(timeline: Timeline, frame: int, first: int, last: int) -> Role:
    if frame >= first:
        return "failure" if frame <= last else "after"
    near = timeline.times[first] - timeline.times[frame] <= Fraction(JUST_BEFORE_S)
    return "before" if near else "reference"


def _first_frame(timeline: Timeline, moment: Moment) -> int:
    """First frame of the failure."""
    inside = (i for i in range(moment.frame) if timeline.time_s(i) >= moment.start_s)
    return next(inside, moment.frame)


def _last_frame(timeline: Timeline, moment: Moment) -> int:
    """Last frame of the failure, inclusive, or of what is shown after it."""
    if moment.end_s is None:
        end = timeline.times[moment.frame] + Fraction(AFTERMATH_S)
        inside = [i for i in range(moment.frame, len(timeline)) if timeline.times[i] < end]
    else:
        inside = [
            i for i in range(moment.frame, len(timeline)) if timeline.time_s(i) < moment.end_s
        ]
    return inside[-1] if inside else moment.frame


def _shares(count: int, *, has_before: bool, has_after: bool) -> dict[str, int]:
    around = 1 + max(0, count - 4) // 5
    return {
        "before": around if has_before and count >= 2 else 0,
        "after": around if has_after and count >= 3 else 0,
        "reference": 1 if has_before and count >= 4 else 0,
    }


def _reference(timeline: Timeline, first: int, befores: int) -> int:
    """A frame about a second earlier that is not among the frames just before; -1: none."""
    latest = first - befores - 1
    target = timeline.times[first] - Fraction(REFERENCE_BEFORE_S)
    at_target = [i for i in range(latest + 1) if timeline.times[i] <= target]
    return at_target[-1] if at_target else min(0, latest)


def _spread(first: int, last: int, count: int, taken: Collection[int]) -> list[int]:
    """`count` untaken frames of [first, last], evenly spread and ending with `last`."""
    free = [i for i in range(first, last + 1) if i not in taken]
    if count >= len(free):
        return free
    return [free[round((step + 1) * len(free) / count) - 1] for step in range(count)]
