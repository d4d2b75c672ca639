"""Fit a text to a limit by leaving out whole sections, never by cutting into one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ticketkit.errors import CatalogError

_GAP = "\n\n"


@dataclass(frozen=True)
class Section:
    """One part of a text that is kept or left out as a whole."""

    name: str
    text: str
    drop: int | None = None
    """Place in the order of leaving out, 1 first; None is never left out."""


def discord_length(text: str) -> int:
    """Count the larger of the two lengths that Discord may mean.

    The server's limit counts Unicode characters; the client counts UTF-16 units, where an emoji is
    two. A text within the larger count passes both.
    """
    return max(len(text), len(text.encode("utf-16-le", "surrogatepass")) // 2)


def fit(
    sections: Sequence[Section], limit: int | None, count: Callable[[str], int] = len
) -> tuple[Section, ...]:
    """Choose the sections that stay, so that `joined` has at most `limit` by `count` (None: any).

    Sections are left out by their `drop`, lowest first, until the rest fits; the others keep their
    order. Empty sections are never kept.

    Raises CatalogError when the sections that are never left out exceed the limit by themselves.
    """
    kept = [s for s in sections if s.text]
    order = sorted((s.drop, i, s) for i, s in enumerate(kept) if s.drop is not None)
    for *_, section in order:
        if _fits(kept, limit, count):
            break
        kept = [s for s in kept if s is not section]
    if not _fits(kept, limit, count):
        names = ", ".join(s.name for s in kept)
        raise CatalogError(
            f"the text needs {count(joined(kept))} characters where {limit} are allowed, with only"
            f" these sections left: {names}",
            "Shorten these sections in the channel's template.",
        )
    return tuple(kept)


def joined(sections: Sequence[Section]) -> str:
    """Join the sections, a blank line between two."""
    return _GAP.join(s.text for s in sections)


def _fits(sections: Sequence[Section], limit: int | None, count: Callable[[str], int]) -> bool:
    return limit is None or count(joined(sections)) <= limit
