"""What the file tells of its own history: signature, programs, structure, and what follows."""

from collections.abc import Iterator

from reportlab.platypus import Flowable, Spacer

from ticketkit.model.case import Case
from ticketkit.model.provenance import Credentials, Note, Provenance
from ticketkit.outputs.report._style import NOTE, Fact, heading, paragraph, small_facts
from ticketkit.outputs.report._words import word


def story(case: Case) -> list[Flowable]:
    """Lay out the verdict, its evidence, and the three states of Content Credentials."""
    parts = heading(word("provenance.heading"))
    found = case.clip.provenance
    if found is None:
        return [*parts, paragraph(word("provenance.unexamined"))]
    return [
        *parts,
        small_facts(_rows(found)),
        Spacer(0, 4),
        paragraph(word("provenance.limits"), NOTE),
    ]


def _rows(found: Provenance) -> Iterator[Fact]:
    yield word("provenance.handling"), word(f"provenance.{found.handling}")
    if found.original:
        yield word("provenance.original"), found.original
    signed = found.credentials
    for state in ("present", "intact", "signer"):
        yield word(f"provenance.{state}"), _state(state, signed)
    if found.traces:
        yield word("provenance.evidence"), "\n".join(trace.text for trace in found.traces)
    for note in found.notes:
        yield word("provenance.note"), f"{note.text} {_source(note)}"


def _state(state: str, signed: Credentials) -> str:
    if state == "present":
        key = {True: "yes", False: "no", None: "not_looked_for"}[signed.present]
        return word(f"provenance.present_{key}")
    if not signed.present:
        key = "not_looked_for" if signed.present is None else "none"
        return word(f"provenance.credentials_{key}")
    if state == "intact":
        key = {True: "yes", False: "no", None: "unchecked"}[signed.intact]
        faults = ", ".join(signed.faults) or word("provenance.unnamed_fault")
        return word(f"provenance.intact_{key}", faults=faults, reader=signed.checked_by)
    if signed.signer_known is None:
        return word("provenance.signer_none")
    key = "known" if signed.signer_known else "unknown"
    return word(f"provenance.signer_{key}", name=signed.signer)


def _source(note: Note) -> str:
    return word(
        "summary.route_source",
        source=note.source,
        checked_on=note.checked_on,
        trust=word(f"summary.trust_{note.confidence}"),
    )
