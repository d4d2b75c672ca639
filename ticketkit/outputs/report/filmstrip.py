"""The stretch around the moment in small pictures, so that the movement can be followed."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from ticketkit import wording
from ticketkit.model.case import StoredCase
from ticketkit.model.frame import StretchFrame
from ticketkit.outputs._pictures import opened
from ticketkit.outputs.report._pictures import fitted, packed, reduced
from ticketkit.outputs.report._style import LABEL, NOTE, PART, WIDTH_PT, grid, paragraph
from ticketkit.outputs.report._words import word

_COLUMNS, _MOST = 6, 12
_GAP_PT = 2 * mm
_CELL_PT = (WIDTH_PT - (_COLUMNS - 1) * _GAP_PT) / _COLUMNS
_TALLEST_PT = 27 * mm


def story(stored: StoredCase) -> list[Flowable]:
    """Lay out up to twelve frames of the stretch; empty for a case without one."""
    chosen = _evenly(stored.case.stretch, stored.case.moment.frame)
    if not chosen:
        return []
    cells = [_cell(stored, frame) for frame in chosen]
    rows = [cells[i : i + _COLUMNS] for i in range(0, len(cells), _COLUMNS)]
    rows[-1] = rows[-1] + [[] for _ in range(min(_COLUMNS, len(cells)) - len(rows[-1]))]
    said = word(
        "comparison.stretch_text",
        start_s=chosen[0].time_s,
        end_s=chosen[-1].time_s,
        shown=len(chosen),
        all=chosen[-1].index - chosen[0].index + 1,
    )
    widths = [_CELL_PT + _GAP_PT] * len(rows[0])
    title = paragraph(word("comparison.stretch"), PART)
    return [KeepTogether([title, grid(rows, widths), paragraph(said, NOTE)])]


def _evenly(stretch: Sequence[StretchFrame], moment: int) -> list[StretchFrame]:
    """At most twelve frames, evenly spread, that of the moment among them."""
    if len(stretch) <= _MOST:
        return list(stretch)
    step = -(-len(stretch) // _MOST)
    place = next((i for i, f in enumerate(stretch) if f.index == moment), 0)
    return list(stretch[place % step :: step])


def _cell(stored: StoredCase, frame: StretchFrame) -> list[Flowable]:
    picture = packed(reduced(opened(stored, frame.file), _CELL_PT))
    role = word(f"comparison.is_{frame.role}")
    time, place = wording.seconds(frame.time_s), f"#{frame.index}"
    words = word("alt.stretch", time_s=frame.time_s, index=str(frame.index), role=role)
    shown = fitted(picture, _CELL_PT, _TALLEST_PT, words)
    return [shown, Spacer(0, 1), paragraph(f"{time} {place}", LABEL), Spacer(0, 2)]
