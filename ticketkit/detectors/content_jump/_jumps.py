"""Jumps in a row: which belong together, and what is told of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ticketkit.detectors.content_jump._unexplained import Change
from ticketkit.model.finding import Event

_FACTORS = {"redrawn": "redraw_factor", "snapped": "snap_factor"}
_GAP_FRAMES = 2
"""Jumps this close together are one, without a lull between them."""
_LULL_SHARE = 0.6


@dataclass(frozen=True)
class Jump:
    """One frame that jumps."""

    change: Change
    kind: str
    """ "redrawn" or "snapped"."""
    value: float
    """Change beyond what motion explains, in luma levels."""
    baseline: float
    """The usual one around, in luma levels."""


def grouped(jumps: Iterable[Jump]) -> list[list[Jump]]:
    """Put the frames of each jump together; `jumps` are in order."""
    groups: list[list[Jump]] = []
    for jump in jumps:
        if groups and _goes_on(groups[-1], jump):
            groups[-1].append(jump)
        else:
            groups.append([jump])
    return groups


def event(
    group: Sequence[Jump],
    times_s: Sequence[float],
    ends_s: Sequence[float],
    settings: Mapping[str, float],
) -> Event | None:
    """What is told of one jump; None for one that takes too long to be one.

    `times_s` and `ends_s` are those of every frame, `settings` are the detector's.
    """
    strongest = max(group, key=lambda jump: jump.value)
    first, last = group[0].change.index, group[-1].change.index
    if ends_s[last] - times_s[first] > settings["longest_s"]:
        return None
    return Event(
        value=strongest.value,
        baseline=strongest.baseline,
        first_frame=first,
        last_frame=last,
        start_s=times_s[first],
        end_s=ends_s[last],
        details={
            "kind": strongest.kind,
            "strongest_s": times_s[strongest.change.index],
            "strongest_frame": strongest.change.index,
            "changed_percent": 100 * strongest.change.changed_share,
            "times_usual": strongest.value / strongest.baseline,
            "least_times_usual": settings[_FACTORS[strongest.kind]],
        },
        alternatives=("jump_cut", "sudden_action", "dropped_frames"),
    )


def _goes_on(group: Sequence[Jump], jump: Jump) -> bool:
    """Whether a jump belongs to the ones just before, and does not rise anew out of a lull."""
    last, most = group[-1], max(one.value for one in group)
    if jump.change.index - last.change.index > _GAP_FRAMES:
        return False
    return last.value >= _LULL_SHARE * min(most, jump.value)
