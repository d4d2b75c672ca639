"""The entry point, and the one place where errors become messages and exit codes."""

import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Sequence
from contextvars import copy_context
from pathlib import Path

import typer

from ticketkit.cli import console
from ticketkit.errors import ExitCode, TicketkitError


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with the contract's exit code."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code and lets no exception out."""
    try:
        # What a command lays over the templates ends with it.
        return copy_context().run(_dispatch, arguments)
    except TicketkitError as error:
        console.error(error.what, error.next_step)
        return error.exit_code
    except typer.TyperException as error:
        message = error.format_message().replace("Value error, ", "")
        console.error(message, f"Run `{_command(error)} --help` to see how it is used.")
        return ExitCode.USAGE
    except (KeyboardInterrupt, typer.Abort):
        console.error("Interrupted; nothing was left behind.")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        # The reader of stdout has gone; the interpreter must not complain about it once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.OK
    except Exception as error:  # noqa: BLE001 - the contract: no traceback reaches a user
        console.error(
            f"This is a bug in ticketkit: {type(error).__name__}: {error}",
            f"Please report it with the file {_write_traceback()}.",
        )
        return ExitCode.BUG


def _command(error: typer.TyperException) -> str:
    """The command that was called, as far as Typer got."""
    context = getattr(error, "ctx", None)
    return context.command_path if context else "ticketkit"


def _dispatch(arguments: Sequence[str] | None) -> int:
    # Loading takes a moment, and an interruption then is one like any other.
    from ticketkit.cli.app import app  # noqa: PLC0415

    code = int(app(arguments, standalone_mode=False, prog_name="ticketkit") or ExitCode.OK)
    sys.stdout.flush()
    if code == ExitCode.INTERRUPTED:
        raise KeyboardInterrupt
    return code


def _write_traceback() -> Path:
    handle, name = tempfile.mkstemp(prefix="ticketkit-", suffix=".log")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        traceback.print_exc(file=file)
    return Path(name)
