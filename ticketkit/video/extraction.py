"""Exact frames: decoded in sequence, counted, and each held against its presentation time."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ticketkit.errors import ClipError
from ticketkit.model.timeline import Timeline
from ticketkit.video._container import opened
from ticketkit.video._decoding import Health, Presented, presented
from ticketkit.video._orientation import orientation
from ticketkit.video.decoded_frame import DecodedFrame


def extract(path: Path, timeline: Timeline, frames: Sequence[int]) -> Iterator[DecodedFrame]:
    """Decode the clip again and yield the frames named in `frames`, each once, ascending.

    Every frame up to the last one is counted and its presentation time compared with `timeline`.

    Raises ClipError when the file no longer is the one that `timeline` was read from, ValueError
    for a frame that `timeline` does not have.
    """
    wanted = set(frames)
    if wanted and not 0 <= min(wanted) <= max(wanted) < len(timeline):
        raise ValueError(f"frames {sorted(wanted)} of a clip with {len(timeline)} frames")
    with opened(path) as source:
        stream = presented(source, Health())
        while wanted:
            shown = next(stream, None)
            if not _matches(shown, timeline):
                raise ClipError(f"{path} changed while it was read.", "Run the command again.")
            assert shown is not None
            if shown.index == 0:
                clip_px, turn = (shown.frame.width, shown.frame.height), orientation(shown.frame)
            if shown.index in wanted:
                wanted.remove(shown.index)
                time_s = timeline.time_s(shown.index)
                aspect = source.sample_aspect_ratio
                yield DecodedFrame(
                    shown.index, shown.pts, time_s, shown.frame, aspect, clip_px, turn
                )


def _matches(shown: Presented | None, timeline: Timeline) -> bool:
    return (
        shown is not None and shown.index < len(timeline) and shown.pts == timeline.pts[shown.index]
    )
