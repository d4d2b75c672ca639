"""What `build` says at the end."""

from rich.table import Table

from ticketkit.cli import console
from ticketkit.model.case import StoredCase


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
