"""The report's own headings, labels and sentences, from templates/report."""

import tomllib
from functools import cache
from pathlib import Path

from ticketkit import resources, wording
from ticketkit.errors import CatalogError

_FILE = "report/report.toml"


def _document() -> dict[str, dict[str, str | list[str]]]:
    return _read(resources.find(_FILE))


@cache
def _read(path: Path) -> dict[str, dict[str, str | list[str]]]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise CatalogError(f"{path}: cannot be read ({error}).") from error


def word(key: str, /, **values: object) -> str:
    """The text called `key` ("section.name") with `values` filled in.

    Raises CatalogError when there is no such text, or a value is missing.
    """
    text = _entry(key)
    if not isinstance(text, str):
        raise CatalogError(f"{_FILE}: {key} must be one text, not a list.")
    return wording.fill(text, **values) if "{{" in text else text


def words(key: str) -> list[str]:
    """The list of texts called `key`. Raises CatalogError when there is none."""
    texts = _entry(key)
    if isinstance(texts, str):
        raise CatalogError(f"{_FILE}: {key} must be a list of texts.")
    return texts


def entries(section: str) -> dict[str, str]:
    """All texts of a section by their names. Raises CatalogError when there is none."""
    named = _document().get(section, {})
    if not named or not all(isinstance(text, str) for text in named.values()):
        raise CatalogError(f"{_FILE}: {section} must be a table of texts.")
    return {name: str(text) for name, text in named.items()}


def unit_of(number: str) -> str:
    """The unit of a number ("detector.name"); empty where the texts know none."""
    unit = _document().get("units", {}).get(number, "")
    return unit if isinstance(unit, str) else ""


def _entry(key: str) -> str | list[str]:
    section, _, name = key.partition(".")
    try:
        return _document()[section][name]
    except KeyError as error:
        raise CatalogError(f"{_FILE}: there is no text {key!r}.") from error
