"""The application: every command is registered here and lives in a module of its name."""

from typing import Annotated

import typer

from ticketkit import __version__
from ticketkit.cli import browse, build, check, config, demo, identify, render, route, scan, verify
from ticketkit.model.limits import applied

app = typer.Typer(
    name="ticketkit",
    help="Turn a failed AI video clip into evidence and a ticket for the right support desk.",
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"ticketkit {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _start(
    context: typer.Context,
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
    elif context.invoked_subcommand != "check":  # which lists what is wrong in the file
        context.with_resource(config.read_once())
        context.with_resource(applied(config.limits()))


app.command("build")(build.build)
app.command("scan")(scan.scan)
app.command("verify")(verify.verify)
app.command("render")(render.render)
app.command("ticket")(render.ticket)
app.command("route")(route.route)
app.command("identify")(identify.identify)
app.command("vendors")(browse.vendors)
app.command("modes")(browse.modes)
app.command("check")(check.check)
app.command("demo")(demo.demo)
