"""What the clip and the links of a request say of their origin, against what the person says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ticketkit import identify
from ticketkit.catalog import Catalog, Citation
from ticketkit.errors import UsageError
from ticketkit.model.identification import FileMarks, Identification, Statement
from ticketkit.model.provenance import Provenance
from ticketkit.model.request import BuildRequest
from ticketkit.model.vendor import Vendor
from ticketkit.pipeline.identifying import identify_link, judge_marks, marks_of

_FLAGS = re.ASCII | re.IGNORECASE
_SUBJECT = {"file": "The file", "name": "The file's name", "link": "The link"}
_MAKER_ONLY = "That is the maker: if another shop took the credits, name it with --vendor."
_ALTERED = "The file is not as the vendor delivered it: {} Build the case with the original."
_UNSIGNED = (
    "{} Known from: {}, read {}. If this file is a copy, download the original again and build the"
    " case with that."
)


@dataclass(frozen=True)
class Origin:
    """The ID with its vendor, the surface, and sentences on what named or doubts them."""

    cited: Citation
    surface: str | None
    warnings: tuple[str, ...]
    provenance: Provenance | None
    """None for a file that is not there."""


def trace(request: BuildRequest, book: Catalog, marks: FileMarks | None = None) -> Origin:
    """Find out whose clip it is: by --vendor, else by the links, else by the file.

    `marks` are those in the clip, where somebody has read them already.

    Raises UnknownNameError for an unknown vendor, UsageError where nothing names one or the ID
    cannot be one, ClipError for a file that is not a video.
    """
    given = book.vendor(request.vendor) if request.vendor else None
    marks = marks or marks_of(request.clip)
    beside = [identify_link(request.share_url or ""), judge_marks(request.clip, marks)]
    seen = [one for one in (identify_link(request.id), *beside) if one]
    cited, named_by = _cite(request, given, seen, book)
    surface, taken = _surface(request, cited.vendor, seen)
    # A link given as the ID was held against the vendor when it was cited.
    doubts = [doubt for one in beside if one for doubt in _doubts(one, cited, given, book)]
    told = identify.provenance(marks, cited.vendor, book.vendors.values()) if marks else None
    handled = _handled(told) if told else ()
    warnings = (*named_by, *cited.warnings, *doubts, *taken, *handled)
    return Origin(cited, surface, warnings, told)


def _handled(told: Provenance) -> Iterator[str]:
    """Say that the file is no original, or else what it lacks that originals have."""
    altered = [t.text for t in told.traces if t.points_to == "altered"]
    if altered:
        yield _ALTERED.format(" ".join(altered))
    elif told.credentials.present is False:
        missed = [t.text for t in told.traces if t.kind == "credentials"]
        for text, note in zip(missed, told.notes, strict=False):
            yield _UNSIGNED.format(text, note.source, note.checked_on)


def _cite(
    request: BuildRequest, given: Vendor | None, seen: list[Identification], book: Catalog
) -> tuple[Citation, tuple[str, ...]]:
    if given:
        return book.identify(request.id, given), ()
    try:
        cited = book.identify(request.id)
    except UsageError:
        told = _naming(seen)
        if told is None:
            raise
        cited = book.identify(request.id, book.vendors[told.vendor])
        maker_only = (_MAKER_ONLY,) if told.says == "maker" else ()
        return cited, (" ".join(("No vendor was named.", told.evidence, *maker_only)),)
    return cited, (f"No vendor was named. {cited.evidence}",)


def _naming(seen: list[Identification]) -> Statement | None:
    """Give the first statement that names a shop, else a maker, without a better one against it."""
    shops = [s for one in seen if one.shop for s in one.statements if s.says == "shop"]
    makers = [s for one in seen if one.maker for s in one.statements if s.says == "maker"]
    return next(iter([*shops, *makers]), None)


def _surface(
    request: BuildRequest, vendor: Vendor, seen: list[Identification]
) -> tuple[str | None, tuple[str, ...]]:
    if request.surface:
        return request.surface, ()
    for one in seen:
        told = one.best("surface")
        if told and told.value == one.surface and told.vendor == vendor.name:
            title = next(s.title for s in vendor.surfaces if s.name == told.value)
            return told.value, (f'No surface was named; "{title}" was taken. {told.evidence}',)
    return None, ()


def _doubts(
    seen: Identification, cited: Citation, given: Vendor | None, book: Catalog
) -> Iterator[str]:
    """Say where the file names another vendor or another ID than the ticket."""
    chosen, subject = cited.vendor, _SUBJECT[seen.kind]
    if seen.shop != chosen.name:
        other = next((s for s in _vendors_told(seen) if s.vendor != chosen.name), None)
        if other:
            who = "you say" if given else "the ticket is for"
            yield (
                f"{subject} says {book.vendors[other.vendor].title} ({identify.place(other)}),"
                f" {who} {chosen.title}. The ticket belongs to the shop that took the credits:"
                " check --vendor."
            )
    value = cited.identifier.value
    if seen.id and seen.id.casefold() != value.casefold() and _same_form(seen.id, value, chosen):
        yield f"{subject} holds the ID {seen.id}, you cite {value}. Check --id."


def _vendors_told(seen: Identification) -> list[Statement]:
    """Give the statements that name a shop, then those that name a maker."""
    return [s for says in ("shop", "maker") for s in seen.statements if s.says == says]


def _same_form(one: str, other: str, vendor: Vendor) -> bool:
    """Whether two IDs look alike, so that they cannot be two names of one clip."""
    forms = [form.pattern for form in vendor.ids if not form.permissive]
    return any(all(re.fullmatch(form, text, _FLAGS) for text in (one, other)) for form in forms)
