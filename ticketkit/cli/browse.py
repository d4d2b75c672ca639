"""`ticketkit vendors` and `ticketkit modes`: browse the catalogue."""

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.table import Table

from ticketkit import catalog
from ticketkit.cli import console
from ticketkit.cli.options import Json
from ticketkit.model.failure_mode import FailureMode
from ticketkit.model.vendor import Vendor

Name = Annotated[str | None, typer.Argument(metavar="[NAME]", help="One of them, in full.")]


def vendors(name: Name = None, json: Json = False) -> None:
    """Browse the vendors: names, IDs, plans and channels.

    Example: `ticketkit vendors luma`
    """
    book = catalog.load()
    if name is not None:
        vendor = book.vendor(name)
        console.print_json(vendor) if json else _show_vendor(vendor)
    elif json:
        console.print_json([v.model_dump(mode="json") for v in book.vendors.values()])
    else:
        rows = [(v.name, v.title, ", ".join(i.name for i in v.ids)) for v in book.vendors.values()]
        _show_rows(("name", "vendor", "ID to cite"), rows)


def modes(name: Name = None, json: Json = False) -> None:
    """Browse the failure modes: what they are, and what each vendor calls them.

    Example: `ticketkit modes "Temporal Coherence Degradation"`
    """
    book = catalog.load()
    if name is not None:
        mode = book.mode(name)
        console.print_json(mode) if json else _show_mode(mode)
    elif json:
        console.print_json([m.model_dump(mode="json") for m in book.modes.values()])
    else:
        rows = [
            (m.name, m.title, "measured" if m.checks else "by eye") for m in book.modes.values()
        ]
        _show_rows(("name", "failure", "judged"), rows)


def _show_rows(headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    table = Table(box=None, pad_edge=False)
    for heading in headings:
        table.add_column(heading)
    for row in rows:
        table.add_row(*row)
    console.out().print(table)


def _show_vendor(vendor: Vendor) -> None:
    screen = console.out()
    screen.print(vendor.title, style="bold", markup=False)
    for form in vendor.ids:
        screen.print(f"\n{form.name}: {form.where}\n  e.g. {form.example}", markup=False)
    if vendor.plans:
        screen.print("\nPlans: " + ", ".join(plan.name for plan in vendor.plans), markup=False)
    if vendor.surfaces:
        screen.print("Surfaces: " + ", ".join(s.name for s in vendor.surfaces), markup=False)
    screen.print("\nChannels", style="bold")
    for channel in vendor.channels:
        screen.print(f"  {channel.name}: {channel.title}, {channel.address}", markup=False)
        screen.print(
            f"    {channel.confidence}, read {channel.checked_on}: {channel.source}",
            markup=False,
            style="dim",
        )
    screen.print("\nPolicy", style="bold")
    for line in vendor.policy:
        screen.print(f"  {line.topic}: {line.text}", markup=False)
        screen.print(
            f"    {line.confidence}, read {line.checked_on}: {line.source}",
            markup=False,
            style="dim",
        )


def _show_mode(mode: FailureMode) -> None:
    screen = console.out()
    screen.print(mode.title, style="bold", markup=False)
    screen.print(mode.definition, markup=False)
    for heading, lines in (
        ("Signs", mode.signs),
        ("Not this", mode.not_this),
        ("Risky prompts", mode.prompt_risks),
        ("Called", tuple(f"{name}: {t.term}" for name, terms in mode.terms.items() for t in terms)),
    ):
        if lines:
            screen.print(f"\n{heading}", style="bold")
            for line in lines:
                screen.print(f"  - {line}", markup=False)
    measured = ", ".join(check.detector for check in mode.checks) or "nothing: judged by eye"
    screen.print(f"\nMeasured by: {measured}", markup=False)
