"""How the numbers come about, what they cannot see, and what the report does not establish."""

from reportlab.platypus import Flowable

from ticketkit import catalog
from ticketkit.model.case import Case
from ticketkit.outputs.report._findings import explained, words_of
from ticketkit.outputs.report._style import METHOD, NOTE, PART, heading, items, paragraph
from ticketkit.outputs.report._words import word, words


def story(case: Case) -> list[Flowable]:
    """Lay out the methods of what is explained, then the limits of the whole."""
    asked = dict.fromkeys(
        [f.check for f in explained(case)] or [m.detector for m in case.measurements]
    )
    parts = heading(word("method.heading"))
    for detector in asked:
        parts += _method(detector)
    if not asked:
        parts.append(paragraph(word("method.by_eye")))
    look_alikes = catalog.load().mode(case.failure.mode).not_this
    if look_alikes:
        parts += [paragraph(word("method.look_alikes"), PART), *items(look_alikes)]
    parts.append(paragraph(word("method.not_established"), PART))
    return [*parts, *items(words("method.limits"))]


def _method(detector: str) -> list[Flowable]:
    said = words_of(detector)
    title = paragraph(f"{said.title}: {word('method.how').lower()}", PART)
    return [
        title,
        *(paragraph(text, METHOD) for text in said.method),
        paragraph(word("method.blind_spots_text", spots="; ".join(said.blind_spots)), METHOD),
        paragraph(f"{word('method.source')}: {said.source}", NOTE),
    ]
