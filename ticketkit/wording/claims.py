"""The claims linter: what a ticket must never say in our words, whatever template it came from."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

ClaimKind = Literal[
    "claim", "deadline", "secret", "leftover", "address", "channel", "number", "missing"
]
"""What is wrong with a text. `claim`: a promise, a right, odds, a usual outcome or a threat.
`deadline`: a period; a vendor's own one may be reported with its source, never set by a ticket."""

_NEUTRAL = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for a text of the user's while ours is read."""
_MONEY = r"(?:refunds?|refunded|credits?|credited|reimbursements?|reimbursed|money|compensation)"
_OFTEN = r"(?:routinely|usually|normally|typically|always|often|generally)"
_SPAN = (
    r"(?:\d+(?:\s*(?:-|to)\s*\d+)?|one|two|three|a few)\s+"
    r"(?:business\s+|working\s+)?(?:hours?|days?|weeks?)"
)
_CLAIMS: tuple[tuple[str, str], ...] = (
    (r"\bguarantee\w*", "no outcome is guaranteed"),
    (r"\bentitle\w*", "it claims a right"),
    (r"\b(?:is|are|am|be|was|were)?\s*(?:owed|owes?|owing)\b", "it claims a debt"),
    (r"\bdeserve\w*", "it claims a right"),
    (r"\b(?:my|a|the|consumer|legal|statutory) rights?\s+(?:to|as|under)\b", "it claims a right"),
    (rf"\b(?:must|shall|have to|has to|need to)\s+(?:\w+\s+)?{_MONEY}\b", "it demands money"),
    (r"\b(?:must|shall|have to|has to)\s+(?:issue|give|return|pay|grant)\b", "it demands money"),
    (r"\b(?:demand|insist)(?:s|ed|ing)?\b", "it demands"),
    (rf"\b{_MONEY}\s+(?:is|are)\s+(?:due|required|mandatory|standard)\b", "it claims a debt"),
    (rf"\b(?:will|should)\s+be\s+(?:\w+\s+)?(?:{_MONEY}|approved|granted)\b", "it promises"),
    (rf"\b(?:will|can expect to|should)\s+(?:get|receive)\b[^.]*\b{_MONEY}\b", "it promises"),
    (rf"\b{_OFTEN}\s+(?:approv|grant|refund|credit|paid|accept)\w*", "it claims a usual outcome"),
    (r"\b(?:approval|success|refund|acceptance)\s+(?:rates?|odds|chances?)\b", "it gives odds"),
    (r"\d+\s?%\s+(?:of\s+)?(?:tickets|claims|requests|refunds|approv\w+|chance)", "it gives odds"),
    (r"\bprecedents?\b", "it claims a precedent"),
    (r"\bcharge\s?-?backs?\b", "it threatens"),
    (r"\bdispute\s+(?:the|this|my)\s+(?:charge|payment|transaction)\b", "it threatens"),
    (r"\b(?:lawyers?|attorneys?|lawsuits?|small claims|legal action|sue|suing)\b", "it threatens"),
    (r"\b(?:consumer protection|ombudsman|regulators?|trading standards)\b", "it threatens"),
    (r"\bor else\b", "it threatens"),
)
_DEADLINES = (rf"\b(?:within|in|after)\s+(?:the next\s+)?{_SPAN}\b", r"\bdeadlines?\b")
_SECRETS = r"\b(?:card numbers?|cvv|cvc|expiry dates?|pass ?words?|pass ?codes?|pin codes?)\b"
_LEFTOVERS = (
    r"\{\{|\}\}|\{%|%\}|\{#|#\}|\x1e",
    r"(?i)\[(?:your |insert |the )?(?:id|name|time|date|plan|prompt|vendor|term|e-?mail)\b[^\]]*\]",
    r"\b(?:TODO|FIXME|TBD|XXX|None|nan|NaN|Undefined)\b",
    r"<(?:your |insert )[^>]*>",
)
_ADDRESS = re.compile(
    r"(?<![\w.-])(?:[\w.+-]+@)?(?P<host>(?:[a-z0-9-]+\.)+[a-z]{2,})(?![\w-]|\.\w)"
    r"(?P<path>/[^\s,;)\"'<>]*)?",
    re.ASCII | re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<!\w)(?<!\d[.,:])(\d++(?:[.,:]\d++)*+)(?:[ \xa0]?(?:(?:ms|s|kB|MB|GB|TB)\b|%)|(?!\w))"
)
"""A number as `ticketkit.wording.numbers` prints it, with the units that must be right too."""
_FILE_ENDINGS = frozenset(
    {
        *("avi", "m4v", "mkv", "mov", "mp4", "webm", "exr", "gif", "jpeg", "jpg", "png", "webp"),
        *("csv", "eml", "json", "md", "pdf", "sha256", "toml", "txt", "zip"),
    }
)


