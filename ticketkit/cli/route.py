"""`ticketkit route`: where to send it."""

from typing import Annotated

import typer

from ticketkit import catalog, routing
from ticketkit.cli import config, console, directions
from ticketkit.cli.options import Json, Templates
from ticketkit.model.base import Problem


def route(
    vendor: Annotated[
        str, typer.Option("--vendor", "-v", metavar="VENDOR", help="Who took the credits.")
    ],
    plan: Annotated[str | None, typer.Option(metavar="PLAN", help="Your plan.")] = None,
    surface: Annotated[str | None, typer.Option(metavar="NAME", help="Where you made it.")] = None,
    problem: Annotated[Problem | None, typer.Option(help="What kind of problem it is.")] = None,
    mode: Annotated[
        str | None,
        typer.Option("--mode", "-m", metavar="MODE", help="The failure; sets the problem."),
    ] = None,
    json: Json = False,
    _: Templates = None,
) -> None:
    """Say where to send it, why, and what not to use.

    Example: `ticketkit route -v runway --plan Pro`
    """
    book = catalog.load()
    shop = book.vendor(vendor)
    kind = problem or (book.mode(mode, shop).problem if mode else "quality")
    said = config.said_of(shop, book).account
    chosen = routing.choose(shop, plan or said.plan, surface or said.surface, kind)
    if json:
        console.print_json(chosen)
    else:
        config.tell({"plan": plan, "surface": surface}, said)
        directions.show(chosen, shop)
