"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from ticketkit import resources
from ticketkit.cli import config
from ticketkit.errors import UsageError


def _lay_over(context: typer.Context, folder: Path | None) -> None:
    """Lay the folder that was named over the one beside the configuration, for this command."""
    if folder is not None and not folder.is_dir():
        raise UsageError(
            f"--templates {folder} is not a folder.",
            "Name a folder laid out as the templates are; ARCHITECTURE.md says how.",
        )
    named = [] if folder is None else [folder]
    context.with_resource(resources.overlaid(*named, *config.additions()))


Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
Clip = Annotated[Path, typer.Argument(metavar="CLIP", help="The downloaded clip.")]
CaseFolder = Annotated[Path, typer.Argument(metavar="CASE", help="A folder that `build` made.")]
Output = Annotated[
    Path, typer.Option("--output", "-o", metavar="DIR", help="Where the case folder is made.")
]
Overwrite = Annotated[
    bool, typer.Option("--overwrite", help="Replace a case folder that exists already.")
]
Copy = Annotated[bool, typer.Option("--copy", help="Put the ticket text on the clipboard.")]
Templates = Annotated[
    Path | None,
    typer.Option(
        "--templates",
        metavar="DIR",
        callback=_lay_over,
        help="Your own vendors, failures and wording, over the shipped ones.",
    ),
]
"""For every command that reads the catalogue or the wording; its value is of no further use."""
