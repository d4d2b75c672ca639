"""Checks of vendors: marks that match, addresses that are theirs, routes that lead somewhere."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product
from typing import get_args

from ticketkit.catalog import names
from ticketkit.catalog.addresses import addresses_in, allowed_by
from ticketkit.catalog.problem import CatalogProblem
from ticketkit.catalog.reading import VENDOR_FILE, Contents
from ticketkit.model.base import Problem
from ticketkit.model.names import key
from ticketkit.model.vendor import Fingerprint, IdForm, Vendor

_Found = Iterator[tuple[str, str]]
"""Field and problem."""

_GROUPS = ("id", "model", "date", "seed", "prompt")
_FILES_OF_A_CASE = re.compile(r"\b[\w-]+\.(?:pdf|txt|md|json|png|mp4|eml)\b", re.IGNORECASE)


def vendor_errors(contents: Contents) -> Iterator[CatalogProblem]:
    """Find what is wrong inside each vendor, and names that two vendors share."""
    owners: dict[str, list[str]] = defaultdict(list)
    for vendor in contents.oldest_first(VENDOR_FILE, contents.vendors):
        for check in (_ids, _fingerprints, _addresses, _names, _routes):
            for field, problem in check(vendor):
                yield CatalogProblem(VENDOR_FILE.format(vendor.name), field, problem)
        for name in {key(n) for n in names.own_names(vendor)}:
            owners[name].append(vendor.name)
    for name, several in sorted(owners.items()):
        if len(several) > 1:
            shared = f'share "{name}" with {several[0]}: keep it in one of them'
            yield CatalogProblem(VENDOR_FILE.format(several[1]), "names", shared)


def _ids(vendor: Vendor) -> _Found:
    for form in vendor.ids:
        yield from _accepts_example(f"ids.{form.name}", form)
        for number, pattern in enumerate(form.url_patterns, start=1):
            field = f"ids.{form.name}.url_patterns#{number}"
            compiled = _compiled(pattern)
            if isinstance(compiled, str):
                yield field, compiled
            elif "id" not in compiled.groupindex:
                yield field, "has no group called id: write (?P<id>...) around the ID"


def _fingerprints(vendor: Vendor) -> _Found:
    surfaces = [surface.name for surface in vendor.surfaces]
    for number, mark in enumerate(vendor.fingerprints, start=1):
        field = f"fingerprints#{number}"
        yield from _accepts_example(field, mark)
        compiled = _compiled(mark.pattern)
        groups = () if isinstance(compiled, str) else compiled.groupindex
        for group in groups:
            if group not in _GROUPS:
                yield f"{field}.pattern", f"has a group {group}; allowed: {', '.join(_GROUPS)}"
        if mark.surface and mark.surface not in surfaces:
            allowed = ", ".join(surfaces) or "none"
            yield f"{field}.surface", f'is "{mark.surface}"; allowed: {allowed}'


def _accepts_example(field: str, form: IdForm | Fingerprint) -> _Found:
    compiled = _compiled(form.pattern)
    if isinstance(compiled, str):
        yield f"{field}.pattern", compiled
    elif not compiled.fullmatch(form.example):
        yield f"{field}.example", f'"{form.example}" does not match the pattern'


def _compiled(pattern: str) -> re.Pattern[str] | str:
    try:
        return re.compile(pattern, re.ASCII | re.IGNORECASE)
    except re.error as error:
        return f"is not a regular expression: {error}"


def _addresses(vendor: Vendor) -> _Found:
    for channel in vendor.channels:
        field = f"channels.{channel.name}.address"
        if not channel.address and channel.kind != "none":
            yield field, 'is empty; only a channel of kind "none" has no address'
        yield from _foreign(field, [channel.address], vendor)
        texts = (channel.title, channel.purpose, *channel.steps)
        yield from _foreign(f"channels.{channel.name}", texts, vendor)
    for number, rule in enumerate(vendor.routes, start=1):
        yield from _foreign(f"routes#{number}", (rule.why, *rule.steps, *rule.avoid), vendor)
    for number, line in enumerate(vendor.policy, start=1):
        yield from _foreign(f"policy#{number}.text", [line.text], vendor)
    for form in vendor.ids:
        yield from _foreign(f"ids.{form.name}.where", [form.where], vendor)
    notes = (mark.note for mark in vendor.fingerprints)
    yield from _foreign("fingerprints", notes, vendor)
    questions = (vendor.plan_question, vendor.surface_question)
    yield from _foreign("texts", (*questions, vendor.status_note, *vendor.asks_for), vendor)


def _foreign(field: str, texts: Iterable[str], vendor: Vendor) -> _Found:
    for address in addresses_in(_FILES_OF_A_CASE.sub("", " ".join(texts))):
        if not allowed_by(address, vendor.domains):
            allowed = ", ".join(vendor.domains) or "none"
            yield (
                field,
                f"names {address}, which is not a domain of this vendor; allowed: {allowed}",
            )


def _names(vendor: Vendor) -> _Found:
    entries: dict[str, list[tuple[str, ...]]] = {
        "plans": [(p.name, *p.aliases) for p in vendor.plans],
        "surfaces": [(s.name, s.title, *s.aliases) for s in vendor.surfaces],
        "channels": [(c.name,) for c in vendor.channels],
    }
    for field, several in entries.items():
        owner: dict[str, str] = {}
        for own in several:
            for name in {key(n) for n in own}:
                if name in owner:
                    yield f"{field}.{own[0]}", f'shares the name "{name}" with {owner[name]}'
                owner[name] = own[0]


def _routes(vendor: Vendor) -> _Found:
    known = {
        "plans": [plan.name for plan in vendor.plans],
        "surfaces": [surface.name for surface in vendor.surfaces],
        "channel": [channel.name for channel in vendor.channels],
    }
    known["fallbacks"] = known["channel"]
    for number, rule in enumerate(vendor.routes, start=1):
        for field, allowed in known.items():
            value = getattr(rule, field)
            for name in (value,) if field == "channel" else value:
                if name not in allowed:
                    wrong = f'names "{name}"; allowed: {", ".join(allowed) or "none"}'
                    yield f"routes#{number}.{field}", wrong
    if any(rule.plans for rule in vendor.routes) and not vendor.plan_question:
        yield "plan_question", "is empty, but the plan decides where a ticket goes"
    yield from _coverage(vendor)


def _coverage(vendor: Vendor) -> _Found:
    problems: tuple[Problem, ...] = get_args(Problem)
    for problem in problems:
        if vendor.rule_for(problem) is None:
            yield "routes", f"have no rule for {problem} when plan and surface are unknown"
    plans = [None, *(plan.name for plan in vendor.plans)]
    surfaces = [None, *(surface.name for surface in vendor.surfaces)]
    used = {id(vendor.rule_for(*facts)) for facts in product(problems, plans, surfaces)}
    for number, rule in enumerate(vendor.routes, start=1):
        if id(rule) not in used:
            yield f"routes#{number}", "is never reached: earlier rules take every ticket it would"
