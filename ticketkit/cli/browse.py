"""`ticketkit vendors` and `ticketkit modes`: browse the catalogue."""

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ticketkit import catalog
from ticketkit.cli import console, vendor_card
from ticketkit.cli.options import Json, Templates
from ticketkit.model.failure_mode import FailureMode

Name = Annotated[str | None, typer.Argument(metavar="[NAME]", help="One of them, in full.")]


def vendors(name: Name = None, json: Json = False, _: Templates = None) -> None:
    """Browse the vendors: names, IDs, plans and channels.

    Example: `ticketkit vendors luma`
    """
    book = catalog.load()
    if name is not None:
        vendor = book.vendor(name)
        console.print_json(vendor) if json else vendor_card.show(vendor)
    elif json:
        console.print_json([v.model_dump(mode="json") for v in book.vendors.values()])
    else:
        rows = [
            (v.name, vendor_card.title(v), ", ".join(i.name for i in v.ids))
            for v in book.vendors.values()
        ]
        _show_rows(("name", "vendor", "ID to cite"), rows)


def modes(name: Name = None, json: Json = False, _: Templates = None) -> None:
    """Browse the failure modes: what they are, and what each vendor calls them.

    Example: `ticketkit modes "Temporal Coherence Degradation"`
    """
    book = catalog.load()
    if name is not None:
        mode = book.mode(name)
        if note := book.kind_note(name, mode):
            console.warn(note)
        console.print_json(mode) if json else _show_mode(mode)
    elif json:
        console.print_json([m.model_dump(mode="json") for m in book.modes.values()])
    else:
        _show_modes(list(book.modes.values()))


def _show_rows(headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    table = Table(box=None, pad_edge=False)
    for heading in headings:
        table.add_column(heading)
    for row in rows:
        table.add_row(*row)
    console.out().print(table)


def _show_modes(known: Sequence[FailureMode]) -> None:
    """Print two lines a mode: what it is, and other words for it, as many as fit."""
    screen = console.out()
    gap = 2
    left = max(len(mode.name) for mode in known)
    table = Table(box=None, pad_edge=False, padding=(0, gap, 0, 0))
    table.add_column("name", no_wrap=True)
    table.add_column("failure, and other words for it")
    for mode in known:
        said = Text(f"{mode.title}, {_judged(mode)}")
        if words := _as_many(mode.aliases, screen.width - left - gap):
            said.append(f"\n{words}", style="dim")
        table.add_row(Text(mode.name, style="bold"), said)
    screen.print(table)
    screen.print(
        "\n--mode takes each of these words; `ticketkit modes WORD` shows the failure in full, with"
        " all words for it.",
        markup=False,
    )


def _as_many(words: Sequence[str], columns: int) -> str:
    """As many of `words` as fit on one line, with a sign for those left out."""
    for count in range(len(words), 0, -1):
        line = ", ".join((*words[:count], *("…" for _ in words[count : count + 1])))
        if len(line) <= columns:
            return line
    return ""


def _show_indented(text: str, columns: int, style: str = "") -> None:
    """Print `text` so that every line of it begins `columns` from the left."""
    console.out().print(Padding(Text(text, style=style), (0, 0, 0, columns), expand=False))


def _judged(mode: FailureMode) -> str:
    if mode.problem != "quality":
        return "from the account"
    if mode.judged_by == "eye":
        return "by eye, helped by a measurement" if mode.checks else "by eye"
    return "measured"


def _show_mode(mode: FailureMode) -> None:
    screen = console.out()
    kind = f", a kind of {mode.group}" if mode.group not in ("", mode.name) else ""
    screen.print(mode.title, style="bold", markup=False)
    screen.print(f"{mode.name}{kind}: {mode.severity}, judged {_judged(mode)}", markup=False)
    screen.print(f"\n{mode.definition}", markup=False)
    for heading, lines in (
        ("Signs", mode.signs),
        ("Not this", mode.not_this),
        ("Risky prompts", mode.prompt_risks),
    ):
        _show_list(heading, [("-", line) for line in lines])
    called = [(vendor, term.term) for vendor, terms in mode.terms.items() for term in terms]
    usual = ("elsewhere" if called else "everywhere", mode.default_term)
    _show_list("Called", [*called, usual])
    _show_list("Measured by", [("-", check.detector) for check in mode.checks])
    if mode.aliases:
        screen.print("\n--mode also takes", style="bold", markup=False)
        _show_indented(", ".join(mode.aliases), 2)
    screen.print(f"\nSource: {mode.source} (read {mode.checked_on})", markup=False, style="dim")


def _show_list(heading: str, rows: Sequence[tuple[str, str]]) -> None:
    """Print short left column, long right one: a long line goes on below its own beginning."""
    if not rows:
        return
    screen, grid = console.out(), Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column()
    for left, right in rows:
        grid.add_row(Text(f"  {left}"), Text(right))
    screen.print(f"\n{heading}", style="bold", markup=False)
    screen.print(grid)
