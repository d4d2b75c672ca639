"""Promises that every shipped vendor keeps, over every plan, surface and problem."""

import re
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from support.cases import stored_case

from ticketkit import catalog, routing
from ticketkit.model.base import Problem
from ticketkit.model.case import StoredCase
from ticketkit.model.vendor import Fallback, Route, Vendor
from ticketkit.outputs import send, ticket
from ticketkit.wording import claims

BOOK = catalog.load()
VENDORS = list(BOOK.vendors.values())
PROBLEMS: tuple[Problem, ...] = get_args(Problem)
FLAGS = re.ASCII | re.IGNORECASE

NEAR = {
    ("veo", "operation name"): (
        "models/veo-3.1-generate-preview/k3v9x2m7q1ab",
        "models/veo-3.1-generate-preview/operations/",
        "models/veo 3.1/operations/k3v9x2m7q1ab",
    ),
}
"""Near ones of forms whose length is not fixed."""

ALIASES = {
    "veo": ("Gemini", "Google Flow", "Vertex AI", "Veo 3.1", "gemini omni"),
    "sora": ("OpenAI", "Sora 2"),
    "kling": ("Kuaishou", "Kling 3.0", "KlingAI"),
    "pika": ("Pika Labs",),
    "hailuo": ("MiniMax", "Hailuo 02"),
    "seedance": ("Dreamina", "Jimeng", "即梦", "BytePlus", "Volcengine", "Seedance 2.0"),
    "firefly": ("Adobe",),
    "midjourney": ("MJ",),
    "grok": ("xAI", "x.ai", "Grok Imagine"),
    "ltx": ("Lightricks", "LTX-2"),
    "magnific": ("Freepik",),
    "wan": ("Alibaba", "Wan 2.7"),
    "fal": ("fal.ai",),
    "self-hosted": ("Wan 2.2", "CogVideoX", "HunyuanVideo", "Mochi 1", "ComfyUI", "local"),
}


def _name(vendor: Vendor) -> str:
    return vendor.name


every_vendor = pytest.mark.parametrize("vendor", VENDORS, ids=_name)


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> StoredCase:
    """A case whose route is replaced by each of the vendor's."""
    return stored_case(tmp_path_factory.mktemp("case"), size=(64, 48))


def _routes(vendor: Vendor) -> list[Route]:
    """Give the route of every ticket that this vendor can get."""
    plans = [None, *(plan.name for plan in vendor.plans)]
    surfaces = [None, *(surface.name for surface in vendor.surfaces)]
    return [
        routing.choose(vendor, plan, surface, problem)
        for plan, surface, problem in product(plans, surfaces, PROBLEMS)
    ]


def _distinct(vendor: Vendor) -> list[Route]:
    return list({route.model_dump_json(): route for route in _routes(vendor)}.values())


@pytest.mark.parametrize(
    ("name", "alias"), [(n, a) for n, several in ALIASES.items() for a in several]
)
def test_people_find_the_vendor_by_what_they_type(name: str, alias: str) -> None:
    """Company, shop and model names lead to one vendor; models that many run, to the sensible."""
    assert BOOK.vendor(alias).name == name


@every_vendor
def test_id_patterns_accept_their_example_and_refuse_near_ones(vendor: Vendor) -> None:
    """One character less, one more, and one that no ID holds are each refused."""
    for form in vendor.ids:
        pattern = re.compile(form.pattern, FLAGS)
        assert pattern.fullmatch(form.example)
        cited = BOOK.identify(form.example, vendor)
        assert cited.identifier.matches_pattern
        assert bool(cited.warnings) == form.permissive
        middle = len(form.example) // 2
        foreign = form.example[:middle] + "!" + form.example[middle + 1 :]
        fixed = (form.example[:-1], form.example + "0", foreign)
        for near in NEAR.get((vendor.name, form.name), fixed):
            assert form.permissive or not pattern.fullmatch(near), near


@every_vendor
def test_a_form_that_is_not_known_says_so(vendor: Vendor) -> None:
    """Where a pattern takes anything, the text beside it says what could not be confirmed."""
    for form in vendor.ids:
        assert not form.permissive or re.search("could not be confirmed|no vendor", form.where)
        assert form.permissive or form.confidence != "unverified"


@every_vendor
def test_unverified_statements_say_so(vendor: Vendor) -> None:
    """A channel or a policy line without a source words its doubt itself."""
    doubt = r"could not be confirmed|is not known|not said|was found|were found|believed|reported"
    channels = [(channel.purpose, channel.confidence) for channel in vendor.channels]
    for said, confidence in (*channels, *((p.text, p.confidence) for p in vendor.policy)):
        assert confidence != "unverified" or re.search(doubt, said), said


@every_vendor
def test_fingerprints_accept_their_example_and_no_other_vendors_do(vendor: Vendor) -> None:
    """A mark tells one vendor from all others, and gives no empty ID."""
    for mark in vendor.fingerprints:
        found = re.fullmatch(mark.pattern, mark.example, FLAGS)
        assert found
        assert all(found.groupdict().values())
        others = [o for v in VENDORS for o in v.fingerprints if v != vendor and o.kind == mark.kind]
        assert not [o for o in others if re.fullmatch(o.pattern, mark.example, FLAGS)]
        for longer in (f"x{mark.example}", f"{mark.example}\nx"):
            assert mark.kind == "aigc_producer" or not re.fullmatch(mark.pattern, longer, FLAGS)


