"""The technical words of the report in plain ones."""

from reportlab.platypus import Flowable

from ticketkit import catalog
from ticketkit.model.case import Case
from ticketkit.outputs.report._style import facts, heading
from ticketkit.outputs.report._words import entries, word


def story(case: Case) -> list[Flowable]:
    """Explain the term of the failure, then the words that every report uses."""
    term = (case.failure.term, catalog.load().mode(case.failure.mode).definition)
    return [*heading(word("glossary.heading")), facts([term, *entries("glossary_words").items()])]
