"""The pictures of the pack: overview, loop and annotated frames, within the limits."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from PIL import Image

from ticketkit import annotate, encoding
from ticketkit.model.case import Case, StoredCase
from ticketkit.model.finding import caption_word
from ticketkit.model.frame import FrameRecord, Mark, Role
from ticketkit.outputs import _desk, _pictures, _words
from ticketkit.outputs.discord import _statement
from ticketkit.wording import seconds

MOST_PICTURES = 10
"""Files that one message takes."""

_LOOP_SHARE = 3
"""The loop takes at most this part of the whole: the frames are the evidence."""


@dataclass(frozen=True)
class PackedPicture:
    """One picture of the pack."""

    file: str
    """Name inside discord/."""
    kind: Literal["overview", "loop", "frame"]
    frames: tuple[FrameRecord, ...]
    """Those that it shows; none for the loop."""


def write(stored: StoredCase, target: Path) -> tuple[PackedPicture, ...]:
    """Write the pictures into `target` in the order in which they are posted.

    Raises CaseError for a picture that is missing or none, UsageError for a region to hide that is
    none.
    """
    pack = _Pack(stored, target)
    return tuple(pack.pictures())


def planned(case: Case) -> tuple[PackedPicture, ...]:
    """The pictures that `write` makes of frames, before they have their names."""
    frames = _words.evenly(case, MOST_PICTURES - 1)
    shown = PackedPicture("overview", "overview", _compared(case))
    return shown, *(PackedPicture(frame.file, "frame", (frame,)) for frame in frames)


class _Pack:
    """Shares out the bytes among the pictures as they are made."""

    def __init__(self, stored: StoredCase, target: Path) -> None:
        self._stored, self._case, self._target = stored, stored.case, target
        limits, request = self._case.route.limits, self._case.request
        public = self._case.route.kind == "discord"
        self._file_bytes = min(
            request.discord_file_bytes, (public and limits.file_bytes) or request.discord_file_bytes
        )
        self._left_bytes = min(
            request.discord_total_bytes,
            (public and limits.total_bytes) or request.discord_total_bytes,
        )
        self._most = min(MOST_PICTURES, (public and limits.files) or MOST_PICTURES)
        self._hidden = hidden_regions(self._case)

    def pictures(self) -> Iterator[PackedPicture]:
        """Make every picture, the overview first."""
        with ThreadPoolExecutor(1) as beside:
            looping = beside.submit(copy_context().run, self._loop) if self._most > 2 else None
            shown, overview = self._overview()
            moving = looping.result() if looping else None
        others = self._most - 1 - (moving is not None)
        frames = _words.evenly(self._case, others) if others > 1 else ()
        made = 1
        budget = self._budget(1 + len(frames), reserved=len(moving or b""))
        yield self._saved("01-overview", overview, budget, "overview", shown)
        if moving is not None:
            made += 1
            name = f"{made:02d}-loop.webp"
            (self._target / name).write_bytes(moving)
            self._left_bytes -= len(moving)
            yield PackedPicture(name, "loop", ())
        for place, frame in enumerate(frames):
            made += 1
            stem = f"{made:02d}-frame-{frame.index:04d}-{frame.time_s:.3f}s"
            budget = self._budget(len(frames) - place)
            yield self._saved(stem, self._annotated(frame), budget, "frame", (frame,))

    def _budget(self, pictures: int, reserved: int = 0) -> int:
        return min(self._file_bytes, (self._left_bytes - reserved) // pictures)

    def _saved(
        self,
        stem: str,
        png: bytes,
        budget: int,
        kind: Literal["overview", "frame"],
        frames: tuple[FrameRecord, ...],
    ) -> PackedPicture:
        path = _pictures.save(png, self._target / stem, budget)
        self._left_bytes -= path.stat().st_size
        return PackedPicture(path.name, kind, frames)

    def _shown(self, file: str) -> Image.Image:
        """A frame as a player shows it, without what is to be hidden."""
        picture = _pictures.displayed(self._stored, file)
        return annotate.hide(picture, self._hidden, self._case.clip.display_size_px)

    def _annotated(self, frame: FrameRecord) -> bytes:
        if not self._hidden:
            return _pictures.read(self._stored.folder / frame.annotated)
        words = caption(self._case, frame)
        sheet = annotate.annotate_image(self._shown(frame.file), words, frame.marks)
        return encoding.png(sheet)

    def _loop(self) -> bytes | None:
        """The stretch in motion; None where there is none, or where it cannot be small enough."""
        size_px = self._case.clip.display_size_px
        shots = [
            annotate.Shot(
                annotate.hide(_pictures.opened(self._stored, frame.file), self._hidden, size_px),
                _caption(self._case, frame.index, frame.time_s, frame.role, frame.marks),
                frame.marks,
                frame.time_s,
                frame.duration_s,
            )
            for frame in self._case.stretch
        ]
        most = min(self._file_bytes, self._left_bytes // _LOOP_SHARE)
        return annotate.loop(shots, size_px, most) if len(shots) > 1 else None

    def _overview(self) -> tuple[tuple[FrameRecord, ...], bytes]:
        case, shown = self._case, _compared(self._case)
        panels = [
            (self._shown(f.file), f"{_role(case, f)} · {seconds(f.time_s)} · #{f.index}")
            for f in shown
        ]
        lead = _words.lead_frame(case)
        words = caption(case, lead)
        if not _words.when(case).known:
            words = replace(words, time_text="")
        picture = annotate.lead_picture(panels, words, lead.marks, _statement.of(case))
        return shown, encoding.png(picture)


def _compared(case: Case) -> tuple[FrameRecord, ...]:
    """What was earlier, the failure, and what followed or how it stayed."""
    lead = _words.lead_frame(case)
    earlier = [f for f in case.frames if f.index < lead.index and f.role != "failure"]
    before = [f for f in earlier if f.role == "reference"] or earlier
    later = [f for f in case.frames if f.index > lead.index]
    ended = [f for f in later if f.role == "after" and case.moment.end_s is not None]
    return *before[-1:], lead, *(ended[:1] or later[-1:])


def hidden_regions(case: Case) -> tuple[Mark, ...]:
    """The regions to hide, in pixels of the displayed picture. Raises UsageError for none."""
    size_px = case.clip.display_size_px
    return tuple(annotate.parse_region(text).mark(*size_px) for text in case.request.blur)


def caption(case: Case, frame: FrameRecord) -> annotate.Caption:
    """Say which frame it is, and of which generation."""
    return _caption(case, frame.index, frame.time_s, frame.role, frame.marks)


def _role(case: Case, frame: FrameRecord) -> str:
    return _word(case, frame.role, marked=frame.is_marked)


def _word(case: Case, role: Role, *, marked: bool) -> str:
    named = case.moment.found_by == "given"
    return caption_word(role, case.findings, marked=marked, named=named)


def _caption(
    case: Case, index: int, time_s: float, role: Role, marks: tuple[Mark, ...]
) -> annotate.Caption:
    return annotate.Caption(
        frame=index,
        time_text=seconds(time_s),
        id_text=case.identifier.value,
        term=case.failure.term,
        role=_word(case, role, marked=any(m.is_drawn for m in marks)),
        vendor=_desk.vendor(case.failure.vendor).title,
    )
