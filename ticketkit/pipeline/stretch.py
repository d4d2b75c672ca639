"""The stretch around the moment: small frames, from which outputs make pictures that move."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ticketkit import encoding
from ticketkit.model.case import Moment
from ticketkit.model.frame import Mark, Role, StretchFrame
from ticketkit.model.picture import Picture
from ticketkit.model.timeline import Timeline

FOLDER = "moment"
LONG_SIDE_PX = 480
"""As large as a chat shows a picture, and ten times smaller than the frames that are evidence."""

_AROUND_S = 0.5
"""Shown before the failure and, where its end is known, after it."""
_UNKNOWN_END_S = 1.0
"""Shown from the moment on where nobody knows the end."""
_LONGEST_S = 2.0
_MOST_FRAMES = 48


@dataclass(frozen=True)
class Place:
    """A frame of the stretch before its picture is there."""

    index: int
    role: Role
    time_s: float
    duration_s: float
    """Until the next frame of the stretch appears, or the clip shows another one."""


def choose_stretch(timeline: Timeline, moment: Moment) -> tuple[Place, ...]:
    """At most 48 frames and two seconds around the start of the failure, ascending.

    Frames that come too fast are thinned evenly; the moment's own one always stays.
    """
    from_s = moment.start_s - _AROUND_S
    end_s = moment.start_s + _UNKNOWN_END_S
    if moment.end_s is not None:
        end_s = min(moment.end_s + _AROUND_S, from_s + _LONGEST_S)
    inside = [i for i in range(len(timeline)) if from_s <= timeline.time_s(i) < end_s]
    step = -(-len(inside) // _MOST_FRAMES)
    kept = [i for i in inside if (i - moment.frame) % step == 0]
    return tuple(_places(timeline, moment, kept, inside[-1] + 1))


def _places(
    timeline: Timeline, moment: Moment, kept: Sequence[int], behind: int
) -> Iterator[Place]:
    """Place every frame that is kept; `behind` is the first one after the stretch."""
    ends = [timeline.time_s(i) for i in kept[1:]]
    ends.append(timeline.time_s(behind) if behind < len(timeline) else float(timeline.end))
    for index, end_s in zip(kept, ends, strict=True):
        time_s = timeline.time_s(index)
        yield Place(index, _role(moment, index, time_s), time_s, end_s - time_s)


def _role(moment: Moment, index: int, time_s: float) -> Role:
    if time_s < moment.start_s:
        return "before"
    ended = index > moment.frame if moment.end_s is None else time_s >= moment.end_s
    return "after" if ended else "failure"


def write_small(
    picture: Picture, place: Place, marks: Mapping[int, tuple[Mark, ...]], folder: Path
) -> StretchFrame:
    """Write a frame's reduced picture below `folder`; returns its record."""
    name = f"{FOLDER}/{place.index:04d}_{place.time_s:.3f}s.jpg"
    data = encoding.jpeg(picture.rgb)
    (folder / name).write_bytes(data)
    return StretchFrame(
        index=place.index,
        time_s=place.time_s,
        duration_s=place.duration_s,
        file=name,
        sha256=sha256(data).hexdigest(),
        role=place.role,
        marks=marks.get(place.index, ()),
    )
