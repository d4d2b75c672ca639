"""Verify: the case against its hashes, and against the clip where that is at hand."""

from pathlib import Path

from ticketkit import casefolder, catalog, video
from ticketkit.model.case import Case, Verification, VerifyProblem
from ticketkit.model.finding import Finding
from ticketkit.pipeline.asking import ask, checks_for
from ticketkit.pipeline.measuring import findings, measure
from ticketkit.pipeline.progress import Progress, silent
from ticketkit.selection import claimed_window

_NOT_ESTABLISHED = (
    "who made the clip and with which vendor: ID and vendor are the sender's word",
    "that the case was not made anew after a change: the manifest is not signed",
)
_NOT_ESTABLISHED_WITHOUT_CLIP = "that the frames come from the clip: give it with --clip"

_TOLERANCE = 0.02
"""Relative difference between decoder builds that a measured number may show."""


def verify_case(
    folder: Path, clip: Path | None = None, progress: Progress = silent
) -> Verification:
    """Check every file of the case against its hashes and, with `clip`, every frame and number.

    Raises CaseError for a folder without a case, ClipError for a clip that cannot be read.
    """
    files, problems = casefolder.check_files(folder)
    unknown = list(_NOT_ESTABLISHED)
    if clip is None:
        unknown.append(_NOT_ESTABLISHED_WITHOUT_CLIP)
    else:
        case = casefolder.read(folder).case
        problems += _check_clip(case, clip, progress)
        files += 1
    return Verification(
        ok=not problems, files=files, problems=tuple(problems), not_established=tuple(unknown)
    )


def _check_clip(case: Case, clip: Path, progress: Progress) -> list[VerifyProblem]:
    checks = checks_for(catalog.load().modes[case.failure.mode], case.request)
    question = ask(case.request, case.clip.display_size_px)
    reading, measurements = measure(clip, checks, question, progress)
    same_file = reading.clip.sha256 == case.clip.sha256
    frames = _frame_problems(case, clip, reading)
    if not same_file and not frames:
        return [
            VerifyProblem(
                file=clip.name,
                problem="holds the same pictures as the case's clip in another wrapper,"
                " so it is not the same file",
            )
        ]
    if not same_file:
        frames.insert(0, VerifyProblem(file=clip.name, problem="is not the clip of this case"))
    window_s = claimed_window(reading.timeline, case.request.at, case.request.until)
    return frames + _finding_problems(case, findings(measurements, checks, window_s))


def _frame_problems(case: Case, clip: Path, reading: video.Reading) -> list[VerifyProblem]:
    """Frames of the case whose pixels or times the clip does not show."""
    inside = [f for f in case.frames if f.index < len(reading.timeline)]
    problems = [
        VerifyProblem(file=f.file, problem=f"the clip has no frame {f.index}")
        for f in case.frames
        if f not in inside
    ]
    decoded = video.extract(clip, reading.timeline, [f.index for f in inside])
    for record, frame in zip(inside, decoded, strict=True):
        if frame.pixels_sha256() != record.pixels_sha256:
            problems.append(
                VerifyProblem(file=record.file, problem="the clip shows other pixels at this frame")
            )
    return problems


def _finding_problems(case: Case, again: tuple[Finding, ...]) -> list[VerifyProblem]:
    """Findings that measuring again does not confirm."""
    if len(again) != len(case.findings):
        problem = "measured again, the clip gives another number of findings"
        return [VerifyProblem(file=casefolder.CASE_FILE, problem=problem)]
    return [
        VerifyProblem(
            file=casefolder.CASE_FILE,
            problem=f"{stated.check}: stated {stated.value} {stated.unit}, {stated.status};"
            f" measured again: {measured.value} {measured.unit}, {measured.status}",
        )
        for stated, measured in zip(case.findings, again, strict=True)
        if not _agrees(stated, measured)
    ]


def _agrees(stated: Finding, measured: Finding) -> bool:
    if (stated.check, stated.status, stated.frames) != (
        measured.check,
        measured.status,
        measured.frames,
    ):
        return False
    if stated.value is None or measured.value is None:
        return stated.value == measured.value
    return abs(stated.value - measured.value) <= _TOLERANCE * abs(measured.value)
