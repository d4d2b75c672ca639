"""The case on disk: written whole or not at all, read back, listed and checked.

A case is made in a hidden folder beside its final name and renamed when it is complete.
"""

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from ticketkit.errors import CaseError, OutputError
from ticketkit.model.case import Artifact, Case, StoredCase, VerifyProblem

CASE_FILE = "case.json"
MANIFEST = "MANIFEST.sha256"

_UNSAFE = re.compile(r"[^a-z0-9]+")
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")


def folder_name(vendor: str, identifier: str, mode: str) -> str:
    """`<vendor>-<first 8 of the ID>-<mode>`, safe on every file system.

    Only a-z, 0-9 and dashes remain, so an ID can neither climb out of the output folder nor name a
    device.
    """
    start = _UNSAFE.sub("-", identifier.lower())[:8].strip("-") or "id"
    return f"{vendor}-{start}-{mode}"


@contextmanager
def new_folder(final: Path, *, overwrite: bool) -> Iterator[Path]:
    """A folder to fill, which becomes `final` when the block ends without an error.

    Raises OutputError when `final` exists and `overwrite` is false, or when the disk refuses. On
    any error, `final` is what it was before and nothing else is left.
    """
    if final.exists() and not overwrite:
        raise OutputError(
            f"{final} exists already and was left as it is.",
            "Add --overwrite to replace it, or name another folder with --output.",
        )
    if final.exists() and not (final / CASE_FILE).is_file():
        raise OutputError(f"{final} exists and is not a case folder; it was left as it is.")
    try:
        final.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f".{final.name}.", suffix=".part", dir=final.parent))
    except OSError as error:
        raise _cannot_write(final, error) from error
    try:
        yield part
        part.chmod(0o755)
        _replace(part, final)
    except OSError as error:
        raise _cannot_write(final, error) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _replace(part: Path, final: Path) -> None:
    if not final.exists():
        part.rename(final)
        return
    old = part.with_suffix(".old")
    final.rename(old)
    try:
        part.rename(final)
    except OSError:
        old.rename(final)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _cannot_write(path: Path, error: OSError) -> OutputError:
    return OutputError(f"{path} cannot be written: {error.strerror or error}.")


def sha256(path: Path) -> str:
    """Lower-case hex digest of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def artifacts(folder: Path, made: Iterable[tuple[str, Path]]) -> tuple[Artifact, ...]:
    """Records of the files that outputs made below `folder`, sorted by name."""
    records = [
        Artifact(
            file=path.relative_to(folder).as_posix(),
            sha256=sha256(path),
            bytes=path.stat().st_size,
            made_by=output,
        )
        for output, path in made
    ]
    return tuple(sorted(records, key=lambda a: a.file))


def save(case: Case, folder: Path) -> None:
    """Write case.json and the manifest of everything that lies in `folder`."""
    document = case.model_dump(mode="json", by_alias=True)
    text = json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    _write(folder / CASE_FILE, text)
    lines = [f"{sha256(folder / name)}  {name}\n" for name in _files(folder) if name != MANIFEST]
    _write(folder / MANIFEST, "".join(lines))


def _write(path: Path, text: str) -> None:
    """Replace a file in one step, so that an interruption leaves the old or the new one."""
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, encoding="utf-8", newline="\n")
    part.replace(path)


def _files(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if not p.is_dir())


def read(folder: Path) -> StoredCase:
    """The case in `folder`. Raises CaseError when there is none or it is damaged."""
    path = folder / CASE_FILE
    try:
        return StoredCase(Case.model_validate_json(path.read_bytes()), folder)
    except OSError as error:
        raise CaseError(f"{folder} holds no readable case: {error.strerror}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the document"
        raise CaseError(f"{path} is damaged at {where}: {first['msg']}.") from error


def update(stored: StoredCase, made: dict[str, list[Path]], part: Path) -> StoredCase:
    """Move freshly made outputs from `part` into the case and write its list of files again.

    Files that an output of `made` wrote before and did not write now are removed.
    """
    fresh = artifacts(part, [(output, path) for output, paths in made.items() for path in paths])
    kept = tuple(a for a in stored.case.artifacts if a.made_by not in made)
    stale = {a.file for a in stored.case.artifacts} - {a.file for a in (*fresh, *kept)}
    try:
        for artifact in fresh:
            target = stored.folder / artifact.file
            target.parent.mkdir(parents=True, exist_ok=True)
            (part / artifact.file).replace(target)
        for name in stale:
            with suppress(FileNotFoundError):
                _inside(stored.folder, name).unlink()
        listed = tuple(sorted((*kept, *fresh), key=lambda a: a.file))
        case = stored.case.model_copy(update={"artifacts": listed})
        save(case, stored.folder)
    except OSError as error:
        raise _cannot_write(stored.folder, error) from error
    return StoredCase(case, stored.folder)


def _inside(folder: Path, name: str) -> Path:
    """The path of a listed file. Raises CaseError for a name that leaves the folder."""
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or "\\" in name or ":" in parts[0]:
        raise CaseError(f"{folder / CASE_FILE} names a file outside the case: {name!r}.")
    return folder / name


def check_files(folder: Path) -> tuple[int, list[VerifyProblem]]:
    """How many files were checked against the manifest and case.json, and what does not match.

    Raises CaseError when there is no manifest.
    """
    manifest = _manifest(folder)
    present = set(_files(folder)) - {MANIFEST}
    problems = [
        VerifyProblem(file=name, problem="is listed in the manifest but missing")
        for name in sorted(set(manifest) - present)
    ]
    for name in sorted(present):
        if name not in manifest:
            problems.append(VerifyProblem(file=name, problem="is not listed in the manifest"))
        elif sha256(folder / name) != manifest[name]:
            problems.append(VerifyProblem(file=name, problem="has changed: its hash differs"))
    problems += _cross_references(folder, manifest)
    return len(present), problems


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
        _inside(folder, match[2])
        listed[match[2]] = match[1]
    return listed


def _cross_references(folder: Path, manifest: dict[str, str]) -> list[VerifyProblem]:
    """Files whose hash in case.json is not the one in the manifest."""
    case = read(folder).case
    claimed = {f.file: f.sha256 for f in case.frames}
    claimed |= {f.annotated: f.annotated_sha256 for f in case.frames}
    claimed |= {a.file: a.sha256 for a in case.artifacts}
    return [
        VerifyProblem(file=name, problem="case.json states another hash than the manifest")
        for name, digest in sorted(claimed.items())
        if manifest.get(name) != digest
    ]
