"""Which finding leads, and how its numbers are said."""

from collections.abc import Sequence
from typing import Literal

from ticketkit import catalog, wording
from ticketkit.errors import CatalogError
from ticketkit.model.case import Case
from ticketkit.model.detector_wording import DetectorWording
from ticketkit.model.finding import Finding

_ORDER = ("shown", "not_shown", "not_measured")


def headline(case: Case) -> Finding | None:
    """The first finding of the status that counts most; None when nothing was looked for."""
    return min(case.findings, key=lambda f: _ORDER.index(f.status), default=None)


def moment_origin(case: Case) -> Literal["given", "located", "nowhere"]:
    """Where the time of the claim comes from; `nowhere`: nobody named one and nothing was found."""
    if case.moment.found_by == "located" and not case.shown:
        return "nowhere"
    return case.moment.found_by


def known_moment_s(case: Case) -> float | None:
    """The time of the claim in seconds; None where there is none."""
    return None if moment_origin(case) == "nowhere" else case.moment.time_s


def by_check(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    """The findings of every check, in their order."""
    return {
        check: [f for f in findings if f.check == check]
        for check in dict.fromkeys(f.check for f in findings)
    }


def explained(case: Case) -> tuple[Finding, ...]:
    """The findings whose method is printed: those of the checks that show the failure.

    Where nothing is shown, all of them: a reader must be able to judge why.
    """
    shown = {f.check for f in case.findings if f.status == "shown"}
    return tuple(f for f in case.findings if not shown or f.check in shown)


def margin(value: float, unit: str) -> str:
    """How far from the threshold, without its sign."""
    return wording.measure(abs(value), unit)


def words_of(detector: str) -> DetectorWording:
    """The catalogue's words for a detector. Raises CatalogError when it has none."""
    known = catalog.load().detectors
    if detector not in known:
        raise CatalogError(f"The catalogue has no words for the measurement {detector!r}.")
    return known[detector]


def id_word(case: Case) -> str:
    """The vendor's word for its ID, as a heading has it."""
    name = case.identifier.name
    return name[:1].upper() + name[1:]
