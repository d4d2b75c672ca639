"""Build: the main job, from a request to a case folder."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from ticketkit import annotate, casefolder, outputs, selection, strength, video
from ticketkit.model.case import Case, Failure, Moment, StoredCase, case_name
from ticketkit.model.finding import Finding, Measurement
from ticketkit.model.frame import Mark
from ticketkit.model.identification import FileMarks
from ticketkit.model.request import BuildRequest
from ticketkit.pipeline.asking import ask, require_heard
from ticketkit.pipeline.claim import Claim, not_seen, understand
from ticketkit.pipeline.following import Follower
from ticketkit.pipeline.gathering import Gatherer
from ticketkit.pipeline.marking import marks_by_frame, place_marks
from ticketkit.pipeline.measuring import every_finding, findings, heard, measure
from ticketkit.pipeline.pictures import Labels, Pictures, write_pictures
from ticketkit.pipeline.planning import foreseen_plan, plan
from ticketkit.pipeline.privacy import privacy_warnings
from ticketkit.pipeline.progress import Progress, silent
from ticketkit.pipeline.render import write_outputs
from ticketkit.pipeline.tool import this_tool

_SAME_MOMENT_S = 0.1
"""How precisely a person can name a time; smaller differences are not worth a warning."""


def build_case(
    request: BuildRequest,
    output: Path,
    *,
    now: datetime,
    overwrite: bool = False,
    progress: Progress = silent,
    marks: FileMarks | None = None,
) -> StoredCase:
    """Make one case folder below `output` and return it.

    `now` is the time that the case carries, `marks` are those in the clip where somebody has read
    them already. Raises the errors of ticketkit.errors; a failed run leaves nothing behind.
    """
    claim = understand(request, marks)
    question = ask(request)
    boxes = [annotate.parse_box(text) for text in request.boxes]
    regions = [annotate.parse_region(text) for text in request.blur]
    name = case_name(claim.vendor.name, claim.identifier.value, claim.mode.name)
    final = output / name
    video.require_file(request.clip)
    casefolder.refuse_taken(final, claim.identifier.value, overwrite=overwrite)
    follower, gatherer = Follower(question.boxes), _gatherer(request, boxes)
    reading, measurements = measure(
        request.clip, claim.checks, question, progress, follower.lookers, gatherer.on_frame
    )
    require_heard(question, reading.clip)
    window = selection.claimed_window(reading.timeline, request.at, request.until)
    found = findings(measurements, claim.checks, window)
    if window is None and not found:
        raise not_seen(claim.mode)
    stronger = _stronger_elsewhere(found, every_finding(measurements, claim.checks))
    measurements, checks = heard(measurements, claim.checks, found)
    claim = replace(claim, checks=checks, warnings=(*claim.warnings, *stronger))
    placed = place_marks(boxes, reading, window, follower.tracks())
    hidden = [region.mark(*reading.clip.display_size_px) for region in regions]
    planned = plan(reading.timeline, request, boxes, found)
    with casefolder.new_folder(final, overwrite=overwrite) as part:
        pictures = write_pictures(
            reading,
            gatherer.frames(request.clip, reading.timeline, *planned.wanted),
            planned,
            marks_by_frame(placed, planned.roles.items()),
            Labels(claim.identifier.value, claim.term.term, claim.vendor.title, found),
            part,
            progress,
        )
        case = _case(request, claim, reading, planned.moment, pictures, found, measurements, now)
        case = _warned(case, part, hidden)
        write_outputs(StoredCase(case, part, pictures.at_hand), outputs.names(), progress)
    return casefolder.read(final)


def _gatherer(request: BuildRequest, boxes: Sequence[annotate.BoxRequest]) -> Gatherer:
    foreseen = foreseen_plan(request, boxes)
    return Gatherer(*foreseen.wanted) if foreseen else Gatherer((), ())


def _case(
    request: BuildRequest,
    claim: Claim,
    reading: video.Reading,
    moment: Moment,
    pictures: Pictures,
    found: tuple[Finding, ...],
    measurements: tuple[Measurement, ...],
    now: datetime,
) -> Case:
    marks = [mark for frame in pictures.frames for mark in frame.marks]
    return Case(
        tool=this_tool(),
        created_at=now.astimezone(UTC).replace(microsecond=0),
        request=request,
        clip=reading.clip.model_copy(update={"provenance": claim.provenance}),
        failure=Failure(
            mode=claim.mode.name,
            title=claim.mode.title,
            term=claim.term.term,
            vendor=claim.vendor.name,
            severity=claim.term.severity or claim.mode.severity,
            signs=claim.mode.signs,
            source=f"reference page {claim.term.page}" if claim.term.page else claim.mode.source,
        ),
        moment=moment,
        frames=tuple(pictures.frames),
        findings=found,
        strength=strength.assess(
            request,
            claim.mode,
            claim.identifier,
            found,
            marked=any(mark.label or request.observed for mark in marks),
            vendor=claim.vendor.name,
            provenance=claim.provenance,
        ),
        route=claim.route,
        identifier=claim.identifier,
        measurements=measurements,
        checks=claim.checks,
        warnings=(*claim.warnings, *reading.warnings, *_moment_warnings(request, moment, found)),
        stretch=tuple(pictures.stretch),
    )


def _warned(case: Case, folder: Path, hidden: Sequence[Mark]) -> Case:
    """The case with warnings of what the public will see, and of what it will not."""
    marks = {mark for frame in case.frames for mark in frame.marks}
    covered = any(_covers(region, mark) for region in hidden for mark in marks)
    warnings = privacy_warnings(StoredCase(case, folder))
    if covered:
        warnings += ("A region to blur covers a box: public pictures do not show what it marks.",)
    return case.model_copy(update={"warnings": (*case.warnings, *warnings)})


def _covers(region: Mark, mark: Mark) -> bool:
    return (
        region.x <= mark.x
        and region.y <= mark.y
        and mark.x + mark.w <= region.x + region.w
        and mark.y + mark.h <= region.y + region.h
    )


def _stronger_elsewhere(near: Sequence[Finding], anywhere: Sequence[Finding]) -> tuple[str, ...]:
    """The strongest finding of the clip, where the claimed time leaves it out."""
    strongest = anywhere[0] if anywhere else None
    if strongest is None or strongest.status != "shown" or strongest in near:
        return ()
    if any(f.status == "shown" and f.frames == strongest.frames for f in near):
        return ()
    cure = "If you mean that one, leave --at and --until out."
    return (f"The strongest failure measured lies elsewhere. {strongest.sentence} {cure}",)


def _moment_warnings(
    request: BuildRequest, moment: Moment, found: Sequence[Finding]
) -> tuple[str, ...]:
    """Where the user's time and the measured one differ."""
    shown = next((f for f in found if f.status == "shown" and f.start_s is not None), None)
    if shown is None or shown.start_s is None or request.at is None:
        return ()
    if moment.found_by == "located":
        measured = f"the measurement shows the failure from {shown.start_s:.3f} s"
        return (f"You named {request.at}; {measured}, and that is taken as the moment.",)
    if abs(shown.start_s - moment.time_s) < _SAME_MOMENT_S:
        return ()
    return (f"You named {request.at}; the measurement begins at {shown.start_s:.3f} s.",)
