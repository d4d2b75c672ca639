"""Every failure a user can meet, with its exit code and the cure."""

import errno
from enum import IntEnum
from typing import Self

_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_FOLDER = {errno.EEXIST, errno.ENOTDIR}


class ExitCode(IntEnum):
    """What the process returns; the numbers are a promise to scripts."""

    OK = 0
    USAGE = 2
    UNREADABLE_CLIP = 3
    UNKNOWN_NAME = 4
    CANNOT_WRITE = 5
    NOT_SHOWN = 6
    MISMATCH = 7
    BUG = 70
    INTERRUPTED = 130


class TicketkitError(Exception):
    """A failure that is explained to the user in one to three lines.

    `what` names the problem with the file and the value; `next_step` says what to do about it.
    """

    exit_code = ExitCode.BUG
    default_next_step = ""

    def __init__(self, what: str, next_step: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.next_step = self.default_next_step if next_step is None else next_step

    def __str__(self) -> str:
        return f"{self.what}\n{self.next_step}" if self.next_step else self.what


class UsageError(TicketkitError):
    """A value on the command line or in a request is not usable."""

    exit_code = ExitCode.USAGE
    default_next_step = "Run the command with --help to see an example."


class ClipError(TicketkitError):
    """The clip cannot be read as video."""

    exit_code = ExitCode.UNREADABLE_CLIP
    default_next_step = "Download the clip again from the vendor and use the file as it came."


class UnknownNameError(TicketkitError):
    """A vendor, failure mode, plan, surface or channel that the catalogue does not hold."""

    exit_code = ExitCode.UNKNOWN_NAME
    default_next_step = "List the known names with `ticketkit vendors` and `ticketkit modes`."


class CatalogError(TicketkitError):
    """A catalogue file that does not validate."""

    exit_code = ExitCode.UNKNOWN_NAME
    default_next_step = "Run `ticketkit check` to see every problem at once."


class OutputError(TicketkitError):
    """An output cannot be written."""

    exit_code = ExitCode.CANNOT_WRITE
    default_next_step = "Choose another folder with --output, or free some space."

    @classmethod
    def refused(cls, path: object, error: OSError) -> Self:
        """The system did not let `path` be written."""
        cure = None
        if error.errno in _FORBIDDEN:
            cure = "Choose a folder that you may write to with --output."
        elif error.errno in _NO_FOLDER:
            cure = "Name a folder with --output, not a file."
        return cls(f"{path} cannot be written: {error.strerror or error}.", cure)


class CaseError(TicketkitError):
    """A folder that is not a readable case."""

    exit_code = ExitCode.USAGE
    default_next_step = "Name a folder that `ticketkit build` made; it holds a case.json."
