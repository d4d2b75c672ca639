"""Times: what a person writes, and which frame is on screen then."""

import bisect
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from ticketkit.errors import UsageError

_FRAME = re.compile(r"#(\d{1,9})", re.ASCII)
_SECONDS = re.compile(r"(\d{1,9})(?:\.(\d{0,9}))?(?: ?s)?", re.ASCII)
_CLOCK = re.compile(r"(?:(\d{1,4}):)?(\d{1,4}):(\d{1,2})(?:\.(\d{1,9}))?", re.ASCII)


@dataclass(frozen=True)
class TimeReference:
    """A moment as somebody wrote it: seconds on the player's clock, or a frame."""

    text: str
    seconds: Fraction | None
    """None when a frame was named."""
    decimals: int
    """How many decimals were written."""
    frame: int | None
    """0-based; None when seconds were named."""


def parse_time(text: str) -> TimeReference:
    """Read `3`, `3.04`, `3.04s`, `0:03.5`, `00:00:03.500` or `#72`.

    Raises UsageError for anything else.
    """
    written = text.strip()
    if match := _FRAME.fullmatch(written):
        return TimeReference(text, None, 0, int(match[1]))
    if match := _SECONDS.fullmatch(written):
        decimals = match[2] or ""
        return TimeReference(text, _seconds(match[1], decimals), len(decimals), None)
    if match := _CLOCK.fullmatch(written):
        hours, minutes, whole, decimals = match[1] or "0", match[2], match[3], match[4] or ""
        too_many_minutes = match[1] is not None and int(minutes) > 59
        if int(whole) <= 59 and not too_many_minutes:
            seconds = int(hours) * 3600 + int(minutes) * 60 + _seconds(whole, decimals)
            return TimeReference(text, seconds, len(decimals), None)
    pointed = written.replace(",", ".")
    if pointed != written and (_SECONDS.fullmatch(pointed) or _CLOCK.fullmatch(pointed)):
        raise UsageError(f"{text!r} is not a time.", f"Write {pointed}: decimals follow a point.")
    raise UsageError(
        f"{text!r} is not a time.",
        "Write seconds (3.04), a clock (0:03.5 or 00:00:03.500) or a frame (#72).",
    )


def _seconds(whole: str, decimals: str) -> Fraction:
    return int(whole) + Fraction(int(decimals or "0"), 10 ** len(decimals))


@dataclass(frozen=True)
class Timeline:
    """When every frame of a clip is on screen.

    Frames are in presentation order; times are exact fractions of a second on the player's clock,
    whose zero is the container's start time.
    """

    pts: tuple[int, ...]
    """Presentation timestamp of each frame in ticks of `time_base`."""
    time_base: Fraction
    """Seconds a tick."""
    start: Fraction
    """The container's start time in seconds."""
    end: Fraction
    """When the last frame leaves the screen, on the player's clock."""

    @cached_property
    def times(self) -> tuple[Fraction, ...]:
        """Presentation time of every frame on the player's clock."""
        return tuple(p * self.time_base - self.start for p in self.pts)

    def __len__(self) -> int:
        return len(self.pts)

    def time_s(self, frame: int) -> float:
        """Presentation time of `frame` in seconds."""
        return float(self.times[frame])

    def frame_at(self, moment: TimeReference) -> int:
        """The frame on screen at `moment`: the last one presented not later.

        Before the first frame it is the first. A time with three or more decimals that equals a
        frame's presentation time rounded to as many decimals means that frame.

        Raises UsageError at or after the end of the clip.
        """
        if moment.frame is not None:
            if moment.frame >= len(self):
                raise UsageError(
                    f"There is no frame {moment.text}: the clip has {len(self)} frames,"
                    f" #0 to #{len(self) - 1}."
                )
            return moment.frame
        seconds = self.instant(moment)
        if seconds >= self.end:
            raise self._outside(moment)
        return max(bisect.bisect_right(self.times, seconds) - 1, 0)

    def instant(self, moment: TimeReference) -> Fraction:
        """The exact time that `moment` means, at most the end of the clip.

        A time with three or more decimals that equals a frame's presentation time rounded to as
        many decimals is that presentation time.

        Raises UsageError after the end of the clip.
        """
        seconds = moment.seconds
        if seconds is None:
            return self.times[self.frame_at(moment)]
        if moment.decimals >= 3:
            half_step = Fraction(1, 2 * 10**moment.decimals)
            after = bisect.bisect_right(self.times, seconds)
            around = [*self.times[max(after - 1, 0) : after + 1], self.end]
            distance, nearest = min((abs(time - seconds), time) for time in around)
            if distance <= half_step:
                return nearest
        if seconds > self.end:
            raise self._outside(moment)
        return seconds

    def _outside(self, moment: TimeReference) -> UsageError:
        return UsageError(
            f"{moment.text} is not inside the clip, which lasts {float(self.end):.3f} s.",
            "Name the time at which the failure is first visible.",
        )
