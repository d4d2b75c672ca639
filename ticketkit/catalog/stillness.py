"""Whether a prompt asks for stillness, in the words that templates/stillness.toml lists."""

import re
from functools import cache
from pathlib import Path

from ticketkit import resources
from ticketkit.catalog.listed import Phrases, read_list
from ticketkit.catalog.phrases import any_of, plain
from ticketkit.model.base import Record

FILE = "stillness.toml"


class _Words(Record):
    not_still: Phrases
    """What sounds like stillness and is not."""
    phrases: Phrases
    """What asks for it."""


def asked_stillness(prompt: str | None) -> str:
    """The words of `prompt` that ask for a picture in which nothing moves; empty without any.

    Raises CatalogError for a list that cannot be used.
    """
    others, phrases = _vocabulary(resources.find(FILE))
    found = phrases.search(others.sub(" ", plain(prompt or "")))
    return found[1] if found else ""


@cache
def _vocabulary(path: Path) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What sounds like stillness and is not, and all phrases that ask for it."""
    words = read_list(path, _Words)
    return re.compile(any_of(words.not_still)), re.compile(any_of(words.phrases))
