"""Verify: the case against its hashes, and against the clip where that is at hand."""

import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from ticketkit import casefolder, outputs, selection, video
from ticketkit.model.case import Case, StoredCase, Verification, VerifyProblem
from ticketkit.model.compare import differences
from ticketkit.model.frame import FrameRecord
from ticketkit.pipeline.asking import ask
from ticketkit.pipeline.measuring import findings, measure
from ticketkit.pipeline.progress import Progress, silent
from ticketkit.pipeline.tool import this_tool

_NOT_ESTABLISHED = (
    "who made the clip and with which vendor: ID and vendor are the sender's word",
    "that the case was not made anew after a change: the manifest is not signed",
    "that report.pdf and the pictures say what case.json says: `ticketkit render` draws them again",
)
_NOT_ESTABLISHED_WITHOUT_CLIP = (
    "that frames and numbers come from the clip: give the clip with --clip"
)
_NOT_ESTABLISHED_ELSEWHERE = (
    "that the texts follow from case.json: the case was made by another version ({0})"
)

_TEXTS = ("eml", "send", "ticket")
"""Outputs that are quick to make again."""

_TOLERANCE = 0.02
"""Relative difference between decoder builds that a measured number may show."""

_MOST_DIFFERENCES = 5
"""Enough to see what is wrong with a record; one changed series differs everywhere."""


def verify_case(
    folder: Path, clip: Path | None = None, progress: Progress = silent
) -> Verification:
    """Check every file of the case against its hashes and, with `clip`, every frame and number.

    Raises CaseError for a folder without a case, ClipError for a clip that cannot be read.
    """
    files, problems = casefolder.check_files(folder)
    if not files:
        return Verification(ok=False, files=0, problems=tuple(problems), not_established=())
    stored = casefolder.read(folder)
    unknown = list(_NOT_ESTABLISHED)
    if stored.case.tool == this_tool():
        problems += _changed_texts(stored)
    else:
        unknown.append(_NOT_ESTABLISHED_ELSEWHERE.format(stored.case.tool.version))
    if clip is None:
        unknown.append(_NOT_ESTABLISHED_WITHOUT_CLIP)
    else:
        problems += _check_clip(stored, clip, progress)
        files += 1
    return Verification(
        ok=not problems, files=files, problems=tuple(problems), not_established=tuple(unknown)
    )


def _changed_texts(stored: StoredCase) -> Iterator[VerifyProblem]:
    """Texts that do not say what case.json says."""
    with tempfile.TemporaryDirectory() as temporary:
        part = Path(temporary)
        for name in _TEXTS:
            for path in outputs.load(name)(stored, part):
                file = path.relative_to(part).as_posix()
                kept = stored.folder / file
                if kept.is_file() and kept.read_bytes() != path.read_bytes():
                    yield VerifyProblem(file=file, problem="does not say what case.json says")


def _check_clip(stored: StoredCase, clip: Path, progress: Progress) -> list[VerifyProblem]:
    case = stored.case
    question = ask(case.request, case.clip.display_size_px)
    reading, measurements = measure(clip, case.checks, question, progress)
    same_file = reading.clip.sha256 == case.clip.sha256
    frames = list(_changed_frames(stored, clip, reading, same_file=same_file))
    if not same_file:
        problem = (
            "is not the clip of this case"
            if frames or reading.clip.frame_count != case.clip.frame_count
            else "holds the same pictures as the case's clip in another wrapper,"
            " so it is not the same file"
        )
        return [VerifyProblem(file=clip.name, problem=problem), *frames]
    window = selection.claimed_window(reading.timeline, case.request.at, case.request.until)
    again = findings(measurements, case.checks, window)
    found = case.model_copy(
        update={
            "clip": reading.clip.model_copy(
                update={"file_name": case.clip.file_name, "provenance": case.clip.provenance}
            ),
            "moment": selection.locate(reading.timeline, window, again),
            "findings": again,
            "measurements": measurements,
        }
    )
    return [*frames, *_changed_numbers(case, found)]


def _changed_frames(
    stored: StoredCase, clip: Path, reading: video.Reading, *, same_file: bool
) -> Iterator[VerifyProblem]:
    """Frames whose pixels, or in the same file whose time, are not those of the clip."""
    inside = [f for f in stored.case.frames if f.index < len(reading.timeline)]
    for record in stored.case.frames:
        if record not in inside:
            yield VerifyProblem(file=record.file, problem=f"the clip has no frame {record.index}")
    decoded = video.extract(clip, reading.timeline, [f.index for f in inside])
    for record, frame in zip(inside, decoded, strict=True):
        png = stored.folder / record.file
        if frame.pixels_sha256() != record.pixels_sha256:
            yield VerifyProblem(file=record.file, problem="the clip shows other pixels there")
        elif png.is_file() and not frame.is_shown_by(png.read_bytes()):
            yield VerifyProblem(file=record.file, problem="is not the picture of the clip there")
        elif same_file and not _same_place(record, frame):
            yield VerifyProblem(file=record.file, problem="has another time or type in the clip")


def _same_place(record: FrameRecord, frame: video.DecodedFrame) -> bool:
    stated = (record.pts, record.time_s, record.key_frame, record.picture_type)
    return stated == (frame.pts, frame.time_s, frame.key_frame, frame.picture_type)


def _changed_numbers(stated: Case, found: Case) -> list[VerifyProblem]:
    changed = islice(differences(stated, found, _TOLERANCE), _MOST_DIFFERENCES)
    return [VerifyProblem(file=casefolder.CASE_FILE, problem=text) for text in changed]
