"""Routing: which channel of the vendor takes this ticket, why, and what not to use instead.

Pure: the same facts give the same route.
"""

from collections.abc import Sequence

from ticketkit.errors import UnknownNameError
from ticketkit.model.base import Problem
from ticketkit.model.names import key
from ticketkit.model.vendor import Plan, Route, Surface, Vendor
from ticketkit.routing import forks
from ticketkit.routing.ways import by_rule, through

__all__ = ["choose", "through"]


def choose(
    vendor: Vendor,
    plan: str | None,
    surface: str | None,
    problem: Problem,
) -> Route:
    """Choose by the vendor's first rule that matches; `plan` and `surface` in any case, or None.

    Where an unknown plan or surface decides the channel, the route is that of the vendor's rule for
    the unknown case, `question` says what to find out, and `alternatives` hold the routes of the
    answers that lead elsewhere.

    Raises UnknownNameError for a plan or a surface that the vendor does not have.
    """
    facts = (
        _named(plan, vendor.plans, f"plan of {vendor.title}"),
        _named(surface, vendor.surfaces, f"surface of {vendor.title}"),
    )
    rule = vendor.rule_for(problem, *facts)
    if rule is None:
        raise UnknownNameError(
            f"The catalogue has no route for a {problem} problem at {vendor.title}.",
            "Run `ticketkit check` to see what is missing.",
        )
    route = by_rule(vendor, rule)
    fork = forks.fork(vendor, problem, facts)
    if set(fork.answers) <= {rule.channel}:
        return route
    alternatives = tuple(
        by_rule(vendor, fork.rules[channel], fork.applies_when(channel))
        for channel in fork.answers
        if channel != rule.channel
    )
    return route.model_copy(
        update={
            "applies_when": fork.applies_when(rule.channel),
            "question": fork.question(),
            "alternatives": alternatives,
        }
    )


def _named(text: str | None, known: Sequence[Plan | Surface], kind: str) -> str | None:
    """Find the canonical name of a plan or surface; None where it is not given or none is known."""
    if text is None or not known:
        return None
    for one in known:
        titles = (one.title,) if isinstance(one, Surface) else ()
        if key(text) and key(text) in map(key, (one.name, *titles, *one.aliases)):
            return one.name
    names = ", ".join(one.name for one in known)
    raise UnknownNameError(
        f"There is no {kind} called {text!r}; allowed: {names}.",
        "Use one of these names, or leave it out.",
    )
