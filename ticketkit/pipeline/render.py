"""Render: a stored case becomes its outputs, as often as wanted, without the clip."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from itertools import groupby
from pathlib import Path

from ticketkit import casefolder, catalog, outputs, routing
from ticketkit.errors import UsageError
from ticketkit.model.case import StoredCase
from ticketkit.outputs import ticket
from ticketkit.pipeline.progress import Progress, silent


def write_outputs(stored: StoredCase, names: Sequence[str], progress: Progress = silent) -> None:
    """Write the named outputs into the case's folder, which holds the pictures, and save the case.

    Raises OutputError when the disk refuses.
    """
    folder, made = stored.folder, dict[str, list[Path]]()
    with ThreadPoolExecutor() as pool:
        for _, together in groupby(names, outputs.lists_others):
            running = {
                name: pool.submit(copy_context().run, outputs.load(name), stored, folder)
                for name in together
            }
            for name, output in running.items():
                progress(f"Writing {name}", len(made), len(names))
                made[name] = output.result()
    casefolder.save(casefolder.with_artifacts(stored.case, made, folder), folder)


def render_case(folder: Path, only: Sequence[str] = (), progress: Progress = silent) -> StoredCase:
    """Write the outputs of the stored case again, all of them or those named by `only`.

    Raises CaseError for a folder without a case, UsageError for an unknown output, OutputError when
    the disk refuses; the case is then as it was.
    """
    stored = casefolder.read(folder.resolve())
    known = outputs.names()
    unknown = [name for name in only if name not in known]
    if unknown:
        raise UsageError(f"There is no output {unknown[0]!r}.", f"Name one of {', '.join(known)}.")
    chosen = [name for name in known if name in only] or known
    with casefolder.edited_copy(stored, chosen) as part:
        write_outputs(StoredCase(stored.case, part), chosen, progress)
    return casefolder.read(folder)


def ticket_text(folder: Path, channel: str | None = None) -> str:
    """The ticket, worded for the routed channel or another one of the same vendor.

    Raises CaseError for a folder without a case, UnknownNameError for an unknown channel.
    """
    stored = casefolder.read(folder)
    if channel is None:
        return ticket.text(stored)
    vendor = catalog.load().vendor(stored.case.failure.vendor)
    return ticket.text(stored, routing.through(vendor, channel))
