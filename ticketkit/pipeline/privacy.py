"""The warning before something private is written: where it comes from, and into which files."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from ticketkit import catalog
from ticketkit.model.case import Case, StoredCase
from ticketkit.outputs import discord, ticket
from ticketkit.wording import privacy

_ALWAYS = ("report.pdf", "case.json")
"""They hold the whole case."""
_DRAWN = ("annotated/", "discord/")
"""Labels stand on the pictures there."""
_OPTIONS = (
    *("prompt", "observed", "expected", "plan", "surface", "model", "seed", "credits"),
    "generated_at",
)
"""Of the request; account, ID and share link are there on purpose."""
_PUT_IN = re.compile("[\\\\\u200b]")
"""What escaping puts between the characters of a text."""


@dataclass(frozen=True)
class _Source:
    name: str
    text: str
    is_drawn: bool = False


def privacy_warnings(stored: StoredCase) -> tuple[str, ...]:
    """Say what looks private in the case that is about to be written; nothing is repeated.

    Raises what wording the ticket raises.
    """
    case = stored.case
    domains = catalog.load().vendor(case.failure.vendor).domains
    found = {
        (source, matter): None
        for source in _sources(case)
        for matter in privacy.matters(source.text, domains)
        if not (source.name == "--seed" and matter.kind == "a card number")
    }
    texts = _texts(stored) if found else {}
    said = (_warning(source, matter, texts) for source, matter in found)
    return tuple(dict.fromkeys(said))


def _sources(case: Case) -> Iterator[_Source]:
    for option in _OPTIONS:
        text = getattr(case.request, option)
        if text:
            yield _Source(f"--{option.replace('_', '-')}", text)
    for text in case.request.boxes:
        yield _Source("--box", text.partition("=")[2], is_drawn=True)
    for text in case.request.events:
        yield _Source("--event", text.partition("=")[2])
    yield _Source("the clip's name", PurePath(case.clip.file_name).stem)
    for name, text in case.clip.tags.items():
        yield _Source(f"the clip's tag {name!r}", text)


def _texts(stored: StoredCase) -> Mapping[str, str]:
    texts = {"ticket.txt": ticket.text(stored), **discord.texts(stored)}
    return {file: _PUT_IN.sub("", text) for file, text in texts.items()}


def _warning(source: _Source, matter: privacy.Matter, texts: Mapping[str, str]) -> str:
    words = _PUT_IN.sub("", matter.words)
    files = [
        *(file for file, text in texts.items() if words in text),
        *(_DRAWN if source.is_drawn else ()),
        *_ALWAYS,
    ]
    return (
        f"{source.name} holds what looks like {matter.kind}. It goes into"
        f" {', '.join(files[:-1])} and {files[-1]}; take it out if nobody is to see it."
    )
