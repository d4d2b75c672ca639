"""Vendors as the catalogue holds them, and the route to one of their channels."""

from datetime import date
from typing import Literal

from pydantic import Field

from ticketkit.model.base import Confidence, Problem, Record, Sourced

ChannelKind = Literal["web_form", "in_app_chat", "email", "discord", "forum", "none"]

FingerprintKind = Literal[
    "file_name", "url", "container_tag", "sei", "c2pa_signer", "aigc_producer"
]


class IdForm(Sourced):
    """How this vendor's IDs look and where a user finds one."""

    name: str
    """The vendor's word, e.g. "Generation ID", "Asset ID", "task ID"."""
    pattern: str
    """Regular expression of the bare ID; matched whole, ignoring case."""
    example: str
    """An ID that the pattern accepts."""
    where: str
    """Where a user finds it."""
    url_patterns: tuple[str, ...] = ()
    """Regular expressions of share URLs with a group called `id`."""
    permissive: bool = False
    """Whether the form is not known, so that the pattern takes whatever could be an ID."""


class Fingerprint(Sourced):
    """A mark in or on a file that tells where it comes from; an edit or a copy may remove it."""

    kind: FingerprintKind
    """What the pattern is held against: `file_name`: the name without folders. `url`: host and path
    without "https://" and "www."; links that hold an ID stand in `ids`. `container_tag`:
    "key=value". `sei`: the UUID of the user data, a space, its text. `c2pa_signer`: "issuer=...",
    "generator=..." or "model=..." of the Content Credentials. `aigc_producer`: the ContentProducer
    of a Chinese AIGC label."""
    pattern: str
    """Regular expression of the whole mark, ignoring case; its groups may be called id, model,
    date, seed and prompt."""
    says: Literal["shop", "maker", "model"]
    """What it tells: who took the credits, whose model it was, or which model."""
    surface: str = ""
    """The surface that it tells, where it tells one."""
    model: str = ""
    """The model that it tells, where that is always the same."""
    example: str
    """A mark that the pattern accepts."""
    weak: bool = False
    """Whether others are likely to write the same mark."""
    note: str = ""
    """What it does not prove, one sentence."""


class CredentialsNote(Sourced):
    """What is known of Content Credentials in this vendor's files."""

    expected: Literal["always", "sometimes", "never"]
    """In which of the files that were examined, or that the vendor speaks of, there were any. Where
    "always", `build` warns of a file without."""
    broken_untouched: bool = False
    """Whether readers call the signature of untouched files broken."""
    text: str
    """What to conclude, one or two sentences."""


class Plan(Sourced):
    """One subscription tier."""

    name: str
    aliases: tuple[str, ...] = ()


class Surface(Sourced):
    """One place where the vendor sells generations: an app, a site, an API."""

    name: str
    title: str
    aliases: tuple[str, ...] = ()


class Limits(Record):
    """What a channel takes. None: not known."""

    characters: int | None = Field(default=None, ge=1)
    files: int | None = Field(default=None, ge=0)
    file_bytes: int | None = Field(default=None, ge=1)
    total_bytes: int | None = Field(default=None, ge=1)
    note: str = ""
    """Whose limits these are, and when they were read."""


class Channel(Sourced):
    """One way to reach the vendor."""

    name: str
    title: str
    """What a person would call it, e.g. "Luma support e-mail"."""
    kind: ChannelKind
    address: str
    """URL, e-mail address, or the place in the app; always on the vendor's allow-list."""
    purpose: str
    """What the source says that it is for, and how far to trust that; one or two sentences."""
    mention: str = ""
    """The one mention that a post here may carry, e.g. "@On Call - Moderators"."""
    limits: Limits = Limits()
    steps: tuple[str, ...]
    """What the sender does, in order."""


class RouteRule(Record):
    """Which channel takes what; the first rule that matches wins. Empty means any."""

    problems: tuple[Problem, ...] = ()
    plans: tuple[str, ...] = ()
    """Plan names; a rule with plans does not match an unknown plan."""
    surfaces: tuple[str, ...] = ()
    channel: str
    why: str
    steps: tuple[str, ...] = ()
    """What the sender does before the channel's own steps."""
    avoid: tuple[str, ...] = ()
    """What not to do, each a sentence."""
    fallbacks: tuple[str, ...] = ()
    """Channel names to try next, in order."""

    def matches(self, problem: Problem, plan: str | None, surface: str | None) -> bool:
        """Say whether this rule takes such a ticket; None is a fact that nobody knows."""
        return (
            (not self.problems or problem in self.problems)
            and (not self.plans or plan in self.plans)
            and (not self.surfaces or surface in self.surfaces)
        )


class PolicyLine(Sourced):
    """One statement of the vendor about credits or money, in our words."""

    topic: Literal["quality", "technical", "moderation", "billing", "evidence", "retention"]
    text: str


class Vendor(Record):
    """One shop that takes credits for generations."""

    name: str
    """Canonical name: the folder's name."""
    title: str
    aliases: tuple[str, ...] = ()
    status: Literal["open", "closed", "unknown"] = "open"
    status_note: str = ""
    """Since when and according to whom, where the status is not open."""
    domains: tuple[str, ...]
    """Official domains, subdomains included; no other is ever printed as an address. An entry with
    a path ("discord.gg/name") allows that path alone."""
    ids: tuple[IdForm, ...]
    plans: tuple[Plan, ...]
    plan_question: str = ""
    """What to ask when the plan decides the route and is not known."""
    surface_question: str = ""
    """The same for the surface; empty where an unknown surface is not worth a question."""
    surfaces: tuple[Surface, ...]
    channels: tuple[Channel, ...]
    routes: tuple[RouteRule, ...]
    policy: tuple[PolicyLine, ...] = ()
    fingerprints: tuple[Fingerprint, ...] = ()
    credentials: CredentialsNote | None = None
    """None where nothing is known of them."""
    asks_for: tuple[str, ...] = ()
    """What the vendor asks a ticket to include."""
    goodwill: bool = False
    """Whether the vendor's policy leaves room to ask for a goodwill credit."""

    def rule_for(
        self, problem: Problem, plan: str | None = None, surface: str | None = None
    ) -> RouteRule | None:
        """Find the first rule that matches canonical names; None where the catalogue has a gap."""
        return next((r for r in self.routes if r.matches(problem, plan, surface)), None)


class Fallback(Record):
    """A second way, should the route fail."""

    channel: str
    kind: ChannelKind
    address: str
    why: str
    source: str
    checked_on: date
    confidence: Confidence


class Route(Record):
    """Where one ticket goes, why, and what not to use instead."""

    vendor: str
    channel: str
    kind: ChannelKind
    address: str
    mention: str = ""
    applies_when: str = ""
    """For which answers to a question this route holds, e.g. "the plan is Free or Standard"."""
    why: str
    source: str
    checked_on: date
    confidence: Confidence
    limits: Limits
    steps: tuple[str, ...]
    avoid: tuple[str, ...] = ()
    fallbacks: tuple[Fallback, ...] = ()
    question: str = ""
    """What decides between this route and others when a fact is missing; empty if nothing does."""
    alternatives: tuple["Route", ...] = ()
    """The routes that other answers to `question` give, each with its `applies_when`."""
