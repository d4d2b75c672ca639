"""SEND.md: where the ticket goes, step by step, and how the receiver checks the case."""

import shlex
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from ticketkit.model.base import OLDEST_SOURCE_DAYS, Confidence, Sourced
from ticketkit.model.case import StoredCase
from ticketkit.model.vendor import Fallback, Limits, Route
from ticketkit.outputs import _attachments, _desk, _words, eml
from ticketkit.wording import escaping, number, render, size
from ticketkit.wording.claims import problems

LISTS_OTHERS = True
"""It says which files to attach, and how large they are."""

_TEMPLATE = "send.md"
_Source = tuple[str, date, Confidence]
_Statement = Sourced | Route | Fallback


def write(stored: StoredCase, folder: Path) -> list[Path]:
    """Write SEND.md.

    Raises CatalogError for an address off the vendor's list and for an unfilled template,
    UnknownNameError for a vendor that the catalogue lacks.
    """
    path = folder / "SEND.md"
    path.write_text(_text(stored, folder), encoding="utf-8", newline="\n")
    return [path]


def _text(stored: StoredCase, folder: Path) -> str:
    case, route = stored.case, stored.case.route
    desk = _desk.vendor(route.vendor)
    attached, left_out = _attachments.plan(stored, route, folder)
    policy = tuple(line for line in desk.policy if line.topic in ("quality", "evidence"))
    cited = _cited((*route.alternatives, *policy, *route.fallbacks))
    file_name = escaping.one_line(case.clip.file_name)
    text = render(
        _TEMPLATE,
        route=route,
        vendor=desk,
        public=_words.PUBLIC,
        policy=policy,
        cited=cited,
        attached=attached if route.kind != "none" else (),
        titles={c.name: c.title for c in desk.channels},
        attached_bytes=sum(a.bytes or 0 for a in attached),
        left_out=left_out,
        draft=eml.draft(stored, folder),
        limits=tuple(_limits(route.limits)),
        made_on=case.created_at.date(),
        oldest_days=OLDEST_SOURCE_DAYS,
        missing=case.strength.missing,
        shown=case.shown,
        known=_words.when(case).known,
        has_prompt=bool(case.request.prompt and case.request.prompt.strip()),
        file_name=escaping.for_markdown(file_name),
        shell_name=shlex.quote(f"./{file_name}" if file_name.startswith("-") else file_name),
        frame=_words.lead_frame(case),
        clip_sha256=case.clip.sha256,
    )
    names = (file_name, escaping.for_markdown(file_name), route.source, *(c[0] for c in cited))
    found = problems(text, quoted=names, domains=desk.domains)
    _desk.refuse([p for p in found if p.kind in ("leftover", "address")], "SEND.md", _TEMPLATE)
    return text


def _cited(statements: Iterable[_Statement]) -> tuple[_Source, ...]:
    """Number the sources in the order in which the text names them, each once."""
    return tuple(dict.fromkeys((s.source, s.checked_on, s.confidence) for s in statements))


def _limits(limits: Limits) -> Iterator[str]:
    if limits.files is not None:
        yield f"at most {number(limits.files)} files"
    if limits.file_bytes is not None:
        yield f"at most {size(limits.file_bytes)} a file"
    if limits.total_bytes is not None:
        yield f"at most {size(limits.total_bytes)} in all"
