"""What a detector is asked: the prompt, and the places and moments that a person marked."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PlacedBox:
    """A region that a person drew, independent of the size of the picture."""

    x: float
    """Left edge as a fraction of the displayed picture's width, 0 to 1."""
    y: float
    """Top edge as a fraction of the displayed picture's height, 0 to 1."""
    w: float
    """Width as a fraction of the displayed picture's width, above 0."""
    h: float
    """Height as a fraction of the displayed picture's height, above 0."""
    time_s: float | None = None
    """The box is drawn on the last frame presented not later, on the player's clock."""
    frame: int | None = None
    """0-based frame that the box is drawn on, where a frame was named instead of a time."""
    label: str = ""
    """The person's own words, possibly empty."""

    def is_before(self, index: int, time_s: float) -> bool:
        """Whether the box is drawn on an earlier frame than this one.

        A box without a moment is drawn on the first frame.
        """
        if self.frame is not None:
            return self.frame < index
        return self.time_s < time_s if self.time_s is not None else index > 0


@dataclass(frozen=True)
class MarkedPair:
    """A sound and the picture that belongs to it, as a person marked them."""

    sound_s: float
    """When the sound is heard, on the player's clock."""
    picture_s: float
    """When the event is seen, on the player's clock."""
    label: str = ""
    """The person's own words, possibly empty."""


@dataclass(frozen=True)
class Question:
    """What a person asks of a clip; empty where only the pixels are asked."""

    prompt: str | None = None
    """The prompt that the clip was generated from, verbatim."""
    boxes: tuple[PlacedBox, ...] = ()
    events: tuple[MarkedPair, ...] = ()


NOTHING_ASKED = Question()
"""Only the pixels are asked."""
