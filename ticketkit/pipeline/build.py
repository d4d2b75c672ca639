"""Build: the main job, from a request to a case folder."""

from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from ticketkit import __version__, annotate, casefolder, selection, strength, video
from ticketkit.model.case import Case, Failure, Moment, StoredCase, Tool
from ticketkit.model.finding import Finding, Measurement, failure_word
from ticketkit.model.frame import FrameRecord
from ticketkit.model.request import BuildRequest
from ticketkit.pipeline.asking import ask
from ticketkit.pipeline.claim import Claim, understand
from ticketkit.pipeline.measuring import findings, measure
from ticketkit.pipeline.pictures import Labels, marks_by_frame, place_marks, write_frames
from ticketkit.pipeline.progress import Progress, silent
from ticketkit.pipeline.render import write_outputs

_LIBRARIES = ("av", "numpy", "opencv-python-headless", "pillow", "reportlab")
"""Those whose versions can change a number or a pixel."""

_SAME_MOMENT_S = 0.1
"""How precisely a person can name a time; smaller differences are not worth a warning."""


def build_case(
    request: BuildRequest,
    output: Path,
    *,
    now: datetime,
    overwrite: bool = False,
    progress: Progress = silent,
) -> StoredCase:
    """Make one case folder below `output` and return it.

    `now` is the time that the case carries. Raises the errors of ticketkit.errors; a failed run
    leaves nothing behind.
    """
    claim = understand(request)
    question = ask(request)
    final = output / casefolder.folder_name(
        claim.vendor.name, claim.identifier.value, claim.mode.name
    )
    with casefolder.new_folder(final, overwrite=overwrite) as part:
        reading, measurements = measure(request.clip, claim.checks, question, progress)
        window_s = selection.claimed_window(reading.timeline, request.at, request.until)
        found = findings(measurements, claim.checks, window_s)
        moment = selection.locate(reading.timeline, window_s, found)
        boxes = [annotate.parse_box(text) for text in request.boxes]
        placed = place_marks(boxes, reading)
        pinned = {frame for frame, _ in placed if frame is not None}
        chosen = selection.choose_frames(reading.timeline, moment, request.frames, pinned)
        frames = write_frames(
            request.clip,
            reading,
            chosen,
            marks_by_frame(placed, chosen),
            Labels(
                claim.identifier.value, claim.term.term, claim.vendor.title, failure_word(found)
            ),
            part,
            progress,
        )
        case = _case(request, claim, reading, moment, frames, found, measurements, now)
        write_outputs(case, part, progress)
    return casefolder.read(final)


def _case(
    request: BuildRequest,
    claim: Claim,
    reading: video.Reading,
    moment: Moment,
    frames: Sequence[FrameRecord],
    found: tuple[Finding, ...],
    measurements: tuple[Measurement, ...],
    now: datetime,
) -> Case:
    marked = any(frame.marks for frame in frames)
    return Case(
        tool=Tool(
            name="ticketkit",
            version=__version__,
            libraries={name: version(name) for name in _LIBRARIES},
        ),
        created_at=now.astimezone(UTC).replace(microsecond=0),
        request=request,
        clip=reading.clip,
        failure=Failure(
            mode=claim.mode.name,
            title=claim.mode.title,
            term=claim.term.term,
            vendor=claim.vendor.name,
            severity=claim.term.severity or claim.mode.severity,
            signs=claim.mode.signs,
            source=claim.mode.source,
        ),
        moment=moment,
        frames=tuple(frames),
        findings=found,
        strength=strength.assess(
            request,
            claim.mode,
            claim.identifier,
            found,
            marked=marked,
            vendor=claim.vendor.name,
        ),
        route=claim.route,
        identifier=claim.identifier,
        measurements=measurements,
        warnings=(*claim.warnings, *reading.warnings, *_moment_warnings(request, moment, found)),
    )


def _moment_warnings(
    request: BuildRequest, moment: Moment, found: Sequence[Finding]
) -> tuple[str, ...]:
    """Where the user's time and the measured one differ, and where nobody named one."""
    shown = next((f for f in found if f.status == "shown" and f.start_s is not None), None)
    if shown is None or shown.start_s is None or request.at is None:
        return ()
    if abs(shown.start_s - moment.time_s) < _SAME_MOMENT_S:
        return ()
    return (f"You named {moment.time_s:.3f} s; the measurement begins at {shown.start_s:.3f} s.",)
