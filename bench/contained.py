"""Runs one ticketkit command in a process of its own, with limits, and judges how it ended.

The process is forked after everything is loaded, by `load_all`, so that a run costs little more
than its work.
A crash of native code, a hang and a hunger for memory end that process alone.
"""

import gc
import importlib
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ticketkit import catalog
from ticketkit.cli import entry
from ticketkit.errors import ExitCode

SECONDS = 60
"""Patience with one command on a busy machine; clips of the corpus take well under two."""

ADDRESS_BYTES = 6 << 30
"""What one process may map; a picture of the largest size that is read takes a tenth."""

_CODES = {int(code) for code in ExitCode} - {ExitCode.BUG}


@dataclass(frozen=True)
class Ended:
    """How one command ended."""

    code: int
    """Exit code; negative for the signal that ended it."""
    out: str
    err: str
    in_time: bool

    @property
    def document(self) -> dict[str, object]:
        """The JSON document on stdout; empty where there is none."""
        with suppress(ValueError):
            document = json.loads(self.out)
            return document if isinstance(document, dict) else {}
        return {}

    def problem(self) -> str:
        """What breaks the contract in this ending; empty where nothing does."""
        if not self.in_time:
            return f"hung for {SECONDS} s"
        if self.code < 0:
            return f"crashed with {signal.Signals(-self.code).name}"
        if self.code not in _CODES:
            return f"ended with {self.code}: {self.err.strip()[:300]}"
        if "Traceback" in self.err + self.out:
            return "showed a traceback"
        refused = self.code not in (ExitCode.OK, ExitCode.NOT_SHOWN, ExitCode.MISMATCH)
        if refused and not 1 <= len(self.err.strip().splitlines()) <= 3:
            return f"said {len(self.err.strip().splitlines())} lines: {self.err.strip()[:300]}"
        return ""


def load_all(folder: Path) -> None:
    """Load what the commands load on the way, so that the runs to come do not pay for it.

    A first process finds out what that is: here nothing may work yet, as threads do not survive a
    fork. `folder` takes what that process makes.
    """
    names = folder / "modules"
    child = os.fork()
    if child == 0:
        for arguments in (["demo", "--output", "loading"], ["identify", "clip.mp4"]):
            _quietly(arguments, folder)
        names.write_text("\n".join(sys.modules))
        os._exit(0)
    os.waitpid(child, 0)
    for name in names.read_text().split():
        with suppress(Exception):  # some are no modules of their own
            importlib.import_module(name)
    catalog.load()
    gc.freeze()


def _quietly(arguments: Sequence[str], folder: Path) -> None:
    os.chdir(folder)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    entry.run(list(arguments))


def run(arguments: Sequence[str], folder: Path) -> Ended:
    """Run `ticketkit ARGUMENTS`; `folder` takes what it prints and is its working folder."""
    out, err = folder / "stdout", folder / "stderr"
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        _become(arguments, folder, out, err)
    status = _wait(child)
    return Ended(
        code=-signal.SIGKILL if status is None else os.waitstatus_to_exitcode(status),
        out=out.read_text(encoding="utf-8", errors="replace"),
        err=err.read_text(encoding="utf-8", errors="replace"),
        in_time=status is not None,
    )


def _become(arguments: Sequence[str], folder: Path, out: Path, err: Path) -> None:
    code = int(ExitCode.BUG)
    try:
        os.chdir(folder)
        for path, number in ((out, 1), (err, 2)):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_BYTES, ADDRESS_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        code = entry.run(list(arguments))
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _wait(child: int) -> int | None:
    """The status of the ended process; None for one that had to be killed."""
    deadline = time.monotonic() + SECONDS
    pause_s = 0.001
    while time.monotonic() < deadline:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status
        time.sleep(pause_s)
        pause_s = min(pause_s * 1.5, 0.05)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None
