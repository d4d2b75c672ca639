"""Provenance: what a file tells of its own history, and what that does not prove."""

from datetime import date
from typing import Literal

from pydantic import Field

from ticketkit.model.base import Confidence, Record

Handling = Literal["as_delivered", "altered", "cannot_tell"]
"""`as_delivered`: an intact signature in the vendor's own name covers the content of the file.
`altered`: the file itself says that a converter, an editor or a messenger wrote it, that part of it
is hidden, or that it is not what was signed. `cannot_tell`: everything else, which is usual."""

TraceKind = Literal[
    "credentials", "program", "edit_list", "fragments", "brands", "user_data", "aigc_label"
]


class Credentials(Record):
    """Content Credentials (C2PA) in three states that do not follow from each other."""

    present: bool | None
    """Null where they were not looked for: in any file but MP4 and MOV."""
    intact: bool | None
    """Whether signature and content hashes agree with the file; null when nobody checked."""
    signer: str
    """The organisation that the certificate names; empty where none is named."""
    signer_known: bool | None = None
    """Whether the catalogue knows that name as a vendor's; the certificate itself was not held
    against a list of trusted authorities. Null when there is no name."""
    faults: tuple[str, ...] = ()
    """Codes of the C2PA specification that the reader reports."""
    checked_by: str = ""
    """Library and version that checked the signature; empty when it was read as plain text."""


NO_CREDENTIALS = Credentials(present=False, intact=None, signer="")
NOT_LOOKED_FOR = Credentials(present=None, intact=None, signer="")


class EditList(Record):
    """What the edit list of the video track hides or joins (ISO/IEC 14496-12, `elst`)."""

    pieces: int = Field(ge=0)
    """How many pieces of the track are shown; 0 without a list."""
    hidden_start_s: float = Field(ge=0)
    """How much of the track lies before the first shown piece, in seconds."""


class Structure(Record):
    """How an MP4 or MOV file is put together."""

    fragments: int = Field(ge=0)
    """Count of `moof` boxes."""
    index_first: bool
    """Whether the index (`moov`) lies before the pictures (`mdat`)."""
    edits: EditList


class Trace(Record):
    """One thing in the file that bears on its history."""

    kind: TraceKind
    text: str
    """A sentence; holds nothing private."""
    points_to: Handling


class Note(Record):
    """What is known of the files of this vendor, with its source."""

    text: str
    source: str
    checked_on: date
    confidence: Confidence


class Provenance(Record):
    """What a file tells of its own history."""

    credentials: Credentials
    handling: Handling
    traces: tuple[Trace, ...]
    """The evidence, that which decides first."""
    notes: tuple[Note, ...] = ()
    original: str = ""
    """How to get the original, where the file is not it; empty otherwise."""