@every_vendor
def test_every_ticket_has_a_route_on_the_allow_list(vendor: Vendor) -> None:
    """Each plan, surface and problem has a place of this vendor's, with steps and a source."""
    for route in _routes(vendor):
        ways: tuple[Route | Fallback, ...] = (route, *route.fallbacks, *route.alternatives)
        for way in ways:
            assert bool(way.address) == (way.kind != "none")
            assert claims.is_allowed(way.address, vendor.domains), way.address
        assert route.steps
        assert route.source
        assert route.channel not in [fallback.channel for fallback in route.fallbacks]


@every_vendor
def test_every_ticket_is_clean(vendor: Vendor, stored: StoredCase, tmp_path: Path) -> None:
    """The linter finds nothing in the ticket nor in SEND.md, whatever the route."""
    for route in _distinct(vendor):
        case = stored.case.model_copy(update={"route": route})
        told = ticket.text(StoredCase(case, stored.folder))
        assert ("Please review" in told) == (route.kind in ("email", "web_form"))
        assert vendor.goodwill or "goodwill" not in told
        limit = route.limits.characters
        assert limit is None or len(told) <= limit
        (letter,) = send.write(StoredCase(case, stored.folder), tmp_path)
        assert route.address in letter.read_text(encoding="utf-8")


@every_vendor
def test_no_route_names_another_vendor(vendor: Vendor) -> None:
    """Every route over every plan, surface and problem keeps to its own vendor's desk."""
    others = [v for v in VENDORS if v != vendor]
    foreign = [v.title for v in others] + [d for v in others for d in v.domains]
    foreign += [c.mention for v in others for c in v.channels if c.mention]
    whole = vendor.model_copy(update={"aliases": ()}).model_dump_json()
    for text in (*{route.model_dump_json() for route in _routes(vendor)}, whole):
        named = [n for n in foreign if re.search(rf"(?<![\w.]){re.escape(n)}(?!\w)", text, FLAGS)]
        assert not named


@every_vendor
def test_a_clip_of_another_shop_is_sent_there(vendor: Vendor) -> None:
    """The reseller rule stands in every route for defects: who sold it, not who made it."""
    plans = [None, *(plan.name for plan in vendor.plans)]
    surfaces = [None, *(surface.name for surface in vendor.surfaces)]
    for plan, surface in product(plans, surfaces):
        rule = vendor.rule_for("quality", plan, surface)
        assert rule
        told = " ".join((rule.why, *rule.avoid))
        known = surface is not None and rule.surfaces
        assert known or re.search("took the (credits|payment)|shop|ran yourself", told), told


@every_vendor
def test_a_vendor_that_is_not_open_says_so_in_the_route(vendor: Vendor) -> None:
    """Who asks for a closed or an uncertain vendor is told at once."""
    if vendor.status != "open":
        assert vendor.status_note
        for route in _routes(vendor):
            assert re.search("closed|could not be confirmed", route.why)


def test_sora_takes_old_bills_only() -> None:
    """Nothing but money goes to OpenAI; the rest is a record, with the date of the end."""
    sora = BOOK.vendor("sora")
    for route in _routes(sora):
        assert (route.channel == "help-chat") == (route.address == "https://help.openai.com")
    for problem in PROBLEMS:
        route = routing.choose(sora, None, None, problem)
        assert (route.kind == "none") == (problem != "billing")
    assert "26 April 2026" in sora.status_note
    assert "24 September 2026" in sora.status_note


def test_grok_inside_x_is_a_matter_of_x() -> None:
    """The terms of xAI do not cover it, whatever the problem."""
    grok = BOOK.vendor("grok")
    for problem in PROBLEMS:
        assert routing.choose(grok, None, "X", problem).channel == "x-help"
        assert routing.choose(grok, None, "grok.com", problem).address == "support@x.ai"


@pytest.mark.parametrize(
    ("surface", "channel"),
    [
        ("Dreamina", "dreamina-feedback"),
        ("即梦", "jimeng-feedback"),
        ("ModelArk", "byteplus-ticket"),
        ("Volcano Engine", "volcengine-ticket"),
    ],
)
def test_seedance_goes_to_the_shop(surface: str, channel: str) -> None:
    assert routing.choose(BOOK.vendor("seedance"), None, surface, "quality").channel == channel


def test_seedance_asks_for_the_shop() -> None:
    """Without the shop, the question names all four, and each answer has its place."""
    route = routing.choose(BOOK.vendor("seedance"), None, None, "quality")
    assert "which shop took the credits" in route.question.lower()
    assert len(route.alternatives) == 3


def test_where_no_plan_is_known_any_may_be_said() -> None:
    """A plan that the catalogue cannot know is no mistake of the person."""
    vendor = BOOK.vendor("kling")
    assert vendor.plans == ()
    assert routing.choose(vendor, "Premier", None, "quality") == routing.choose(
        vendor, None, None, "quality"
    )


def test_a_luma_ticket_never_names_a_runway_channel() -> None:
    """The channels that the reference pages give for every vendor are Runway's alone."""
    luma = BOOK.vendor("luma")
    words = ("AI Assistant", "help widget", "community-help", "On Call", "Discord", "runway")
    for text in [*(r.model_dump_json() for r in _routes(luma)), luma.model_dump_json()]:
        assert not [word for word in words if word.lower() in text.lower()]


@every_vendor
def test_no_money_is_promised(vendor: Vendor) -> None:
    """No statement calls a refund owed, usual, likely or quick."""
    banned = r"guarantee|entitle|you will (get|receive)|routinely|usually (grant|approve)|24 hours"
    assert not re.search(banned, vendor.model_dump_json(), re.IGNORECASE)


def test_a_goodwill_credit_is_asked_for_only_where_a_policy_leaves_room() -> None:
    """Discretion has to be the vendor's own word."""
    assert {v.name for v in VENDORS if v.goodwill} == {"luma", "runway", "fal"}
