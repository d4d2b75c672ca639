"""TOML files to records, with every problem in plain words."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from ticketkit.catalog.problem import CatalogProblem
from ticketkit.catalog.sentences import place, sentence
from ticketkit.model.base import Record
from ticketkit.model.detector_wording import DetectorWording
from ticketkit.model.failure_mode import FailureMode
from ticketkit.model.finding import ErrorRate
from ticketkit.model.vendor import Vendor

_Table = dict[str, Any]
_R = TypeVar("_R", bound=Record)
_Named = TypeVar("_Named", FailureMode, Vendor)

MODE_FILE = "failure_modes/{}.toml"
VENDOR_FILE = "vendors/{}/vendor.toml"
DETECTOR_FILE = "findings/{}.toml"
RATE_FILE = "error_rates/{}.toml"


@dataclass(frozen=True)
class Contents:
    """The records by name, sorted, and the problems of the files that gave none."""

    modes: Mapping[str, FailureMode]
    vendors: Mapping[str, Vendor]
    detectors: Mapping[str, DetectorWording]
    error_rates: Mapping[str, ErrorRate]
    """By detector; also part of the detectors' wording."""
    problems: tuple[CatalogProblem, ...]
    added: frozenset[str] = frozenset()
    """Files that do not come from the last folder."""

    def oldest_first(self, layout: str, records: Mapping[str, _Named]) -> list[_Named]:
        """Put additions last, so that of two records that clash the addition is told of it."""
        return sorted(records.values(), key=lambda r: layout.format(r.name) in self.added)


def read(folders: Sequence[Path]) -> Contents:
    """Read every file of the catalogue; the first of `folders` that holds a file wins."""
    reader = _Reader(folders)
    modes = reader.records(MODE_FILE, FailureMode)
    vendors = reader.records(VENDOR_FILE, Vendor)
    words = reader.records(DETECTOR_FILE, DetectorWording)
    rates = reader.records(RATE_FILE, ErrorRate, may_lack=True)
    measured = {
        name: said.model_copy(update={"error_rate": rates.get(name, said.error_rate)})
        for name, said in words.items()
    }
    return Contents(
        modes, vendors, measured, rates, tuple(reader.problems), frozenset(reader.added)
    )


@dataclass
class _Reader:
    folders: Sequence[Path]
    problems: list[CatalogProblem] = field(default_factory=list)
    added: list[str] = field(default_factory=list)

    def records(self, layout: str, model: type[_R], *, may_lack: bool = False) -> dict[str, _R]:
        """Read the valid records of one kind; a file's name, or its folder's, is the record's.

        A kind without any file is a problem unless it `may_lack`.
        """
        found: dict[str, _R] = {}
        named = {
            path.parent.name if layout == VENDOR_FILE else path.stem: path
            for folder in reversed(self.folders)
            for path in folder.glob(layout.format("*"))
        }
        for name, path in sorted(named.items()):
            file = layout.format(name)
            if not path.is_relative_to(self.folders[-1]):
                self.added.append(file)
            table = self._table(path, file)
            record = None if table is None else self._record(table, file, name, model)
            if record is not None:
                found[name] = record
        if not found and not self.problems and not may_lack:
            missing = f"is missing: the catalogue in {self.folders[-1]} has none of this kind"
            self.problems.append(CatalogProblem(layout.format("<name>"), "", missing))
        return found

    def _table(self, path: Path, file: str) -> _Table | None:
        try:
            return tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            problem = f"is not valid TOML: {error}"
        except UnicodeDecodeError as error:
            problem = f"is not UTF-8 text: byte {error.start} cannot be read"
        except OSError as error:
            problem = f"cannot be read: {error.strerror}"
        self.problems.append(CatalogProblem(file, "", problem))
        return None

    def _record(self, table: _Table, file: str, name: str, model: type[_R]) -> _R | None:
        sources = table.pop("sources", {})
        full = self._with_sources(table, sources, file, "")
        if "name" in model.model_fields and full.setdefault("name", name) != name:
            wrong = f'is "{full["name"]}" but the file says "{name}": make them the same'
            self.problems.append(CatalogProblem(file, "name", wrong))
        try:
            return model.model_validate(full)
        except ValidationError as error:
            self.problems += [
                CatalogProblem(file, place(e["loc"], full), sentence(e, model))
                for e in error.errors(include_url=False)
            ]
        return None

    def _with_sources(self, node: Any, sources: _Table, file: str, where: str) -> Any:  # noqa: ANN401 - TOML
        """Copy `node` with every `from` replaced by the source that it names."""
        if isinstance(node, list):
            return [
                self._with_sources(item, sources, file, f"{where}#{number}")
                for number, item in enumerate(node, start=1)
            ]
        if not isinstance(node, dict):
            return node
        full = {
            k: self._with_sources(v, sources, file, f"{where}.{k}".lstrip("."))
            for k, v in node.items()
        }
        if "from" not in full:
            return full
        named = full.pop("from")
        if named not in sources:
            known = ", ".join(sorted(sources)) or "none"
            wrong = f'names "{named}"; sources of this file: {known}'
            self.problems.append(CatalogProblem(file, f"{where}.from", wrong))
        return {**sources.get(named, {}), **full}
