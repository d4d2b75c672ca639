"""The case on disk: written whole or not at all, read back, listed and checked.

A case is made in a hidden folder beside its final name and moved there when it is complete.
"""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError

from ticketkit.casefolder._workspace import clear, new, swap, workspace
from ticketkit.errors import CaseError, OutputError
from ticketkit.model.base import is_inside
from ticketkit.model.case import Artifact, Case, StoredCase, VerifyProblem
from ticketkit.wording import escaping

CASE_FILE = "case.json"
MANIFEST = "MANIFEST.sha256"

_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
_LEFT_BY_SYSTEMS = {".DS_Store", "Thumbs.db", "desktop.ini"}
"""Files that file managers put into every folder they show."""


def refuse_taken(final: Path, identifier: str, *, overwrite: bool) -> None:
    """Raise OutputError where a case for `identifier` may not be made at `final`.

    A case is replaced only when that was asked for, and only by one with the same ID; a folder that
    is no case is never replaced.
    """
    clear(final.parent)
    if not os.path.lexists(final):
        return
    if not (final / CASE_FILE).is_file():
        raise OutputError(f"{final} exists and is not a case folder; it was left as it is.")
    if not overwrite:
        raise OutputError(
            f"{final} exists already and was left as it is.",
            "Add --overwrite to replace it, or name another folder with --output.",
        )
    try:
        other = read(final).case.identifier.value
    except CaseError as error:
        raise OutputError(
            f"{error.what} So it cannot be told whose case {final} is; it was left as it is.",
            "Remove that folder by hand if you do not need it, or name another with --output.",
        ) from error
    if other != identifier:
        raise OutputError(
            f"{final} is the case of another ID, {other}; it was left as it is.",
            "Name another folder with --output.",
        )


@contextmanager
def new_folder(final: Path, *, overwrite: bool) -> Iterator[Path]:
    """A folder to fill, which becomes `final` when the block ends without an error.

    Raises OutputError when the disk refuses, or when `final` exists by then and `overwrite` is
    false. On any error, `final` is what it was before and nothing else is left. A process that is
    killed leaves a hidden folder, which the next one removes.
    """
    try:
        with workspace(final.parent) as part:
            yield new(part)
            swap(part, final, overwrite=overwrite)
    except OSError as error:
        raise OutputError.refused(final, error) from error


@contextmanager
def edited_copy(stored: StoredCase, outputs: Collection[str]) -> Iterator[Path]:
    """A copy of the case to write `outputs` anew, which replaces it when the block ends.

    The copy shares the unchanged files with the original; what `outputs` wrote before is left out.
    Raises OutputError when the disk refuses; the case is then as it was.
    """
    old = {a.file for a in stored.case.artifacts if a.made_by in outputs}
    with new_folder(stored.folder, overwrite=True) as part:
        for name in _files(stored.folder):
            if name not in {*old, CASE_FILE, MANIFEST}:
                (part / name).parent.mkdir(parents=True, exist_ok=True)
                _share(stored.folder / name, part / name)
        yield part


