"""Evidence pages: every frame untouched and with marks, with what identifies it."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from reportlab.platypus import Flowable, KeepTogether, Spacer

from ticketkit import wording
from ticketkit.model.case import Case
from ticketkit.model.clip import Clip
from ticketkit.model.frame import FrameRecord, Mark
from ticketkit.outputs._words import rows
from ticketkit.outputs.report._pictures import BESIDE_PT, GAP_PT, Framed, Pair, Picture, Size
from ticketkit.outputs.report._style import (
    FRAME,
    NOTE,
    SMALL,
    SMALL_HASH,
    SMALL_LABEL,
    WIDTH_PT,
    Fact,
    bookmark,
    grid,
    heading,
    paragraph,
    small_facts,
)
from ticketkit.outputs.report._words import word


def story(case: Case, pictures: Sequence[Pair]) -> list[Flowable]:
    """Lay out the frames in the order of their times, two or three a page."""
    blocks = [
        list(_frame(case, frame, pair)) for frame, pair in zip(case.frames, pictures, strict=True)
    ]
    blocks[0] = heading(word("evidence.heading")) + blocks[0]
    made = [Spacer(0, 6), paragraph(word("evidence.made"), NOTE)]
    return [*(KeepTogether(block) for block in blocks), *made]


def _frame(case: Case, frame: FrameRecord, pair: Pair) -> Iterator[Flowable]:
    name = word("evidence.frame", index=str(frame.index))
    yield bookmark(name, 1)
    yield paragraph(f"{name} · {wording.seconds(frame.time_s)} · {_role(case, frame)}", FRAME)
    place, hashes = _place(frame, case.clip), _hashes(frame)
    left_pt = WIDTH_PT - pair.untouched_pt[0] - pair.annotated_pt[0] - 2 * GAP_PT
    if left_pt >= BESIDE_PT:
        files = (word("evidence.files"), f"{frame.file}\n{frame.annotated}")
        yield _pictures(frame, pair, _told([*place, files]))
        yield small_facts(hashes)
    else:
        yield _pictures(frame, pair, None)
        yield small_facts([*place, *hashes])


def _role(case: Case, frame: FrameRecord) -> str:
    (row,) = rows(case, [frame], case.route.kind)
    role = word(f"evidence.is_{row.word}")
    if not frame.marks or row.word == "marked":
        return role
    return word("evidence.also_marked" if frame.is_marked else "evidence.followed", role=role)


def _pictures(frame: FrameRecord, pair: Pair, beside: Flowable | None) -> Flowable:
    """Both pictures, and beside them what there is room for."""
    said = {"index": str(frame.index), "time_s": frame.time_s}
    named = beside is None
    untouched = _captioned(
        pair.untouched,
        pair.untouched_pt,
        word("alt.untouched", **said),
        frame.file if named else "",
    )
    annotated = _captioned(
        pair.annotated,
        pair.annotated_pt,
        word(f"alt.{_copy(frame)}", **said),
        frame.annotated if named else "",
    )
    cells, widths = [untouched, annotated], [pair.untouched_pt[0], pair.annotated_pt[0]]
    if beside is not None:
        cells.append([beside])
        widths.append(WIDTH_PT - sum(widths) - 2 * GAP_PT)
    return grid([cells], [width + GAP_PT for width in widths[:-1]] + widths[-1:])


def _copy(frame: FrameRecord) -> str:
    """Key of what the annotated copy shows."""
    if not frame.marks:
        return "captioned"
    return "marked" if frame.is_marked else "followed"


def _captioned(picture: Picture, size_pt: Size, words: str, name: str) -> list[Flowable]:
    below = [Spacer(0, 2), paragraph(name, SMALL_LABEL)] if name else []
    return [Framed(picture, size_pt, words), *below, Spacer(0, 5)]


def _told(facts_: Sequence[Fact]) -> Flowable:
    """Facts below each other, for a narrow column."""
    cells = [[paragraph(name, SMALL_LABEL), paragraph(str(said), SMALL)] for name, said in facts_]
    return grid([[cell] for pair in cells for cell in pair], [BESIDE_PT])


def _place(frame: FrameRecord, clip: Clip) -> list[Fact]:
    told: list[Fact] = [
        (word("evidence.time"), _time(frame, clip)),
        (word("evidence.type"), _type(frame)),
    ]
    if frame.marks:
        told.append((word("evidence.marks"), "; ".join(_mark(mark) for mark in frame.marks)))
    return told


def _hashes(frame: FrameRecord) -> list[Fact]:
    copy = "marked" if frame.marks else "annotated"
    return [
        (word("evidence.untouched_sha256"), paragraph(frame.sha256, SMALL_HASH)),
        (word(f"evidence.{copy}_sha256"), paragraph(frame.annotated_sha256, SMALL_HASH)),
        (word("evidence.pixels_sha256"), paragraph(frame.pixels_sha256, SMALL_HASH)),
    ]


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
