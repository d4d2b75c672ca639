"""Whether a prompt asks for stillness, in the words that templates/stillness.toml lists."""

import re
import tomllib
from functools import cache

from ticketkit import resources
from ticketkit.detectors._phrases import any_of, plain


def asked_stillness(prompt: str | None) -> str:
    """The words of `prompt` that ask for a picture in which nothing moves; empty without any."""
    others, phrases = _vocabulary()
    found = phrases.search(others.sub(" ", plain(prompt or "")))
    return found[1] if found else ""


@cache
def _vocabulary() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What sounds like stillness and is not, and all phrases that ask for it."""
    table = tomllib.loads((resources.templates() / "stillness.toml").read_text("utf-8"))
    return re.compile(any_of(table["not_still"])), re.compile(any_of(table["phrases"]))
