"""Frames: the records of those that a case shows."""

from typing import Literal

from pydantic import Field

from ticketkit.model.base import CasePath, Record

Role = Literal["reference", "before", "failure", "after"]
"""Why a frame is shown: to compare with, the last one before, the failure, what followed."""


class Mark(Record):
    """A box that somebody drew around what failed."""

    kind: Literal["box"] = "box"
    x: int = Field(ge=0)
    """Left edge in pixels of the displayed picture."""
    y: int = Field(ge=0)
    """Top edge in pixels of the displayed picture."""
    w: int = Field(ge=1)
    """Width in pixels."""
    h: int = Field(ge=1)
    """Height in pixels."""
    label: str = ""
    """The person's own words, possibly empty."""
    followed_from: int | None = Field(default=None, ge=0)
    """Frame that a person drew it on, where the tool followed its content from there to here; None
    where a person drew this very box."""

    @property
    def is_drawn(self) -> bool:
        """Whether a person drew it where it stands."""
        return self.followed_from is None

    @property
    def words(self) -> str:
        """The label, and where the tool placed the box, that too; possibly empty."""
        if self.is_drawn:
            return self.label
        return f"{self.label} (followed from frame {self.followed_from})".lstrip()


class StretchFrame(Record):
    """One frame of the stretch around the moment, for pictures that move: small and unmarked."""

    index: int = Field(ge=0)
    """0-based place in presentation order."""
    time_s: float
    """Presentation time on the player's clock, seconds."""
    duration_s: float = Field(ge=0)
    """How long it stands: until the next frame of the stretch appears, seconds."""
    file: CasePath
    """Reduced copy, path inside the case folder."""
    sha256: str
    """Of `file`."""
    role: Role
    marks: tuple[Mark, ...] = ()
    """In pixels of the displayed picture at its full size."""


class FrameRecord(Record):
    """One shown frame in case.json."""

    index: int = Field(ge=0)
    """0-based place in presentation order."""
    pts: int
    """Presentation timestamp as the container says it, in ticks of `time_base`."""
    time_base: str
    """Seconds a tick, as a fraction."""
    time_s: float
    """`pts` x `time_base` on the player's clock (container start = 0), seconds."""
    key_frame: bool
    picture_type: str
    """I, P, B, or ? where the codec does not say."""
    role: Role
    file: CasePath
    """Untouched frame, path inside the case folder."""
    sha256: str
    """Of `file`."""
    pixels_sha256: str
    """Of the decoded planes in the stream's own pixel format, rows without padding."""
    annotated: CasePath
    """Frame with marks, path inside the case folder."""
    annotated_sha256: str
    """Of `annotated`."""
    marks: tuple[Mark, ...] = ()

    @property
    def is_marked(self) -> bool:
        """Whether a person drew a box on this very frame."""
        return any(mark.is_drawn for mark in self.marks)
