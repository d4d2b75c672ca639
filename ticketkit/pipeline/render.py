"""Render: a stored case becomes its outputs, as often as wanted, without the clip."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ticketkit import casefolder, catalog, outputs, routing
from ticketkit.errors import OutputError, UnknownNameError
from ticketkit.model.case import Case, StoredCase
from ticketkit.outputs import ticket
from ticketkit.pipeline.progress import Progress, silent


def write_outputs(case: Case, folder: Path, progress: Progress = silent) -> StoredCase:
    """Save `case` with every output in `folder`, which holds its pictures already."""
    return _write(StoredCase(case, folder), outputs.names(), folder, progress)


def render_case(folder: Path, only: Sequence[str] = (), progress: Progress = silent) -> StoredCase:
    """Write the outputs of the stored case again, all of them or those named by `only`.

    Raises CaseError for a folder without a case, UnknownNameError for an unknown output,
    OutputError when the disk refuses.
    """
    folder = folder.resolve()
    stored = casefolder.read(folder)
    known = outputs.names()
    for name in only:
        if name not in known:
            raise UnknownNameError(
                f"There is no output {name!r}.", f"Name one of {', '.join(known)}."
            )
    try:
        part = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".part", dir=folder.parent))
    except OSError as error:
        raise OutputError(f"{folder} cannot be written: {error.strerror}.") from error
    try:
        return _write(stored, list(only) or known, part, progress)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _write(stored: StoredCase, names: Sequence[str], part: Path, progress: Progress) -> StoredCase:
    made: dict[str, list[Path]] = {}
    for done, name in enumerate(names):
        progress(f"Writing {name}", done, len(names))
        made[name] = outputs.load(name)(stored, part)
    return casefolder.update(stored, made, part)


def ticket_text(folder: Path, channel: str | None = None) -> str:
    """The ticket, worded for the routed channel or another one of the same vendor.

    Raises CaseError for a folder without a case, UnknownNameError for an unknown channel.
    """
    stored = casefolder.read(folder)
    if channel is None:
        return ticket.text(stored)
    vendor = catalog.load().vendors[stored.case.failure.vendor]
    return ticket.text(stored, routing.through(vendor, channel))
