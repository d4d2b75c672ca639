"""What a reader looks for on page 1: ID, time, proof, request, address, and the sender's words."""

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Spacer, Table

from ticketkit import catalog, wording
from ticketkit.model.case import Case
from ticketkit.outputs.report import _page_numbers
from ticketkit.outputs.report._findings import id_word, moment_origin
from ticketkit.outputs.report._scripts import MOST_CODES, quoted, setting
from ticketkit.outputs.report._style import HASH, NOTE, PART, VALUE_PT, Fact, facts, paragraph
from ticketkit.outputs.report._words import word

_FIRST_WORDS_PT = 22 * mm


def table(case: Case) -> Table:
    """Lay out the facts that a ticket needs, each in a row."""
    return facts(_rows(case))


def _rows(case: Case) -> list[Fact]:
    identifier, clip = case.identifier, case.clip
    is_odd = identifier.form_known and not identifier.matches_pattern
    odd = [paragraph(word("summary.odd_id"), NOTE)] if is_odd else []
    size = wording.number(clip.bytes)
    strength = word("summary.documentation_text", level=case.strength.level)
    return [
        (id_word(case), [paragraph(identifier.value, HASH), *odd]),
        (word("summary.moment"), _moment(case)),
        (word("summary.file"), word("summary.file_text", name=clip.file_name, bytes=size)),
        (word("summary.sha256"), paragraph(clip.sha256, HASH)),
        *_history(case),
        (word("summary.proof"), _proof(case)),
        (word("summary.request"), _request(case)),
        (word("summary.route"), _route(case)),
        (word("summary.documentation"), paragraph(strength, NOTE)),
    ]


def _moment(case: Case) -> str:
    return word(
        f"summary.moment_{moment_origin(case)}",
        time_s=case.moment.time_s,
        frame=str(case.moment.frame),
        given=case.request.at or wording.seconds(case.moment.time_s),
    )


def _history(case: Case) -> list[Fact]:
    """What the file says of its own history, where it says anything."""
    found = case.clip.provenance
    if found is None or found.handling == "cannot_tell":
        return []
    return [(word("summary.history"), word(f"summary.history_{found.handling}"))]


def _proof(case: Case) -> Flowable:
    count = len(case.frames)
    said = word(f"summary.proof_{'one' if count == 1 else 'many'}", count=count)
    return _page_numbers.Reference(said, _page_numbers.CHECK, word("identity.check"))


def _request(case: Case) -> str:
    """What the sender asks for; a credit is named only where nothing measured speaks against it."""
    asked = [word("summary.request_review")]
    if case.shown is not False and catalog.load().vendor(case.failure.vendor).goodwill:
        asked.append(word("summary.request_goodwill"))
    return " ".join(asked)


def _route(case: Case) -> list[Flowable]:
    route = case.route
    channels = catalog.load().vendor(case.failure.vendor).channels
    title = next((c.title for c in channels if c.name == route.channel), route.channel)
    said = [paragraph(word("summary.no_channel"))]
    if route.address:
        said = [paragraph(word("summary.route_text", channel=title, address=route.address))]
    source = word(
        "summary.route_source",
        source=route.source,
        checked_on=route.checked_on,
        trust=word(f"summary.trust_{route.confidence}"),
    )
    return [*said, paragraph(source, NOTE)]


def quotes(case: Case) -> list[Flowable]:
    """Lay out what the sender wrote, word for word; empty when there is nothing."""
    request = case.request
    said = [(k, getattr(request, k)) for k in ("observed", "expected", "prompt")]
    rows: list[Fact] = [
        (word(f"summary.{key}"), quoted(text, VALUE_PT)) for key, text in said if text
    ]
    if not rows:
        return []
    coded = [setting(text).missing for _, text in said if text]
    notes = [word("summary.words_note")]
    if any(coded):
        notes.append(word("summary.coded_note", count=sum(coded)))
    if max(coded) > MOST_CODES:
        notes.append(word("summary.cut_note", most=MOST_CODES))
    title = paragraph(word("summary.words"), PART)
    title.keepWithNext = False  # or a long prompt would be moved as a whole
    return [
        CondPageBreak(_FIRST_WORDS_PT),
        title,
        facts(rows),
        Spacer(0, 3),
        *(paragraph(note, NOTE) for note in notes),
    ]
