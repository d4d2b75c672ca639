"""How much of a clip is read before it is refused: a file may claim anything."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar

from pydantic import Field

from ticketkit.model.base import Record


class ReadingLimits(Record):
    """The most that is read of one clip; a larger one is refused, never cut."""

    pixels: int = Field(default=64 * 1024 * 1024, ge=1)
    """Of one decoded picture, width x height. The default is twice 8K."""
    frames: int = Field(default=200_000, ge=1)
    """Of the whole clip. The default is nearly two hours at 30 frames a second."""
    duration_s: float = Field(default=4 * 3600, gt=0)
    """From the first frame to the last, seconds."""
    memory_mib: int = Field(default=4096, ge=256)
    """Memory that the process may hold while it reads, MiB; not known on Windows."""


_DEFAULTS = ReadingLimits()
_IN_FORCE: ContextVar[ReadingLimits] = ContextVar("limits", default=_DEFAULTS)


def in_force() -> ReadingLimits:
    """The limits for the running code: the defaults, or those of the innermost `applied`."""
    return _IN_FORCE.get()


@contextmanager
def applied(limits: ReadingLimits) -> Iterator[None]:
    """Have the code inside the block read within `limits`; a thread started in it does not."""
    token = _IN_FORCE.set(limits)
    try:
        yield
    finally:
        with suppress(ValueError):  # the context that they were set in has ended already
            _IN_FORCE.reset(token)
