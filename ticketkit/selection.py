"""Choosing: when the failure is, and which frames show it best.

Pure: times and findings in, frame numbers and roles out.
"""

from collections.abc import Collection, Sequence
from fractions import Fraction

from ticketkit.errors import UsageError
from ticketkit.model.case import Moment
from ticketkit.model.finding import Finding
from ticketkit.model.frame import Role
from ticketkit.model.timeline import Timeline, parse_time

REFERENCE_BEFORE_S = 1.0
"""How long before the failure the healthy comparison frame is taken."""

AFTERMATH_S = 0.5
"""How much is shown after a moment whose failure has no known end."""


def claimed_window(
    timeline: Timeline, at: str | None, until: str | None
) -> tuple[float, float] | None:
    """The stretch that the user named, in seconds; None when no time was named.

    Raises UsageError for a time outside the clip, or an end that is not after the start.
    """
    if at is None:
        if until is not None:
            raise UsageError("--until needs --at.", "Say when the failure is first visible.")
        return None
    start_s = timeline.time_s(timeline.frame_at(parse_time(at)))
    if until is None:
        return start_s, start_s
    end = parse_time(until)
    end_s = (
        timeline.time_s(timeline.frame_at(end))
        if end.seconds is None
        else float(min(end.seconds, timeline.end))
    )
    if end_s <= start_s:
        raise UsageError(
            f"--until {until} is not after --at {at}.",
            "Name the end of the failure, or leave it out.",
        )
    return start_s, end_s


def locate(
    timeline: Timeline, window_s: tuple[float, float] | None, findings: Sequence[Finding]
) -> Moment:
    """When the failure is visible: as the user said, else where the strongest finding begins.

    With neither, the moment is the whole clip: that is what was looked at.
    """
    strongest = next((f for f in findings if f.status == "shown" and f.frames), None)
    if window_s is not None:
        frame = _frame_from(timeline, window_s[0])
        measured_end_s = strongest.end_s if strongest else None
        end_s = window_s[1] if window_s[1] > window_s[0] else measured_end_s
        start_s = timeline.time_s(frame)
        return Moment(time_s=start_s, frame=frame, found_by="given", start_s=start_s, end_s=end_s)
    frame = strongest.frames[0] if strongest and strongest.frames else 0
    return Moment(
        time_s=timeline.time_s(frame),
        frame=frame,
        found_by="located",
        start_s=timeline.time_s(frame),
        end_s=strongest.end_s if strongest else float(timeline.end),
    )


def _frame_from(timeline: Timeline, time_s: float) -> int:
    return next(i for i in range(len(timeline)) if timeline.time_s(i) >= time_s)


def choose_frames(
    timeline: Timeline, moment: Moment, count: int, pinned: Collection[int] = ()
) -> list[tuple[int, Role]]:
    """Up to `count` frames with their roles, in presentation order.

    The failure gets the largest share, spread evenly from its first to its last frame; the frame
    just before, the one just after, and one about a second earlier to compare with come with it
    where the clip has them. Where nobody knows the end, only the moment's own frame is called the
    failure, and what followed within half a second "after". `pinned` frames (those that a person
    marked) are always among them.
    """
    first = moment.frame
    end_known = moment.end_s is not None
    shown_last = _last_frame(timeline, moment)
    last = shown_last if end_known else first
    wanted = _shares(count, has_before=first > 0, has_after=last + 1 < len(timeline))
    chosen: dict[int, Role] = {}

    def take(frame: int, role: Role) -> None:
        if 0 <= frame < len(timeline) and len(chosen) < count:
            chosen.setdefault(frame, role)

    take(first, "failure")
    for frame in sorted(pinned):
        take(frame, "before" if frame < first else "failure" if frame <= last else "after")
    for step in range(1, wanted["before"] + 1):
        take(first - step, "before")
    for step in range(1, wanted["after"] + 1 if end_known else 1):
        take(last + step, "after")
    if wanted["reference"]:
        take(_reference(timeline, first, wanted["before"]), "reference")
    for frame in _spread(first, shown_last, count - len(chosen), taken=chosen):
        take(frame, "failure" if frame <= last else "after")
    return sorted(chosen.items())


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
