"""Where a label goes: outside every marked region, near its own box."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ticketkit.annotate._geometry import Point, Rect

_GRID = 28
"""How finely the picture is searched for a free place when none adjoins the box."""


class Leader(NamedTuple):
    """An arrow from a label to the box it names."""

    start: Point
    tip: Point


@dataclass(frozen=True)
class Place:
    """Where a label stands; without a leader it touches its box."""

    rect: Rect
    leader: Leader | None = None


def place_label(
    size: tuple[int, int],
    box: Rect,
    area: Rect,
    taken: Sequence[Rect],
    foreign: Sequence[Rect],
    reach_px: int,
) -> Place | None:
    """The best place for a label of `size` (width, height) that names `box`, outline included.

    The label lies in `area` and covers none of `taken`. `reach_px` 0 asks for a place that touches
    the box; otherwise, or when there is none, it stands at least that far off with an arrow that
    crosses none of `foreign`. None when the area has no such place.
    """

    def free(rect: Rect) -> bool:
        return area.holds(rect) and not any(rect.meets(other) for other in taken)

    if reach_px == 0:
        for rect in _adjoining(size, box, area):
            if free(rect):
                return Place(rect)
    return _far(size, box, area, foreign, free, max(reach_px, size[1]))


def _adjoining(size: tuple[int, int], box: Rect, area: Rect) -> Iterator[Rect]:
    """Above, below, right and left of the box, slid along it to stay in the area."""
    width, height = size
    along_x = max(area.left, min(box.left, area.right - width))
    along_y = max(area.top, min(box.top, area.bottom - height))
    for x, y in (
        (along_x, box.top - height),
        (along_x, box.bottom),
        (box.right, along_y),
        (box.left - width, along_y),
    ):
        yield Rect(x, y, x + width, y + height)


def _far(
    size: tuple[int, int],
    box: Rect,
    area: Rect,
    foreign: Sequence[Rect],
    free: Callable[[Rect], bool],
    distance_px: int,
) -> Place | None:
    """The free place on a grid that is nearest to `distance_px` away with an open line of sight."""
    places = [
        Place(rect, leader)
        for rect in _grid(size, area)
        if free(rect)
        and _length(leader := _leader(rect, box)) >= distance_px
        and not any(region.crossed_by(*leader) for region in foreign)
    ]
    return min(places, key=lambda p: (_length(_leader(p.rect, box)), p.rect), default=None)


def _grid(size: tuple[int, int], area: Rect) -> Iterator[Rect]:
    width, height = size
    room_x, room_y = area.width - width, area.height - height
    if room_x < 0 or room_y < 0:
        return
    for row in range(_GRID + 1):
        for column in range(_GRID + 1):
            x, y = area.left + room_x * column // _GRID, area.top + room_y * row // _GRID
            yield Rect(x, y, x + width, y + height)


def _leader(label: Rect, box: Rect) -> Leader:
    start = label.nearest(box.centre)
    return Leader(start, box.nearest(start))


def _length(leader: Leader) -> float:
    return math.dist(leader.start, leader.tip)
