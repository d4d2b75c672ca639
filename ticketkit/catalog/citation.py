"""The ID that a ticket cites, taken from what a person pasted."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ticketkit.catalog.addresses import Link, allowed_by, link
from ticketkit.errors import UsageError
from ticketkit.model.case import Identifier
from ticketkit.model.vendor import IdForm, Vendor

_LONGEST_ID = 200
_LONGEST_LINK = 2000
_SHORTEST_FOUND = 8
"""A shorter match inside an unknown link would be chance."""
_FLAGS = re.ASCII | re.IGNORECASE


@dataclass(frozen=True)
class Citation:
    """An ID with the vendor that it belongs to."""

    identifier: Identifier
    """`value` is untrusted: as pasted, without the space around it."""
    vendor: Vendor
    evidence: str
    """Why the text names the vendor, one sentence; empty when it does not."""
    warnings: tuple[str, ...]


def cite(text: str, vendor: Vendor | None, vendors: Collection[Vendor]) -> Citation:
    """Read `text` as a bare ID or a link that holds one, for `vendor` or the one that it names.

    Raises UsageError where the text is unusable, a link holds no ID, or no vendor can be told.
    """
    value = text.strip()
    pasted = link(value)
    _refuse_unusable(value, _LONGEST_LINK if pasted else _LONGEST_ID, vendor)
    named, evidence = named_by(pasted, vendors) if pasted else (None, "")
    chosen = vendor or named
    if chosen is None:
        other = "" if pasted else ", or give the clip's share link"
        raise UsageError(
            f"Nothing in {value!r} says which vendor made the clip.",
            f"Add --vendor with the shop that took the credits{other}.",
        )
    if pasted:
        identifier = _in_link(pasted, value, named or chosen)
        warnings = _site_warnings(pasted, chosen, named)
    else:
        identifier, warnings = _bare(value, chosen), ()
    doubts = _doubts(identifier, chosen)
    return Citation(identifier, chosen, evidence, (*warnings, *doubts))


def where_to_find(vendor: Vendor) -> str:
    """Say what `vendor` calls the ID of a clip and where it shows it, in plain sentences."""
    if not vendor.ids:
        return f"What {vendor.title} calls its ID, and where it shows it, is not known."
    form = vendor.ids[0]
    return f"{vendor.title} calls it {form.name}: {form.where}"


def _refuse_unusable(value: str, longest: int, vendor: Vendor | None) -> None:
    found = f" {where_to_find(vendor)}" if vendor else ""
    if not value:
        raise UsageError(
            "The ID is empty.", f"Give the clip's ID or its share link with --id.{found}"
        )
    if len(value) > longest:
        raise UsageError(
            f"The ID has {len(value):,} characters; the longest that is taken has {longest:,}.",
            f"Give the clip's ID or its share link alone with --id.{found}",
        )
    for character in value:
        if unicodedata.category(character)[0] == "C" or character in "\u2028\u2029":
            raise UsageError(
                f"The ID holds an invisible character, U+{ord(character):04X}.",
                f"Copy the ID again, or type it.{found}",
            )


def named_by(pasted: Link, vendors: Collection[Vendor]) -> tuple[Vendor | None, str]:
    """Find the vendor whose links have this form or whose site it is, and say which in a sentence.

    (None, "") for a link to somewhere else.
    """
    for vendor in vendors:
        if next(url_matches(pasted, vendor), None):
            return vendor, f"The link has the form of {vendor.title}'s links ({pasted.host})."
    by_entry = {allowed_by(str(pasted), v.domains) or "": v for v in vendors}
    entry = max(by_entry, key=len, default="")
    if not entry:
        return None, ""
    return by_entry[entry], f"The link is on {pasted.host}, a site of {by_entry[entry].title}."


def url_matches(pasted: Link, vendor: Vendor) -> Iterator[tuple[IdForm, str]]:
    """Give every ID form of `vendor` whose links have the form of this one, with the ID in it."""
    for form in vendor.ids:
        for pattern in form.url_patterns:
            found = re.match(f"(?:{pattern})(?![0-9a-z_-])", str(pasted), _FLAGS)
            if found:
                yield form, found["id"]


def _in_link(pasted: Link, value: str, vendor: Vendor) -> Identifier:
    for form, found in url_matches(pasted, vendor):
        matches = re.fullmatch(form.pattern, found, _FLAGS) is not None
        return Identifier(name=form.name, value=found, matches_pattern=matches)
    for form in (f for f in vendor.ids if not f.permissive):
        inside = re.finditer(f"(?<![0-9a-z])(?:{form.pattern})(?![0-9a-z])", pasted.rest, _FLAGS)
        found_ids = {m[0] for m in inside if len(m[0]) >= _SHORTEST_FOUND}
        if len(found_ids) == 1:
            return Identifier(name=form.name, value=found_ids.pop(), matches_pattern=True)
    raise UsageError(
        f"No ID of {vendor.title} can be read from the link {value!r}.",
        f"Give the ID itself with --id, and the link with --share-url. {where_to_find(vendor)}",
    )


def _bare(value: str, vendor: Vendor) -> Identifier:
    for form in sorted(vendor.ids, key=lambda f: f.permissive):
        if re.fullmatch(form.pattern, value, _FLAGS):
            known = not form.permissive
            return Identifier(name=form.name, value=value, matches_pattern=True, form_known=known)
    name = vendor.ids[0].name if vendor.ids else "ID"
    known = any(not form.permissive for form in vendor.ids)
    return Identifier(name=name, value=value, matches_pattern=False, form_known=known)


def _site_warnings(pasted: Link, chosen: Vendor, named: Vendor | None) -> tuple[str, ...]:
    if named == chosen:
        return ()
    if named is None:
        return (f"The link is on {pasted.host}, which is not known as a site of {chosen.title}.",)
    other = (
        f"The link is on {pasted.host}, a site of {named.title}, but the ticket is for"
        f" {chosen.title}. It belongs to the shop that took the credits: check --vendor."
    )
    return (other,)


def _doubts(identifier: Identifier, vendor: Vendor) -> tuple[str, ...]:
    """Say what cannot be said for the form of this ID."""
    strict = [form for form in vendor.ids if not form.permissive]
    if identifier.matches_pattern and identifier.name in {form.name for form in strict}:
        return ()
    if identifier.matches_pattern or not strict:
        unknown = f"How {vendor.title}'s IDs look is not known, so this one could not be checked."
        return (unknown,)
    form = strict[0]
    odd = (
        f"{identifier.value!r} does not look like {vendor.title}'s {form.name}, such as"
        f" {form.example}. It is cited as it was given: compare it with the original."
    )
    return (odd,)
