"""ticket.txt: the words to paste into the channel that the route names."""

from collections.abc import Callable, Sequence
from pathlib import Path

from ticketkit.model.case import StoredCase
from ticketkit.model.frame import FrameRecord
from ticketkit.model.vendor import Route
from ticketkit.outputs import _attachments, _desk, _found, _numbers, _words
from ticketkit.outputs._attachments import Attachment
from ticketkit.wording import clock, fitting, sections
from ticketkit.wording.claims import problems

LISTS_OTHERS = True
"""It says which files to attach, and how large they are."""

_DISCORD_CHARACTERS = 2000
_LISTED_FRAMES = 6


def write(stored: StoredCase, folder: Path) -> list[Path]:
    """Write ticket.txt for the case's own route."""
    attached, _ = _attachments.plan(stored, stored.case.route, folder)
    path = folder / "ticket.txt"
    words = worded(stored, stored.case.route, attached)
    path.write_text(words, encoding="utf-8", newline="\n")
    return [path]


def text(stored: StoredCase, route: Route | None = None) -> str:
    """Word the ticket for `route`, by default the case's own: subject, blank line, body.

    Raises CatalogError when the wording breaks a rule of the claims linter or cannot be made to fit
    the channel, UnknownNameError for a vendor that the catalogue lacks.
    """
    chosen = route or stored.case.route
    attached, _ = _attachments.plan(stored, chosen, stored.folder)
    return worded(stored, chosen, attached)


def worded(stored: StoredCase, route: Route, attached: Sequence[Attachment]) -> str:
    """Word the ticket for `route` with the files that go along with it; raises as `text` does."""
    template = _desk.template(_desk.vendor(route.vendor), route.kind)
    frames = _words.evenly(stored.case, _LISTED_FRAMES)
    return compose(stored, route, template, frames, attached)


def compose(
    stored: StoredCase,
    route: Route,
    template: str,
    frames: Sequence[FrameRecord],
    attached: Sequence[Attachment] = (),
    **more: object,
) -> str:
    """Fill a channel's template, fit it to the channel's limit and have its claims checked.

    `frames` are those that the text lists, `more` what the template prints beside the common
    values.
    """
    case, desk = stored.case, _desk.vendor(route.vendor)
    facts = _words.facts(case, route.kind, desk.domains)
    identifier, moment = _words.identifier(case, route.kind), _words.when(case)
    labels = _found.safe_labels(case, route.kind)
    rows, said = _words.rows(case, frames, route.kind), _found.said(case, route.kind)
    telling = _words.telling(case)
    shown = (f for f in telling if f.status == "shown")
    doubts = tuple(dict.fromkeys(words for f in shown for words in f.alternatives))
    parts = sections(
        template,
        term=case.failure.term,
        id=identifier,
        id_name=case.identifier.name,
        moment=moment,
        shown=case.shown,
        lead=_words.lead_frame(case).index,
        marked=any(frame.marks for frame in case.frames),
        said=said,
        findings=[first for first, *_ in _found.by_check(telling) if first.value is not None],
        doubts=doubts,
        facts=facts,
        frames=rows,
        clip=case.clip,
        goodwill=desk.goodwill,
        mention=route.mention,
        why=route.why,
        tool=f"{case.tool.name} {case.tool.version}",
        attachments=attached,
        **more,
    )
    limit, count = _limit(route)
    wording = fitting.joined(fitting.fit(parts, limit, count)) + "\n"
    places = range(1, len(frames) + 3)  # of pictures in a list, overview and loop first
    found = problems(
        wording,
        quoted=(*facts.quoted, identifier, *_row_labels(rows), *labels),
        domains=desk.domains,
        foreign=_desk.foreign(desk),
        must_hold=(
            identifier,
            case.failure.term,
            *([clock(moment.time_s)] if moment.known else []),
        ),
        known_numbers=(
            *_numbers.known(case, route, template),
            *(attachment.file for attachment in attached),
            *map(str, places),
            *(str(len(part.others_s)) for part in said),
            str(len(doubts) - 1),
            moment.given or "",
            facts.share_url or "",
        ),
    )
    _desk.refuse(found, "The ticket", template)
    return wording


def _row_labels(rows: Sequence[_words.Row]) -> tuple[str, ...]:
    return tuple(label for row in rows for label in (row.label, row.followed_label))


def _limit(route: Route) -> tuple[int | None, Callable[[str], int]]:
    """Say how many characters a text may have, and how they count: with the line end."""
    if route.kind == "discord":
        characters = route.limits.characters or _DISCORD_CHARACTERS
        return min(characters, _DISCORD_CHARACTERS), lambda t: fitting.discord_length(t) + 1
    return route.limits.characters, lambda t: len(t) + 1
