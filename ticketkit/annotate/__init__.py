"""Drawing: marks, captions and loupes on frames, and strips of frames."""

from ticketkit.annotate.boxes import BoxRequest, parse_box
from ticketkit.annotate.caption import Caption
from ticketkit.annotate.encode import encode_png
from ticketkit.annotate.frame_sheet import annotate
from ticketkit.annotate.sheet import lead_picture, strip

__all__ = [
    "BoxRequest",
    "Caption",
    "annotate",
    "encode_png",
    "lead_picture",
    "parse_box",
    "strip",
]
