"""Forks: where a fact that nobody gave decides between channels."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product

from ticketkit.model.base import Problem
from ticketkit.model.vendor import RouteRule, Vendor

_Facts = tuple[str | None, str | None]
"""A plan and a surface by canonical name; None is unknown."""


@dataclass
class Fork:
    """The answers that a person could give, by the channel to which they lead."""

    vendor: Vendor
    answers: dict[str, list[_Facts]] = field(default_factory=dict)
    rules: dict[str, RouteRule] = field(default_factory=dict)
    """The first rule found for each channel."""

    def question(self) -> str:
        """Ask for the facts that decide, the surface first."""
        asked = []
        if any(self._surfaces(channel) for channel in self.answers):
            asked.append(self.vendor.surface_question)
        if any(self._plans(channel) for channel in self.answers):
            asked.append(self.vendor.plan_question)
        return " ".join(asked)

    def applies_when(self, channel: str) -> str:
        """Say which answers lead to `channel`; a fact that makes no difference is left out."""
        parts = []
        if plans := self._plans(channel):
            parts.append(f"the plan is {_or(plans)}")
        if surfaces := self._surfaces(channel):
            titles = {surface.name: surface.title for surface in self.vendor.surfaces}
            parts.append(f"it concerns {_or([titles[name] for name in surfaces])}")
        return " and ".join(parts)

    def _plans(self, channel: str) -> list[str]:
        return self._deciding([plan for plan, _ in self.answers.get(channel, [])], 0)

    def _surfaces(self, channel: str) -> list[str]:
        return self._deciding([surface for _, surface in self.answers.get(channel, [])], 1)

    def _deciding(self, names: Sequence[str | None], fact: int) -> list[str]:
        """Keep the names of one fact where other answers to it lead to another channel."""
        own = list(dict.fromkeys(names))
        all_of_them = {answer[fact] for several in self.answers.values() for answer in several}
        return [name for name in own if name] if set(own) < all_of_them else []


def fork(vendor: Vendor, problem: Problem, facts: _Facts) -> Fork:
    """Try every answer to the questions that the vendor's record asks about unknown `facts`."""
    plan, surface = facts
    plans = [p.name for p in vendor.plans] if plan is None and vendor.plan_question else [plan]
    asks_surface = surface is None and vendor.surface_question
    surfaces = [s.name for s in vendor.surfaces] if asks_surface else [surface]
    found = Fork(vendor)
    for answer in product(plans, surfaces):
        rule = vendor.rule_for(problem, *answer)
        if rule is not None:
            found.answers.setdefault(rule.channel, []).append(answer)
            found.rules.setdefault(rule.channel, rule)
    return found


def _or(names: Sequence[str]) -> str:
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))
