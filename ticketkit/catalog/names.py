"""Which names a record answers to, and the closest ones to a name that nobody has."""

import difflib
from collections.abc import Iterator, Mapping

from ticketkit.errors import UnknownNameError
from ticketkit.model.failure_mode import FailureMode
from ticketkit.model.names import key
from ticketkit.model.vendor import Vendor

_SHORT = 2
"""Words of so few letters say nothing: "of", "in"."""


def own_names(record: FailureMode | Vendor) -> Iterator[str]:
    """Give the names that belong to one record alone: canonical name, title and aliases."""
    yield record.name
    yield record.title
    yield from record.aliases


def pages(mode: FailureMode) -> Iterator[str]:
    """Give the slugs of the reference pages about `mode`."""
    for terms in mode.terms.values():
        yield from (term.page for term in terms if term.page)


def terms(mode: FailureMode, vendor: str | None = None) -> Iterator[str]:
    """Give the technical terms of `mode`: those of one vendor, or of all with the default one."""
    if vendor is None:
        yield mode.default_term
    for name, several in mode.terms.items():
        if vendor in (None, name):
            yield from (term.term for term in several)


def _words(text: str) -> set[str]:
    """The words of a name that say what it is about, without the s of a plural."""
    return {key(word).removesuffix("s") for word in text.split() if len(key(word)) > _SHORT}


def unknown(kind: str, text: str, known: Mapping[str, str], command: str) -> UnknownNameError:
    """Make the error for a name that is not known, with the three closest.

    `known` leads from every accepted name to the canonical one; `command` lists them. Names that
    share a word with `text` come first, those with more of its letters before the others.
    """
    said, words = key(text), _words(text)

    def nearness(name: str) -> tuple[int, float, str]:
        letters = difflib.SequenceMatcher(None, key(name), said).ratio()
        return len(words & _words(name)), letters, key(name)

    ranked = sorted(known, key=nearness, reverse=True)
    closest = list(dict.fromkeys(known[name] for name in ranked))[:3]
    return UnknownNameError(
        f"There is no {kind} {text!r} in the catalogue; closest: {', '.join(closest)}.",
        f"Use one of these names, or list all of them with `ticketkit {command}`.",
    )
