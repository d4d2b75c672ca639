"""The document: pages, footers, metadata, and the order of the sections."""

import hashlib
import io
from datetime import UTC, datetime
from functools import partial

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate

from ticketkit.charts import fonts
from ticketkit.model.case import Case, StoredCase
from ticketkit.outputs.report import (
    _page_numbers,
    _pictures,
    evidence,
    identity,
    log,
    measurement,
    method,
    summary,
)
from ticketkit.outputs.report._findings import id_word
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
from ticketkit.outputs.report._words import word

rl_config.useA85 = 0  # streams as bytes: a fifth smaller than as letters, and quicker

_FOOTER_PT = 12 * 72 / 25.4


def pdf(stored: StoredCase) -> bytes:
    """The whole report. Everything in it, dates included, follows from the stored case."""
    fonts.register()
    case, pictures = stored.case, _pictures.load(stored)
    story: list[Flowable] = [
        *summary.story(case, pictures),
        PageBreak(),
        *evidence.story(case, pictures),
        PageBreak(),
        *measurement.story(case),
        *method.story(case),
        *identity.story(case),
        *log.story(case),
        Act(partial(_page_numbers.define, _page_numbers.TOTAL)),
    ]
    buffer = io.BytesIO()
    _template(buffer, case).build(story, canvasmaker=partial(_canvas, case.created_at))
    return buffer.getvalue()


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


def _canvas(created_at: datetime, *args: object, **settings: object) -> Canvas:
    """Make a canvas whose dates and file identifier come from the case alone."""
    created = created_at.astimezone(UTC)
    canvas = Canvas(*args, **settings)
    canvas.setDateFormatter(lambda *_: f"{created:D:%Y%m%d%H%M%S}+00'00'")
    # reportlab has put SOURCE_DATE_EPOCH into the digest, whatever `invariant` says
    digest = hashlib.md5(created.isoformat().encode(), usedforsecurity=False)
    canvas._doc.signature = digest  # noqa: SLF001 - there is no public way
    return canvas


def _footer(canvas: Canvas, case: Case) -> None:
    name = word(
        "document.name",
        case_id=case.name,
        tool=case.tool.name,
        version=case.tool.version,
        created=case.created_at.astimezone(UTC).strftime(word("document.created")),
    )
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
