"""Sources in words, and rows whose long lines go on below their own beginning."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from rich.table import Table
from rich.text import Text

from ticketkit.cli import console
from ticketkit.model.base import OLDEST_SOURCE_DAYS, Confidence

_TRUST: dict[Confidence, str] = {
    "primary": "the vendor's own page, read",
    "secondary": "not the vendor's own word, read",
    "unverified": "could not be confirmed, looked for on",
}


def told(source: str, read_on: date, confidence: Confidence) -> str:
    """Say where a statement stands, how far to trust it, and whether it is old."""
    stale = (datetime.now(UTC).date() - read_on).days > OLDEST_SOURCE_DAYS
    return f"{source}; {_TRUST[confidence]} {read_on}{': re-check it' if stale else ''}"


def show_rows(rows: Sequence[tuple[str, str]], style: str = "") -> None:
    """Print short left column, long right one."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for left, right in rows:
        grid.add_row(Text(left, style=style), Text(right, style=style))
    console.out().print(grid)
