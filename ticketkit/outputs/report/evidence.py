"""Evidence pages: every frame untouched and with marks, with what identifies it."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from reportlab.platypus import Flowable, KeepTogether, Spacer

from ticketkit import wording
from ticketkit.model.case import Case
from ticketkit.model.clip import Clip
from ticketkit.model.frame import FrameRecord, Mark
from ticketkit.outputs._words import rows
from ticketkit.outputs.report._pictures import GAP_PT, Framed, Pair, Picture, Size
from ticketkit.outputs.report._style import (
    FRAME,
    HASH,
    NOTE,
    Fact,
    bookmark,
    facts,
    grid,
    heading,
    paragraph,
)
from ticketkit.outputs.report._words import word


def story(case: Case, pictures: Sequence[Pair]) -> list[Flowable]:
    """Lay out the frames in the order of their times, one or two a page."""
    blocks = [
        list(_frame(case, frame, pair)) for frame, pair in zip(case.frames, pictures, strict=True)
    ]
    opening = [*heading(word("evidence.heading")), paragraph(word("evidence.intro"), NOTE)]
    blocks[0] = opening + blocks[0]
    return [KeepTogether(block) for block in blocks]


def _frame(case: Case, frame: FrameRecord, pair: Pair) -> Iterator[Flowable]:
    name = word("evidence.frame", index=str(frame.index))
    yield bookmark(name, 1)
    yield paragraph(f"{name} · {wording.seconds(frame.time_s)} · {_role(case, frame)}", FRAME)
    yield _pictures(frame, pair)
    yield facts(_rows(frame, case.clip))


def _role(case: Case, frame: FrameRecord) -> str:
    (row,) = rows(case, [frame], case.route.kind)
    role = word(f"evidence.is_{row.word}")
    if not frame.marks or row.word == "marked":
        return role
    return word("evidence.also_marked" if frame.is_marked else "evidence.followed", role=role)


def _pictures(frame: FrameRecord, pair: Pair) -> Flowable:
    said = {"index": str(frame.index), "time_s": frame.time_s}
    untouched = _captioned(
        pair.untouched, pair.untouched_pt, frame.file, word("alt.untouched", **said)
    )
    key = "marked" if frame.marks else "captioned"
    annotated = _captioned(
        pair.annotated, pair.annotated_pt, frame.annotated, word(f"alt.{key}", **said)
    )
    if pair.stacked:
        return grid([[annotated], [untouched]], [pair.annotated_pt[0]])
    column = pair.untouched_pt[0] + GAP_PT
    return grid([[untouched, annotated]], [column, pair.annotated_pt[0]])


def _captioned(picture: Picture, size_pt: Size, name: str, words: str) -> list[Flowable]:
    return [Framed(picture, size_pt, words), Spacer(0, 3), paragraph(name, NOTE)]


def _rows(frame: FrameRecord, clip: Clip) -> list[Fact]:
    copy = "marked" if frame.marks else "annotated"
    told: list[Fact] = [
        (word("evidence.time"), _time(frame, clip)),
        (word("evidence.type"), _type(frame)),
        (word("evidence.untouched_sha256"), paragraph(frame.sha256, HASH)),
        (word(f"evidence.{copy}_sha256"), paragraph(frame.annotated_sha256, HASH)),
        (word("evidence.pixels_sha256"), paragraph(frame.pixels_sha256, HASH)),
    ]
    if frame.marks:
        marks = "; ".join(_mark(mark) for mark in frame.marks)
        told.append((word("evidence.marks"), marks))
    return told


def _time(frame: FrameRecord, clip: Clip) -> str:
    shifted = frame.pts * Fraction(frame.time_base) != Fraction(frame.time_s)
    return word(
        "evidence.time_shifted" if shifted and clip.start_s else "evidence.time_text",
        time_s=frame.time_s,
        pts=str(frame.pts),
        time_base=frame.time_base,
        start_s=clip.start_s,
    )


def _type(frame: FrameRecord) -> str:
    known = frame.picture_type != "?"
    return word(
        "evidence.type_text",
        type=frame.picture_type if known else word("evidence.type_unknown"),
        key=word("evidence.key_frame" if frame.key_frame else "evidence.not_key_frame"),
    )


def _mark(mark: Mark) -> str:
    key = "mark_labelled" if mark.words else "mark"
    place = {name: str(getattr(mark, name)) for name in ("x", "y", "w", "h")}
    return word(f"evidence.{key}", label=mark.words, **place)
