"""The claims linter over everything that is printed unchanged: the catalogue and the templates."""

import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from ticketkit import wording
from ticketkit.catalog import CatalogProblem, reading
from ticketkit.errors import CatalogError
from ticketkit.model.base import Record
from ticketkit.model.vendor import PolicyLine
from ticketkit.wording import claims

_REPORT = "report/report.toml"
_SEND = "send.md"
_TICKETS = ("channels/*.txt", "discord/*.txt", "vendors/*/*.txt")
_NOT_SENTENCES = frozenset(
    {
        *("name", "aliases", "pattern", "url_patterns", "example", "address", "domains"),
        *("source", "page", "mention"),
    }
)
_ADVICE: frozenset[claims.ClaimKind] = frozenset({"claim", "deadline"})
"""What nothing may say. Advice may name card data and passwords, to warn of them."""
_TICKET: frozenset[claims.ClaimKind] = frozenset({*_ADVICE, "secret", "leftover"})
_POLICY: frozenset[claims.ClaimKind] = frozenset({"claim"})
"""A line of policy reports the vendor's own terms with its source, and terms have periods."""


def sentences(folders: Sequence[Path]) -> Iterator[CatalogProblem]:
    """Judge every sentence of the catalogue's records."""
    contents = reading.read(folders)
    several: tuple[tuple[str, Mapping[str, Record]], ...] = (
        (reading.VENDOR_FILE, contents.vendors),
        (reading.MODE_FILE, contents.modes),
        (reading.DETECTOR_FILE, contents.detectors),
    )
    for layout, records in several:
        for name, record in records.items():
            for field, text, kinds in _texts(record, ""):
                yield from _judged(layout.format(name), field, text, kinds)


def templates(folders: Sequence[Path]) -> Iterator[CatalogProblem]:
    """Judge the words of every template, and find what is no template."""
    names = {
        path.relative_to(folder).as_posix()
        for folder in folders
        for pattern in _TICKETS
        for path in folder.glob(pattern)
    }
    for name in sorted({*names, _SEND}):
        try:
            words = wording.own_words(name)
        except CatalogError as error:
            yield CatalogProblem(name, "", f"cannot be read: {error.what}")
        else:
            yield from _found(name, "", words, _ADVICE if name == _SEND else _TICKET)
    yield from _report(folders)


def _report(folders: Sequence[Path]) -> Iterator[CatalogProblem]:
    """Judge the report's texts, and hold a person's own to the shipped ones."""
    top = next(folder for folder in folders if (folder / _REPORT).is_file())
    shipped = dict(_entries(folders[-1] / _REPORT))
    try:
        entries = dict(_entries(top / _REPORT))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, AttributeError) as error:
        yield CatalogProblem(_REPORT, "", f"is not valid TOML with tables of texts: {error}")
        return
    for field in sorted(shipped.keys() - entries.keys()):
        yield CatalogProblem(_REPORT, field, "is missing")
    for field, value in entries.items():
        if type(value) is not type(shipped.get(field)):
            known = "a text" if isinstance(shipped.get(field), str) else "a list of texts"
            wrong = f"must be {known}" if field in shipped else "is not a text of the report"
            yield CatalogProblem(_REPORT, field, wrong)
            continue
        for text in [value] if isinstance(value, str) else value:
            yield from _judged(_REPORT, field, text, _ADVICE)


def _entries(path: Path) -> Iterator[tuple[str, str | list[str]]]:
    for section, texts in tomllib.loads(path.read_text(encoding="utf-8")).items():
        for name, value in texts.items():
            yield f"{section}.{name}", value


def _texts(record: Record, where: str) -> Iterator[tuple[str, str, Collection[claims.ClaimKind]]]:
    """Give the place of every sentence in `record` and inside it, with what it may not say."""
    kinds = _POLICY if isinstance(record, PolicyLine) else _ADVICE
    for field in type(record).model_fields:
        value = getattr(record, field)
        if field not in _NOT_SENTENCES:
            for place, item in _items(value, f"{where}.{field}".lstrip(".")):
                if isinstance(item, Record):
                    yield from _texts(item, place)
                elif isinstance(item, str):
                    yield place, item, kinds


def _items(value: object, place: str) -> Iterator[tuple[str, object]]:
    """Give what stands in a field, each entry of a list or a table with its own place."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _items(item, f"{place}.{key}")
    elif isinstance(value, tuple):
        for number, item in enumerate(value, start=1):
            name = getattr(item, "name", "")
            yield (f"{place}.{name}" if name else f"{place}#{number}"), item
    else:
        yield place, value


def _judged(
    file: str, field: str, text: str, kinds: Collection[claims.ClaimKind]
) -> Iterator[CatalogProblem]:
    try:
        words = wording.fixed_words(text)
    except CatalogError as error:
        yield CatalogProblem(file, field, f"is not a template: {error.what}")
    else:
        yield from _found(file, field, words, kinds)


def _found(
    file: str, field: str, words: str, kinds: Collection[claims.ClaimKind]
) -> Iterator[CatalogProblem]:
    for problem in claims.problems(words):
        if problem.kind in kinds:
            yield CatalogProblem(file, field, f'says "{problem.found}": {problem.why}')
