"""Stopping at the limits while a clip is decoded."""

import mmap
import sys
from pathlib import Path

from ticketkit.errors import ClipError
from ticketkit.model.limits import in_force

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

_STATM = Path("/proc/self/statm")
"""Sizes of this process in pages, on Linux; the second one is what it holds."""
_FRAMES = 4
"""Memory is looked at once in so many frames, since a look is not free."""
_PAGE_BYTES = mmap.PAGESIZE
_SETTING = "To read it all the same, set {0} under [limits] in config.toml; the README says where."


class Guard:
    """Watches one decode."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._limits = in_force()
        self._peak_before_mib = _peak_mib()

    def admit(self, frames: int, duration_s: float) -> None:
        """Take note of the clip so far: `frames` seen, over `duration_s`.

        Raises ClipError beyond a limit.
        """
        if frames > self._limits.frames:
            raise self._refusal(f"has more than {self._limits.frames:,} frames", "frames")
        if duration_s > self._limits.duration_s:
            raise self._refusal(f"lasts longer than {self._limits.duration_s:,g} s", "duration_s")
        if frames % _FRAMES == 1 and self._memory_mib() > self._limits.memory_mib:
            most = f"makes the process hold more than {self._limits.memory_mib:,} MiB of memory"
            raise self._refusal(most, "memory_mib")

    def _memory_mib(self) -> float:
        """Physical memory that the process holds.

        Where the system tells only the most that it ever held: what that grew by since the guard
        began.
        """
        held = _held_mib()
        return _peak_mib() - self._peak_before_mib if held is None else held

    def _refusal(self, what: str, setting: str) -> ClipError:
        return ClipError(f"{self._path} {what}; no more is read.", _SETTING.format(setting))


def _held_mib() -> float | None:
    """Physical memory that the process holds at this moment; None where that is not told."""
    try:
        pages = int(_STATM.read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return None
    return pages * _PAGE_BYTES / 2**20


def _peak_mib() -> float:
    """Most physical memory that the process has held; 0 where the system does not tell."""
    if resource is None:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10
