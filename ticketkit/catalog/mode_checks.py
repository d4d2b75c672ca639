"""Checks of failure modes: vendors and detectors that exist, names that mean one mode."""

from collections import defaultdict
from collections.abc import Iterator

from ticketkit.catalog import names
from ticketkit.catalog.problem import CatalogProblem
from ticketkit.catalog.reading import DETECTOR_FILE, MODE_FILE, VENDOR_FILE, Contents
from ticketkit.model.failure_mode import FailureMode
from ticketkit.model.names import key


def mode_errors(contents: Contents, detectors: frozenset[str] | None) -> Iterator[CatalogProblem]:
    """Find what is wrong inside each mode, and names that two modes claim."""
    broken = {problem.file for problem in contents.problems}
    for mode in contents.modes.values():
        file = MODE_FILE.format(mode.name)
        for vendor in mode.terms:
            if vendor not in contents.vendors and VENDOR_FILE.format(vendor) not in broken:
                known = ", ".join(contents.vendors)
                yield CatalogProblem(file, f"terms.{vendor}", f"is not a vendor; known: {known}")
        for problem in _check_problems(mode, contents, detectors, broken):
            yield CatalogProblem(file, "checks", problem)
        if any(check.decides for check in mode.checks) != (mode.judged_by == "measurement"):
            wrong = 'is "measurement" for a mode with a check that decides and "eye" for others'
            yield CatalogProblem(file, "judged_by", wrong)
    yield from _shared_names(contents)
    yield from _shared_terms(contents)


def _check_problems(
    mode: FailureMode, contents: Contents, detectors: frozenset[str] | None, broken: set[str]
) -> Iterator[str]:
    for check in mode.checks:
        words = DETECTOR_FILE.format(check.detector)
        if detectors is not None and check.detector not in detectors:
            yield f'name "{check.detector}"; detectors: {", ".join(sorted(detectors)) or "none"}'
        elif check.detector not in contents.detectors and words not in broken:
            yield f'name "{check.detector}", but its wording {words} is missing'


def _shared_names(contents: Contents) -> Iterator[CatalogProblem]:
    """Find names, titles, aliases and pages of several modes, and groups that hide behind one."""
    owner: dict[str, str] = {}
    for mode in contents.oldest_first(MODE_FILE, contents.modes):
        for name in {key(n) for n in (*names.own_names(mode), *names.pages(mode))}:
            if owner.setdefault(name, mode.name) != mode.name:
                shared = f'share "{name}" with {owner[name]}: keep it in one of them'
                yield CatalogProblem(MODE_FILE.format(mode.name), "names", shared)
    for mode in contents.modes.values():
        holder = contents.modes.get(owner.get(key(mode.group), ""))
        if holder and holder.group != mode.group:
            taken = f'is "{mode.group}", a name of {holder.name}: it would never mean the group'
            yield CatalogProblem(MODE_FILE.format(mode.name), "group", taken)


def _shared_terms(contents: Contents) -> Iterator[CatalogProblem]:
    """Find terms that two modes have at a vendor, unless it is the default term of one of them."""
    for vendor in contents.vendors:
        owners: dict[str, list[FailureMode]] = defaultdict(list)
        for mode in contents.oldest_first(MODE_FILE, contents.modes):
            for term in {key(t) for t in names.terms(mode, vendor)}:
                owners[term].append(mode)
        for term, modes in owners.items():
            usual = [mode for mode in modes if key(mode.default_term) == term]
            if len(modes) > 1 and len(usual) != 1:
                shared = f"is ambiguous: {modes[0].name} has the same term for this vendor"
                yield CatalogProblem(MODE_FILE.format(modes[1].name), f"terms.{vendor}", shared)
