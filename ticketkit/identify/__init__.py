"""Which shop, which model, which ID: marks held against the fingerprints of the catalogue.

Pure. The shop that took the credits is named by a file's name or a link; marks inside a file name
whose model it was, and another shop may have sold that. Nothing is concluded from the absence of a
mark: editing, converting and messengers remove them.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from ticketkit.catalog.addresses import Link
from ticketkit.identify.contradictions import contradictions, place
from ticketkit.identify.handling import provenance
from ticketkit.identify.statements import by_marks, by_site
from ticketkit.model.identification import (
    TRUST_ORDER,
    FileMark,
    FileMarks,
    Identification,
    Statement,
    agreed,
)
from ticketkit.model.names import key
from ticketkit.model.vendor import Vendor

__all__ = ["of_file", "of_link", "of_name", "place", "provenance"]

_UNMARKED = (
    "No mark of a vendor that the catalogue knows is in the file. That proves nothing: editing,"
    " converting and messengers remove marks."
)
_NOT_LOOKED_FOR = (
    "Content Credentials were not looked for in this kind of file: only MP4 and MOV files are"
    " searched for them."
)
_SHOP_OPEN = (
    "A mark inside a file tells whose model it was, not who sold the clip: the ticket goes to the"
    " shop that took the credits."
)
_UNKNOWN_NAME = "The name has no form that the catalogue knows; a name can be changed."
_NOT_OPENED = "No file of this name is here, so the name alone was judged; a name can be changed."
_UNKNOWN_LINK = (
    "The link is not on a site that the catalogue knows as a vendor's. Lookalike sites exist: trust"
    " only addresses that `ticketkit route` names."
)


def of_file(name: str, read: FileMarks, vendors: Iterable[Vendor]) -> Identification:
    """Judge a file by the marks in it and by its name."""
    known = list(vendors)
    inside = list(by_marks(read.marks, known))
    by_name = list(by_marks([_name_mark(name)], known))
    unsought = read.credentials.present is None
    said = ((not inside, _UNMARKED), (unsought, _NOT_LOOKED_FOR), (not by_name, _UNKNOWN_NAME))
    notes = [*(text for is_so, text in said if is_so), *read.notes]
    return _identification("file", name, [*by_name, *inside], known, notes)


def of_name(name: str, vendors: Iterable[Vendor]) -> Identification:
    """Judge a file's name alone."""
    known = list(vendors)
    found = list(by_marks([_name_mark(name)], known))
    notes = [_NOT_OPENED, *([] if found else [_UNKNOWN_NAME])]
    return _identification("name", name, found, known, notes)


def of_link(pasted: Link, vendors: Iterable[Vendor]) -> Identification:
    """Judge a link by its form, its site, and the name of the file at its end."""
    known = list(vendors)
    path = re.split("[?#]", str(pasted))[0]
    marks = [FileMark(kind="url", text=str(pasted), shown=path), _name_mark(path.split("/")[-1])]
    found = [*by_marks(marks, known), *by_site(pasted, known)]
    return _identification("link", path, found, known, [] if found else [_UNKNOWN_LINK])


def _name_mark(name: str) -> FileMark:
    return FileMark(kind="file_name", text=name, shown=name)


def _identification(
    kind: Literal["file", "link", "name"],
    name: str,
    statements: list[Statement],
    vendors: list[Vendor],
    notes: list[str],
) -> Identification:
    told = list(_distinct(sorted(statements, key=lambda s: TRUST_ORDER.index(s.trust))))
    if any(s.says == "maker" for s in told) and not any(s.says == "shop" for s in told):
        notes = [_SHOP_OPEN, *notes]
    titles = {vendor.name: vendor.title for vendor in vendors}
    return Identification(
        kind=kind,
        name=name,
        shop=agreed(told, "shop"),
        maker=agreed(told, "maker"),
        model=agreed(told, "model"),
        id=agreed(told, "id"),
        surface=agreed(told, "surface"),
        statements=tuple(told),
        contradictions=tuple(contradictions(told, titles)),
        notes=tuple(notes),
    )


def _distinct(statements: Iterable[Statement]) -> Iterator[Statement]:
    """Leave out what was said already on evidence of the same kind."""
    seen: set[tuple[str, str, str, str]] = set()
    for statement in statements:
        same = (statement.says, key(statement.value), statement.vendor, statement.kind)
        if same not in seen:
            seen.add(same)
            yield statement
