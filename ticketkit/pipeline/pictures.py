"""Extract and annotate: the chosen frames become files, untouched, marked and small."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import numpy as np

from ticketkit import annotate, encoding, video, wording
from ticketkit.model.finding import Finding, caption_word
from ticketkit.model.frame import FrameRecord, Mark, StretchFrame
from ticketkit.model.picture import Picture, Plane
from ticketkit.pipeline.gathering import Gathered
from ticketkit.pipeline.planning import Plan
from ticketkit.pipeline.progress import Progress
from ticketkit.pipeline.stretch import FOLDER, write_small
from ticketkit.threads import in_order

_MOST_BYTES = 200_000_000
"""Pixels that are kept at hand: six frames of 4K with their annotated pictures."""


@dataclass
class Pictures:
    """What was written."""

    frames: list[FrameRecord] = field(default_factory=list)
    """In presentation order, as is the stretch."""
    stretch: list[StretchFrame] = field(default_factory=list)
    at_hand: dict[str, Plane] = field(default_factory=dict)
    """Pixels of pictures that need not be read again, by their files."""

    def keep(self, pixels: Mapping[str, Plane]) -> None:
        """Keep pictures at hand, as long as they are few."""
        for file, rgb in pixels.items():
            held = sum(kept.nbytes for kept in self.at_hand.values())
            if held + rgb.nbytes <= _MOST_BYTES:
                self.at_hand[file] = rgb


@dataclass(frozen=True)
class Labels:
    """What every caption says beside the frame's own numbers."""

    identifier: str
    term: str
    vendor_title: str
    findings: tuple[Finding, ...]


def write_pictures(
    reading: video.Reading,
    gathered: Iterable[Gathered],
    plan: Plan,
    marks: Mapping[int, tuple[Mark, ...]],
    labels: Labels,
    folder: Path,
    progress: Progress,
) -> Pictures:
    """Write frames/, annotated/ and moment/ below `folder`; `gathered` are the frames of `plan`."""
    for name in ("frames", "annotated", *([FOLDER] if plan.stretch else [])):
        (folder / name).mkdir()
    writer, made = _Writer(reading, plan, marks, labels, folder), Pictures()
    for done, (frame, small, pixels) in enumerate(in_order(writer.write, gathered), start=1):
        made.frames += [frame] if frame else []
        made.stretch += [small] if small else []
        made.keep(pixels)
        progress("Writing the frames", done, len(plan.roles))
    return made


@dataclass(frozen=True)
class _Writer:
    reading: video.Reading
    plan: Plan
    marks: Mapping[int, tuple[Mark, ...]]
    labels: Labels
    folder: Path

    def write(
        self, taken: Gathered
    ) -> tuple[FrameRecord | None, StretchFrame | None, Mapping[str, Plane]]:
        """Write the files of one frame; gives their records, and the large ones' pixels."""
        pixels: dict[str, Plane] = {}
        frame = self._whole(taken.frame, pixels) if taken.frame else None
        return frame, self._small(taken.small) if taken.small else None, pixels

    def _small(self, picture: Picture) -> StretchFrame:
        place = next(p for p in self.plan.stretch if p.index == picture.index)
        return write_small(picture, place, self.marks, self.folder)

    def _whole(self, frame: video.DecodedFrame, pixels: dict[str, Plane]) -> FrameRecord:
        time_s = self.reading.timeline.time_s(frame.index)
        name = f"{frame.index:04d}_{time_s:.3f}s.png"
        raw, annotated = f"frames/{name}", f"annotated/{name}"
        marks = self.marks.get(frame.index, ())
        caption = self._caption(frame.index, time_s, marks)
        marked = annotate.annotate(frame.picture(), caption, marks)
        pixels[annotated] = np.asarray(marked)
        untouched = frame.rgb()
        if untouched.dtype == np.uint8:  # deeper ones are read as their files give them
            pixels[raw] = untouched.astype(np.uint8, copy=False)
        return FrameRecord(
            index=frame.index,
            pts=frame.pts,
            time_base=self.reading.clip.time_base,
            time_s=time_s,
            key_frame=frame.key_frame,
            picture_type=frame.picture_type,
            role=self.plan.roles[frame.index],
            file=raw,
            sha256=_write(self.folder / raw, encoding.png(untouched)),
            pixels_sha256=frame.pixels_sha256(),
            annotated=annotated,
            annotated_sha256=_write(self.folder / annotated, encoding.png(marked)),
            marks=marks,
        )

    def _caption(self, index: int, time_s: float, marks: tuple[Mark, ...]) -> annotate.Caption:
        role, drawn = self.plan.roles[index], any(m.is_drawn for m in marks)
        return annotate.Caption(
            frame=index,
            time_text=wording.seconds(time_s),
            id_text=self.labels.identifier,
            term=self.labels.term,
            role=caption_word(
                role,
                self.labels.findings,
                marked=drawn,
                named=self.plan.moment.found_by == "given",
            ),
            vendor=self.labels.vendor_title,
        )


def _write(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    return sha256(data).hexdigest()
