"""What `route` shows: the place, the reason, the steps, and what to do if it fails."""

from collections.abc import Iterator, Sequence

from ticketkit.cli import console
from ticketkit.cli.sources import show_rows, told
from ticketkit.model.vendor import Fallback, Route, Vendor


def show(route: Route, vendor: Vendor) -> None:
    """Print the route for a person."""
    screen = console.out()
    screen.print(f"{vendor.title}: {_place(route, vendor)}", style="bold", markup=False)
    if route.address:
        screen.print(route.address, markup=False, soft_wrap=True)
    screen.print()
    if route.question:
        show_rows([("First ", route.question), *_answers(route, vendor)])
        screen.print()
    show_rows([("Why   ", route.why)])
    show_rows([("Source", told(route.source, route.checked_on, route.confidence))], style="dim")
    if vendor.status_note:
        show_rows([("Status", vendor.status_note)], style="dim")
    _show_list("Do this", [(f"  {n}.", step) for n, step in enumerate(route.steps, start=1)])
    _show_list("What not to do", [("  -", sentence) for sentence in route.avoid])
    if route.fallbacks:
        screen.print()
        show_rows([("Else  ", _otherwise(way, vendor)) for way in route.fallbacks])


def _place(way: Route | Fallback, vendor: Vendor) -> str:
    titles = {channel.name: channel.title for channel in vendor.channels}
    return titles.get(way.channel, way.channel)


def _answers(route: Route, vendor: Vendor) -> Iterator[tuple[str, str]]:
    """Say where each answer to the question leads, the shown route first."""
    if route.applies_when:
        yield "", f"If {route.applies_when}: as below."
    for other in route.alternatives:
        where = ", ".join(filter(None, (_place(other, vendor), other.address)))
        yield "", f"If {other.applies_when}: {where}."


def _otherwise(way: Fallback, vendor: Vendor) -> str:
    where = ", ".join(filter(None, (_place(way, vendor), way.address)))
    return f"{where}. {way.why}"


def _show_list(heading: str, rows: Sequence[tuple[str, str]]) -> None:
    if rows:
        console.out().print(f"\n{heading}", style="bold")
        show_rows(rows)
