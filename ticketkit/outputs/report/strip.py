"""The strip of page 1: what was before, at and after the moment."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from ticketkit.model.case import Case
from ticketkit.model.frame import FrameRecord
from ticketkit.outputs.report._findings import moment_origin
from ticketkit.outputs.report._pictures import GAP_PT, Box, Pair, fitted
from ticketkit.outputs.report._style import CAPTION, NOTE, WIDTH_PT, grid, paragraph
from ticketkit.outputs.report._words import word

_STRIP_HEIGHT_PT = 62 * mm
_CAPTION_PT = 40 * mm


def story(case: Case, pictures: Sequence[Pair]) -> list[Flowable]:
    """Lay out up to three pictures in a row, with the boxes that somebody drew."""
    places = _places(case)
    width = (WIDTH_PT - (len(places) - 1) * GAP_PT) / len(places)
    by_index = {f.index: p for f, p in zip(case.frames, pictures, strict=True)}
    images, captions = [], []
    for name, frame in places:
        untouched = by_index[frame.index].untouched
        images.append(fitted(untouched, width, _STRIP_HEIGHT_PT, _boxes(case, frame)))
        place = word("summary.picture", time_s=frame.time_s, frame=str(frame.index))
        captions.append([Spacer(0, 4), paragraph(name, CAPTION), paragraph(place, NOTE)])
    columns = [max(i.width, _CAPTION_PT) + GAP_PT for i in images]
    return [grid([images, captions], columns), Spacer(0, 8)]


def _boxes(case: Case, frame: FrameRecord) -> tuple[Box, ...]:
    width, height = case.clip.display_size_px
    return tuple((m.x / width, m.y / height, m.w / width, m.h / height) for m in frame.marks)


def _places(case: Case) -> list[tuple[str, FrameRecord]]:
    """What was before, at and after the moment, as far as the case holds it."""
    failing = [f for f in case.frames if f.role == "failure"] or list(case.frames)
    at = next((f for f in case.frames if f.index == case.moment.frame), failing[0])
    earlier = [f for f in case.frames if f.index < at.index]
    later = [f for f in case.frames if f.index > at.index]
    after = next((f for f in later if f.role == "after"), None)
    places = [("before", earlier[-1])] if earlier else []
    places.append(("at", at))
    if after is not None:
        places.append(("after", after))
    elif later:
        places.append(("still" if case.shown else "later", later[-1]))
    if moment_origin(case) == "nowhere":
        places = [("somewhere", frame) for _, frame in places]
    return [(word(f"summary.{name}"), frame) for name, frame in places]
