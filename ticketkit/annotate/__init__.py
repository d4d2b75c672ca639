"""Drawing: marks, captions and loupes on frames, strips of frames, and pictures that move."""

from ticketkit.annotate.boxes import BoxRequest, parse_box, parse_region
from ticketkit.annotate.caption import Caption
from ticketkit.annotate.frame_sheet import annotate, annotate_image
from ticketkit.annotate.hide import hide
from ticketkit.annotate.loop import Shot, loop
from ticketkit.annotate.resizing import resized
from ticketkit.annotate.sheet import lead_picture, strip

__all__ = [
    "BoxRequest",
    "Caption",
    "Shot",
    "annotate",
    "annotate_image",
    "hide",
    "lead_picture",
    "loop",
    "parse_box",
    "parse_region",
    "resized",
    "strip",
]
