"""Page 1: the claim, what was measured, the pictures, and where it goes."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, HRFlowable, Spacer

from ticketkit import catalog, wording
from ticketkit.model.case import Case
from ticketkit.model.finding import Finding
from ticketkit.outputs.report import strip
from ticketkit.outputs.report._findings import headline, margin, moment_origin
from ticketkit.outputs.report._pictures import Pair
from ticketkit.outputs.report._style import (
    ACCENT,
    FIGURE,
    HASH,
    KIND,
    LABEL,
    LEAD,
    NOTE,
    PART,
    QUOTE,
    STATUS,
    TERM,
    WIDTH_PT,
    Fact,
    bookmark,
    facts,
    grid,
    paragraph,
)
from ticketkit.outputs.report._words import word

_FIRST_WORDS_PT = 22 * mm


def story(case: Case, pictures: Sequence[Pair]) -> list[Flowable]:
    """Lay out the summary; only the sender's words may run on to a second page."""
    return [
        bookmark(word("summary.bookmark")),
        *_claim(case),
        *_finding(case),
        *strip.story(case, pictures),
        facts(_rows(case)),
        *_quotes(case),
    ]


def _claim(case: Case) -> list[Flowable]:
    book, failure = catalog.load(), case.failure
    line = word(
        "summary.claim",
        title=failure.title,
        severity=failure.severity,
        vendor=book.vendor(failure.vendor).title,
    )
    return [
        HRFlowable(width=16 * mm, thickness=2, color=ACCENT, hAlign="LEFT", spaceAfter=7),
        paragraph(word("document.title"), KIND),
        paragraph(failure.term, TERM),
        paragraph(book.mode(failure.mode).definition, LEAD),
        paragraph(line, KIND),
        Spacer(0, 12),
    ]


def _finding(case: Case) -> list[Flowable]:
    finding = headline(case)
    if finding is None:
        marked = any(f.marks for f in case.frames)
        key = "marked" if marked else "by_eye"
        said = [word(f"summary.{key}"), word(f"summary.{key}_sentence")]
    else:
        said = [word(f"summary.{finding.status}"), finding.sentence]
    found: list[Flowable] = [paragraph(said[0], STATUS), paragraph(said[1], LEAD)]
    if finding is not None and finding.value is not None:
        found += [Spacer(0, 3), _figures(finding, finding.value)]
    places = sum(f.status == "shown" for f in case.findings)
    if places > 1:
        found += [Spacer(0, 3), paragraph(word("summary.more_findings", count=places), NOTE)]
    return [*found, Spacer(0, 10)]


def _figures(finding: Finding, value: float) -> Flowable:
    """The numbers in a row, each under its name."""
    pairs = [
        (word("summary.value"), wording.measure(value, finding.unit, beside=finding.threshold)),
        (word("summary.threshold"), wording.measure(finding.threshold, finding.unit)),
    ]
    if finding.baseline is not None:
        said = wording.measure(finding.baseline, finding.unit)
        pairs.append((word("summary.baseline"), said))
    if finding.margin is not None:
        key = "margin_beyond" if finding.margin >= 0 else "margin_short"
        pairs.append((word(f"summary.{key}"), margin(finding.margin, finding.unit)))
    names = [paragraph(name, LABEL) for name, _ in pairs]
    numbers = [paragraph(number, FIGURE) for _, number in pairs]
    return grid([names, numbers], [WIDTH_PT / 4] * len(pairs))


def _rows(case: Case) -> list[Fact]:
    identifier, clip = case.identifier, case.clip
    odd = [] if identifier.matches_pattern else [paragraph(word("summary.odd_id"), NOTE)]
    size = wording.number(clip.bytes)
    strength = word("summary.documentation_text", level=case.strength.level)
    return [
        (identifier.name, [paragraph(identifier.value, HASH), *odd]),
        (word("summary.moment"), _moment(case)),
        (word("summary.file"), word("summary.file_text", name=clip.file_name, bytes=size)),
        (word("summary.sha256"), paragraph(clip.sha256, HASH)),
        (word("summary.route"), _route(case)),
        (word("summary.documentation"), paragraph(strength, NOTE)),
    ]


def _moment(case: Case) -> str:
    return word(
        f"summary.moment_{moment_origin(case)}",
        time_s=case.moment.time_s,
        frame=str(case.moment.frame),
    )


def _route(case: Case) -> list[Flowable]:
    route = case.route
    channels = catalog.load().vendor(case.failure.vendor).channels
    title = next((c.title for c in channels if c.name == route.channel), route.channel)
    said = [paragraph(word("summary.no_channel"))]
    if route.address:
        said = [paragraph(word("summary.route_text", channel=title, address=route.address))]
    source = word(
        "summary.route_source",
        why=route.why,
        source=route.source,
        checked_on=route.checked_on,
        trust=word(f"summary.trust_{route.confidence}"),
    )
    return [*said, *(paragraph(text, NOTE) for text in (source, route.question) if text)]


def _quotes(case: Case) -> list[Flowable]:
    request = case.request
    said = [(k, getattr(request, k)) for k in ("observed", "expected", "prompt")]
    rows: list[Fact] = [
        (word(f"summary.{key}"), paragraph(f"“{text}”", QUOTE)) for key, text in said if text
    ]
    if not rows:
        return []
    title = paragraph(word("summary.words"), PART)
    title.keepWithNext = False  # or a long prompt would be moved as a whole
    return [
        CondPageBreak(_FIRST_WORDS_PT),
        title,
        facts(rows),
        Spacer(0, 3),
        paragraph(word("summary.words_note"), NOTE),
    ]
