"""A hidden folder to work in, beside the case that it is for.

    .ticketkit-x7k2.part/
      new/            becomes the case
      old/<case>      the case that is being replaced, between two renames

The process that works there holds a lock on the folder, which ends with the process however it
ends. A folder that nobody holds was left by a process that was killed: `clear` puts the case in
`old` back where its place is empty, and removes the rest. Where the system cannot lock folders, one
counts as left when nothing has happened in it for a day.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_PREFIX, _SUFFIX = ".ticketkit-", ".part"
_NEW, _OLD = "new", "old"
_ABANDONED_AFTER_S = 24 * 3600


@contextmanager
def workspace(beside: Path) -> Iterator[Path]:
    """Give an empty folder in which `new` is made, hidden in the folder `beside`.

    It is removed when the block ends, and whatever other processes left there before it begins.
    Raises OSError where the disk refuses.
    """
    beside.mkdir(parents=True, exist_ok=True)
    clear(beside)
    folder, lock = _locked_folder(beside)
    try:
        (folder / _NEW).mkdir()
        yield folder
    finally:
        _remove(folder)
        _unlock(lock)


def swap(folder: Path, final: Path, *, overwrite: bool) -> None:
    """Make `new` of the workspace `folder` the case at `final`.

    Without `overwrite`, raises FileExistsError when there is something at `final`. On any error,
    `final` is what it was.
    """
    if overwrite and os.path.lexists(final):
        (folder / _OLD).mkdir(exist_ok=True)
        final.rename(folder / _OLD / final.name)
    elif os.path.lexists(final):
        raise FileExistsError(0, "something has appeared there meanwhile", str(final))
    (folder / _NEW).rename(final)


def new(folder: Path) -> Path:
    """The folder in the workspace that becomes the case."""
    return folder / _NEW


def clear(beside: Path) -> None:
    """Remove the workspaces in `beside` that nobody holds; a case in them goes back to its place.

    What cannot be removed stays for the next time.
    """
    for left in beside.glob(f"{_PREFIX}*{_SUFFIX}"):
        with suppress(OSError):  # held, gone, or not ours to remove
            lock = _lock(left)
            if lock is not None or _is_old(left):
                _remove(left)
            _unlock(lock)


def _remove(folder: Path) -> None:
    """Remove a workspace, unless that would lose the only copy of a case."""
    for case in (folder / _OLD).glob("*"):
        place = folder.parent / case.name
        if not os.path.lexists(place):
            with suppress(OSError):
                case.rename(place)
        if not os.path.lexists(place):
            return
    shutil.rmtree(folder, ignore_errors=True)


def _locked_folder(beside: Path) -> tuple[Path, int | None]:
    """A fresh workspace and the lock on it, None where the system has no such locks."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, suffix=_SUFFIX, dir=beside))
        # Until it is locked, another process may take it for one that was left, and remove it.
        with suppress(BlockingIOError, FileNotFoundError):
            lock = _lock(folder)
            if folder.is_dir():
                return folder, lock
            _unlock(lock)


def _lock(folder: Path) -> int | None:
    """Hold the folder; None where folders cannot be locked.

    Raises BlockingIOError when another process holds it, FileNotFoundError when it is gone.
    """
    if fcntl is None:
        return None
    handle = os.open(folder, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        if isinstance(error, BlockingIOError):
            raise
        return None  # a network share without locks
    return handle


def _unlock(handle: int | None) -> None:
    if handle is not None:
        os.close(handle)


def _is_old(folder: Path) -> bool:
    return time.time() - folder.stat().st_mtime > _ABANDONED_AFTER_S
