"""What a file, its name or a link tells of its origin, and how far to trust it."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from pydantic import Field

from ticketkit.model.base import Confidence, Record
from ticketkit.model.provenance import NOT_LOOKED_FOR, Credentials, Structure
from ticketkit.model.vendor import FingerprintKind

Trust = Literal["high", "medium", "low"]
"""How far a statement carries, against accident and ordinary handling; somebody who forges can
write every one of these marks.

`high`: nothing else is known to write it. `medium`: the usual form of this vendor's files, which a
person may have changed, such as a name. `low`: others write it too, or it was read without being
checked.
"""

Said = Literal["shop", "maker", "model", "id", "surface"]
"""Who took the credits, whose model it was, which model, which ID, and where it was sold."""

TRUST_ORDER: tuple[Trust, ...] = ("high", "medium", "low")


class FileMark(Record):
    """One mark that was read from a file, before anybody says what it means."""

    kind: FingerprintKind
    text: str = Field(repr=False)
    """The whole mark as a fingerprint's pattern expects it. May be private: never printed."""
    shown: str
    """What may be printed of it."""
    trust: Trust = "high"
    """The most that its reading allows."""
    id: str = ""
    """The ID that it carries itself."""


class FileMarks(Record):
    """The marks of one file."""

    marks: tuple[FileMark, ...]
    notes: tuple[str, ...] = ()
    """Sentences on what was found and could not be checked."""
    credentials: Credentials = NOT_LOOKED_FOR
    structure: Structure | None = None
    """None for a file that is no MP4 or MOV."""


class Statement(Record):
    """One thing that is said of the origin, with its evidence."""

    says: Said
    value: str
    """Canonical vendor name for shop and maker, canonical surface name, model or ID as found."""
    vendor: str
    """Canonical name of the vendor whose shop, model, ID or surface it is."""
    kind: FingerprintKind
    """Which evidence it rests on."""
    evidence: str
    """The evidence, one sentence; holds nothing private."""
    note: str = ""
    """What it does not prove, one sentence."""
    trust: Trust
    source: str | None
    """Where the meaning of such evidence was read; None for a known address of the vendor."""
    checked_on: date | None
    """The day on which the source was last read."""
    confidence: Confidence | None
    """How far the source is to be trusted."""


class Identification(Record):
    """Everything that was said of one origin, and what follows from it."""

    schema_: Literal["ticketkit.identify/1"] = Field(default="ticketkit.identify/1", alias="schema")
    kind: Literal["file", "link", "name"]
    """What was looked at: a file with its name, a link, or a name alone."""
    name: str
    """The file's name, or the link without its query."""
    shop: str | None
    """Canonical name of the one vendor that evidence of at least medium trust calls the shop."""
    maker: str | None
    """The same for whose model it was."""
    model: str | None
    id: str | None
    surface: str | None
    statements: tuple[Statement, ...]
    """The most trustworthy first."""
    contradictions: tuple[str, ...]
    """Sentences on statements that do not agree."""
    notes: tuple[str, ...]
    """Sentences on what could not be told or checked."""

    def best(self, *said: Said) -> Statement | None:
        """Give the most trustworthy statement of one of these kinds; None where there is none."""
        return next((s for s in self.statements if s.says in said), None)


def agreed(statements: Iterable[Statement], said: Said) -> str | None:
    """Give the one value that the best evidence states, at medium trust or more; else None."""
    told = [s for s in statements if s.says == said and s.trust != "low"]
    best = min((TRUST_ORDER.index(s.trust) for s in told), default=0)
    values = {s.value for s in told if TRUST_ORDER.index(s.trust) == best}
    return values.pop() if len(values) == 1 else None
