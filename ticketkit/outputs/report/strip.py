"""The pictures of page 1, as large as the page leaves room for."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from ticketkit.model.case import Case
from ticketkit.model.frame import FrameRecord
from ticketkit.outputs.report._panels import Panel, panels
from ticketkit.outputs.report._pictures import GAP_PT, Box, Framed, Pair, Size, fitted
from ticketkit.outputs.report._style import CAPTION, NOTE, WIDTH_PT, grid, paragraph
from ticketkit.outputs.report._words import word

_TALLEST_PT = 82 * mm
_CAPTION_HEIGHT_PT, _LEAST_COLUMN_PT = 36, 34 * mm
_NOTE_HEIGHT_PT = 20
_GAIN = 1.25
"""How much wider the pictures must become before they are set in two rows."""


@dataclass(frozen=True)
class Layout:
    """How the pictures are set out."""

    columns: int
    picture_pt: Size
    """At most this wide and this high."""


def layout(count: int, size_px: tuple[int, int], room_pt: float) -> Layout:
    """Set `count` pictures of one size out in one row, or in two where that shows them larger."""
    one, two = (_columns(n, count, size_px, room_pt) for n in (count, math.ceil(count / 2)))
    even = count % 2 == 0 and count > 2
    return two if even and two.picture_pt[0] >= _GAIN * one.picture_pt[0] else one


def story(case: Case, pictures: Sequence[Pair], room_pt: float) -> list[Flowable]:
    """Lay out up to four pictures within a height, with the boxes that somebody drew."""
    shown = panels(case)
    by_index = {f.index: p for f, p in zip(case.frames, pictures, strict=True)}
    marks = [mark for panel in shown for mark in panel.frame.marks]
    room_pt -= _NOTE_HEIGHT_PT if marks else 0
    plan = layout(len(shown), case.clip.display_size_px, room_pt)
    cells = [_cell(case, p, by_index[p.frame.index], plan.picture_pt) for p in shown]
    parts: list[Flowable] = list(_rows(cells, plan.columns))
    if marks:
        key = "boxes" if all(mark.is_drawn for mark in marks) else "boxes_followed"
        parts.append(paragraph(word(f"summary.{key}"), NOTE))
    return [*parts, Spacer(0, 4)]


def picture_height_pt(case: Case, room_pt: float) -> float:
    """How high one picture gets when all of them share `room_pt`."""
    width, height = case.clip.display_size_px
    plan = layout(len(panels(case)), (width, height), room_pt)
    return plan.picture_pt[0] * height / width


def _columns(columns: int, count: int, size_px: tuple[int, int], room_pt: float) -> Layout:
    rows = math.ceil(count / columns)
    width = (WIDTH_PT - (columns - 1) * GAP_PT) / columns
    height = min(_TALLEST_PT, room_pt / rows - _CAPTION_HEIGHT_PT)
    scale = min(width / size_px[0], height / size_px[1])
    return Layout(columns, (size_px[0] * scale, size_px[1] * scale))


def _cell(case: Case, panel: Panel, pair: Pair, size_pt: Size) -> tuple[Framed, list[Flowable]]:
    frame = panel.frame
    place = word("summary.picture", time_s=frame.time_s, frame=str(frame.index))
    name = paragraph(word(f"summary.{panel.name}"), CAPTION)
    caption = [Spacer(0, 4), name, paragraph(place, NOTE)]
    words = f"{word(f'summary.{panel.name}')}: {place}"
    return fitted(pair.untouched, *size_pt, words, boxes(case, frame)), caption


def _rows(cells: Sequence[tuple[Framed, list[Flowable]]], columns: int) -> Iterator[Flowable]:
    for first in range(0, len(cells), columns):
        row = cells[first : first + columns]
        widths = [max(picture.width, _LEAST_COLUMN_PT) + GAP_PT for picture, _ in row]
        yield grid([[picture for picture, _ in row], [caption for _, caption in row]], widths)
        yield Spacer(0, 4)


def boxes(case: Case, frame: FrameRecord) -> tuple[Box, ...]:
    """The boxes of a frame as fractions of its picture."""
    width, height = case.clip.display_size_px
    return tuple((m.x / width, m.y / height, m.w / width, m.h / height) for m in frame.marks)
