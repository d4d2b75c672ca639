"""Phrases that a prompt may contain, as templates list them."""

import re
from collections.abc import Iterable


def any_of(phrases: Iterable[str]) -> str:
    """An expression for whole words, which takes the longest phrase that fits."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return rf"(?<![\w-])({'|'.join(map(re.escape, longest_first))})(?![\w-])"


def plain(prompt: str) -> str:
    """The prompt as phrases are written: lower case, single spaces, straight apostrophes."""
    return " ".join(prompt.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
