"""One thing that is wrong with the catalogue."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True)
class CatalogProblem:
    """What is wrong, where, and whether the catalogue can be used in spite of it."""

    file: str
    """Path below the catalogue's folder, with forward slashes."""
    field: str
    """Place inside the file, e.g. "channels.support-email.kind"; empty for the whole file."""
    problem: str
    """What is wrong, with the allowed values; reads on after the field."""
    level: Literal["error", "stale"] = "error"
    folder: Path | None = None
    """The folder of additions that holds the file; None for the catalogue's own."""

    @property
    def path(self) -> str:
        """The file as a person finds it: additions with their folder."""
        return str(self.folder / self.file) if self.folder else self.file

    def __str__(self) -> str:
        place = f"{self.path}: {self.field}" if self.field else self.path
        return f"{place} {self.problem}"
