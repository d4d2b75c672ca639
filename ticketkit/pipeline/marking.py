"""Marking: where the boxes of a person lie, frame by frame."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ticketkit import annotate, video
from ticketkit.model.frame import Mark, Role
from ticketkit.pipeline.following import Track, marks_of
from ticketkit.pipeline.planning import drawn_on
from ticketkit.selection import Window


@dataclass(frozen=True)
class PlacedMark:
    """A box on the frame that it was drawn on, and where its content is in others."""

    mark: Mark
    frame: int | None
    """The frame that a person drew it on; None where nobody named a time."""
    followed: Mapping[int, Mark]
    """Where the tool followed it, by frame."""

    def on(self, frame: int, role: Role) -> Mark | None:
        """The mark of a shown frame, if it has one.

        A box that belongs to no moment points at every failure frame.
        """
        if self.frame is None:
            return self.mark if role == "failure" else None
        return self.mark if frame == self.frame else self.followed.get(frame)


def place_marks(
    boxes: Iterable[annotate.BoxRequest],
    reading: video.Reading,
    window: Window | None,
    tracks: Iterable[Track],
) -> tuple[PlacedMark, ...]:
    """Every box at the frame that its TIME names, or else at the time of the failure.

    `tracks` is where the boxes were followed, in their order.

    Raises UsageError for a box outside the displayed picture or a TIME outside the clip.
    """
    size_px = reading.clip.display_size_px
    placed = []
    for box, track in zip(boxes, tracks, strict=True):
        frame = drawn_on(box, reading.timeline, window)
        mark = box.mark(*size_px)
        followed = {} if frame is None else marks_of(track, mark, frame, size_px)
        placed.append(PlacedMark(mark, frame, followed))
    return tuple(placed)


def marks_by_frame(
    placed: Sequence[PlacedMark], chosen: Iterable[tuple[int, Role]]
) -> dict[int, tuple[Mark, ...]]:
    """The marks of every chosen frame."""
    return {
        frame: tuple(filter(None, (box.on(frame, role) for box in placed)))
        for frame, role in chosen
    }
