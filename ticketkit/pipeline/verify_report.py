"""Verify: the files inside report.pdf against those of the case folder."""

import json
from collections.abc import Iterator
from pathlib import PurePosixPath

from ticketkit.errors import TicketkitError
from ticketkit.model.case import StoredCase, VerifyProblem
from ticketkit.outputs import report

_HOLDS = (
    "{} holds {} files, equal to those of the folder (case.json and ticket.txt without the account)"
)


def check_report(
    stored: StoredCase, *, same_tool: bool
) -> tuple[list[VerifyProblem], tuple[str, ...]]:
    """Compare what goes along inside report.pdf; gives the problems, and what holds.

    The ticket's words, and which frames go along, are compared only where the `same_tool` made the
    case. A report that is not there is a matter of the lists of files.
    """
    path = stored.folder / report.FILE
    if not path.is_file():
        return [], ()
    inside = report.files_inside(path)
    if inside is None:
        return [VerifyProblem(file=report.FILE, problem="cannot be read as a PDF")], ()
    problems = [
        VerifyProblem(file=report.FILE, problem=problem)
        for problem in _different(stored, inside, same_tool=same_tool)
    ]
    return problems, () if problems else (_HOLDS.format(report.FILE, len(inside)),)


def _different(stored: StoredCase, inside: dict[str, bytes], *, same_tool: bool) -> Iterator[str]:
    frames = {PurePosixPath(f.file).name: f.file for f in stored.case.frames}
    for name in sorted({*inside} - {*frames, "case.json", "ticket.txt"}):
        yield f"holds a file {name} that ticketkit did not put there"
    for name in ("case.json", "ticket.txt", *(_enclosed(stored) if same_tool else ())):
        if name not in inside:
            yield f"lacks the file {name} that ticketkit puts there"
    for name, file in frames.items():
        path = stored.folder / file
        if name in inside and path.is_file() and path.read_bytes() != inside[name]:
            yield f"holds another {name} than the folder"
    if not _same_case(stored, inside.get("case.json")):
        yield "holds a case.json that says something else than that of the folder"
    if same_tool and "ticket.txt" in inside and inside["ticket.txt"] != _ticket(stored):
        yield "holds a ticket.txt that does not say what case.json says"


def _enclosed(stored: StoredCase) -> Iterator[str]:
    """Names of the frames that go along; none where one is missing, as their sizes decide."""
    if all((stored.folder / frame.file).is_file() for frame in stored.case.frames):
        yield from (PurePosixPath(f.file).name for f in report.enclosed_frames(stored))


def _same_case(stored: StoredCase, data: bytes | None) -> bool:
    if data is None:
        return True
    try:
        return bool(json.loads(data) == json.loads(report.case_inside(stored.case)))
    except ValueError:
        return False


def _ticket(stored: StoredCase) -> bytes | None:
    try:
        return report.ticket_inside(stored)
    except TicketkitError:
        return None