def _share(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # not every file system has hard links
        shutil.copy2(source, target)


def sha256(path: Path) -> str:
    """Lower-case hex digest of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def with_artifacts(case: Case, made: Mapping[str, Iterable[Path]], folder: Path) -> Case:
    """The case with the files that outputs made in `folder`, in place of their earlier ones."""
    fresh = [
        Artifact(
            file=path.relative_to(folder).as_posix(),
            sha256=sha256(path),
            bytes=path.stat().st_size,
            made_by=output,
        )
        for output, paths in made.items()
        for path in paths
    ]
    kept = [a for a in case.artifacts if a.made_by not in made]
    listed = tuple(sorted((*kept, *fresh), key=lambda a: a.file))
    return case.model_copy(update={"artifacts": listed})


def save(case: Case, folder: Path) -> None:
    """Write case.json and the manifest of everything that lies in `folder`."""
    document = case.model_dump(mode="json", by_alias=True)
    text = json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    text = escaping.visible_json(text)
    (folder / CASE_FILE).write_text(text, encoding="utf-8", newline="\n")
    listed = {name: sha256(folder / name) for name in _files(folder) if name != MANIFEST}
    (folder / MANIFEST).write_text(_manifest_text(listed), encoding="utf-8", newline="\n")


def _files(folder: Path) -> list[str]:
    return sorted(
        p.relative_to(folder).as_posix()
        for p in folder.rglob("*")
        if (p.is_symlink() or not p.is_dir()) and p.name not in _LEFT_BY_SYSTEMS
    )


def read(folder: Path) -> StoredCase:
    """The case in `folder`. Raises CaseError when there is none or it is damaged."""
    path = folder / CASE_FILE
    _bring_back(folder)
    try:
        return StoredCase(Case.model_validate_json(path.read_bytes()), folder)
    except OSError as error:
        raise CaseError(f"{folder} holds no readable case: {error.strerror}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "its syntax"
        raise CaseError(f"{path} is damaged at {where}: {first['msg']}.") from error


def _bring_back(folder: Path) -> None:
    """Restore the case that a killed process left between two renames, should it be missing."""
    if not folder.exists():
        clear(folder.parent)


def check_files(folder: Path) -> tuple[int, list[VerifyProblem]]:
    """How many files were checked against the manifest and case.json, and what does not match.

    A difference is told of the file that changed, as far as the two lists tell which it is. Raises
    CaseError for a folder that holds neither list.
    """
    _bring_back(folder)
    if not (folder / CASE_FILE).is_file() and not (folder / MANIFEST).is_file():
        raise CaseError(f"{folder} is not a case folder.")
    problems: list[VerifyProblem] = []
    stated: dict[str, str] = {}
    listed: dict[str, str] | None = None
    try:
        stated = _stated(read(folder).case)
    except CaseError as error:
        if (folder / CASE_FILE).exists():
            problems.append(VerifyProblem(file=CASE_FILE, problem=error.what))
    try:
        listed = _manifest(folder)
    except CaseError as error:
        there = (folder / MANIFEST).exists()
        problems.append(VerifyProblem(file=MANIFEST, problem=error.what if there else "is missing"))
    present = sorted(set(_files(folder)) - {MANIFEST})
    where, expected = ("case.json", stated) if listed is None else ("the manifest", listed)
    problems += [
        VerifyProblem(file=name, problem=f"is listed in {where} but missing", missing=True)
        for name in sorted({*expected} - {*present})
    ]
    for name in present:
        problems += _file_problems(folder / name, name, stated, listed)
    return len(present), problems


def _file_problems(
    path: Path, name: str, stated: Mapping[str, str], listed: Mapping[str, str] | None
) -> Iterator[VerifyProblem]:
    """What is wrong with one file that is there, or with what the lists say of it."""
    known = {CASE_FILE, *stated}
    if path.is_symlink():
        yield VerifyProblem(file=name, problem="is a link, not a file")
        return
    try:
        actual = sha256(path)
    except OSError as error:
        yield VerifyProblem(file=name, problem=f"cannot be read: {error.strerror}")
        return
    in_manifest = actual if listed is None else listed.get(name)
    in_case = stated.get(name, in_manifest)
    if in_manifest is None and name in known:
        yield VerifyProblem(file=MANIFEST, problem=f"does not list {name}")
    elif in_manifest is None:
        yield VerifyProblem(file=name, problem="is not listed in the manifest")
    elif actual == in_manifest != in_case:
        yield VerifyProblem(file=name, problem="case.json states another hash than the manifest")
    elif name in stated and actual == in_case != in_manifest:
        yield VerifyProblem(file=MANIFEST, problem=f"lists another hash for {name}")
    elif actual != in_manifest:
        yield VerifyProblem(file=name, problem="has changed: its hash differs")
        if name == CASE_FILE:
            yield VerifyProblem(file=MANIFEST, problem="or it has changed: see case.json")


def _manifest(folder: Path) -> dict[str, str]:
    path = folder / MANIFEST
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"{path} cannot be read: {error}.") from error
    listed: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        match = _LINE.fullmatch(line)
        if match is None:
            raise CaseError(f"{path}, line {number}: not a hash and a file name.")
        if not is_inside(match[2]):
            raise CaseError(f"{path}, line {number} names a file outside the case: {match[2]!r}.")
        listed[match[2]] = match[1]
    if text != _manifest_text(listed):
        raise CaseError(f"{path} is not written as ticketkit writes it.")
    return listed


def _manifest_text(listed: Mapping[str, str]) -> str:
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(listed.items()))


def _stated(case: Case) -> dict[str, str]:
    """The hashes that case.json itself holds, by file."""
    return {
        **{f.file: f.sha256 for f in case.frames},
        **{f.annotated: f.annotated_sha256 for f in case.frames},
        **{f.file: f.sha256 for f in case.stretch},
        **{a.file: a.sha256 for a in case.artifacts},
    }
