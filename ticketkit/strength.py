"""Documentation strength: how well-formed a ticket is; never what a vendor will do with it.

Pure. Three things carry a ticket (an ID in the vendor's form, an exact time, evidence that was
measured or marked), five make it easier to handle (prompt, plan, what was observed, what was
expected, a link to the clip). The rating that the reference gives to this kind of failure is the
most a ticket can reach. An ID at a vendor whose form is not known has not that form. A file that
says of itself that it was changed after delivery takes one level off; where nothing in the file
tells it, nothing is taken off.
"""

from collections.abc import Iterable, Sequence
from typing import get_args

from ticketkit.model.case import Identifier, Strength
from ticketkit.model.failure_mode import Documentation, FailureMode
from ticketkit.model.finding import Finding
from ticketkit.model.provenance import Provenance
from ticketkit.model.request import BuildRequest

_LEVELS: tuple[Documentation, ...] = get_args(Documentation)
_Item = tuple[bool, str, str]
"""Whether it is there, how to name it then, and how to add it otherwise, if that is possible."""


def assess(
    request: BuildRequest,
    mode: FailureMode,
    identifier: Identifier,
    findings: Sequence[Finding],
    *,
    marked: bool,
    vendor: str = "",
    provenance: Provenance | None = None,
) -> Strength:
    """Rate a ticket by what it holds; `missing` says how to add each thing that it does not hold.

    `marked` says whether a person drew a box on a shown frame and said what is wrong there.
    `vendor` is the canonical name; its own rating of the failure then replaces the mode's as the
    upper limit. `provenance` is what the file tells of its own history.
    """
    measured = [f for f in findings if f.status == "shown"]
    essentials = _essentials(request, mode, identifier, measured, marked=marked)
    helpful = _helpful(request)
    level = _level(_count(essentials), len(essentials), _count(helpful), len(helpful))
    items = [*essentials, *helpful]
    have = [have for there, have, _ in items if there]
    have.insert(_count(essentials), "the technical term")
    level = min(level, mode.documentation_for(vendor), key=_LEVELS.index)
    missing = [missing for there, _, missing in items if missing and not there]
    if provenance is not None and provenance.handling == "altered":
        level = _LEVELS[max(0, _LEVELS.index(level) - 1)]
        missing.insert(0, f"the file as the vendor delivered it. {provenance.original}")
    return Strength(level=level, have=tuple(have), missing=tuple(missing))


def _essentials(
    request: BuildRequest,
    mode: FailureMode,
    identifier: Identifier,
    measured: Sequence[Finding],
    *,
    marked: bool,
) -> list[_Item]:
    evidence = "a measured failure" if measured else "a marked and labelled region"
    how = "a measurement that shows it, or a" if mode.checks else "a"
    return [
        (
            identifier.matches_pattern and identifier.form_known,
            f"the {identifier.name}, in the vendor's form",
            f"the {identifier.name} in the vendor's form: give the clip's share link with --id"
            if identifier.form_known
            else "",
        ),
        (
            bool(request.at or measured),
            "an exact time",
            "the time at which the failure is first visible: add --at",
        ),
        (
            bool(measured) or marked,
            evidence,
            f"{how} marked and labelled region: add --box X,Y,W,H=LABEL",
        ),
    ]


def _helpful(request: BuildRequest) -> list[_Item]:
    return [
        (bool(request.prompt), "the prompt", "the prompt: add --prompt or --prompt-file"),
        (bool(request.plan), "the plan", "the plan: add --plan"),
        (bool(request.observed), "what was observed", "what was observed: add --observed"),
        (bool(request.expected), "what was expected", "what was expected: add --expected"),
        (
            bool(request.share_url) or "://" in request.id,
            "a link to the clip",
            "a link to the clip at the vendor: add --share-url",
        ),
    ]


def _count(items: Iterable[_Item]) -> int:
    return sum(there for there, _, _ in items)


def _level(essential: int, essentials: int, helpful: int, helpfuls: int) -> Documentation:
    if essential < essentials:
        return "MEDIUM" if essential == essentials - 1 else "LOW"
    if helpful >= helpfuls - 2:
        return "VERY HIGH"
    return "HIGH" if helpful else "MEDIUM-HIGH"
