"""The document: pages, footers, metadata, and the order of the sections."""

import hashlib
import io
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    PageTemplate,
)

from ticketkit.charts import fonts
from ticketkit.model.case import Case, StoredCase
from ticketkit.model.frame import FrameRecord
from ticketkit.outputs.report import (
    _enclosed,
    _page_numbers,
    _pictures,
    comparison,
    evidence,
    glossary,
    identity,
    log,
    measurement,
    method,
    provenance,
    region,
    summary,
)
from ticketkit.outputs.report._findings import id_word
from ticketkit.outputs.report._finish import finish
from ticketkit.outputs.report._style import (
    BOTTOM_PT,
    HEIGHT_PT,
    LABEL,
    PAGE_PT,
    RULE,
    RULE_PT,
    SIDE_PT,
    WIDTH_PT,
    Act,
    visible,
)
from ticketkit.outputs.report._tags import TaggedCanvas, decoration
from ticketkit.outputs.report._words import word

rl_config.useA85 = 0  # streams as bytes: a fifth smaller than as letters, and quicker

_MOST_OF_A_PAGE = 0.7
_FOOTER_PT = 12 * 72 / 25.4


def pdf(stored: StoredCase) -> bytes:
    """The whole report. Everything in it, dates included, follows from the stored case.

    The typefaces for scripts that the bundled ones lack come from the machine; the log names them.
    """
    fonts.register()
    case, frames = stored.case, _enclosed.enclosed_frames(stored)
    story = _story(stored, _pictures.load(stored), frames)
    buffer, made = io.BytesIO(), list[TaggedCanvas]()
    _template(buffer, case).build(story, canvasmaker=partial(_canvas, case.created_at, made))
    return finish(buffer.getvalue(), made[-1].pieces, _enclosed.enclosures(stored, frames))


def _story(
    stored: StoredCase, pictures: Sequence[_pictures.Pair], enclosed: Sequence[FrameRecord]
) -> list[Flowable]:
    case, regions = stored.case, region.load(stored)
    return [
        *summary.story(case, pictures, regions),
        # Never on page 1; on page 2 where the sender's words end early there.
        CondPageBreak(_MOST_OF_A_PAGE * HEIGHT_PT),
        *comparison.story(stored, pictures, regions),
        *evidence.story(case, pictures),
        *measurement.story(case),
        *method.story(case),
        *identity.story(case),
        *provenance.story(case),
        *glossary.story(case),
        *log.story(case, enclosed),
        Act(partial(_page_numbers.define, _page_numbers.TOTAL)),
    ]


def _template(buffer: io.BytesIO, case: Case) -> BaseDocTemplate:
    frame = Frame(
        SIDE_PT,
        BOTTOM_PT,
        WIDTH_PT,
        HEIGHT_PT,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    return BaseDocTemplate(
        buffer,
        pagesize=PAGE_PT,
        pageTemplates=[
            PageTemplate("page", [frame], onPage=lambda canvas, _: _footer(canvas, case))
        ],
        title=f"{word('document.title')}: {case.failure.term}",
        author=f"{case.tool.name} {case.tool.version}",
        subject=word(
            "document.subject",
            term=case.failure.term,
            id_word=id_word(case),
            id=case.identifier.value,
        ),
        creator=f"{case.tool.name} {case.tool.version}",
        lang="en",
        initialFontName=fonts.SANS,
        displayDocTitle=1,
        invariant=1,
    )


def _canvas(
    created_at: datetime, made: list[TaggedCanvas], *args: object, **settings: object
) -> Canvas:
    """Make a canvas whose dates and file identifier come from the case alone; note it in `made`."""
    created = created_at.astimezone(UTC)
    canvas = TaggedCanvas(*args, **settings)
    canvas.setDateFormatter(lambda *_: f"{created:D:%Y%m%d%H%M%S}+00'00'")
    # reportlab has put SOURCE_DATE_EPOCH into the digest, whatever `invariant` says
    digest = hashlib.md5(created.isoformat().encode(), usedforsecurity=False)
    canvas._doc.signature = digest  # noqa: SLF001 - there is no public way
    made.append(canvas)
    return canvas


def _footer(canvas: Canvas, case: Case) -> None:
    name = word(
        "document.name",
        case_id=case.name,
        tool=case.tool.name,
        version=case.tool.version,
        created=case.created_at.astimezone(UTC).strftime(word("document.created")),
    )
    with decoration(canvas):
        canvas.saveState()
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(RULE_PT)
        canvas.line(SIDE_PT, _FOOTER_PT + 14, SIDE_PT + WIDTH_PT, _FOOTER_PT + 14)
        canvas.setFont(LABEL.fontName, LABEL.fontSize)
        canvas.setFillColor(LABEL.textColor)
        canvas.drawRightString(SIDE_PT + WIDTH_PT, _FOOTER_PT, visible(name))
        canvas.restoreState()
        number = f"{canvas.getPageNumber()} /"
        _page_numbers.draw(canvas, number, _page_numbers.TOTAL, (SIDE_PT, _FOOTER_PT))
