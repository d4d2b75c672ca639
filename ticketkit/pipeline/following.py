"""Following: where the content of a person's box is in the frames around its own."""

from collections.abc import Callable, Mapping, Sequence

from ticketkit import detectors
from ticketkit.model.frame import Mark
from ticketkit.model.picture import Sample
from ticketkit.model.question import PlacedBox

Track = Mapping[int, tuple[float, float, float, float]]
"""By frame: left and top edges, width and height as fractions of the displayed picture."""

_LEAST_INSIDE = 0.6
"""Share of a box that is inside the picture; with less, the thing is leaving it."""


class Follower:
    """Follows every box that belongs to a moment; the others are nowhere."""

    def __init__(self, boxes: Sequence[PlacedBox]) -> None:
        self._trackers = [
            None if box.time_s is None and box.frame is None else detectors.tracker(box)
            for box in boxes
        ]

    @property
    def lookers(self) -> list[Callable[[Sample], None]]:
        """What is to be fed with every sample."""
        return [tracker.feed for tracker in self._trackers if tracker]

    def tracks(self) -> list[Track]:
        """Where every box is, in their order, in the frames where that can be trusted."""
        return [
            {t.frame: (t.region.x, t.region.y, t.region.w, t.region.h) for t in tracker.trusted()}
            if tracker
            else {}
            for tracker in self._trackers
        ]


def marks_of(track: Track, mark: Mark, drawn_on: int, size_px: tuple[int, int]) -> dict[int, Mark]:
    """`mark`, which a person drew on the frame `drawn_on`, in the other frames of its track.

    Where more than a little of it is outside the displayed picture of `size_px`, it is left out.
    """
    marks = {}
    for frame, (x, y, w, h) in track.items():
        left, right = (round(min(max(v, 0), 1) * size_px[0]) for v in (x, x + w))
        top, bottom = (round(min(max(v, 0), 1) * size_px[1]) for v in (y, y + h))
        whole = w * size_px[0] * h * size_px[1]
        if frame != drawn_on and (right - left) * (bottom - top) > _LEAST_INSIDE * whole > 0:
            marks[frame] = Mark(
                x=left,
                y=top,
                w=right - left,
                h=bottom - top,
                label=mark.label,
                followed_from=drawn_on,
            )
    return marks
