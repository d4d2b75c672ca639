"""The only room that opens a clip.

It promises: every frame is decoded from the start of the file, in sequence, and stands at its
presentation time on the player's clock, whose zero is the container's start time. No seek, no
index divided by a rate, nothing taken from the header that the frames themselves can tell. What
could not be decoded is counted and said. Nothing but the named file is opened.
"""

from ticketkit.video._container import require_file
from ticketkit.video.decoded_frame import DecodedFrame
from ticketkit.video.extraction import extract
from ticketkit.video.foreseeing import foreseen_timeline
from ticketkit.video.marks import read_marks
from ticketkit.video.reading import Reading, display_size_px, read_clip

__all__ = [
    "DecodedFrame",
    "Reading",
    "display_size_px",
    "extract",
    "foreseen_timeline",
    "read_clip",
    "read_marks",
    "require_file",
]
