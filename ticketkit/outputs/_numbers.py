"""Every number of a case, in each form in which a ticket may print it, for the claims linter."""

from collections.abc import Iterator

from ticketkit.model.case import Case
from ticketkit.model.vendor import Route
from ticketkit.wording import clock, fixed_text, measure, number, seconds, size

_PARTS = {"clip", "moment", "frames", "findings", "measurements"}
_SERIES = {"measurements": {"__all__": {"series"}}}
"""Curves are drawn, not quoted, and hold so many numbers that hardly one would be unknown."""


def known(case: Case, route: Route, template: str) -> Iterator[str]:
    """Give the texts with every number that `template` may print of a case."""
    yield fixed_text(template)
    yield from _printed(case)
    yield from _in_words(case, route)


def _printed(case: Case) -> Iterator[str]:
    """Print what was measured of the clip and its frames; curves are left out."""
    yield from _forms_of(case.model_dump(include=_PARTS, exclude=_SERIES), "", "", None)


def _in_words(case: Case, route: Route) -> Iterator[str]:
    """Give the texts of the case that a ticket quotes as they are."""
    for finding in case.findings:
        yield from (finding.sentence, finding.metric, finding.check, *finding.alternatives)
    yield from (case.failure.term, case.identifier.name, case.clip.sha256)
    yield from (f"{case.tool.name} {case.tool.version}", route.why, route.mention)


def _forms_of(value: object, name: str, unit: str, beside: float | None) -> Iterator[str]:
    """Print the numbers of a field called `name`, or of all fields inside it.

    `unit` and `beside` are those of the finding or measurement around it.
    """
    match value:
        case dict():
            unit, beside = value.get("unit", unit), value.get("threshold", beside)
            for key, item in value.items():
                yield from _forms_of(item, str(key), unit, beside)
        case list() | tuple():
            for item in value:
                yield from _forms_of(item, name, unit, beside)
        case bool():
            pass
        case int() | float():
            yield from _forms(value, name, unit, beside)


def _forms(value: float, name: str, unit: str, beside: float | None) -> Iterator[str]:
    yield number(value)
    if isinstance(value, int):
        yield str(value)
    if name == "bytes":
        yield size(int(value))
    if name.endswith("_s"):
        yield seconds(value)
        yield clock(value)
    if unit:
        yield measure(value, unit)
        yield measure(value, unit, beside=beside)
