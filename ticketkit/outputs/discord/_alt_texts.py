"""What the pictures show, in words, to paste into Discord's field for a description."""

from collections.abc import Sequence

from ticketkit.model.case import Case, StoredCase
from ticketkit.outputs import _desk, _words
from ticketkit.outputs.discord import _statement
from ticketkit.outputs.discord._pictures import PackedPicture
from ticketkit.wording import escaping, sections
from ticketkit.wording.claims import problems
from ticketkit.wording.fitting import discord_length

LONGEST = 1024
"""Characters that Discord takes as the description of one file."""

_TEMPLATE = "discord/alt-texts.txt"
_HEAD = "Descriptions of the pictures, to paste as alt text when they are attached."
_CUT = "…"


def text(stored: StoredCase, pictures: Sequence[PackedPicture]) -> str:
    """Describe every picture below its name, each in one line of at most 1,024 characters.

    Raises CatalogError for words of the template that none may say.
    """
    case = stored.case
    desk, identifier = _desk.vendor(case.failure.vendor), _one_line(case.identifier.value)
    statement, stretch = _one_line(_statement.of(case)), case.stretch
    described = [
        {"file": p.file, "kind": p.kind, "rows": _words.rows(case, p.frames, "email")}
        for p in pictures
    ]
    parts = sections(
        _TEMPLATE,
        pictures=described,
        vendor=desk.title,
        term=case.failure.term,
        id_name=case.identifier.name,
        id=identifier,
        statement=statement,
        shown=case.shown is True,
        blurred=bool(case.request.blur),
        follows=any(not mark.is_drawn for frame in stretch for mark in frame.marks),
        from_s=stretch[0].time_s if stretch else 0.0,
        to_s=stretch[-1].time_s + stretch[-1].duration_s if stretch else 0.0,
    )
    quoted = (identifier, statement, *_labels(case, pictures))
    words = "\n".join(part.text for part in parts)
    _desk.refuse(
        problems(words, quoted=quoted, domains=desk.domains), "A picture's description", _TEMPLATE
    )
    lines = (f"{part.name}\n{_cut(_quiet(part.text))}" for part in parts)
    return "\n\n".join([_HEAD, *lines]) + "\n"


def _quiet(words: str) -> str:
    """One line that calls nobody, should somebody paste it as a message."""
    return escaping.without_mentions(_one_line(words))


def _labels(case: Case, pictures: Sequence[PackedPicture]) -> list[str]:
    frames = [frame for picture in pictures for frame in picture.frames]
    rows = _words.rows(case, frames, "email")
    return [label for row in rows for label in (row.label, row.followed_label)]


def _one_line(words: str) -> str:
    return escaping.one_line(words)


def _cut(line: str) -> str:
    """Keep what fits, with an ellipsis in place of the rest."""
    if discord_length(line) <= LONGEST:
        return line
    kept = line[: LONGEST - len(_CUT)]
    while discord_length(kept) > LONGEST - len(_CUT):
        kept = kept[:-1]
    return kept.rstrip() + _CUT
