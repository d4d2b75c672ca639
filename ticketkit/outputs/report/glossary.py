"""The technical words of the report in plain ones."""

from reportlab.platypus import Flowable

from ticketkit import catalog
from ticketkit.model.case import Case
from ticketkit.outputs.report._style import METHOD, heading, paragraph
from ticketkit.outputs.report._words import entries, word


def story(case: Case) -> list[Flowable]:
    """Explain the term of the failure, then the words that this report uses."""
    term = (case.failure.term, catalog.load().mode(case.failure.mode).definition)
    unused = _unused(case)
    used = [entry for entry in entries("glossary_words").items() if entry[0] not in unused]
    return [
        *heading(word("glossary.heading")),
        *(paragraph(word("glossary.entry", name=n, meaning=m), METHOD) for n, m in (term, *used)),
    ]


def _unused(case: Case) -> set[str]:
    """The words of the glossary that stand nowhere else in the report."""
    findings = case.findings
    used = {
        "Threshold": bool(findings),
        "Baseline": any(f.baseline is not None for f in findings),
        "Luma level": _tells_levels(case),
        "Content Credentials": case.clip.provenance is not None,
    }
    return {name for name, there in used.items() if not there}


def _tells_levels(case: Case) -> bool:
    units = [f.unit for f in case.findings]
    units += [m.unit for m in case.measurements]
    return any("levels" in unit for unit in units)
