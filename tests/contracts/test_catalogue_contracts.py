"""Promises that every shipped vendor, mode and wording keeps."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import get_args

import pytest
from jinja2 import Environment, nodes

from ticketkit import catalog, detectors, resources, routing, wording
from ticketkit.model.base import Problem
from ticketkit.model.failure_mode import FailureMode
from ticketkit.model.vendor import Vendor

BOOK = catalog.load()
VENDORS = list(BOOK.vendors.values())
MODES = list(BOOK.modes.values())
PROBLEMS: tuple[Problem, ...] = get_args(Problem)
TODAY = date(2026, 11, 20)

IMPOSTORS = (
    "runwaygen45.com", "lumina-runway.art", "klingmotion.org", "klingai2.org", "www-veo.com",
    "lumengen.online", "kling-4.net", "klingo1.co", "pikalabs.net", "pikalabsai.org", "pika.style",
    "sora2.pro", "sora-support@openai.com",
)  # fmt: skip

TERMS = {
    ("luma", "anatomy"): "Anatomical Topology & Coherence Failure",
    ("luma", "hands"): "Hand-Anatomy Topology Failure",
    ("luma", "face"): "Facial Landmark Regression Failure",
    ("luma", "motion"): "Temporal Coherence Degradation",
    ("runway", "anatomy"): "Anatomical Topology & Coherence Failure",
    ("runway", "hands"): "Hand-Anatomy Topology Failure",
    ("runway", "face"): "Facial Landmark Regression Failure",
    ("runway", "motion"): "High-Frequency Temporal Aliasing & Frame Discontinuity",
}


def _name(record: Vendor | FailureMode) -> str:
    return record.name


def test_the_catalogue_has_no_errors() -> None:
    """Old sources are told but are no errors."""
    found = catalog.problems(resources.templates(), TODAY, frozenset(detectors.names()))
    assert [p for p in found if p.level == "error"] == []


def test_no_impostor_is_named_anywhere() -> None:
    """Lookalike sites and addresses occur in no file of the templates."""
    for path in resources.templates().rglob("*.*"):
        text = path.read_text(encoding="utf-8").lower()
        assert not [name for name in IMPOSTORS if name in text], path


@pytest.mark.parametrize(("pair", "term"), TERMS.items(), ids=str)
def test_terms_are_verbatim(pair: tuple[str, str], term: str) -> None:
    """Every term is the page's, and leads back to its mode at that vendor."""
    vendor, mode = pair
    assert BOOK.modes[mode].term_for(vendor).term == term
    assert BOOK.mode(term.upper(), BOOK.vendor(vendor)).name == mode


@pytest.mark.parametrize("vendor", VENDORS, ids=_name)
def test_id_patterns_accept_their_example_and_refuse_near_ones(vendor: Vendor) -> None:
    """One character less, one more, and one that no ID holds are each refused."""
    for form in vendor.ids:
        pattern = re.compile(form.pattern, re.ASCII | re.IGNORECASE)
        middle = len(form.example) // 2
        foreign = form.example[:middle] + "!" + form.example[middle + 1 :]
        assert pattern.fullmatch(form.example)
        for near in (form.example[:-1], form.example + "0", foreign):
            assert not pattern.fullmatch(near), near
        assert BOOK.identify(form.example, vendor).identifier.matches_pattern


def _routes(vendor: Vendor) -> list[str]:
    """Give the JSON of every route that a ticket to this vendor can take."""
    plans = [None, *(plan.name for plan in vendor.plans)]
    surfaces = [None, *(surface.name for surface in vendor.surfaces)]
    return [
        routing.choose(vendor, plan, surface, problem).model_dump_json()
        for plan, surface, problem in product(plans, surfaces, PROBLEMS)
    ]


@pytest.mark.parametrize("vendor", VENDORS, ids=_name)
def test_no_route_names_another_vendor(vendor: Vendor) -> None:
    """Every route over every plan, surface and problem keeps to its own vendor's desk."""
    others = [v for v in VENDORS if v != vendor]
    foreign = [v.title for v in others] + [d for v in others for d in v.domains]
    foreign += [c.mention for v in others for c in v.channels if c.mention]
    texts = [*_routes(vendor), vendor.model_dump_json()]
    for text in texts:
        assert not [name for name in foreign if name.lower() in text.lower()]


def test_a_luma_ticket_never_names_a_runway_channel() -> None:
    """The channels that the reference pages give for every vendor are Runway's alone."""
    luma = BOOK.vendor("luma")
    words = ("AI Assistant", "help widget", "community-help", "On Call", "Discord", "runway")
    for text in [*_routes(luma), luma.model_dump_json()]:
        assert not [word for word in words if word.lower() in text.lower()]


@pytest.mark.parametrize("vendor", VENDORS, ids=_name)
def test_no_money_is_promised(vendor: Vendor) -> None:
    """No statement calls a refund owed, usual, likely or quick."""
    banned = r"guarantee|entitle|you will (get|receive)|routinely|usually (grant|approve)|24 hours"
    assert not re.search(banned, vendor.model_dump_json(), re.IGNORECASE)


@pytest.mark.parametrize("mode", MODES, ids=_name)
def test_every_mode_says_what_it_is_and_is_not(mode: FailureMode) -> None:
    """A support agent finds signs and counter-signs; every term names its page."""
    assert len(mode.signs) >= 3
    assert mode.not_this
    assert mode.prompt_risks
    for term in (t for several in mode.terms.values() for t in several):
        assert term.page


VALUES: dict[str, object] = {
    "value": 1000.0, "unit": "ms", "threshold": 125.0, "baseline": 41.7, "start_s": 3.0,
    "end_s": 4.0, "first_frame": 72, "last_frame": 95, "frames": 24, "reason": "Because.",
    "given_s": 1.0, "offset_s": 2.0,
}  # fmt: skip
OPTIONAL = re.compile(r"(\w+) is defined")


@pytest.mark.parametrize("name", BOOK.detectors)
def test_wordings_fill_without_a_gap(name: str) -> None:
    """Every sentence of a detector is whole, whichever of its optional details are missing."""
    words = BOOK.detectors[name]
    sentences = (words.shown, words.not_shown, words.not_measured)
    for sentence in (*sentences, *words.reasons.values(), *words.alternatives.values()):
        for details in _details(sentence):
            said = wording.fill(sentence, **{**details, **VALUES})
            assert said[0].isupper()
            assert said.endswith(".")
            assert "  " not in said
            assert "{" not in said


def _details(sentence: str) -> Iterator[dict[str, float]]:
    """A number for everything that `sentence` quotes, without any of what it can do without."""
    named = {n.name for n in Environment(autoescape=True).parse(sentence).find_all(nodes.Name)}
    optional = set(OPTIONAL.findall(sentence)) & named
    for present in product((True, False), repeat=len(optional)):
        missing = {n for n, there in zip(sorted(optional), present, strict=True) if not there}
        yield dict.fromkeys(named - missing, 12.3)
