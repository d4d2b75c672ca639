"""Extract and annotate: the chosen frames become files, untouched and marked."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ticketkit import annotate, video, wording
from ticketkit.model.finding import Finding, caption_word
from ticketkit.model.frame import FrameRecord, Mark, Role
from ticketkit.pipeline.progress import Progress

_WORKERS = 4
"""Pictures encoded at a time: enough to use the cores, few enough to bound memory at 4K."""


@dataclass(frozen=True)
class Labels:
    """What every caption says beside the frame's own numbers."""

    identifier: str
    term: str
    vendor_title: str
    findings: tuple[Finding, ...]


def write_frames(
    clip: Path,
    reading: video.Reading,
    chosen: Sequence[tuple[int, Role]],
    marks: Mapping[int, tuple[Mark, ...]],
    labels: Labels,
    folder: Path,
    progress: Progress,
) -> tuple[FrameRecord, ...]:
    """Write frames/ and annotated/ below `folder`; returns the records in presentation order."""
    (folder / "frames").mkdir()
    (folder / "annotated").mkdir()
    roles = dict(chosen)
    decoded = video.extract(clip, reading.timeline, sorted(roles))

    def write(frame: video.DecodedFrame) -> FrameRecord:
        return _write_frame(frame, roles[frame.index], reading, marks, labels, folder)

    records: list[FrameRecord] = []
    waiting: deque[Future[FrameRecord]] = deque()
    with ThreadPoolExecutor(_WORKERS) as pool:
        for frame in decoded:
            waiting.append(pool.submit(write, frame))
            if len(waiting) >= _WORKERS:
                records.append(waiting.popleft().result())
                progress("Writing the frames", len(records), len(roles))
        records += [future.result() for future in waiting]
    progress("Writing the frames", len(records), len(roles))
    return tuple(records)


def _write_frame(
    frame: video.DecodedFrame,
    role: Role,
    reading: video.Reading,
    marks: Mapping[int, tuple[Mark, ...]],
    labels: Labels,
    folder: Path,
) -> FrameRecord:
    time_s = reading.timeline.time_s(frame.index)
    name = f"{frame.index:04d}_{time_s:.3f}s.png"
    frame_marks = marks.get(frame.index, ())
    caption = annotate.Caption(
        frame=frame.index,
        time_text=wording.seconds(time_s),
        id_text=labels.identifier,
        term=labels.term,
        role=caption_word(role, labels.findings, marked=bool(frame_marks)),
        vendor=labels.vendor_title,
    )
    marked = annotate.annotate(frame.picture(), caption, frame_marks)
    return FrameRecord(
        index=frame.index,
        pts=frame.pts,
        time_base=reading.clip.time_base,
        time_s=time_s,
        key_frame=frame.key_frame,
        picture_type=frame.picture_type,
        role=role,
        file=f"frames/{name}",
        sha256=_write(folder / "frames" / name, frame.png()),
        pixels_sha256=frame.pixels_sha256(),
        annotated=f"annotated/{name}",
        annotated_sha256=_write(folder / "annotated" / name, annotate.encode_png(marked)),
        marks=frame_marks,
    )


def _write(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    return sha256(data).hexdigest()


def place_marks(
    boxes: Iterable[annotate.BoxRequest], reading: video.Reading
) -> tuple[tuple[int | None, Mark], ...]:
    """Every box as a mark, with the frame that its TIME names, or None for a box without one.

    Raises UsageError for a box outside the displayed picture or a TIME outside the clip.
    """
    width, height = reading.clip.display_size_px
    return tuple(
        (reading.timeline.frame_at(box.time) if box.time else None, box.mark(width, height))
        for box in boxes
    )


def marks_by_frame(
    placed: Sequence[tuple[int | None, Mark]], chosen: Sequence[tuple[int, Role]]
) -> dict[int, tuple[Mark, ...]]:
    """The marks of every chosen frame: a box without a TIME points at every failure frame."""
    return {
        frame: tuple(
            mark for pin, mark in placed if pin == frame or (pin is None and role == "failure")
        )
        for frame, role in chosen
    }
