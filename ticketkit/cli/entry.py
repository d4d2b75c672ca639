"""The entry point, and the one place where errors become messages and exit codes."""

import errno
import io
import os
import signal
import sys
import tempfile
import threading
import traceback
from collections.abc import Sequence
from contextlib import suppress
from contextvars import copy_context

import typer

from ticketkit.cli import console
from ticketkit.errors import ExitCode, OutputError, TicketkitError

_INTERRUPTIONS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
_DISK_REFUSES = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with the contract's exit code."""
    for number in _INTERRUPTIONS:
        if signal.getsignal(number) is not signal.SIG_IGN:  # as `nohup` has it
            signal.signal(number, _interrupt)
    _open_streams()
    code = run(arguments)
    _ignore_interruptions()
    sys.exit(code)


def _open_streams() -> None:
    """Have something to write to, whatever the caller closed, and for every character."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            nowhere = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
            setattr(sys, name, nowhere)
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _interrupt(*_: object) -> None:
    """End the work, once: a second signal would cut its threads off in the middle of a step."""
    _ignore_interruptions()
    raise KeyboardInterrupt


def _ignore_interruptions() -> None:
    """The work is over: what is left is to say so, and that is not interrupted."""
    if threading.current_thread() is threading.main_thread():
        for number in _INTERRUPTIONS:
            signal.signal(number, signal.SIG_IGN)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code and lets no exception out."""
    try:
        # What a command lays over the templates ends with it.
        return copy_context().run(_dispatch, arguments)
    except (KeyboardInterrupt, typer.Abort):
        _ignore_interruptions()
        _tell("Interrupted; nothing was left behind.")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:  # the reader of stdout has gone
        _give_up_stdout()
        return ExitCode.OK
    except Exception as error:  # noqa: BLE001 - the contract: no traceback reaches a user
        code, what, next_step = _explained(error)
        _tell(what, next_step)
        return code


def _tell(what: str, next_step: str = "") -> None:
    with suppress(OSError):  # where stderr takes nothing, the exit code has to say it
        console.error(what, next_step)


def _explained(error: Exception) -> tuple[ExitCode, str, str]:
    """The exit code for `error`, what is wrong, and what to do next."""
    if isinstance(error, TicketkitError):
        return error.exit_code, error.what, error.next_step
    if isinstance(error, typer.TyperException):
        message = error.format_message().replace("Value error, ", "")
        return ExitCode.USAGE, message, f"Run `{_command(error)} --help` to see how it is used."
    if isinstance(error, MemoryError):
        cure = "Close other programs, or use a smaller version of the clip."
        return ExitCode.UNREADABLE_CLIP, "There is not enough memory for this.", cure
    if isinstance(error, OSError) and error.errno in _DISK_REFUSES:
        _give_up_stdout()
        refusal = OutputError.refused(error.filename or "The output", error)
        return refusal.exit_code, refusal.what, refusal.next_step
    if isinstance(error, PermissionError):
        what = f"{error.filename or 'A file'} cannot be used: {error.strerror}."
        return ExitCode.USAGE, what, "Check that you may read it and the folders that it lies in."
    what = f"This is a bug in ticketkit: {type(error).__name__}: {error}"
    return ExitCode.BUG, what, f"Please report it with {_write_traceback(error)}."


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


def _give_up_stdout() -> None:
    """Have what is still to be written go nowhere, so that the interpreter does not complain."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write_traceback(error: Exception) -> str:
    """Where the details of the bug lie, as the end of a sentence."""
    try:
        handle, name = tempfile.mkstemp(prefix="ticketkit-", suffix=".log")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            traceback.print_exception(error, file=file)
    except OSError:
        return "what you did (its details could not be written to a file)"
    return f"the file {name}"
