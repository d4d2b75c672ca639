"""Which files go with a ticket, within what the channel takes."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from ticketkit.model.case import StoredCase
from ticketkit.model.vendor import Limits, Route
from ticketkit.outputs import _words

AttachmentKind = Literal["report", "marked", "untouched", "picture"]


@dataclass(frozen=True)
class Attachment:
    """One file of the case folder to send along."""

    file: str
    """Path inside the case folder."""
    kind: AttachmentKind
    bytes: int | None
    """Size; None where the file is not written, as in a text made before the files."""

    @property
    def name(self) -> str:
        """Its name without the folder."""
        return PurePosixPath(self.file).name


def plan(
    stored: StoredCase, route: Route, folder: Path
) -> tuple[tuple[Attachment, ...], tuple[Attachment, ...]]:
    """Choose what to attach and what is left out for the route's limits, most telling first.

    A private desk gets what no other attached file holds: the report, which has every hash, and
    the frame of the moment. A file of unknown size counts as empty.
    """
    candidates = (
        _public(stored, folder) if route.kind in _words.PUBLIC else _private(stored, folder)
    )
    taken: list[Attachment] = []
    left: list[Attachment] = []
    for candidate in candidates:
        (taken if _fits(candidate, taken, route.limits) else left).append(candidate)
    return tuple(taken), tuple(left)


def _private(stored: StoredCase, folder: Path) -> Iterator[Attachment]:
    lead = _words.lead_frame(stored.case)
    files: tuple[tuple[str, AttachmentKind], ...] = (
        ("report.pdf", "report"),
        (lead.annotated, "marked"),
        (lead.file, "untouched"),
    )
    for file, kind in files:
        yield Attachment(file, kind, _size(file, stored, folder))


def _public(stored: StoredCase, folder: Path) -> Iterator[Attachment]:
    """Yield the numbered pictures of the Discord pack: they hold no account."""
    for root in (folder, stored.folder):
        pictures = sorted((root / "discord").glob("[0-9][0-9]-*"))
        if pictures:
            for path in pictures:
                yield Attachment(f"discord/{path.name}", "picture", path.stat().st_size)
            return


def _size(file: str, stored: StoredCase, folder: Path) -> int | None:
    paths = (root / file for root in (folder, stored.folder))
    return next((path.stat().st_size for path in paths if path.is_file()), None)


def _fits(candidate: Attachment, taken: list[Attachment], limits: Limits) -> bool:
    size = candidate.bytes or 0
    total = size + sum(a.bytes or 0 for a in taken)
    return (
        (limits.files is None or len(taken) < limits.files)
        and (limits.file_bytes is None or size <= limits.file_bytes)
        and (limits.total_bytes is None or total <= limits.total_bytes)
    )