@dataclass(frozen=True)
class ClaimProblem:
    """One thing in a text that must not go out."""

    kind: ClaimKind
    found: str
    """The words as they stand in the text, or the ones that are missing."""
    why: str

    def __str__(self) -> str:
        return f'"{self.found}": {self.why}'


def problems(
    text: str,
    *,
    quoted: Sequence[str] = (),
    domains: Sequence[str] = (),
    foreign: Sequence[str] = (),
    must_hold: Sequence[str] = (),
    known_numbers: Iterable[str] | None = None,
) -> list[ClaimProblem]:
    """Everything that a ticket must not say, in order of kind.

    `quoted`: the user's own texts as they stand in `text`; they are not judged. `domains`: the only
    ones that may be printed, with their subdomains; an entry with a path ("discord.gg/name") allows
    that path alone. `foreign`: addresses and mentions of other
    vendors' channels. `must_hold`: what the text may not lack. `known_numbers`: texts with every
    number that may stand in `text`, printed as it may; None judges no number.
    """
    theirs = {words for words in quoted if words.strip()}
    ours = _without(text, theirs)
    found = [
        *_claims(ours),
        *_matches("deadline", _DEADLINES, "it sets or promises a deadline", ours),
        *_matches("secret", (_SECRETS,), "no desk needs it", ours),
        *_matches("leftover", _LEFTOVERS, "a template was not filled", ours, re.NOFLAG),
        *_addresses(ours, domains),
        *_foreign(ours, foreign),
        *_numbers(text, theirs, known_numbers),
    ]
    missing = (ClaimProblem("missing", w, "the text must hold it") for w in must_hold)
    return [*found, *(problem for problem in missing if problem.found not in text)]


def is_allowed(address: str, domains: Sequence[str]) -> bool:
    """Whether every host in a URL or e-mail address is one of `domains` or below one of them."""
    return not any(_addresses(address, domains))


def _without(text: str, quoted: Iterable[str]) -> str:
    for words in sorted(quoted, key=len, reverse=True):
        text = re.sub(_whole(words), _NEUTRAL, text)
    return text


def _whole(words: str) -> str:
    """Match `words` only as whole ones: a 3 is no part of the number 3.5 nor of 1,003."""
    return rf"(?<!\w)(?<!\d[.,:]){re.escape(words)}(?!\w|[.,:]\d)"


def _claims(text: str) -> Iterator[ClaimProblem]:
    for pattern, why in _CLAIMS:
        yield from _matches("claim", (pattern,), why, text)


def _matches(
    kind: ClaimKind,
    patterns: Sequence[str],
    why: str,
    text: str,
    flags: re.RegexFlag = re.IGNORECASE,
) -> Iterator[ClaimProblem]:
    for pattern in patterns:
        for match in re.finditer(pattern, text, flags):
            yield ClaimProblem(kind, match[0].strip(), why)


def _addresses(text: str, domains: Sequence[str]) -> Iterator[ClaimProblem]:
    for match in _ADDRESS.finditer(text):
        host, path = match["host"].lower(), (match["path"] or "").rstrip(".*")
        is_file = host.rpartition(".")[2] in _FILE_ENDINGS and not path and "@" not in match[0]
        if not is_file and not any(_covers(domain, host, path) for domain in domains):
            yield ClaimProblem("address", match[0], "not on the vendor's list of domains")


def _covers(domain: str, host: str, path: str) -> bool:
    own_host, slash, own_path = domain.partition("/")
    own_host = own_host.lower()
    is_host = host == own_host or host.endswith(f".{own_host}")
    own = slash + own_path
    return is_host and (not own or path == own or path.startswith((f"{own}/", f"{own}?")))


def _foreign(text: str, foreign: Sequence[str]) -> Iterator[ClaimProblem]:
    for words in foreign:
        pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
        yield from _matches("channel", (pattern,), "another vendor's channel", text)


def _numbers(
    text: str, quoted: Iterable[str], known: Iterable[str] | None
) -> Iterator[ClaimProblem]:
    """Find numbers outside the quoted words that no known text holds: nobody measured them."""
    if known is None:
        return
    allowed = {_printed(match) for words in known for match in _NUMBER.finditer(words)}
    theirs = [m.span() for words in quoted for m in re.finditer(_whole(words), text)]
    for match in _NUMBER.finditer(text):
        begin, end = match.span(1)
        is_quoted = any(first <= begin and end <= last for first, last in theirs)
        if not is_quoted and _printed(match) not in allowed:
            yield ClaimProblem("number", _printed(match), "not a number of this case")


def _printed(number: re.Match[str]) -> str:
    return " ".join(number[0].split())
