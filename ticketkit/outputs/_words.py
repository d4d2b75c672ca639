"""The values that every text about a case is made of, with the user's words made safe."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields

from ticketkit.model.case import Case
from ticketkit.model.finding import Finding
from ticketkit.model.frame import FrameRecord, Mark
from ticketkit.model.vendor import ChannelKind
from ticketkit.wording import claims, escaping

PUBLIC: frozenset[ChannelKind] = frozenset({"discord", "forum"})
"""Channels that strangers read: no account, and pictures only."""

_TIME = re.compile(r"[\d:.]+", re.ASCII)
"""A time in seconds or on a clock; a frame is printed as one anyway."""


@dataclass(frozen=True)
class Facts:
    """What the user gave, as it stands in the text; None for what was not given."""

    file_name: str | None
    prompt: str | None
    observed: str | None
    expected: str | None
    plan: str | None
    surface: str | None
    model: str | None
    seed: str | None
    credits: str | None
    generated_at: str | None
    account: str | None
    share_url: str | None

    @property
    def quoted(self) -> tuple[str, ...]:
        """Every line of the user's own, for the claims linter; a share link is judged."""
        given = (getattr(self, field.name) for field in fields(self) if field.name != "share_url")
        return tuple(line for text in given if text for line in text.splitlines())


@dataclass(frozen=True)
class Row:
    """One line of the table of frames."""

    time_s: float
    index: int
    word: str
    """Key of what the text says of this frame."""
    label: str
    """What a person wrote on the boxes drawn on this very frame, possibly empty."""
    is_followed: bool
    """Whether ticketkit placed a box here, by following one that a person drew elsewhere."""
    followed_label: str
    """What a person wrote on the boxes that were followed to here, possibly empty."""


@dataclass(frozen=True)
class When:
    """When the failure is visible, as a text says it."""

    known: bool
    """False when neither a person nor a measurement named a time."""
    time_s: float
    frame: int
    end_s: float | None
    is_given: bool
    """Whether a person named it."""
    given: str | None
    """The time as the person wrote it; None where it was measured, or named by its frame."""
    is_first: bool
    """Whether nothing that shows the failure begins earlier in the clip."""


def facts(case: Case, kind: ChannelKind, domains: Sequence[str]) -> Facts:
    """Make the user's words safe for a kind of channel.

    A share link, which an ID may be too, is left out where it is off the vendor's `domains`, and an
    account is never made public.
    """
    request = case.request
    safe = escape_for(kind)

    def line(text: str | None) -> str | None:
        return (safe(escaping.one_line(text)) or None) if text else None

    given = request.share_url or (request.id if "://" in request.id else None)
    link = given if claims.is_allowed(given or "", domains) else None
    return Facts(
        file_name=line(case.clip.file_name),
        prompt=_prompt(request.prompt, kind),
        observed=line(request.observed),
        expected=line(request.expected),
        plan=line(request.plan),
        surface=line(request.surface),
        model=line(request.model),
        seed=line(request.seed),
        credits=line(request.credits),
        generated_at=line(request.generated_at),
        account=None if kind in PUBLIC else line(request.account),
        share_url=escaping.one_line(link) if link else None,
    )


def escape_for(kind: ChannelKind) -> Callable[[str], str]:
    """Choose what makes the words of others safe on a kind of channel."""
    return _ESCAPES.get(kind, escaping.plain)


def identifier(case: Case, kind: ChannelKind) -> str:
    """Print the ID as a kind of channel shows it; on Discord it stands between backticks."""
    safe = escaping.for_code if kind == "discord" else escape_for(kind)
    return safe(escaping.one_line(case.identifier.value))


def when(case: Case) -> When:
    """Say when the failure is visible, if anybody or anything knows."""
    moment = case.moment
    is_given = moment.found_by == "given"
    known = is_given or case.shown is True
    given = _given_time(case.request.at) if is_given else None
    starts_s = (f.start_s for f in case.findings if f.status == "shown" and f.start_s is not None)
    is_first = is_given or moment.start_s <= min(starts_s, default=moment.start_s)
    return When(known, moment.time_s, moment.frame, moment.end_s, is_given, given, is_first)


def _given_time(at: str | None) -> str | None:
    """Print a time as the person wrote it, bare seconds with their unit."""
    written = escaping.one_line(at or "").strip()
    if not _TIME.fullmatch(written):
        return None
    return written if ":" in written else f"{written} s"


def telling(case: Case) -> tuple[Finding, ...]:
    """Choose the findings that a ticket speaks of: those that show the failure, else all."""
    shown = tuple(f for f in case.findings if f.status == "shown")
    return shown or case.findings


def lead_frame(case: Case) -> FrameRecord:
    """Choose the frame that tells the failure best.

    One of the failure that a person marked, the moment's before others; else the moment's own, or
    else the first that shows the failure.
    """

    def rank(frame: FrameRecord) -> tuple[bool, bool, bool, int]:
        is_pointed_at = frame.role == "failure" and frame.is_marked
        is_elsewhere = frame.index != case.moment.frame
        return not is_pointed_at, is_elsewhere, frame.role != "failure", frame.index

    return min(case.frames, key=rank)


def rows(case: Case, frames: Sequence[FrameRecord], kind: ChannelKind) -> tuple[Row, ...]:
    """Say of each frame when it is on screen and what it is evidence of."""
    safe = escape_for(kind)
    return tuple(
        Row(
            time_s=frame.time_s,
            index=frame.index,
            word=_word(case, frame),
            label=safe(_labels(mark for mark in frame.marks if mark.is_drawn)),
            is_followed=any(not mark.is_drawn for mark in frame.marks),
            followed_label=safe(_labels(mark for mark in frame.marks if not mark.is_drawn)),
        )
        for frame in frames
    )


def _labels(marks: Iterable[Mark]) -> str:
    return escaping.one_line(", ".join(mark.label for mark in marks if mark.label))


def _word(case: Case, frame: FrameRecord) -> str:
    """Choose what may be said of a frame: no more than was measured, marked or named."""
    if frame.role == "after":
        return "after" if case.moment.end_s is not None else "later"
    if frame.role != "failure":
        return frame.role
    if case.shown:
        return "shown"
    if frame.is_marked:
        return "marked"
    if not when(case).known:
        return "looked_at"
    return "named" if frame.index == case.moment.frame else "within"


def evenly(case: Case, most: int) -> tuple[FrameRecord, ...]:
    """Choose at most `most` frames, two or more, evenly and always with the one of the moment."""
    if len(case.frames) <= most:
        return case.frames
    lead = lead_frame(case)
    others = [f for f in case.frames if f is not lead]
    steps = range(most - 1)
    chosen = [others[step * (len(others) - 1) // max(1, most - 2)] for step in steps]
    return tuple(sorted([lead, *chosen], key=lambda f: f.index))


def _prompt(text: str | None, kind: ChannelKind) -> str | None:
    """Keep a prompt verbatim where it is set apart as a block; only Discord has no such block."""
    if not text or not text.strip():
        return None
    return escaping.for_discord(text) if kind == "discord" else escaping.plain(text).strip()


_ESCAPES: dict[ChannelKind, Callable[[str], str]] = {
    "discord": escaping.for_discord,
    "forum": escaping.for_markdown,
}
