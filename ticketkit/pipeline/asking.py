"""Asking: what the request's prompt, boxes and times mean to a detector, and whom to ask."""

from fractions import Fraction

from ticketkit import annotate, detectors, video
from ticketkit.annotate import BoxRequest
from ticketkit.errors import UsageError
from ticketkit.model.clip import Clip
from ticketkit.model.failure_mode import Check, FailureMode
from ticketkit.model.question import MarkedPair, PlacedBox, Question
from ticketkit.model.request import BuildRequest
from ticketkit.model.timeline import TimeReference, parse_time
from ticketkit.pipeline.needing import given_by

_EXACT_DECIMALS = 3
"""From as many decimals on, a rounded time means the frame that it was printed for."""


def checks_for(mode: FailureMode, request: BuildRequest) -> tuple[Check, ...]:
    """The mode's checks that `request` gives enough for; without any, the mode is judged by eye."""
    return tuple(
        check
        for check in mode.checks
        if all(getattr(request, field) for field in detectors.needs(check.detector))
    )


def missing_for(mode: FailureMode, request: BuildRequest) -> list[str]:
    """What the user may add so that more of the mode's checks can be made, in plain words."""
    return given_by((check.detector for check in mode.checks), but=request)


def ask(request: BuildRequest, size_px: tuple[int, int] | None = None) -> Question:
    """What `request` asks of its clip. A box without a time belongs to the time of the failure.

    `size_px` is the width and height of the displayed picture; None looks at the clip's first
    frame, where there are boxes.

    Raises UsageError for a box or a time that cannot be one, and for a box outside the picture,
    ClipError when the clip cannot be read.
    """
    boxes = [annotate.parse_box(text) for text in request.boxes]
    failure = parse_time(request.at) if request.at else None
    if boxes and size_px is None:
        size_px = video.display_size_px(request.clip)
    return Question(
        prompt=request.prompt,
        boxes=tuple(_placed(box, size_px, box.time or failure) for box in boxes if size_px),
        events=tuple(_pair(text) for text in request.events),
    )


def require_heard(question: Question, clip: Clip) -> None:
    """Raise UsageError for a marked sound in a clip without any, and for a pair outside of it."""
    if question.events and not clip.has_audio:
        raise UsageError(
            f"{clip.file_name} has no sound, so no sound can be marked in it.",
            "Leave --event out, or name the clip that has the sound.",
        )
    for pair in question.events:
        latest_s = max(pair.sound_s, pair.picture_s)
        if latest_s >= clip.duration_s:
            raise UsageError(
                f"--event {pair.sound_s:g},{pair.picture_s:g} is not inside the clip, which lasts"
                f" {clip.duration_s:.3f} s.",
                "Name when it is heard and when it is seen, both within the clip.",
            )


def _pair(text: str) -> MarkedPair:
    """Read `SOUND,PICTURE[=LABEL]`. Raises UsageError for anything else."""
    moments, _, label = text.partition("=")
    times = [parse_time(moment) for moment in moments.split(",")]
    seconds = [float(time.seconds) for time in times if time.seconds is not None]
    if len(times) != 2 or len(seconds) != 2:
        raise UsageError(
            f"{text!r} is not a sound and the picture that belongs to it.",
            "Write when it is heard and when it is seen, both in seconds or as a clock: 2.10,2.43.",
        )
    heard_s, seen_s = seconds
    return MarkedPair(heard_s, seen_s, " ".join(label.split()))


def _placed(box: BoxRequest, size_px: tuple[int, int], time: TimeReference | None) -> PlacedBox:
    mark = box.mark(*size_px)
    width, height = size_px
    return PlacedBox(
        mark.x / width,
        mark.y / height,
        mark.w / width,
        mark.h / height,
        time_s=_latest_s(time) if time else None,
        frame=time.frame if time else None,
        label=box.label,
    )


def _latest_s(time: TimeReference) -> float | None:
    """The latest presentation time that `time` can mean, in seconds; None for a frame."""
    if time.seconds is None:
        return None
    rounding = Fraction(1, 2 * 10**time.decimals) if time.decimals >= _EXACT_DECIMALS else 0
    return float(time.seconds + rounding)
