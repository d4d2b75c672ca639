"""The processing log: what was done to the clip, in order, with which parameters and versions."""

from collections import Counter
from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable, Spacer

from ticketkit import wording
from ticketkit.model.case import Case
from ticketkit.model.finding import Measurement
from ticketkit.model.frame import FrameRecord
from ticketkit.outputs.report._commands import printed
from ticketkit.outputs.report._findings import by_check, moment_origin
from ticketkit.outputs.report._scripts import setting
from ticketkit.outputs.report._style import (
    CODE,
    SMALL,
    SMALL_HASH,
    STEP,
    Fact,
    heading,
    paragraph,
    small_facts,
)
from ticketkit.outputs.report._words import unit_of, word

_UNITS = {"s": "s", "ms": "ms", "px": "px", "levels": "levels"}


def story(case: Case, enclosed: Sequence[FrameRecord]) -> list[Flowable]:
    """Lay out the steps and the warnings that the case stores; `enclosed` go along in the PDF."""
    again = [paragraph(word("log.again"), STEP), paragraph(_command(case), CODE)]
    return [*heading(word("log.heading")), small_facts(_rows(case, enclosed)), Spacer(0, 4), *again]


def _command(case: Case) -> str:
    """The request in the words of the command line; private and quoted texts are left out."""
    request = case.request
    given: dict[str, str | None] = {
        "-v": case.failure.vendor,
        "-i": request.id,
        "-m": case.failure.mode,
    }
    given |= {"--at": request.at, "--until": request.until, "--frames": str(request.frames)}
    options = [(name, value) for name, value in given.items() if value]
    options += [("--box", box) for box in request.boxes]
    options += [("--event", event) for event in request.events]
    words = ["ticketkit", "build", case.clip.file_name, *(w for pair in options for w in pair)]
    return printed(words)


def _rows(case: Case, enclosed: Sequence[FrameRecord]) -> Iterator[Fact]:
    clip = case.clip
    yield (
        word("log.probe"),
        word("log.probe_text", frames=clip.frame_count, duration_s=clip.duration_s),
    )
    yield word("log.scan"), _lines([s for m in case.measurements for s in _scan(m)], "scan_none")
    yield word("log.locate"), _located(case)
    yield word("log.extract"), _extracted(case)
    yield word("log.judge"), _lines(list(_judged(case)), "judge_none")
    yield word("log.annotate"), _annotated(case)
    yield word("log.enclosed"), _enclosed(case, enclosed)
    yield word("log.typefaces"), list(_typefaces(case))
    yield word("log.software"), ", ".join(_software(case))
    yield word("log.created"), f"{case.created_at:%Y-%m-%dT%H:%M:%SZ}"
    yield word("log.warnings"), _lines(list(case.warnings), "no_warnings")


def _lines(lines: list[str], otherwise: str) -> str:
    return "\n".join(lines) or word(f"log.{otherwise}")


def _scan(measurement: Measurement) -> Iterator[str]:
    name = measurement.detector
    if measurement.not_measured:
        yield word("log.scan_failed", detector=name, reason=measurement.not_measured)
        return
    yield word(
        "log.scan_text",
        detector=name,
        metric=measurement.metric,
        unit=measurement.unit,
        points=max((len(s.values) for s in measurement.series), default=0),
        events=len(measurement.events),
    )
    for detail, value in measurement.details.items():
        yield word(
            "log.scan_detail", name=detail.replace("_", " "), value=_detail(name, detail, value)
        )


def _detail(detector: str, name: str, value: float | str) -> str:
    """The value with its unit, which the words or the end of the name tell."""
    if isinstance(value, str):
        return value
    suffix = name.rpartition("_")[2]
    return wording.measure(value, unit_of(f"{detector}.{name}") or _UNITS.get(suffix, ""))


def _located(case: Case) -> str:
    return word(
        f"log.locate_{moment_origin(case)}",
        time_s=case.moment.time_s,
        frame=str(case.moment.frame),
        given=case.request.at or wording.seconds(case.moment.time_s),
    )


def _extracted(case: Case) -> str:
    return word(
        "log.extract_text",
        asked=case.request.frames,
        taken=len(case.frames),
        frames=", ".join(str(f.index) for f in case.frames),
    )


def _judged(case: Case) -> Iterator[str]:
    for check, found in by_check(case.findings).items():
        statuses = Counter(word(f"measurement.status_{f.status}") for f in found)
        threshold = wording.measure(found[0].threshold, found[0].unit)
        told = ", ".join(f"{status} ({count})" for status, count in statuses.items())
        yield word("log.judge_text", check=check, status=told, threshold=threshold)
    for asked in case.checks:
        given = [f"{name} {wording.number(value)}" for name, value in asked.parameters.items()]
        yield word(
            "log.check_text",
            check=asked.detector,
            parameters=", ".join(given) or word("log.default_parameters"),
            tolerance_s=asked.tolerance_s,
            calibrated_on=asked.calibrated_on,
        )


def _annotated(case: Case) -> str:
    given, frames = len(case.request.boxes), sum(bool(f.marks) for f in case.frames)
    some = word("log.marks_some", given=given, frames=frames)
    return word("log.annotate_text", marks=some if given else word("log.marks_none"))


def _enclosed(case: Case, enclosed: Sequence[FrameRecord]) -> str:
    inside = {frame.index for frame in enclosed}
    left = [str(f.index) for f in case.frames if f.index not in inside]
    listed = ", ".join(str(f.index) for f in enclosed)
    said = word("log.enclosed_text", frames=listed or word("log.enclosed_none"))
    return f"{said} {word('log.enclosed_left', frames=', '.join(left))}" if left else said


def _typefaces(case: Case) -> Iterator[Flowable]:
    yield paragraph(word("log.typefaces_own"), SMALL)
    request = case.request
    said = "".join(text or "" for text in (request.observed, request.expected, request.prompt))
    for face in dict.fromkeys(setting(said).typefaces.values()):
        yield paragraph(word("log.typefaces_found", file=face.path.name), SMALL)
        yield paragraph(face.sha256(), SMALL_HASH)


def _software(case: Case) -> Iterator[str]:
    yield word("log.software_text", name=case.tool.name, version=case.tool.version)
    for name, version in case.tool.libraries.items():
        yield word("log.software_text", name=name, version=version)
