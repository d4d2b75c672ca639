"""Routing: the right desk for every vendor, plan, surface and problem."""

from datetime import date
from typing import get_args

import pytest

from ticketkit import catalog, routing
from ticketkit.errors import ExitCode, UnknownNameError
from ticketkit.model.base import Problem

BOOK = catalog.load()
LUMA, RUNWAY = BOOK.vendor("luma"), BOOK.vendor("runway")
TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("plan", "surface", "problem", "channel"),
    [
        ("Pro", None, "quality", "ai-assistant"),
        ("max", "app", "quality", "ai-assistant"),
        ("Unlimited", "web", "technical", "ai-assistant"),
        ("ENTERPRISE", None, "quality", "ai-assistant"),
        ("Free", None, "quality", "community-help"),
        ("standard", "the Runway app", "technical", "community-help"),
        ("Free", None, "billing", "dashboard-chat"),
        (None, None, "billing", "dashboard-chat"),
        ("Pro", None, "moderation", "feedback-button"),
        (None, None, "moderation", "feedback-button"),
        (None, "API", "quality", "terms-email"),
        (None, None, "quality", "ai-assistant"),
    ],
)
def test_runway_routes(
    plan: str | None, surface: str | None, problem: Problem, channel: str
) -> None:
    assert routing.choose(RUNWAY, plan, surface, problem, TODAY).channel == channel


@pytest.mark.parametrize(
    ("surface", "problem", "address"),
    [
        (None, "quality", "support@lumalabs.ai"),
        ("web", "quality", "support@lumalabs.ai"),
        ("iPhone", "quality", "support@lumalabs.ai"),
        ("api", "quality", "support@lumalabs.ai"),
        ("web", "technical", "support@lumalabs.ai"),
        ("web", "moderation", "support@lumalabs.ai"),
        ("web", "billing", "support+web@lumalabs.ai"),
        (None, "billing", "support+web@lumalabs.ai"),
        ("App Store", "billing", "the purchase history of the Apple account"),
    ],
)
def test_luma_routes(surface: str | None, problem: Problem, address: str) -> None:
    assert routing.choose(LUMA, None, surface, problem, TODAY).address == address


def test_discord_carries_its_mention_and_limits() -> None:
    """The Discord route brings the one mention and what a message there may hold."""
    route = routing.choose(RUNWAY, "Free", None, "quality", TODAY)
    assert (route.kind, route.mention) == ("discord", "@On Call - Moderators")
    limits = route.limits
    assert (limits.characters, limits.files) == (2000, 10)
    assert (limits.file_bytes, limits.total_bytes) == (10 * 2**20, 24 * 2**20)


def test_an_unknown_plan_asks_and_gives_both() -> None:
    """Without the plan the route is the private one, and the other answer is there with it."""
    route = routing.choose(RUNWAY, None, None, "quality", TODAY)
    assert route.question == "Which Runway plan was the clip made with?"
    assert route.applies_when == "the plan is Pro, Max, Unlimited or Enterprise"
    (other,) = route.alternatives
    assert (other.channel, other.applies_when) == ("community-help", "the plan is Free or Standard")
    assert other == routing.choose(RUNWAY, "Free", None, "quality", TODAY).model_copy(
        update={"applies_when": other.applies_when}
    )


def test_an_unknown_surface_asks_where_it_decides() -> None:
    """Money paid in the App Store goes elsewhere, so Luma's billing asks; quality does not."""
    route = routing.choose(LUMA, "Plus", None, "billing", TODAY)
    assert route.question == LUMA.surface_question
    assert [a.channel for a in route.alternatives] == ["app-store"]
    assert route.alternatives[0].applies_when == "it concerns Dream Machine for iOS"
    assert routing.choose(LUMA, None, None, "quality", TODAY).question == ""


def test_a_known_fact_is_not_asked_for() -> None:
    problems: tuple[Problem, ...] = get_args(Problem)
    for problem in problems:
        for plan in RUNWAY.plans:
            route = routing.choose(RUNWAY, plan.name, None, problem, TODAY)
            assert (route.question, route.alternatives) == ("", ())


def test_two_unknown_facts_are_both_asked_for() -> None:
    """Where plan and surface both decide, each alternative says both."""
    vendor = RUNWAY.model_copy(update={"surface_question": "App or API?"})
    route = routing.choose(vendor, None, None, "quality", TODAY)
    assert route.question == "App or API? Which Runway plan was the clip made with?"
    said = {a.channel: a.applies_when for a in route.alternatives}
    assert said == {
        "community-help": "the plan is Free or Standard and it concerns the Runway app",
        "terms-email": "it concerns the Runway API",
    }


@pytest.mark.parametrize(("plan", "surface"), [("Gold", None), (None, "Android"), ("", None)])
def test_an_unknown_name_is_refused_with_the_allowed_ones(
    plan: str | None, surface: str | None
) -> None:
    with pytest.raises(UnknownNameError) as caught:
        routing.choose(RUNWAY, plan, surface, "quality", TODAY)
    assert caught.value.exit_code is ExitCode.UNKNOWN_NAME
    allowed = "Free, Standard, Pro, Max" if plan is not None else "app, api"
    assert f"allowed: {allowed}" in caught.value.what


def test_an_old_source_adds_the_advice_to_re_check() -> None:
    """On the ninetieth day nothing is said; from the next on, route and fallbacks say when."""
    day = date(2026, 7, 20)
    (channel,) = [c for c in LUMA.channels if c.name == "support-email"]
    assert channel.checked_on == day
    fresh = routing.choose(LUMA, None, "web", "quality", date(2026, 10, 18))
    old = routing.choose(LUMA, None, "web", "quality", date(2026, 10, 19))
    assert fresh.steps == channel.steps
    assert old.steps[1:] == channel.steps
    assert "read on 20 July 2026" in old.steps[0]
    billing = routing.choose(LUMA, None, "web", "billing", date(2026, 10, 19))
    assert "read on 20 July 2026" in billing.fallbacks[0].why


def test_a_technical_failure_first_waits_for_the_credits() -> None:
    """Credits of failed jobs come back by themselves: the first step is to look."""
    for vendor in (LUMA, RUNWAY):
        route = routing.choose(vendor, "Free", "web", "technical", date(2026, 7, 20))
        assert "credit" in route.steps[0]


def test_fallbacks_carry_source_date_and_confidence() -> None:
    """Runway's e-mail address is a dated fallback, marked with what contradicts it."""
    route = routing.choose(RUNWAY, "Pro", None, "quality", TODAY)
    email = next(f for f in route.fallbacks if f.kind == "email")
    assert (email.address, email.checked_on) == ("support@runwayml.com", date(2026, 7, 20))
    assert "18.4" in email.source
    assert "no direct e-mail" in email.why


def test_a_person_may_choose_another_channel_of_the_vendor() -> None:
    assert routing.through(RUNWAY, "Terms-Email").address == "support@runwayml.com"
    with pytest.raises(UnknownNameError, match="allowed: ai-assistant, community-help"):
        routing.through(RUNWAY, "support-email")
