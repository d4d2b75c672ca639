"""The measured curves, and every finding with its numbers and its doubts."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable, KeepTogether, Spacer

from ticketkit import charts, wording
from ticketkit.model.case import Case
from ticketkit.model.finding import ErrorRate, Finding
from ticketkit.outputs.report._findings import (
    by_check,
    known_moment_s,
    margin,
    words_of,
)
from ticketkit.outputs.report._style import (
    NOTE,
    PART,
    WIDTH_PT,
    Fact,
    columns,
    heading,
    items,
    paired_facts,
    paragraph,
    small_facts,
)
from ticketkit.outputs.report._tags import Figure
from ticketkit.outputs.report._words import word

_CURVE_PT, _BRIEF_CURVE_PT = 125, 76
_OTHERS = (0.19, 0.17, 0.64)
_BRIEF = (0.13, 0.09, 0.11, 0.11, 0.34, 0.22)
"""Widths of the columns as shares of the page's."""
_COUNTS = {"found", "failures", "alarmed", "healthy"}


def story(case: Case) -> list[Flowable]:
    """Lay out what each measurement shows with its curve, then what did not show the failure."""
    parts = [*heading(word("measurement.heading"))]
    if not case.findings and not any(m.series for m in case.measurements):
        return [*parts, paragraph(word("measurement.none"))]
    shown = by_check([f for f in case.findings if f.status == "shown"])
    for check, found in shown.items():
        parts += _findings(found, _curves(case, [check], _CURVE_PT))
    others = [f for f in case.findings if f.status != "shown"]
    brief = [m.detector for m in case.measurements if m.detector not in shown]
    curves = _curves(case, brief, _BRIEF_CURVE_PT)
    key = paragraph(_key(case, known_moment_s(case)), NOTE)
    return [*parts, *_brief(others), *curves, *([key] if _has_curves(case) else [])]


def _has_curves(case: Case) -> bool:
    return any(m.series for m in case.measurements)


def _curves(case: Case, checks: Sequence[str], tall_pt: float) -> list[Flowable]:
    """The curves of some measurements, each with the words of the first finding from it."""
    figures: list[Flowable] = []
    for measured in case.measurements:
        if measured.detector in checks:
            told = (f.sentence for f in case.findings if f.check == measured.detector)
            said = word("alt.curve", said=next(told, ""))
            size_pt, moment_s = (WIDTH_PT, tall_pt), known_moment_s(case)
            drawings = charts.curves([measured], case.findings, moment_s, size_pt)
            figures += [Figure(d, said) for d in drawings]
    return figures


def _key(case: Case, moment_s: float | None) -> str:
    """What the marks on the curves mean, as far as they are there."""
    shaded = any(f.start_s is not None for f in case.findings)
    level = any(s.reference is not None for m in case.measurements for s in m.series)
    marks = {"shaded": shaded, "moment": moment_s is not None, "dashed": level}
    return " ".join(word(f"measurement.curve_{name}") for name, there in marks.items() if there)


def _findings(found: Sequence[Finding], curves: Sequence[Flowable]) -> list[Flowable]:
    """What one measurement says: its first finding in full, the others in a row each."""
    first, *others = found
    title = paragraph(words_of(first.check).title, PART)
    parts: list[Flowable] = [
        KeepTogether([title, paragraph(first.sentence), Spacer(0, 3), *curves]),
        Spacer(0, 6),
        KeepTogether([paired_facts(list(_numbers(first))), small_facts(_reasons(first))]),
    ]
    if others:
        parts.append(KeepTogether([paragraph(word("measurement.others"), PART), _others(others)]))
    return [*parts, *_doubts(found)]


def _others(found: Sequence[Finding]) -> Flowable:
    head = [word(f"measurement.{name}") for name in ("time", "value", "sentence")]
    rows = [[_span(f), _value(f), f.sentence] for f in found]
    return columns(head, rows, [share * WIDTH_PT for share in _OTHERS])


def _brief(found: Sequence[Finding]) -> list[Flowable]:
    """What did not show the failure: a row each."""
    if not found:
        return []
    names = ("check", "status", "value", "threshold", "reason", "tried_on")
    head = [word(f"measurement.{name}") for name in names]
    rows = [
        [
            words_of(f.check).title,
            word(f"measurement.status_{f.status}"),
            _value(f),
            wording.measure(f.threshold, f.unit),
            f.reason,
            _tried(f.error_rate),
        ]
        for f in found
    ]
    table = columns(head, rows, [share * WIDTH_PT for share in _BRIEF])
    return [KeepTogether([paragraph(word("measurement.brief"), PART), table]), Spacer(0, 8)]


def _span(finding: Finding) -> str:
    if finding.start_s is None or finding.end_s is None:
        return word("measurement.nothing")
    return word("measurement.span", start_s=finding.start_s, end_s=finding.end_s)


def _value(finding: Finding) -> str:
    if finding.value is None:
        return word("measurement.nothing")
    said = wording.measure(finding.value, finding.unit, beside=finding.threshold)
    if finding.margin is None or finding.status == "shown":
        return said
    return f"{said}, {_margin(finding.margin, finding.unit)}"


def _tried(rate: ErrorRate | None) -> str:
    if rate is None:
        return word("measurement.no_error_rate")
    return word("measurement.tried", **rate.model_dump(include=_COUNTS))


def _numbers(finding: Finding) -> Iterator[tuple[str, str]]:
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


def _reasons(finding: Finding) -> Iterator[Fact]:
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
        **rate.model_dump(include={*_COUNTS, "measured_on"}),
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
