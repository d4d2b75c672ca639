"""`ticketkit verify`: check a case."""

from pathlib import Path
from typing import Annotated

import typer

from ticketkit.cli import console
from ticketkit.cli.options import CaseFolder, Json, Templates
from ticketkit.errors import ExitCode


def verify(
    case: CaseFolder,
    clip: Annotated[
        Path | None, typer.Option(metavar="CLIP", help="Also check every frame and number again.")
    ] = None,
    json: Json = False,
    _: Templates = None,
) -> int:
    """Check every file of a case against its hashes and, with the clip, every frame and number.

    Example: `ticketkit verify luma-c4d629bf-motion --clip clip.mp4`
    """
    from ticketkit import pipeline  # noqa: PLC0415 - heavy: OpenCV, FFmpeg, reportlab

    with console.progress(quiet=json) as progress:
        result = pipeline.verify_case(case, clip, progress)
    if json:
        console.print_json(result)
    else:
        screen = console.out()
        for problem in result.problems:
            screen.print(
                f"{console.safe(problem.file)}: {console.safe(problem.problem)}", markup=False
            )
        verdict = "everything matches" if result.ok else f"{len(result.problems)} do not match"
        screen.print(f"{result.files} files checked: {verdict}.", style="bold", markup=False)
        for title, lines in (
            ("Holds:", result.holds),
            ("Not established:", result.not_established),
        ):
            screen.print(title)
            for line in lines:
                screen.print(f"  - {console.safe(line)}", markup=False)
    return ExitCode.OK if result.ok else ExitCode.MISMATCH
