"""The claim: what the request means in the catalogue's terms, before the clip is decoded."""

from dataclasses import dataclass

from ticketkit import catalog, routing
from ticketkit.errors import UsageError
from ticketkit.model.case import Identifier
from ticketkit.model.failure_mode import Check, FailureMode, Term
from ticketkit.model.identification import FileMarks
from ticketkit.model.provenance import Provenance
from ticketkit.model.request import BuildRequest
from ticketkit.model.timeline import parse_time
from ticketkit.model.vendor import Route, Vendor
from ticketkit.pipeline.asking import checks_for, missing_for
from ticketkit.pipeline.origin import trace
from ticketkit.wording import claims


@dataclass(frozen=True)
class Claim:
    """Who failed at what, where to say so, and what was odd about the request."""

    vendor: Vendor
    mode: FailureMode
    term: Term
    identifier: Identifier
    route: Route
    checks: tuple[Check, ...]
    """What can be measured with what the request gives; empty for a failure judged by eye."""
    warnings: tuple[str, ...]
    provenance: Provenance | None
    """What the file tells of its own history."""


def understand(request: BuildRequest, marks: FileMarks | None = None) -> Claim:
    """Resolve vendor, ID, mode and route.

    `marks` are those in the clip, where somebody has read them already.

    Raises UnknownNameError for names that the catalogue does not hold, UsageError for an ID that
    cannot be one, a vendor that nothing names, or a missing time that no measurement can find,
    ClipError for a file that is not a video.
    """
    for text in (request.at, request.until):
        if text is not None:
            parse_time(text)
    book = catalog.load()
    origin = trace(request, book, marks)
    cited = origin.cited
    mode = book.mode(request.mode, cited.vendor)
    notes = filter(None, [book.kind_note(request.mode, mode)])
    checks = checks_for(mode, request)
    if request.at is None and not checks:
        raise _no_time(mode, cited.vendor, missing_for(mode, request))
    term = mode.term_for(cited.vendor.name, request.mode)
    identifier = cited.identifier
    if term.id_word:
        identifier = identifier.model_copy(update={"name": term.id_word})
    route = routing.choose(cited.vendor, request.plan, origin.surface, mode.problem)
    return Claim(
        vendor=cited.vendor,
        mode=mode,
        term=term,
        identifier=identifier,
        route=route,
        checks=checks,
        warnings=(*origin.warnings, *notes, *_link_warnings(request, cited.vendor)),
        provenance=origin.provenance,
    )


def _link_warnings(request: BuildRequest, vendor: Vendor) -> tuple[str, ...]:
    if request.share_url is None or claims.is_allowed(request.share_url, vendor.domains):
        return ()
    return (f"The share link is not on a site of {vendor.title}, so the ticket leaves it out.",)


def not_seen(mode: FailureMode) -> UsageError:
    """The error for a failure that an eye judges, whose measurement finds nothing to point at."""
    return UsageError(
        f"{mode.title} is judged by eye, and what can be measured of it is not in this clip.",
        "Say when it is first visible, for example --at 3.5.",
    )


def _no_time(mode: FailureMode, vendor: Vendor, missing: list[str]) -> UsageError:
    if mode.problem != "quality":
        return UsageError(
            f"{mode.title} is not seen in a clip, so there is no frame to show.",
            f"`ticketkit route --vendor {vendor.name} --mode {mode.name}` says where it goes.",
        )
    cure = "Say when it is first visible, for example --at 3.5"
    if not missing:
        return UsageError(
            f"{mode.title} is judged by eye, so the time has to come from you.", f"{cure}."
        )
    return UsageError(
        f"{mode.title} is judged by eye without {' and '.join(missing)}, so the time has to come"
        " from you.",
        f"{cure}, or add what is missing, so that it can be measured.",
    )
