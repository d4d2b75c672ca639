"""Programs that write their name into a file which they convert, edit or pass on."""

import re
from functools import cache
from pathlib import Path

from ticketkit import resources
from ticketkit.catalog.listed import Pattern, read_list
from ticketkit.model.base import Record

FILE = "programs.toml"


class Program(Record):
    """One program and the tags that give it away."""

    name: str
    what: str
    """What kind of program it is, with its article."""
    pattern: Pattern
    """Searched in "key=value" of a tag, ignoring case."""


class _Programs(Record):
    programs: tuple[Program, ...] = ()


def named_in(tag: str) -> Program | None:
    """Give the program that a tag, as "key=value", names. Raises CatalogError for a bad list."""
    known = _read(resources.find(FILE)).programs
    return next((p for p in known if re.search(p.pattern, tag, re.IGNORECASE)), None)


@cache
def _read(path: Path) -> _Programs:
    return read_list(path, _Programs)
