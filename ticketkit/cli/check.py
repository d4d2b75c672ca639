"""`ticketkit check`: validate the catalogue."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from ticketkit import catalog, detectors, resources
from ticketkit.cli import console
from ticketkit.errors import ExitCode


def check(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[DIR]", help="A catalogue folder; default: the shipped one."),
    ] = None,
) -> int:
    """Validate the catalogue: unknown names, bad patterns, stale sources.

    Example: `ticketkit check`
    """
    problems = catalog.problems(
        folder or resources.templates(), datetime.now(UTC).date(), frozenset(detectors.names())
    )
    screen = console.out()
    for problem in problems:
        screen.print(
            f"{problem.level}: {problem.file}: {problem.field}: {problem.problem}", markup=False
        )
    errors = sum(p.level == "error" for p in problems)
    screen.print(f"{errors} errors, {len(problems) - errors} sources to re-check.", markup=False)
    return ExitCode.UNKNOWN_NAME if errors else ExitCode.OK
