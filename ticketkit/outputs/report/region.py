"""The marked region enlarged, from an earlier frame, that of the moment, and a later one."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable, KeepTogether, Spacer

from ticketkit.model.case import Case, StoredCase
from ticketkit.model.clip import Clip
from ticketkit.model.frame import Mark
from ticketkit.outputs._pictures import displayed
from ticketkit.outputs.report._findings import moment_origin
from ticketkit.outputs.report._panels import Panel, panels
from ticketkit.outputs.report._pictures import GAP_PT, Picture, fitted, packed, reduced
from ticketkit.outputs.report._style import NOTE, PART, WIDTH_PT, grid, height_pt, paragraph
from ticketkit.outputs.report._words import word

COLUMN_PT = (WIDTH_PT - GAP_PT) / 2
_MOST = 3
_AROUND = 0.5
"""How much of a box's width and height is shown on each side of it, at least."""
_ASPECT = 1.9
"""Width to height of what is shown, at least: two such pictures fill the width of a page."""
_LEAST_PT, _MOST_PT = 75.0, 125.0
"""How high the pictures are at least and at most."""
USUAL_PT = 134.0
"""Room in which they can be seen well, with title and captions."""


@dataclass(frozen=True)
class Region:
    """One enlarged picture and what it is."""

    picture: Picture
    said: str


def _three(case: Case) -> list[Panel]:
    """The same and what is there later."""
    return panels(case)[:_MOST] if two(case) else []


def two(case: Case) -> list[Panel]:
    """The frame of the moment after an earlier one; fewer where there is no such frame."""
    if moment_origin(case) == "nowhere":
        return []
    return [panel for panel in panels(case) if panel.name in ("earlier", "at")]


def said(panel: Panel) -> str:
    """Name a frame, its time and its place."""
    place = word("summary.picture", time_s=panel.frame.time_s, frame=str(panel.frame.index))
    return f"{word(f'summary.{panel.name}')}: {place}"


def load(stored: StoredCase) -> list[Region]:
    """Cut the first box out of the frames at their full size; empty where nobody drew one.

    Raises CaseError for a picture that is missing or damaged.
    """
    shown = _three(stored.case)
    mark = next((p.frame.marks[0] for p in shown if p.frame.marks), None)
    if mark is None:
        return []
    return [_region(stored, panel, mark) for panel in shown]


def _region(stored: StoredCase, panel: Panel, mark: Mark) -> Region:
    whole = displayed(stored, panel.frame.file)
    cut = reduced(whole.crop(_surroundings(mark, stored.case.clip)), COLUMN_PT)
    return Region(packed(cut), said(panel))


def _surroundings(mark: Mark, clip: Clip) -> tuple[int, int, int, int]:
    width, height = clip.display_size_px
    across, down = round(_AROUND * mark.w), round(_AROUND * mark.h)
    top, bottom = max(0, mark.y - down), min(height, mark.y + mark.h + down)
    wide = min(width, max(mark.w + 2 * across, round(_ASPECT * (bottom - top))))
    left = min(max(0, mark.x + mark.w // 2 - wide // 2), width - wide)
    return left, top, left + wide, bottom


def story(regions: Sequence[Region], room_pt: float) -> list[Flowable]:
    """Lay the regions out beside each other; empty where there are none, or too little room."""
    if not regions:
        return []
    title = paragraph(word("comparison.region"), PART)
    captions = [paragraph(region.said, NOTE) for region in regions]
    count = len(regions)
    column_pt = (WIDTH_PT - (count - 1) * GAP_PT) / max(2, count)
    tall_pt = min(_MOST_PT, room_pt - height_pt([title, captions[0]]) - 8)
    if tall_pt < _LEAST_PT:
        return []
    cells = [
        [
            fitted(r.picture, column_pt, tall_pt, word("alt.region", said=r.said)),
            Spacer(0, 4),
            caption,
        ]
        for r, caption in zip(regions, captions, strict=True)
    ]
    return [KeepTogether([title, grid([cells], [column_pt + GAP_PT] * len(cells))])]
