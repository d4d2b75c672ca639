"""The claim: what the request means in the catalogue's terms, before the clip is opened."""

from dataclasses import dataclass

from ticketkit import catalog, routing
from ticketkit.errors import UsageError
from ticketkit.model.case import Identifier
from ticketkit.model.failure_mode import Check, FailureMode, Term
from ticketkit.model.request import BuildRequest
from ticketkit.model.vendor import Route, Vendor
from ticketkit.pipeline.asking import checks_for, missing_for


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


def understand(request: BuildRequest) -> Claim:
    """Resolve vendor, ID, mode and route.

    Raises UnknownNameError for names that the catalogue does not hold, UsageError for an ID that
    cannot be one, a vendor that nothing names, or a missing time that no measurement can find.
    """
    book = catalog.load()
    named = book.vendor(request.vendor) if request.vendor else None
    cited = book.identify(request.id, named)
    named_by = () if named else (f"No vendor was named. {cited.evidence}",)
    mode = book.mode(request.mode, cited.vendor)
    checks = checks_for(mode, request)
    if request.at is None and not checks:
        raise _needs_a_time(mode, missing_for(mode, request))
    term = mode.term_for(cited.vendor.name, request.mode)
    identifier = cited.identifier
    if term.id_word:
        identifier = identifier.model_copy(update={"name": term.id_word})
    route = routing.choose(cited.vendor, request.plan, request.surface, mode.problem)
    return Claim(
        vendor=cited.vendor,
        mode=mode,
        term=term,
        identifier=identifier,
        route=route,
        checks=checks,
        warnings=(*named_by, *cited.warnings),
    )


def _needs_a_time(mode: FailureMode, missing: list[str]) -> UsageError:
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
