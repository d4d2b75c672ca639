"""Outputs: one module or package is one output, found by its name.

A module implements the protocol by a function `write(stored, folder)` which reads only the stored
case and returns the files that it made.
"""

from pathlib import Path
from typing import Protocol, cast

from ticketkit import registry
from ticketkit.model.case import StoredCase


class Output(Protocol):
    """Writes one output of a case."""

    def __call__(self, stored: StoredCase, folder: Path) -> list[Path]:
        """Write below `folder` and return the files, as absolute paths.

        `stored.folder` holds frames/ and annotated/; `folder` may be the same place.
        """


def names() -> list[str]:
    """Every output of this package."""
    return registry.names(__name__)


def load(name: str) -> Output:
    """The write function of one output. Raises KeyError for an unknown name."""
    return cast(Output, registry.implementation(__name__, name, "write"))
