"""Programs that write their name into a file which they convert, edit or pass on."""

import re
import tomllib
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from ticketkit import resources
from ticketkit.errors import CatalogError
from ticketkit.model.base import Record

_FILE = "programs.toml"


class Program(Record):
    """One program and the tags that give it away."""

    name: str
    what: str
    """What kind of program it is, with its article."""
    pattern: str
    """Regular expression, searched in "key=value" of a tag, ignoring case."""


_LIST = TypeAdapter(tuple[Program, ...])


def named_in(tag: str) -> Program | None:
    """Give the program that a tag, as "key=value", names. Raises CatalogError for a bad list."""
    known = _read(resources.find(_FILE))
    return next((p for p in known if re.search(p.pattern, tag, re.IGNORECASE)), None)


@cache
def _read(path: Path) -> tuple[Program, ...]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return _LIST.validate_python(table.get("programs", []))
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise CatalogError(f"{path}: cannot be read ({error}).") from error
