"""What goes along inside report.pdf: the facts for software, the ticket, and untouched frames."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ticketkit.model.case import Case, StoredCase
from ticketkit.model.frame import FrameRecord
from ticketkit.outputs import ticket
from ticketkit.outputs._pictures import read
from ticketkit.outputs._words import lead_frame
from ticketkit.outputs.report._words import word

FRAMES_BYTES = 4_500_000
"""The most that the untouched frames inside the report may weigh together."""


@dataclass(frozen=True)
class Enclosure:
    """One file inside the PDF."""

    name: str
    data: bytes
    mime_type: str
    description: str


def public(case: Case) -> Case:
    """The case as it goes along: without the account, which is for the vendor's own desk.

    The list of the written files is empty in it, because this file is one of them.
    """
    request = case.request.model_copy(update={"account": None})
    return case.model_copy(update={"request": request, "artifacts": ()})


def enclosed_frames(stored: StoredCase) -> tuple[FrameRecord, ...]:
    """Choose the untouched frames that fit, the most telling first; in the order of their times."""
    case = stored.case
    lead = lead_frame(case)
    order = ("failure", "before", "reference", "after")
    ranked = sorted(case.frames, key=lambda f: (f is not lead, not f.marks, order.index(f.role)))
    left, taken = FRAMES_BYTES, []
    for frame in ranked:
        size = _size(stored.folder / frame.file)
        if size <= left:
            left -= size
            taken.append(frame)
    return tuple(sorted(taken, key=lambda f: f.index))


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return len(read(file))  # says what is wrong


def enclosures(stored: StoredCase, frames: Sequence[FrameRecord]) -> Iterator[Enclosure]:
    """Give every file that goes along, `frames` being those that fit.

    Raises CaseError for a frame that is missing, and as `ticket.text` does.
    """
    case, said = case_inside(stored.case), ticket_inside(stored)
    yield Enclosure("case.json", case, "application/json", word("enclosed.case"))
    yield Enclosure("ticket.txt", said, "text/plain", word("enclosed.ticket"))
    for frame in frames:
        yield Enclosure(
            PurePosixPath(frame.file).name,
            read(stored.folder / frame.file),
            "image/png",
            word("enclosed.frame", index=str(frame.index), time_s=frame.time_s),
        )


def case_inside(case: Case) -> bytes:
    """Give case.json as it goes along: without the account and the list of written files."""
    document = public(case).model_dump(mode="json", by_alias=True)
    text = json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False)
    return f"{text}\n".encode()


def ticket_inside(stored: StoredCase) -> bytes:
    """Give ticket.txt as it goes along: without the account and the list of attachments."""
    case = public(stored.case)
    return ticket.worded(StoredCase(case, stored.folder), case.route, ()).encode()


def files_inside(path: Path) -> dict[str, bytes] | None:
    """Read the files that go along in a PDF, by their names; None for what is no readable PDF."""
    import pikepdf  # noqa: PLC0415 - heavy, and only who checks a report needs it here

    try:
        with pikepdf.Pdf.open(path) as pdf:
            return {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}
    except (pikepdf.PdfError, OSError, ValueError, KeyError):
        return None
