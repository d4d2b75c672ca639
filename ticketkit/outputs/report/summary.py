"""Page 1: the claim, what was measured, the pictures, and where it goes."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable, Spacer

from ticketkit import catalog, charts, wording
from ticketkit.model.case import Case
from ticketkit.model.finding import Finding
from ticketkit.outputs.report import essentials, region, strip
from ticketkit.outputs.report._findings import (
    by_check,
    headline,
    known_moment_s,
    margin,
    words_of,
)
from ticketkit.outputs.report._pictures import Pair
from ticketkit.outputs.report._style import (
    ACCENT,
    FIGURE,
    HEIGHT_PT,
    KIND,
    LABEL,
    LEAD,
    NOTE,
    STATUS,
    TERM,
    WIDTH_PT,
    bookmark,
    grid,
    height_pt,
    paragraph,
)
from ticketkit.outputs.report._tags import Figure
from ticketkit.outputs.report._words import word

_WORDS_PT = 45 * mm
"""Up to this height the sender's words keep their place on page 1; longer ones give way."""
_CURVE_PT, _CURVE_GAP_PT = 100, 6
_LEAST_SHARE = 0.7
"""How much of their height the pictures keep when the curve stands below them."""
_SLACK_PT, _GAP_PT = 2, 8


def story(case: Case, pictures: Sequence[Pair], regions: Sequence[region.Region]) -> list[Flowable]:
    """Lay out the summary; only the sender's words may run on to a second page.

    What was marked is enlarged where the page has room for it.
    """
    top = [bookmark(word("summary.bookmark")), *_claim(case), *_finding(case)]
    table, quotes = essentials.table(case), essentials.quotes(case)
    words_pt = height_pt(quotes)
    words_pt = words_pt if words_pt <= _WORDS_PT else 0
    room_pt = HEIGHT_PT - height_pt([*top, table]) - words_pt - _SLACK_PT
    curve = _curve(case)
    with_curve_pt = room_pt - height_pt(curve)
    least, most = (strip.picture_height_pt(case, room) for room in (with_curve_pt, room_pt))
    if least < _LEAST_SHARE * most:
        curve, with_curve_pt = [], room_pt
    if regions and not curve:
        with_curve_pt = _beside_region_pt(case, room_pt)
    shown = strip.story(case, pictures, with_curve_pt)
    enlarged = region.story(regions, room_pt - height_pt([*shown, *curve]) - _GAP_PT)
    gap = [Spacer(0, _GAP_PT)] if enlarged else []
    return [*top, *shown, *enlarged, *gap, *curve, table, *quotes]


def _beside_region_pt(case: Case, room_pt: float) -> float:
    """The height for the pictures that leaves room for the region, where they stay large enough."""
    less_pt = room_pt - region.USUAL_PT - _GAP_PT
    least, most = (strip.picture_height_pt(case, room) for room in (less_pt, room_pt))
    return less_pt if least >= _LEAST_SHARE * most else room_pt


def _curve(case: Case) -> list[Flowable]:
    """The curve that the finding on this page was read from."""
    finding = headline(case)
    measured = [m for m in case.measurements if finding is not None and m.detector == finding.check]
    moment_s = known_moment_s(case)
    drawings = charts.curves(measured, case.findings, moment_s, (WIDTH_PT, _CURVE_PT))
    if not drawings or finding is None:
        return []
    figure = Figure(drawings[0], word("alt.curve", said=finding.sentence))
    return [figure, Spacer(0, _CURVE_GAP_PT)]


def _claim(case: Case) -> list[Flowable]:
    book, failure = catalog.load(), case.failure
    line = word(
        "summary.claim",
        tool=case.tool.name,
        title=failure.title,
        severity=failure.severity,
        vendor=book.vendor(failure.vendor).title,
    )
    return [
        HRFlowable(width=16 * mm, thickness=2, color=ACCENT, hAlign="LEFT", spaceAfter=7),
        paragraph(word("document.title"), KIND),
        paragraph(failure.term, TERM),
        *([paragraph(word("summary.claimed"), KIND)] if _unshown(case) else []),
        paragraph(line, KIND),
        Spacer(0, 8),
    ]


def _unshown(case: Case) -> bool:
    finding = headline(case)
    return finding is not None and finding.status == "not_shown"


def _finding(case: Case) -> list[Flowable]:
    finding = headline(case)
    if finding is None:
        said = _unmeasured(case)
    else:
        said = [word(f"summary.{finding.status}"), finding.sentence]
    found: list[Flowable] = [paragraph(said[0], STATUS), paragraph(said[1], LEAD)]
    if finding is not None and finding.value is not None:
        found += [Spacer(0, 3), _figures(finding, finding.value)]
    shown = [f for f in case.findings if f.status == "shown"]
    if len(shown) > 1:
        more = word("summary.more_findings", found=_counted(shown))
        found += [Spacer(0, 3), paragraph(more, NOTE)]
    definition = catalog.load().mode(case.failure.mode).definition
    meaning = paragraph(word("summary.meaning", definition=definition), NOTE)
    return [*found, Spacer(0, 7), meaning, Spacer(0, 4)]


def _unmeasured(case: Case) -> list[str]:
    """What is said where nobody looked for the failure by measurement: who placed the boxes."""
    marks = [mark for frame in case.frames for mark in frame.marks]
    if not marks:
        return [word("summary.by_eye"), word("summary.by_eye_sentence")]
    key = "marked" if all(mark.is_drawn for mark in marks) else "followed"
    return [word("summary.marked"), word(f"summary.{key}_sentence")]


def _counted(shown: Sequence[Finding]) -> str:
    """How many findings of which kind, since each kind has its own unit."""
    kinds = by_check(shown)
    return ", ".join(f"{words_of(check).title} ({len(found)})" for check, found in kinds.items())


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
