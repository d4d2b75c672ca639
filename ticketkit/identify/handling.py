"""Whether a file is as it was delivered: what its own marks say, and no more.

Pure. Only an intact signature in the vendor's own name speaks for "as delivered", and only a mark
of another program, a cut, or content that is not what was signed speaks for "altered". The absence
of a mark speaks for nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from ticketkit.identify.programs import named_in
from ticketkit.model.identification import FileMark, FileMarks
from ticketkit.model.provenance import (
    Credentials,
    Handling,
    Note,
    Provenance,
    Structure,
    Trace,
)
from ticketkit.model.vendor import Vendor

_HIDDEN_S = 0.5
"""A longer hidden start is a cut: reordered pictures alone hide a few frames at most."""

_CHANGED = re.compile(r"assertion\.(dataHash|bmffHash|hashedURI|boxesHash)\.mismatch")
"""Faults that say that the content is not what was signed."""

_ENCODER = re.compile(r"(?P<name>x26[45]) -? ?\(?(core|build)? ?(?P<build>\d+)")
_LIBRARY = re.compile(r"(video\.)?encoder=(?P<name>Lav[fc][\d.]+)", re.IGNORECASE)

_ORIGINAL = (
    "Download the clip again from {vendor}, with the site's or the app's own download button, and"
    " build the case with that file. Copies from messengers, editors, converters and screen"
    " recordings are other files."
)
_VERDICTS: tuple[Handling, ...] = ("altered", "as_delivered", "cannot_tell")


def provenance(read: FileMarks, vendor: Vendor, vendors: Iterable[Vendor]) -> Provenance:
    """Judge what the marks of a file tell of its history, for a clip of `vendor`."""
    credentials = _with_signer(read.credentials, vendors)
    traces = [*_signed(credentials, vendor), *_missed(credentials, vendor)]
    traces += [*_tags(read.marks), *_built(read.structure), *_messages(read.marks)]
    found = {trace.points_to for trace in traces}
    handling: Handling = next((v for v in _VERDICTS if v in found), "cannot_tell")
    return Provenance(
        credentials=credentials,
        handling=handling,
        traces=tuple(sorted(dict.fromkeys(traces), key=lambda t: _VERDICTS.index(t.points_to))),
        notes=_notes(vendor),
        original=_ORIGINAL.format(vendor=vendor.title) if handling == "altered" else "",
    )


def _with_signer(credentials: Credentials, vendors: Iterable[Vendor]) -> Credentials:
    if not credentials.signer:
        return credentials
    known = any(_signs(vendor, credentials.signer) for vendor in vendors)
    return credentials.model_copy(update={"signer_known": known})


def _signs(vendor: Vendor, signer: str) -> bool:
    """Whether a vendor is known to sign under this name."""
    forms = (f.pattern for f in vendor.fingerprints if f.kind == "c2pa_signer")
    return any(re.fullmatch(f, f"issuer={signer}", re.ASCII | re.IGNORECASE) for f in forms)


def _missed(found: Credentials, vendor: Vendor) -> Iterator[Trace]:
    """Say that credentials are missing, where they were looked for and such files have them."""
    known = vendor.credentials
    if found.present is False and known is not None and known.expected == "always":
        text = f"The file has no Content Credentials, which files of {vendor.title} are known to"
        text += " have. That proves nothing: converting, messengers and many sites remove them."
        yield Trace(kind="credentials", text=text, points_to="cannot_tell")


def _signed(found: Credentials, vendor: Vendor) -> Iterator[Trace]:
    if found.intact is None:
        return
    faults = ", ".join(found.faults) or "a fault"
    if found.intact:
        own = _signs(vendor, found.signer)
        text = "The signature of the Content Credentials is intact: nothing has changed since"
        text += f' "{found.signer or "an unnamed signer"}" signed the file.'
        yield Trace(
            kind="credentials", text=text, points_to="as_delivered" if own else "cannot_tell"
        )
    elif vendor.credentials is not None and vendor.credentials.broken_untouched:
        text = f"The Content Credentials do not check out ({faults}), which is known of files of"
        text += f" {vendor.title} that nobody touched."
        yield Trace(kind="credentials", text=text, points_to="cannot_tell")
    elif any(_CHANGED.fullmatch(code) for code in found.faults):
        text = f"The content is not what its Content Credentials were made for ({faults})."
        yield Trace(kind="credentials", text=text, points_to="altered")
    else:
        text = f"The Content Credentials do not check out ({faults}); an edit does that, and so do"
        text += " faulty or expired signatures."
        yield Trace(kind="credentials", text=text, points_to="cannot_tell")


def _tags(marks: Iterable[FileMark]) -> Iterator[Trace]:
    for mark in marks:
        if mark.kind == "aigc_producer":
            text = f"A Chinese AIGC label is in the file ({mark.shown})."
            yield Trace(kind="aigc_label", text=text, points_to="cannot_tell")
        if mark.kind != "container_tag":
            continue
        program, library = named_in(mark.text), _LIBRARY.match(mark.text)
        if program:
            text = f"A tag names {program.name}, {program.what}."
            yield Trace(kind="program", text=text, points_to="altered")
        elif library:
            text = f"FFmpeg wrote the file ({library['name']}): vendors use it, and converters too."
            yield Trace(kind="program", text=text, points_to="cannot_tell")


def _built(found: Structure | None) -> Iterator[Trace]:
    if found is None:
        return
    if found.edits.pieces > 1:
        text = f"The edit list joins {found.edits.pieces} pieces of the video."
        yield Trace(kind="edit_list", text=text, points_to="altered")
    elif found.edits.hidden_start_s > _HIDDEN_S:
        text = f"The edit list hides the first {found.edits.hidden_start_s:.2f} s of the video."
        yield Trace(kind="edit_list", text=text, points_to="altered")
    elif found.edits.pieces:
        text = "The edit list shows the video in one piece."
        yield Trace(kind="edit_list", text=text, points_to="cannot_tell")
    yield Trace(kind="fragments", text=_layout(found), points_to="cannot_tell")


def _layout(found: Structure) -> str:
    if found.fragments:
        return f"The file is written in fragments ({found.fragments}), as for streaming."
    where = "before" if found.index_first else "after"
    return f"The file is written in one piece, its index {where} the pictures."


def _messages(marks: Iterable[FileMark]) -> Iterator[Trace]:
    for mark in marks:
        if mark.kind == "sei":
            found = _ENCODER.search(mark.text)
            what = f"{found['name']} build {found['build']}" if found else mark.shown
            text = f"User data in the video stream: {what}."
            yield Trace(kind="user_data", text=text, points_to="cannot_tell")


def _notes(vendor: Vendor) -> tuple[Note, ...]:
    said = vendor.credentials
    if said is None:
        return ()
    told: Mapping[str, object] = said.model_dump(include=set(Note.model_fields))
    return (Note.model_validate(told),)
