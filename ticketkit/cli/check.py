"""`ticketkit check`: validate the catalogue."""

from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from ticketkit import catalog, resources
from ticketkit.catalog import CatalogProblem
from ticketkit.cli import config, console
from ticketkit.cli.options import Templates
from ticketkit.errors import CatalogError, ExitCode, UsageError


def check(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[DIR]", help="A folder of your own additions; default: none."),
    ] = None,
    _: Templates = None,
) -> int:
    """Validate the catalogue with your own additions: names, patterns, claims, stale sources.

    Example: `ticketkit check my-templates`
    """
    from ticketkit import pipeline  # noqa: PLC0415 - heavy: the detectors, and templates

    if folder is not None and not folder.is_dir():
        raise UsageError(f"{folder} is not a folder.", "Name a folder, or leave it out.")
    with ExitStack() as laid:
        if folder is not None:
            laid.enter_context(resources.overlaid(folder))
        additions = resources.layers()[:-1]
        problems = [
            *pipeline.check_catalogue(datetime.now(UTC).date()),
            *_config_problems(),
        ]
    screen = console.out()
    for problem in sorted(problems, key=lambda p: p.level == "error"):  # errors beside the count
        place = ": ".join(filter(None, (problem.level, problem.path, problem.field)))
        screen.print(f"{place}: {problem.problem}", markup=False, soft_wrap=True)
    for addition in additions:
        count = len(pipeline.added_files(addition))
        screen.print(f"With {count} files of {addition}.", markup=False, soft_wrap=True)
    errors = sum(p.level == "error" for p in problems)
    screen.print(f"{errors} errors, {len(problems) - errors} sources to re-check.", markup=False)
    return ExitCode.UNKNOWN_NAME if errors else ExitCode.OK


def _config_problems() -> list[CatalogProblem]:
    """Find what is wrong in config.toml; nothing can be told while the catalogue is broken."""
    try:
        return config.problems(catalog.load())
    except CatalogError:
        return []
