"""Marks and links become statements: each with its evidence, its source and how far it carries."""

import re
from collections.abc import Iterable, Iterator, Mapping

from ticketkit.catalog import citation
from ticketkit.catalog.addresses import Link
from ticketkit.model.identification import TRUST_ORDER, FileMark, Said, Statement, Trust
from ticketkit.model.vendor import Fingerprint, FingerprintKind, Vendor

_FLAGS = re.ASCII | re.IGNORECASE

_TRUST: Mapping[FingerprintKind, Trust] = {
    "url": "high",
    "sei": "high",
    "c2pa_signer": "high",
    "container_tag": "medium",
    "aigc_producer": "medium",
    "file_name": "medium",
}
"""What a mark of this kind carries when it was read well and its form is no weak one."""

_EVIDENCE: Mapping[FingerprintKind, str] = {
    "url": "The link has the form of {vendor}'s links.",
    "sei": "User data in the video stream: {shown}.",
    "c2pa_signer": "Content Credentials: {shown}.",
    "container_tag": "Container tag {shown}.",
    "aigc_producer": "AIGC label, {shown}.",
    "file_name": "The name has the form of {vendor}'s file names.",
}


def by_marks(marks: Iterable[FileMark], vendors: Iterable[Vendor]) -> Iterator[Statement]:
    """Hold every mark against every fingerprint of its kind."""
    pairs = [(vendor, form) for vendor in vendors for form in vendor.fingerprints]
    for mark in marks:
        for vendor, form in pairs:
            if form.kind == mark.kind:
                found = re.fullmatch(form.pattern, mark.text, _FLAGS)
                if found:
                    yield from _statements(mark, form, found.groupdict(), vendor)


def _statements(
    mark: FileMark, form: Fingerprint, groups: Mapping[str, str | None], vendor: Vendor
) -> Iterator[Statement]:
    values: dict[Said, str | None] = {
        # A model has a maker: who names the one names the other.
        "maker" if form.says == "model" else form.says: vendor.name,
        "model": groups.get("model") or form.model,
        "id": groups.get("id") or mark.id,
        "surface": form.surface,
    }
    for says, value in values.items():
        if value:
            yield Statement(
                says=says,
                value=value,
                vendor=vendor.name,
                kind=mark.kind,
                evidence=_EVIDENCE[mark.kind].format(vendor=vendor.title, shown=mark.shown),
                note=form.note,
                trust=_trust(mark, form),
                source=form.source,
                checked_on=form.checked_on,
                confidence=form.confidence,
            )


def _trust(mark: FileMark, form: Fingerprint) -> Trust:
    weak = form.weak or form.confidence == "unverified"
    limits: tuple[Trust, ...] = (_TRUST[mark.kind], mark.trust, "low" if weak else "high")
    return max(limits, key=TRUST_ORDER.index)


def by_site(pasted: Link, vendors: list[Vendor]) -> Iterator[Statement]:
    """Say whose link it is, from the form of links that hold an ID or from the site alone."""
    vendor, evidence = citation.named_by(pasted, vendors)
    if vendor is None:
        return
    form, found = next(citation.url_matches(pasted, vendor), (None, ""))
    values: dict[Said, str] = {"shop": vendor.name, "id": found}
    for says, value in values.items():
        if value:
            yield Statement(
                says=says,
                value=value,
                vendor=vendor.name,
                kind="url",
                evidence=evidence,
                trust="high" if form else "medium",
                source=form.source if form else None,
                checked_on=form.checked_on if form else None,
                confidence=form.confidence if form else None,
            )
