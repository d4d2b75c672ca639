"""`ticketkit render` and `ticketkit ticket`: outputs of a stored case."""

import sys
from typing import Annotated

import typer

from ticketkit.cli import clipboard, console
from ticketkit.cli.options import CaseFolder, Copy, Templates


def render(
    case: CaseFolder,
    only: Annotated[
        str | None,
        typer.Option(metavar="NAMES", help="Comma-separated: report, ticket, send, discord, eml."),
    ] = None,
    _: Templates = None,
) -> None:
    """Write the outputs again from the stored case alone; the clip is not needed.

    Example: `ticketkit render luma-c4d629bf-motion --only report,ticket`
    """
    from ticketkit import outputs, pipeline  # noqa: PLC0415 - heavy: reportlab, Pillow

    names = [name.strip() for name in (only or "").split(",") if name.strip()]
    with console.progress(quiet=False) as progress:
        stored = pipeline.render_case(case, names, progress)
    for artifact in stored.case.artifacts:
        if not names or artifact.made_by in names:
            path = console.safe(str(stored.folder / artifact.file))
            console.out().print(path, markup=False, soft_wrap=True)
    made = {artifact.made_by for artifact in stored.case.artifacts}
    for name in names:
        if name not in made:
            console.note(f"{name} wrote nothing: {outputs.writes_nothing_when(name)}.")


def ticket(
    case: CaseFolder,
    channel: Annotated[
        str | None, typer.Option(metavar="NAME", help="Word it for another channel of this vendor.")
    ] = None,
    copy: Copy = False,
    _: Templates = None,
) -> None:
    """Print the ticket text, ready to paste.

    Example: `ticketkit ticket luma-c4d629bf-motion --copy`
    """
    from ticketkit import pipeline  # noqa: PLC0415 - reads the case and its templates

    text = pipeline.ticket_text(case, channel)
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
    if copy:
        clipboard.copy(text)
