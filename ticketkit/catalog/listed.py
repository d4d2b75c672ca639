"""Small lists that templates hold beside the records: one file, one record, read when needed."""

import re
import tomllib
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import AfterValidator, Field, ValidationError

from ticketkit.catalog.sentences import place, sentence
from ticketkit.errors import CatalogError
from ticketkit.model.base import Record

_R = TypeVar("_R", bound=Record)


def _compiled(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"is not a regular expression: {error}") from error
    return pattern


Pattern = Annotated[str, AfterValidator(_compiled)]
"""A regular expression."""
Phrases = Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=1)]
"""Words to look for: at least one, none of them empty."""


def read_list(path: Path, model: type[_R]) -> _R:
    """Read the TOML file at `path` as a `model`.

    Raises CatalogError that names the file and everything that is wrong in it.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return model.model_validate(table)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogError(f"{path}: cannot be read ({error}).") from error
    except ValidationError as error:
        wrong = (
            f"{place(e['loc'], table)} {sentence(e, model)}".replace("Value error, ", "")
            for e in error.errors(include_url=False)
        )
        raise CatalogError(f"{path}: {'; '.join(wrong)}.") from error
