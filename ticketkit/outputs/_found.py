"""What the checks found, in words: of each check the strongest finding, and when the others are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ticketkit.model.case import Case
from ticketkit.model.finding import Finding
from ticketkit.model.vendor import ChannelKind
from ticketkit.outputs._words import escape_for, telling
from ticketkit.wording import escaping


@dataclass(frozen=True)
class Said:
    """What one check found: its strongest finding in words, and when there were others."""

    sentence: str
    others_s: tuple[float, ...]
    """Starts of the other findings that show the failure, strongest first, seconds."""


def said(case: Case, kind: ChannelKind) -> tuple[Said, ...]:
    """Say what each check found, with the words that a person put on marked sounds made safe."""
    return tuple(
        Said(_safe_sentence(case, first, kind), tuple(_starts_s(others)))
        for first, *others in by_check(telling(case))
    )


def by_check(findings: Sequence[Finding]) -> tuple[tuple[Finding, ...], ...]:
    """Group findings by what was measured, in their order; the first of each is the strongest."""
    checks = dict.fromkeys(finding.check for finding in findings)
    return tuple(tuple(f for f in findings if f.check == check) for check in checks)


def _starts_s(findings: Sequence[Finding]) -> Iterator[float]:
    return (finding.start_s for finding in findings if finding.start_s is not None)


def _safe_sentence(case: Case, finding: Finding, kind: ChannelKind) -> str:
    safe = escape_for(kind)
    sentence = finding.sentence
    for label in _event_labels(case):
        sentence = sentence.replace(f"({label})", f"({safe(label)})")
    return sentence


def safe_labels(case: Case, kind: ChannelKind) -> tuple[str, ...]:
    """List the words that a person put on marked sounds, as `said` prints them."""
    return tuple(map(escape_for(kind), _event_labels(case)))


def _event_labels(case: Case) -> tuple[str, ...]:
    """The words that a person put on marked sounds, as findings quote them."""
    given = (
        escaping.plain(" ".join(text.partition("=")[2].split())) for text in case.request.events
    )
    return tuple(sorted({label for label in given if label}, key=len, reverse=True))
