"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

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
