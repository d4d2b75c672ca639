"""The catalogue: what is known of failure modes, vendors and the words for measurements.

It is read from TOML files that mirror the records of `ticketkit.model`; adding a vendor or a mode
is adding a file. A file is named as its record: `failure_modes/<name>.toml`,
`vendors/<name>/vendor.toml`, `findings/<name>.toml`, and its measured error rate
`error_rates/<name>.toml`, which the benchmark writes. To say a source once, a file may hold tables
`[sources.<key>]` with source, checked_on and confidence; a statement takes them over with
`from = "<key>"` and may override each.
"""

from datetime import date
from functools import cache
from pathlib import Path

from ticketkit import resources
from ticketkit.catalog import checks, reading
from ticketkit.catalog.citation import Citation
from ticketkit.catalog.lookup import Catalog
from ticketkit.catalog.problem import CatalogProblem
from ticketkit.errors import CatalogError

__all__ = ["Catalog", "CatalogProblem", "Citation", "load", "problems"]


def load(folder: Path | None = None) -> Catalog:
    """Read the catalogue in `folder`, the shipped one by default; the same folder is read once.

    Raises CatalogError that lists every problem of every file.
    """
    return _load((folder or resources.templates()).resolve())


def problems(
    folder: Path, today: date, detectors: frozenset[str] | None = None
) -> list[CatalogProblem]:
    """List what is wrong or out of date in `folder`, sorted by file.

    `detectors` are the names of the measurements that exist; None leaves them unchecked. A
    statement whose source was read more than 90 days before `today` has the level "stale".
    """
    contents = reading.read(folder)
    found = [
        *contents.problems,
        *checks.errors(contents, detectors),
        *checks.stale(contents, today),
    ]
    return sorted(found, key=lambda p: (p.file, p.level, p.field))


@cache
def _load(folder: Path) -> Catalog:
    contents = reading.read(folder)
    found = [*contents.problems, *checks.errors(contents, None)]
    if found:
        listed = "; ".join(str(problem) for problem in found)
        count = "1 problem" if len(found) == 1 else f"{len(found)} problems"
        raise CatalogError(f"The catalogue in {folder} has {count}: {listed}")
    return Catalog(contents.modes, contents.vendors, contents.detectors)
