"""Verify: pictures and numbers of a case against the clip."""

import io
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

import numpy as np
from PIL import Image

from ticketkit import annotate, casefolder, catalog, identify, selection, video
from ticketkit.model.case import Case, StoredCase, VerifyProblem
from ticketkit.model.compare import differences
from ticketkit.model.finding import Finding
from ticketkit.model.frame import FrameRecord, StretchFrame
from ticketkit.model.picture import Picture
from ticketkit.pipeline.asking import ask
from ticketkit.pipeline.gathering import Gathered, Gatherer
from ticketkit.pipeline.measuring import findings, measure
from ticketkit.pipeline.planning import plan
from ticketkit.pipeline.progress import Progress
from ticketkit.pipeline.tool import this_tool
from ticketkit.threads import in_order

TOLERANCE = 0.02
"""Relative difference between decoder builds that a measured number may show."""

_SMALL_LEVELS = 6.0
"""Mean difference of a small copy, in levels of 255, that scalers and JPEG encoders may show."""

_MOST_DIFFERENCES = 5
"""Enough to see what is wrong; one changed series, or another clip, differs everywhere."""

_PIXELS_HOLD = "the pixels of {} frames are those of the clip, at the stated times"
_NUMBERS_HOLD = f"every measured number was measured again and agrees within {TOLERANCE:.0%}"


def check_clip(
    stored: StoredCase, clip: Path, progress: Progress
) -> tuple[list[VerifyProblem], tuple[str, ...]]:
    """Compare a case with `clip`, decoded and measured anew; gives problems, and what holds.

    Raises ClipError for a clip that cannot be read.
    """
    case = stored.case
    question = ask(case.request, case.clip.display_size_px)
    gatherer = Gatherer({f.index for f in case.frames}, {f.index for f in case.stretch})
    reading, measurements = measure(
        clip, case.checks, question, progress, on_frame=gatherer.on_frame
    )
    same_file = reading.clip.sha256 == case.clip.sha256
    frames = list(_changed_pictures(stored, clip, reading, gatherer, same_file=same_file))
    if not same_file:
        problem = (
            "is not the clip of this case"
            if frames or reading.clip.frame_count != case.clip.frame_count
            else "holds the same pictures as the case's clip in another wrapper,"
            " so it is not the same file"
        )
        said = VerifyProblem(file=clip.name, problem=problem)
        return [said, *frames[:_MOST_DIFFERENCES]], ()
    window = selection.claimed_window(reading.timeline, case.request.at, case.request.until)
    again = findings(measurements, case.checks, window)
    told = reading.clip.model_copy(
        update={"file_name": case.clip.file_name, "provenance": _provenance(case, clip)}
    )
    found = case.model_copy(
        update={
            "clip": told,
            "moment": selection.locate(reading.timeline, window, again),
            "findings": again,
            "measurements": measurements,
            **_planned(case, reading, again),
        }
    )
    numbers = _changed_numbers(case, found)
    held = [] if frames else [_PIXELS_HOLD.format(len(case.frames))]
    held += [_NUMBERS_HOLD] if case.measurements and not numbers else []
    return [*frames, *numbers], tuple(held)


def _planned(case: Case, reading: video.Reading, again: Sequence[Finding]) -> dict[str, object]:
    """The frames and the stretch with the roles and times that they get again.

    Another version may choose other frames; then they stay as stated.
    """
    if case.tool != this_tool():
        return {}
    boxes = [annotate.parse_box(text) for text in case.request.boxes]
    planned = plan(reading.timeline, case.request, boxes, again)
    places = {place.index: place for place in planned.stretch}
    frames = [
        f.model_copy(update={"role": role, "time_base": reading.clip.time_base})
        for f, (index, role) in zip(case.frames, planned.chosen, strict=False)
        if f.index == index
    ]
    stretch = [
        f.model_copy(update={"role": p.role, "time_s": p.time_s, "duration_s": p.duration_s})
        for f in case.stretch
        if (p := places.get(f.index))
    ]
    return {"frames": tuple(frames), "stretch": tuple(stretch)}


def _provenance(case: Case, clip: Path) -> object:
    """The history as it is read again; as stated where another reader or vendor judged it."""
    stated, vendors = case.clip.provenance, catalog.load().vendors
    vendor = vendors.get(case.failure.vendor)
    if stated is None or vendor is None:
        return stated
    found = identify.provenance(video.read_marks(clip), vendor, vendors.values())
    same_reader = found.credentials.checked_by == stated.credentials.checked_by
    # Notes are the catalogue's of the day, not the clip's.
    return found.model_copy(update={"notes": stated.notes}) if same_reader else stated


def _changed_pictures(
    stored: StoredCase,
    clip: Path,
    reading: video.Reading,
    gatherer: Gatherer,
    *,
    same_file: bool,
) -> Iterator[VerifyProblem]:
    """Pictures that are not those of the clip, or in the same file have another time."""
    case, count = stored.case, len(reading.timeline)
    frames = {f.index: f for f in case.frames if f.index < count}
    small = {f.index: f for f in case.stretch if f.index < count}
    places = [(r.index, r.file) for records in (case.frames, case.stretch) for r in records]
    for index, file in places:
        if index >= count:
            yield VerifyProblem(file=file, problem=f"the clip has no frame {index}")

    def check(shot: Gathered) -> list[VerifyProblem]:
        found = []
        if shot.frame:
            record = frames[shot.index]
            problem = _frame_problem(stored, record, shot.frame, same_file=same_file)
            found += [VerifyProblem(file=record.file, problem=problem)] if problem else []
        if shot.small and not _shows(stored, small[shot.index], shot.small):
            file, problem = small[shot.index].file, "is not the picture of the clip there"
            found.append(VerifyProblem(file=file, problem=problem))
        return found

    shots = gatherer.frames(clip, reading.timeline, frames.keys(), small.keys())
    yield from chain.from_iterable(in_order(check, shots))


def _frame_problem(
    stored: StoredCase, record: FrameRecord, frame: video.DecodedFrame, *, same_file: bool
) -> str:
    png = stored.folder / record.file
    if frame.pixels_sha256() != record.pixels_sha256:
        return "the clip shows other pixels there"
    if png.is_file() and not frame.is_shown_by(png.read_bytes()):
        return "is not the picture of the clip there"
    if same_file and not _same_place(record, frame):
        return "has another time or type in the clip"
    return ""


def _same_place(record: FrameRecord, frame: video.DecodedFrame) -> bool:
    stated = (record.pts, record.time_s, record.key_frame, record.picture_type)
    return stated == (frame.pts, frame.time_s, frame.key_frame, frame.picture_type)


def _shows(stored: StoredCase, record: StretchFrame, picture: Picture) -> bool:
    """Whether a small copy, if it is there, shows the picture, but for scaling and JPEG."""
    path = stored.folder / record.file
    if not path.is_file():
        return True
    try:
        with Image.open(io.BytesIO(path.read_bytes())) as opened:
            if opened.size != picture.rgb.shape[1::-1]:
                return False
            kept = np.asarray(opened.convert("RGB"), np.int16)
    except (OSError, Image.DecompressionBombError):
        return False
    again = picture.rgb.astype(np.int16)
    return float(np.abs(kept - again).mean()) <= _SMALL_LEVELS


def _changed_numbers(stated: Case, found: Case) -> list[VerifyProblem]:
    changed = islice(differences(stated, found, TOLERANCE), _MOST_DIFFERENCES)
    return [VerifyProblem(file=casefolder.CASE_FILE, problem=text) for text in changed]
