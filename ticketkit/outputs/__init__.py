"""Outputs: one module or package is one output, found by its name.

A module implements the protocol by a function `write(stored, folder)` which reads only the stored
case and returns the files that it made. An output that has nothing to write for some cases says for
which: `WRITES_NOTHING_WHEN = "the route ..."`. Outputs are written at the same time, by threads,
but for those with `LISTS_OTHERS = True`, which come after the rest.
"""

import importlib
from pathlib import Path
from typing import Protocol, cast

from ticketkit import registry
from ticketkit.model.case import StoredCase


class Output(Protocol):
    """Writes one output of a case."""

    def __call__(self, stored: StoredCase, folder: Path) -> list[Path]:
        """Write below `folder` and return the files, as absolute paths; none where it says so.

        `stored.folder` holds frames/ and annotated/; `folder` may be the same place.
        """


def names() -> list[str]:
    """Every output of this package, in the order in which they are written.

    A module with `LISTS_OTHERS = True` names the files of the others and so comes after them.
    """
    return sorted(registry.names(__name__), key=lambda name: (lists_others(name), name))


def load(name: str) -> Output:
    """The write function of one output. Raises KeyError for an unknown name."""
    return cast(Output, registry.implementation(__name__, name, "write"))


def writes_nothing_when(name: str) -> str:
    """For which cases an output writes no file, in words; empty where it always writes one."""
    return str(_said(name, "WRITES_NOTHING_WHEN", ""))


def lists_others(name: str) -> bool:
    """Whether an output names the files of the others, which must be there before it."""
    return bool(_said(name, "LISTS_OTHERS", False))


def _said(name: str, attribute: str, default: object) -> object:
    return getattr(importlib.import_module(f"{__name__}.{name}"), attribute, default)
