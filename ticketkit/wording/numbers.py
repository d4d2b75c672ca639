"""The one way to print a number: rounding never turns it into a different statement."""

import math
from datetime import date

_SIGNIFICANT_DIGITS = 3
_MOST_DECIMALS = 330
"""With as many, every float but zero prints apart from zero."""
_BYTE_UNITS = ("bytes", "kB", "MB", "GB", "TB")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def number(value: float, decimals: int | None = None, beside: float | None = None) -> str:
    """Print `value` with thousands separators, e.g. "1,000" or "41.7".

    Without `decimals`, at least three significant digits are kept, trailing zeros dropped, and a
    power of ten is never reached by rounding: 99.96 stays 99.96. More digits than asked for are
    added where rounding would lie: a value other than zero never prints as zero, and a value that
    differs from `beside` (the threshold it is compared with) never prints as the same number.

    Raises ValueError for NaN and infinity.
    """
    if not math.isfinite(value):
        raise ValueError(f"{value} cannot be printed as a number")
    if isinstance(value, int):
        return f"{value:,}" + (f".{'0' * decimals}" if decimals else "")
    places = _enough_places(value) if decimals is None else decimals
    while places < _MOST_DECIMALS and not _honest(value, places, beside):
        places += 1
    text = f"{value:,.{places}f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def measure(
    value: float, unit: str, decimals: int | None = None, beside: float | None = None
) -> str:
    """Print a number with its unit, e.g. "1,000 ms"; an empty unit prints the number alone."""
    return f"{number(value, decimals, beside)} {unit}".rstrip()


def seconds(value: float) -> str:
    """Print a time in seconds to the millisecond, e.g. "3.500 s"."""
    return measure(float(value), "s", 3)


def clock(value: float) -> str:
    """Print a time in seconds as a player shows it, to the millisecond, e.g. "0:03.500".

    Raises ValueError for NaN and infinity.
    """
    if not math.isfinite(value):
        raise ValueError(f"{value} cannot be printed as a time")
    total_ms = round(abs(value) * 1000)
    minutes, rest_ms = divmod(total_ms, 60_000)
    hours, minutes = divmod(minutes, 60)
    sign = "-" if value < 0 and total_ms else ""
    head = f"{hours}:{minutes:02d}" if hours else f"{minutes}"
    return f"{sign}{head}:{rest_ms // 1000:02d}.{rest_ms % 1000:03d}"


def size(count: int) -> str:
    """Print a number of bytes in decimal units, e.g. "409 kB"."""
    step = 0 if count <= 0 else min(int(math.log10(count)) // 3, len(_BYTE_UNITS) - 1)
    return measure(count / 1000**step if step else count, _BYTE_UNITS[step])


def day(value: date) -> str:
    """Print a date so that no reader takes the month for the day, e.g. "20 November 2026"."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def _magnitude(value: float) -> int:
    return math.floor(math.log10(abs(value))) if value else 0


def _rounded(value: float, places: int) -> float:
    return float(f"{value:.{places}f}")


def _enough_places(value: float) -> int:
    places = max(0, _SIGNIFICANT_DIGITS - 1 - _magnitude(value))
    while places < _MOST_DECIMALS and _magnitude(_rounded(value, places)) > _magnitude(value):
        places += 1
    return places


def _honest(value: float, places: int, beside: float | None) -> bool:
    """Whether `value` printed with `places` decimals still says what it is."""
    printed = _rounded(value, places)
    if value != 0 and printed == 0:
        return False
    return beside is None or value == beside or (printed - beside) * (value - beside) > 0
