"""The measured curves, and every finding with its numbers and its doubts."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable, KeepTogether, Spacer

from ticketkit import charts, wording
from ticketkit.model.case import Case
from ticketkit.model.finding import ErrorRate, Finding
from ticketkit.outputs.report._findings import known_moment_s, margin, words_of
from ticketkit.outputs.report._style import (
    NOTE,
    PART,
    WIDTH_PT,
    Fact,
    facts,
    heading,
    items,
    paragraph,
)
from ticketkit.outputs.report._tags import Figure
from ticketkit.outputs.report._words import word

_CURVE_HEIGHT_PT = 190


def story(case: Case) -> list[Flowable]:
    """Lay out curves first, then what each measurement found."""
    moment_s = known_moment_s(case)
    drawings = charts.curves(
        case.measurements, case.findings, moment_s, (WIDTH_PT, _CURVE_HEIGHT_PT)
    )
    parts = [*heading(word("measurement.heading"))]
    if not case.findings and not drawings:
        return [*parts, paragraph(word("measurement.none"))]
    if drawings:
        figures = [Figure(d, word("alt.curve", said=_told(case))) for d in drawings]
        parts += [*figures, paragraph(_key(case, moment_s), NOTE)]
    for check in dict.fromkeys(f.check for f in case.findings):
        parts += _findings([f for f in case.findings if f.check == check])
    return parts


def _told(case: Case) -> str:
    """What the curves show, in the words of the first finding."""
    return case.findings[0].sentence if case.findings else ""


def _key(case: Case, moment_s: float | None) -> str:
    """What the marks on the curves mean, as far as they are there."""
    shaded = any(f.start_s is not None for f in case.findings)
    level = any(s.reference is not None for m in case.measurements for s in m.series)
    marks = {"shaded": shaded, "moment": moment_s is not None, "dashed": level}
    return " ".join(word(f"measurement.curve_{name}") for name, there in marks.items() if there)


def _findings(found: Sequence[Finding]) -> list[Flowable]:
    """What one measurement says: its first finding in full, the others in words."""
    first, *others = found
    title = paragraph(words_of(first.check).title, PART)
    table = facts(_rows(first))
    parts: list[Flowable] = [
        KeepTogether([title, paragraph(first.sentence), Spacer(0, 3), table]),
    ]
    if others:
        parts.append(paragraph(word("measurement.others"), PART))
        parts += items([f"{f.sentence} {f.reason}" for f in others])
    return [*parts, *_doubts(found)]


def _rows(finding: Finding) -> Iterator[Fact]:
    unit = finding.unit
    yield word("measurement.status"), word(f"measurement.status_{finding.status}")
    yield word("measurement.metric"), f"{finding.metric}, {unit}" if unit else finding.metric
    if finding.value is not None:
        said = wording.measure(finding.value, unit, beside=finding.threshold)
        yield word("measurement.value"), said
    yield word("measurement.threshold"), wording.measure(finding.threshold, unit)
    if finding.margin is not None:
        yield word("measurement.margin"), _margin(finding.margin, unit)
    if finding.baseline is not None:
        yield word("measurement.baseline"), wording.measure(finding.baseline, unit)
    if finding.start_s is not None and finding.end_s is not None:
        said = word("measurement.time_text", start_s=finding.start_s, end_s=finding.end_s)
        yield word("measurement.time"), said
    if finding.frames is not None:
        first, last = map(str, finding.frames)
        yield (
            word("measurement.frames"),
            word("measurement.frames_text", first=first, last=last),
        )
    yield word("measurement.reason"), finding.reason
    yield word("measurement.error_rate"), _error_rate(finding.error_rate)


def _margin(value: float, unit: str) -> str:
    if value == 0:
        return word("measurement.margin_exact")
    key = "margin_beyond" if value > 0 else "margin_short"
    return word(f"measurement.{key}", margin=margin(value, unit))


def _error_rate(rate: ErrorRate | None) -> str:
    if rate is None:
        return word("measurement.no_error_rate")
    return word(
        "measurement.error_rate_text",
        **rate.model_dump(include={"found", "failures", "alarmed", "healthy", "measured_on"}),
        precision=100 * rate.precision,
    )


def _doubts(found: Sequence[Finding]) -> list[Flowable]:
    alternatives = dict.fromkeys(said for f in found for said in f.alternatives)
    if alternatives:
        title = paragraph(word("measurement.alternatives"), PART)
        return [title, *items(tuple(alternatives))]
    if found[0].status == "shown":
        return [Spacer(0, 6), paragraph(word("measurement.no_alternatives"), NOTE)]
    return []
