"""The case on disk: written whole or not at all, read back, listed and checked.

A case is made in a hidden folder beside its final name and renamed when it is complete.
"""

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError

from ticketkit.errors import CaseError, OutputError
from ticketkit.model.base import is_inside
from ticketkit.model.case import Artifact, Case, StoredCase, VerifyProblem

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
    if not os.path.lexists(final):
        return
    if not (final / CASE_FILE).is_file():
        raise OutputError(f"{final} exists and is not a case folder; it was left as it is.")
    if not overwrite:
        raise OutputError(
            f"{final} exists already and was left as it is.",
            "Add --overwrite to replace it, or name another folder with --output.",
        )
    other = read(final).case.identifier.value
    if other != identifier:
        raise OutputError(
            f"{final} is the case of another ID, {other}; it was left as it is.",
            "Name another folder with --output.",
        )


@contextmanager
def new_folder(final: Path, *, overwrite: bool) -> Iterator[Path]:
    """A folder to fill, which becomes `final` when the block ends without an error.

    Raises OutputError when the disk refuses, or when `final` exists by then and `overwrite` is
    false. On any error, `final` is what it was before and nothing else is left.
    """
    part = _beside(final)
    try:
        yield part
        part.chmod(0o777 & ~_umask())
        _move(part, final, overwrite=overwrite)
    except OSError as error:
        raise _cannot_write(final, error) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


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


def _beside(final: Path) -> Path:
    try:
        final.parent.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=f".{final.name}.", suffix=".part", dir=final.parent))
    except OSError as error:
        raise _cannot_write(final, error) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _share(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # not every file system has hard links
        shutil.copy2(source, target)


def _move(part: Path, final: Path, *, overwrite: bool) -> None:
    if not overwrite or not final.exists():
        part.rename(final)  # fails where a case has appeared meanwhile
        return
    old = part.with_suffix(".old")
    final.rename(old)
    try:
        part.rename(final)
    except BaseException:
        old.rename(final)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _cannot_write(path: Path, error: OSError) -> OutputError:
    return OutputError(f"{path} cannot be written: {error.strerror or error}.")


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
    (folder / CASE_FILE).write_text(text, encoding="utf-8", newline="\n")
    lines = [f"{sha256(folder / name)}  {name}\n" for name in _files(folder) if name != MANIFEST]
    (folder / MANIFEST).write_text("".join(lines), encoding="utf-8", newline="\n")


def _files(folder: Path) -> list[str]:
    return sorted(
        p.relative_to(folder).as_posix()
        for p in folder.rglob("*")
        if (p.is_symlink() or not p.is_dir()) and p.name not in _LEFT_BY_SYSTEMS
    )


def read(folder: Path) -> StoredCase:
    """The case in `folder`. Raises CaseError when there is none or it is damaged."""
    path = folder / CASE_FILE
    try:
        return StoredCase(Case.model_validate_json(path.read_bytes()), folder)
    except OSError as error:
        raise CaseError(f"{folder} holds no readable case: {error.strerror}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "its syntax"
        raise CaseError(f"{path} is damaged at {where}: {first['msg']}.") from error


def check_files(folder: Path) -> tuple[int, list[VerifyProblem]]:
    """How many files were checked against the manifest and case.json, and what does not match.

    Raises CaseError for a folder that holds neither.
    """
    if not (folder / CASE_FILE).is_file() and not (folder / MANIFEST).is_file():
        raise CaseError(f"{folder} is not a case folder.")
    try:
        manifest = _manifest(folder)
        case = read(folder).case
    except CaseError as error:
        return 0, [VerifyProblem(file=folder.name, problem=error.what)]
    present = set(_files(folder)) - {MANIFEST}
    problems = [
        VerifyProblem(file=name, problem="is listed in the manifest but missing")
        for name in sorted(set(manifest) - present)
    ]
    for name in sorted(present):
        problem = _file_problem(folder / name, manifest.get(name))
        if problem:
            problems.append(VerifyProblem(file=name, problem=problem))
    return len(present), problems + _contradictions(case, manifest)


def _file_problem(path: Path, listed: str | None) -> str:
    if listed is None:
        return "is not listed in the manifest"
    if path.is_symlink():
        return "is a link, not a file"
    try:
        return "" if sha256(path) == listed else "has changed: its hash differs"
    except OSError as error:
        return f"cannot be read: {error.strerror}"


def _manifest(folder: Path) -> dict[str, str]:
    path = folder / MANIFEST
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"{path} cannot be read: {error}.") from error
    listed: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        match = _LINE.fullmatch(line)
        if match is None:
            raise CaseError(f"{path}, line {number}: not a hash and a file name.")
        if not is_inside(match[2]):
            raise CaseError(f"{path}, line {number} names a file outside the case: {match[2]!r}.")
        listed[match[2]] = match[1]
    return listed


def _contradictions(case: Case, manifest: Mapping[str, str]) -> list[VerifyProblem]:
    """Files whose hash in case.json is not the one in the manifest."""
    claimed = {f.file: f.sha256 for f in case.frames}
    claimed |= {f.annotated: f.annotated_sha256 for f in case.frames}
    claimed |= {f.file: f.sha256 for f in case.stretch}
    claimed |= {a.file: a.sha256 for a in case.artifacts}
    return [
        VerifyProblem(file=name, problem="case.json states another hash than the manifest")
        for name, digest in sorted(claimed.items())
        if manifest.get(name) != digest
    ]
