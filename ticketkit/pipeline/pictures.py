"""Extract and annotate: the chosen frames become files, untouched, marked and small."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ticketkit import annotate, encoding, video, wording
from ticketkit.model.finding import Finding, caption_word
from ticketkit.model.frame import FrameRecord, Mark, Role, StretchFrame
from ticketkit.model.picture import Plane
from ticketkit.pipeline.following import Track, marks_of
from ticketkit.pipeline.gathering import Shot
from ticketkit.pipeline.planning import Plan, drawn_on
from ticketkit.pipeline.progress import Progress
from ticketkit.pipeline.stretch import FOLDER, write_small
from ticketkit.selection import Window

_WORKERS = 4
"""Pictures encoded at a time: enough to use the cores, few enough to bound memory at 4K."""

_MOST_BYTES = 256_000_000
"""Pixels that are kept at hand: six frames of 4K with their annotated pictures."""


@dataclass(frozen=True)
class Pictures:
    """What was written."""

    frames: tuple[FrameRecord, ...]
    """In presentation order, as is the stretch."""
    stretch: tuple[StretchFrame, ...]
    at_hand: Mapping[str, Plane]
    """Pixels of pictures that need not be read again, by their files."""


class _AtHand:
    """Keeps pixels for those who need them soon, as long as they are few."""

    def __init__(self) -> None:
        self.pixels: dict[str, Plane] = {}
        self._bytes = 0

    def keep(self, file: str, rgb: npt.NDArray[np.uint8] | npt.NDArray[np.uint16]) -> None:
        """Keep a picture with 8 bits a channel; others are read as their files give them."""
        if rgb.dtype == np.uint8 and self._bytes + rgb.nbytes <= _MOST_BYTES:
            self._bytes += rgb.nbytes
            self.pixels[file] = rgb.astype(np.uint8, copy=False)


@dataclass(frozen=True)
class Labels:
    """What every caption says beside the frame's own numbers."""

    identifier: str
    term: str
    vendor_title: str
    findings: tuple[Finding, ...]


def write_pictures(
    reading: video.Reading,
    shots: Iterable[Shot],
    plan: Plan,
    marks: Mapping[int, tuple[Mark, ...]],
    labels: Labels,
    folder: Path,
    progress: Progress,
) -> Pictures:
    """Write frames/, annotated/ and moment/ below `folder`; `shots` are the frames of `plan`."""
    for name in ("frames", "annotated", *([FOLDER] if plan.stretch else [])):
        (folder / name).mkdir()
    roles, places = dict(plan.chosen), {place.index: place for place in plan.stretch}
    frames: list[Future[FrameRecord]] = []
    small: list[Future[StretchFrame]] = []
    waiting: deque[Future[FrameRecord] | Future[StretchFrame]] = deque()
    at_hand = _AtHand()
    with ThreadPoolExecutor(_WORKERS) as pool:
        for done, shot in enumerate(shots, start=1):
            if shot.small:
                place = places[shot.index]
                small.append(pool.submit(write_small, shot.small, place, marks, folder))
                waiting.append(small[-1])
            if shot.frame:
                role = roles[shot.index]
                frames.append(
                    pool.submit(
                        _write_frame, shot.frame, role, reading, marks, labels, folder, at_hand
                    )
                )
                waiting.append(frames[-1])
            while len(waiting) >= _WORKERS:
                waiting.popleft().result()
            progress("Writing the frames", done, len({*roles, *places}))
    return Pictures(
        tuple(f.result() for f in frames), tuple(f.result() for f in small), at_hand.pixels
    )


def _write_frame(
    frame: video.DecodedFrame,
    role: Role,
    reading: video.Reading,
    marks: Mapping[int, tuple[Mark, ...]],
    labels: Labels,
    folder: Path,
    at_hand: _AtHand,
) -> FrameRecord:
    time_s = reading.timeline.time_s(frame.index)
    name = f"{frame.index:04d}_{time_s:.3f}s.png"
    frame_marks = marks.get(frame.index, ())
    caption = annotate.Caption(
        frame=frame.index,
        time_text=wording.seconds(time_s),
        id_text=labels.identifier,
        term=labels.term,
        role=caption_word(role, labels.findings, marked=any(m.is_drawn for m in frame_marks)),
        vendor=labels.vendor_title,
    )
    raw = frame.rgb()
    marked = np.asarray(annotate.annotate(frame.picture(), caption, frame_marks))
    at_hand.keep(f"frames/{name}", raw)
    at_hand.keep(f"annotated/{name}", marked)
    return FrameRecord(
        index=frame.index,
        pts=frame.pts,
        time_base=reading.clip.time_base,
        time_s=time_s,
        key_frame=frame.key_frame,
        picture_type=frame.picture_type,
        role=role,
        file=f"frames/{name}",
        sha256=_write(folder / "frames" / name, encoding.png(raw)),
        pixels_sha256=frame.pixels_sha256(),
        annotated=f"annotated/{name}",
        annotated_sha256=_write(folder / "annotated" / name, encoding.png(marked)),
        marks=frame_marks,
    )


def _write(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    return sha256(data).hexdigest()


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
