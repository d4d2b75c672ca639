"""The failure beside an earlier frame, what changed between frames, and the stretch at a glance."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from ticketkit import wording
from ticketkit.model.case import Case, StoredCase
from ticketkit.model.frame import FrameRecord
from ticketkit.outputs._words import lead_frame
from ticketkit.outputs.report import _differences, filmstrip, region
from ticketkit.outputs.report._findings import headline
from ticketkit.outputs.report._panels import Panel, panels
from ticketkit.outputs.report._pictures import GAP_PT, Pair, fitted, packed
from ticketkit.outputs.report._style import CAPTION, HEIGHT_PT, NOTE, PART, grid, heading, paragraph
from ticketkit.outputs.report._words import word
from ticketkit.outputs.report.region import COLUMN_PT
from ticketkit.outputs.report.strip import boxes

_PAIR_PT, _DIFFERENCE_PT = 66 * mm, 44 * mm

_Cell = list[Flowable]


def story(
    stored: StoredCase, pictures: Sequence[Pair], regions: Sequence[region.Region]
) -> list[Flowable]:
    """Lay out the comparison; empty where there is nothing to compare."""
    case = stored.case
    by_index = {f.index: p for f, p in zip(case.frames, pictures, strict=True)}
    parts = [
        *_pair(case, by_index),
        *region.story(regions[:2], HEIGHT_PT),
        *_changes(case, by_index),
        *filmstrip.story(stored),
    ]
    if not parts:
        return []
    return [*heading(word("comparison.heading")), *parts]


def _pair(case: Case, pictures: Mapping[int, Pair]) -> Iterator[Flowable]:
    shown = region.two(case)
    if len(shown) == 2:
        cells = [_whole(case, panel, pictures[panel.frame.index]) for panel in shown]
        yield KeepTogether([_beside(cells)])


def _whole(case: Case, panel: Panel, pair: Pair) -> _Cell:
    said = region.said(panel)
    drawn = boxes(case, panel.frame)
    picture = fitted(pair.untouched, COLUMN_PT, _PAIR_PT, word("alt.boxed", said=said), drawn)
    return [picture, Spacer(0, 4), paragraph(said, CAPTION)]


def _changes(case: Case, pictures: Mapping[int, Pair]) -> list[Flowable]:
    """What changes between frames, where the finding is about that."""
    finding = headline(case)
    if finding is None or finding.status != "shown":
        return []
    shown = _steps(case, finding.check)
    if not shown:
        return []
    cells = [_change(a, b, pictures, align=finding.check == _JUMP) for a, b in shown]
    title = paragraph(word("comparison.difference"), PART)
    scale = [Spacer(0, 6), _differences.scale(), paragraph(word("comparison.scale"), NOTE)]
    return [KeepTogether([title, _beside(cells), *scale])]


_STILLNESS, _JUMP = "frozen_frames", "content_jump"


def _steps(case: Case, check: str) -> list[tuple[FrameRecord, FrameRecord]]:
    """Pairs of frames whose difference shows the finding."""
    if check == _STILLNESS:
        held = [p.frame for p in panels(case) if p.name in ("earlier", "at", "still")]
        return list(pairwise(held)) if len(held) == 3 else []
    if check == _JUMP:
        at = lead_frame(case)
        before = [f for f in case.frames if f.index == at.index - 1]
        return [(before[0], at)] if before else []
    return []


def _change(
    one: FrameRecord, other: FrameRecord, pictures: Mapping[int, Pair], *, align: bool
) -> _Cell:
    found = _differences.difference(
        pictures[one.index].upright, pictures[other.index].upright, align=align
    )
    said = word(
        "comparison.change",
        first=str(one.index),
        last=str(other.index),
        mean=wording.number(found.mean, 1),
    )
    if found.moved_px != (0, 0):
        said += " " + word("comparison.moved", x=found.moved_px[0], y=found.moved_px[1])
    picture = fitted(
        packed(found.picture), COLUMN_PT, _DIFFERENCE_PT, word("alt.change", said=said)
    )
    return [picture, Spacer(0, 4), paragraph(said, NOTE)]


def _beside(cells: Sequence[_Cell]) -> Flowable:
    return grid([list(cells)], [COLUMN_PT + GAP_PT] * len(cells))
