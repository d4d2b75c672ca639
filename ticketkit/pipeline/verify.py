"""Verify: the case against its hashes, and against the clip where that is at hand."""

import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path

from ticketkit import casefolder, outputs
from ticketkit.errors import CaseError
from ticketkit.model.case import StoredCase, Verification, VerifyProblem
from ticketkit.pipeline.progress import Progress, silent
from ticketkit.pipeline.tool import this_tool
from ticketkit.pipeline.verify_clip import check_clip
from ticketkit.pipeline.verify_report import check_report

_NOT_ESTABLISHED = (
    "who made the clip and with which vendor: ID and vendor are the sender's word",
    "that the case was not made anew after a change: the manifest is not signed",
    "that annotated/ shows what frames/ shows: only frames/ and moment/ are held against the clip",
    "that the pages of report.pdf say what case.json says: `ticketkit render` draws them again",
)
_NOT_ESTABLISHED_WITHOUT_CLIP = (
    "that frames and numbers come from the clip: give the clip with --clip"
)
_NOT_ESTABLISHED_ELSEWHERE = (
    "that the texts follow from case.json: the case was made by another version ({0})"
)
_NOT_ESTABLISHED_WITHOUT_CASE = (
    "that the files belong together and what they claim: case.json cannot be read here"
)

_ALL_FILES = "all {} files have the hashes that MANIFEST.sha256 and case.json list"
_SOME_FILES = "{} of {} files have the hashes that are listed for them"
_TEXTS_HOLD = "the texts ({}) say what case.json says"

_TEXTS = ("eml", "send", "ticket")
"""Outputs that are quick to make again."""


def verify_case(
    folder: Path, clip: Path | None = None, progress: Progress = silent
) -> Verification:
    """Check every file of the case against its hashes and, with `clip`, every frame and number.

    Raises CaseError for a folder without a case, ClipError for a clip that cannot be read.
    """
    files, problems = casefolder.check_files(folder)
    holds = [_files_held(files, problems)]
    unknown = list(_NOT_ESTABLISHED)
    try:
        stored = casefolder.read(folder)
    except CaseError:
        unknown.append(_NOT_ESTABLISHED_WITHOUT_CASE)
        return _result(files, problems, holds, unknown)
    with ThreadPoolExecutor(1) as beside:
        papers = beside.submit(copy_context().run, _check_papers, stored)
        in_clip, held_by_clip = check_clip(stored, clip, progress) if clip else ([], ())
        in_papers, held_by_papers = papers.result()
    if stored.case.tool != this_tool():
        unknown.append(_NOT_ESTABLISHED_ELSEWHERE.format(stored.case.tool.version))
    if clip is None:
        unknown.append(_NOT_ESTABLISHED_WITHOUT_CLIP)
    return _result(
        files + (clip is not None),
        [*problems, *in_papers, *in_clip],
        [*holds, *held_by_papers, *held_by_clip],
        unknown,
    )


def _check_papers(stored: StoredCase) -> tuple[list[VerifyProblem], list[str]]:
    """Compare the texts, and the files inside the report, with the case; gives what holds too."""
    same_tool = stored.case.tool == this_tool()
    try:
        texts = list(_changed_texts(stored)) if same_tool else []
        inside, held = check_report(stored, same_tool=same_tool)
    except OSError as error:
        if Path(str(error.filename)).is_relative_to(stored.folder):
            return [], []  # the check of the files tells what of the case cannot be read
        raise
    hold = same_tool and not texts
    holds = [_TEXTS_HOLD.format(", ".join(_texts_there(stored)))] if hold else []
    return [*texts, *inside], [*holds, *held]


def _result(
    files: int, problems: list[VerifyProblem], holds: list[str], unknown: list[str]
) -> Verification:
    return Verification(
        ok=not problems,
        files=files,
        problems=tuple(problems),
        holds=tuple(holds),
        not_established=tuple(unknown),
    )


def _files_held(files: int, problems: list[VerifyProblem]) -> str:
    if not problems:
        return _ALL_FILES.format(files)
    wrong = {p.file for p in problems if not p.missing}
    return _SOME_FILES.format(files - len(wrong - {casefolder.MANIFEST}), files)


def _texts_there(stored: StoredCase) -> list[str]:
    made = [a.file for a in stored.case.artifacts if a.made_by in _TEXTS]
    return [file for file in made if (stored.folder / file).is_file()]


def _changed_texts(stored: StoredCase) -> Iterator[VerifyProblem]:
    """Texts that do not say what case.json says."""
    if not all((stored.folder / f.file).is_file() for f in stored.case.frames):
        return  # which files go along with a text follows from their sizes
    with tempfile.TemporaryDirectory() as temporary:
        part = Path(temporary)
        for name in _TEXTS:
            for path in outputs.load(name)(stored, part):
                file = path.relative_to(part).as_posix()
                kept = stored.folder / file
                if kept.is_file() and kept.read_bytes() != path.read_bytes():
                    yield VerifyProblem(file=file, problem="does not say what case.json says")
