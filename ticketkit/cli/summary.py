"""What `build` says at the end."""

from datetime import UTC, datetime

from rich.table import Table

from ticketkit.cli import console
from ticketkit.model.base import OLDEST_SOURCE_DAYS
from ticketkit.model.case import StoredCase
from ticketkit.model.vendor import Route


def document(stored: StoredCase) -> dict[str, object]:
    """The JSON that `build --json` prints."""
    return {
        "case": str(stored.folder),
        "shown": stored.case.shown,
        "route": stored.case.route.model_dump(mode="json"),
        "warnings": list(stored.case.warnings),
    }


def show(stored: StoredCase) -> None:
    """The finding, the folder and the route for a person."""
    case = stored.case
    for warning in case.warnings:
        console.warn(warning)
    screen = console.out()
    verdict = {True: "Shown", False: "Not shown", None: "Judged by eye"}[case.shown]
    if case.findings and case.shown is None:
        verdict = "Not measured"
    screen.print(f"{verdict}: {case.failure.term}", style="bold", markup=False)
    for finding in case.findings:
        screen.print(console.safe(finding.sentence), markup=False)
    rows = Table.grid(padding=(0, 2))
    rows.add_row("case", console.safe(str(stored.folder)))
    rows.add_row("send to", f"{case.route.channel}: {case.route.address}")
    rows.add_row("strength", f"{case.strength.level} (how complete this ticket is)")
    screen.print()
    screen.print(rows)
    for missing in case.strength.missing:
        screen.print(f"  would help: {missing}", markup=False, style="dim")
    if case.route.question:
        screen.print(case.route.question, markup=False)


def show_route(route: Route, vendor_title: str) -> None:
    """The route with its reason, for a person."""
    screen = console.out()
    screen.print(f"{vendor_title}: {route.channel}", style="bold", markup=False)
    screen.print(route.address, markup=False, soft_wrap=True)
    screen.print(f"Why: {route.why}", markup=False)
    stale = (datetime.now(UTC).date() - route.checked_on).days > OLDEST_SOURCE_DAYS
    read = f"read {route.checked_on}" + (": re-check it" if stale else "")
    screen.print(f"Source: {route.source} ({route.confidence}, {read})", markup=False, style="dim")
    for heading, lines in (("Do this", route.steps), ("Don't", route.avoid)):
        for number, line in enumerate(lines, start=1):
            screen.print(f"{heading if number == 1 else '':8}{number}. {line}", markup=False)
    for fallback in route.fallbacks:
        screen.print(
            f"Else    {fallback.channel}: {fallback.address}. {fallback.why}", markup=False
        )
    if route.question:
        screen.print(f"\n{route.question}", markup=False)
        for other in route.alternatives:
            screen.print(f"  otherwise {other.channel}: {other.address}", markup=False)
