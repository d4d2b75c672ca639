"""The catalogue: what is known of failure modes, vendors and the words for measurements.

It is read from TOML files that mirror the records of `ticketkit.model`; adding a vendor or a mode
is adding a file. A file is named as its record: `failure_modes/<name>.toml`,
`vendors/<name>/vendor.toml`, `findings/<name>.toml`, and its measured error rate
`error_rates/<name>.toml`, which the benchmark writes. To say a source once, a file may hold tables
`[sources.<key>]` with source, checked_on and confidence; a statement takes them over with
`from = "<key>"` and may override each. Of several folders, the first that holds a file wins.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from ticketkit import resources
from ticketkit.catalog import checks, reading
from ticketkit.catalog.citation import Citation, where_to_find
from ticketkit.catalog.lookup import Catalog
from ticketkit.catalog.problem import CatalogProblem
from ticketkit.errors import CatalogError

__all__ = ["Catalog", "CatalogProblem", "Citation", "load", "located", "problems", "where_to_find"]


def load(*folders: Path) -> Catalog:
    """Read the catalogue in `folders`, the first on top; by default the shipped one with additions.

    The same folders are read once. Raises CatalogError that lists every problem of every file.
    """
    return _load(_resolved(folders or resources.layers()))


def problems(
    folders: Sequence[Path], today: date, detectors: frozenset[str] | None = None
) -> list[CatalogProblem]:
    """List what is wrong or out of date in `folders`, the first on top, sorted by file.

    `detectors` are the names of the measurements that exist; None leaves them unchecked. A
    statement whose source was read more than 90 days before `today` has the level "stale".
    """
    contents = reading.read(folders)
    found = [
        *contents.problems,
        *checks.errors(contents, detectors),
        *checks.stale(contents, today),
    ]
    return sorted(
        (located(problem, folders) for problem in found), key=lambda p: (p.file, p.level, p.field)
    )


def located(problem: CatalogProblem, folders: Sequence[Path]) -> CatalogProblem:
    """Say in which folder the file of a problem lies, where that is not the last one."""
    holding = (folder for folder in folders[:-1] if (folder / problem.file).is_file())
    return replace(problem, folder=next(holding, None))


def _resolved(folders: Sequence[Path]) -> tuple[Path, ...]:
    return tuple(folder.resolve() for folder in folders)


_MOST_TOLD = 4
"""Problems that an error names; `check` lists them all."""


@cache
def _load(folders: tuple[Path, ...]) -> Catalog:
    contents = reading.read(folders)
    found = [*contents.problems, *checks.errors(contents, None)]
    if found:
        listed = "; ".join(str(located(problem, folders)) for problem in found[:_MOST_TOLD])
        more = f"; and {len(found) - _MOST_TOLD} more" if len(found) > _MOST_TOLD else ""
        count = "1 problem" if len(found) == 1 else f"{len(found)} problems"
        where = " over ".join(map(str, folders))
        raise CatalogError(f"The catalogue in {where} has {count}: {listed}{more}.")
    return Catalog(contents.modes, contents.vendors, contents.detectors)
