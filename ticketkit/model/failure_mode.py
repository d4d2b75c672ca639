"""Failure modes as the catalogue holds them."""

from datetime import date
from typing import Literal

from pydantic import Field

from ticketkit.model.base import Problem, Record, Severity
from ticketkit.model.names import key

Documentation = Literal["LOW", "MEDIUM", "MEDIUM-HIGH", "HIGH", "VERY HIGH"]
"""How well-formed a ticket of this kind can be; never what will come of it."""

EvidenceKind = Literal[
    "still_pair", "strip", "paired_times", "prompt_beside_output", "paid_tier", "account_record"
]
"""What shows this kind of failure best, the best first.

`still_pair`: a good frame beside a bad one. `strip`: neighbouring frames in a row. `paired_times`:
two times that belong together, such as a sound and its picture. `prompt_beside_output`: the words
beside the frame that misses them. `paid_tier`: a picture of the account that shows the plan.
`account_record`: a picture of the job, its message or its line in the list of usage.
"""


class Check(Record):
    """One detector with the threshold above which its number shows this failure."""

    detector: str
    threshold: float
    """In the unit of the detector's metric."""
    parameters: dict[str, float] = Field(default_factory=dict)
    """Overrides of the detector's own parameters."""
    tolerance_s: float = Field(default=0.5, ge=0)
    """How far from the time a person names the measured stretch may lie."""
    calibrated_on: str
    """Which clips set the threshold."""
    decides: bool = True
    """Whether its silence speaks against the failure. False for a check that sees one of several
    signs: where it shows nothing, the failure is left to the eye."""


class Term(Record):
    """What one vendor's desk calls this failure."""

    term: str
    """Technical term, verbatim."""
    id_word: str = ""
    """What the ID is called for this failure, where it differs from the vendor's usual word."""
    severity: Severity | None = None
    """Where it differs from the mode's own."""
    documentation: Documentation | None = None
    """Where it differs from the mode's own."""
    page: str = ""
    """Slug of the reference page that uses the term."""


class FailureMode(Record):
    """One kind of failure: what it is, what it is not, how it is shown and called."""

    name: str
    """Canonical name: the file's name."""
    title: str
    group: str = ""
    """Name that several modes share as kinds of one failure, e.g. "camera" for path and jitter."""
    aliases: tuple[str, ...] = ()
    definition: str
    """One or two plain sentences for a first-line support agent."""
    signs: tuple[str, ...]
    not_this: tuple[str, ...] = ()
    severity: Severity
    documentation: Documentation
    problem: Problem = "quality"
    judged_by: Literal["measurement", "eye"]
    """"measurement" where a check decides, as far as a request gives what the check needs."""
    checks: tuple[Check, ...] = ()
    evidence: tuple[EvidenceKind, ...]
    default_term: str
    """The term for a vendor without one of its own."""
    terms: dict[str, tuple[Term, ...]] = Field(default_factory=dict)
    """By vendor name; the first is the usual one. Empty where no vendor's page has the failure."""
    prompt_risks: tuple[str, ...] = ()
    source: str
    checked_on: date

    def term_for(self, vendor: str, said: str = "") -> Term:
        """Return the vendor's own term, or the default one.

        Of several, the one whose wording or page a person `said`, otherwise the first.
        """
        terms = self.terms.get(vendor, ())
        named = [t for t in terms if said and key(said) in (key(t.term), key(t.page))]
        return next(iter(named or terms), Term(term=self.default_term))

    def documentation_for(self, vendor: str) -> Documentation:
        """Say how well-formed a ticket of this kind can be at this vendor."""
        return self.term_for(vendor).documentation or self.documentation
