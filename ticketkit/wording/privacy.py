"""What a text may give away without its writer having meant to.

By form alone, so both ways wrong at times: a warning asks a person to look, and nothing is changed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["an e-mail address", "a card number", "a token or password", "a path with a name"]


@dataclass(frozen=True)
class Matter:
    """One private thing in a text."""

    kind: Kind
    words: str
    """As they stand in the text; to compare with, never to print."""


_EMAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%-]{1,64}@(?P<host>(?:[a-z0-9-]{1,63}\.)+(?P<ending>[a-z]{2,24}))"
    r"(?![\w-]|\.\w)",
    re.IGNORECASE,
)
_PICTURE_ENDINGS = {"png", "jpg", "jpeg", "gif", "webp", "svg", "mp4", "mov", "webm"}
"""Of names such as icon@2x.png."""
_CARD = re.compile(
    r"(?<![\w.-])(?:\d{13,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{4}|\d{4}([ -])\d{6}\2\d{4,5})"
    r"(?!\w|[.-]\d)",
    re.ASCII,
)
_CARD_FORMS = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|6(?:011|4[4-9]\d|5\d\d)\d{12}"
    r"|35\d{14}|3(?:0[0-5]|[68]\d)\d{11}|62\d{14,17}"
)
"""Beginnings and lengths of the numbers that the large schemes give out (ISO/IEC 7812)."""
_TOKEN = re.compile(
    r"(?<![\w-])(?:"
    r"(?:AKIA|ASIA)[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{22,}|glpat-[\w-]{20,}"
    r"|sk-(?=[\w-]{0,99}\d)[\w-]{20,}|[srp]k_(?:live|test)_\w{16,}|xox[abeprs]-[\w-]{10,}"
    r"|AIza[\w-]{35}|(?:hf|r8)_[A-Za-z0-9]{30,}|key_[0-9a-f]{64,}|luma-[0-9a-f]{8}-[0-9a-f-]{27,}"
    r"|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}:[0-9a-f]{32}"
    r"|eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{10,}|[MN][\w-]{23,25}\.[\w-]{6}\.[\w-]{27,}"
    r")(?![\w-])"
    r"|-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----"
    r"|(?i:\bbearer\s{1,3}(?=\S{0,99}\d)[\w.~+/-]{20,})"
    r"|(?i:\b(?:api[_ -]?key|secret|token|passw(?:or)?d|pwd)\s{0,3}[:=]\s{0,3}[^\s]{8,})"
    r"|://[^\s/@:]{1,99}:[^\s/@]{1,99}@"
    r"|(?i:[?&](?:x-\w{3,4}-signature|sig|signature|(?:access_)?token|(?:api_?)?key)=[\w%.+/-]{16,})",
    re.ASCII,
)
"""Forms that services document for their keys, signed links, and words that announce a secret."""
_PATH = re.compile(
    r"(?:(?:(?<![\w.:/-])|(?<=file://)|/mnt/[a-z])/(?:home|Users|(?:run/)?media|var/home)/"
    r"|(?<![A-Za-z])[A-Za-z]:[\\/]{1,2}Users[\\/]{1,2})"
    r"(?!(?:Shared|Public|Default)\b)\w[\w.-]*"
)


def matters(text: str, domains: Sequence[str] = ()) -> Iterator[Matter]:
    """Find what looks private in `text`.

    An address at one of `domains`, or below it, is a desk's and not private.
    """
    tokens = list(_TOKEN.finditer(text))
    for match in _EMAIL.finditer(text):
        in_token = any(t.start() < match.end() and match.start() < t.end() for t in tokens)
        is_name = match["ending"].lower() in _PICTURE_ENDINGS
        if not in_token and not is_name and not _is_at(match["host"], domains):
            yield Matter("an e-mail address", match[0])
    for match in _CARD.finditer(text):
        if _is_card(re.sub(r"[ -]", "", match[0])):
            yield Matter("a card number", match[0])
    for match in tokens:
        yield Matter("a token or password", match[0])
    for match in _PATH.finditer(text):
        yield Matter("a path with a name", match[0])


def _is_at(host: str, domains: Sequence[str]) -> bool:
    named = host.lower()
    return any(named == domain or named.endswith(f".{domain}") for domain in domains)


def _is_card(digits: str) -> bool:
    """Whether a scheme may have given it out and its last digit agrees (Luhn, ISO/IEC 7812-1)."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    total = sum(doubled) + sum(int(digit) for digit in digits[::-2])
    return bool(_CARD_FORMS.fullmatch(digits)) and total % 10 == 0
