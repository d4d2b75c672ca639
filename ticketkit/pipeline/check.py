"""Check: the catalogue with a person's additions, and every sentence that could go out."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import get_args

from ticketkit import catalog, detectors, resources
from ticketkit.catalog import CatalogProblem, camera_moves, stillness
from ticketkit.errors import CatalogError
from ticketkit.identify import programs
from ticketkit.model.vendor import ChannelKind
from ticketkit.pipeline import lint

_KINDS = get_args(ChannelKind)
_LAYOUT = (
    "failure_modes/*.toml",
    "findings/*.toml",
    "vendors/*/vendor.toml",
    *(f"vendors/*/{kind}.txt" for kind in _KINDS),
)
"""What may be added; every shipped file may be replaced too."""
_LISTS: dict[str, Callable[[str], object]] = {
    programs.FILE: programs.named_in,
    stillness.FILE: stillness.asked_stillness,
    camera_moves.FILE: camera_moves.asked,
}
"""What reads each list; a text given to it has the list read."""


def check_catalogue(today: date) -> list[CatalogProblem]:
    """List everything that is wrong or out of date in the templates and what lies over them.

    Additions are checked together with the shipped files, as they are used. `today` decides which
    sources are out of date.
    """
    folders = resources.layers()
    named = frozenset(detectors.names())
    beyond = [*_unread(folders), *_unusable(), *lint.sentences(folders), *lint.templates(folders)]
    found = [
        *catalog.problems(folders, today, named),
        *(catalog.located(problem, folders) for problem in beyond),
    ]
    return sorted(found, key=lambda p: (p.path, p.level, p.field))


def added_files(folder: Path) -> list[str]:
    """The catalogue and wording files below `folder`, as paths with forward slashes."""
    paths = (p for p in folder.rglob("*") if p.suffix in (".toml", ".txt") or p.name == "send.md")
    names = (p.relative_to(folder).as_posix() for p in paths if p.is_file())
    return sorted(name for name in names if not any(part[0] == "." for part in name.split("/")))


def _unread(folders: Sequence[Path]) -> Iterator[CatalogProblem]:
    """Find files of a person's own that nothing reads: a name that is misspelt."""
    *additions, shipped = folders
    for folder in additions:
        for name in added_files(folder):
            is_known = any(_matches(name, pattern) for pattern in _LAYOUT)
            helps_others = name.rpartition("/")[2].startswith("_")
            if not (is_known or helps_others or (shipped / name).is_file()):
                allowed = f"allowed: {', '.join(_LAYOUT)}, or the name of a shipped file"
                yield CatalogProblem(name, "", f"is read by nothing; {allowed}")


def _unusable() -> Iterator[CatalogProblem]:
    """Find lists that cannot be used."""
    for name, look_in in _LISTS.items():
        try:
            look_in("anything")
        except CatalogError as error:
            yield CatalogProblem(name, "", f"cannot be used: {error.what}")


def _matches(name: str, pattern: str) -> bool:
    return name.count("/") == pattern.count("/") and PurePosixPath(name).match(pattern)
