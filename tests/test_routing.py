"""Routing: the right desk for every vendor, plan, surface and problem."""

from datetime import date
from typing import get_args

import pytest

from ticketkit import catalog, routing
from ticketkit.errors import ExitCode, UnknownNameError
from ticketkit.model.base import Problem

BOOK = catalog.load()
LUMA, RUNWAY = BOOK.vendor("luma"), BOOK.vendor("runway")


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
    assert routing.choose(RUNWAY, plan, surface, problem).channel == channel


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
    assert routing.choose(LUMA, None, surface, problem).address == address


def test_discord_carries_its_mention_and_limits() -> None:
    """The Discord route brings the one mention and what a message there may hold."""
    route = routing.choose(RUNWAY, "Free", None, "quality")
    assert (route.kind, route.mention) == ("discord", "@On Call - Moderators")
    limits = route.limits
    assert (limits.characters, limits.files) == (2000, 10)
    assert (limits.file_bytes, limits.total_bytes) == (10 * 2**20, 24 * 2**20)


def test_an_unknown_plan_asks_and_gives_both() -> None:
    """Without the plan the route is the private one, and the other answer is there with it."""
    route = routing.choose(RUNWAY, None, None, "quality")
    assert route.question == "Which Runway plan was the clip made with?"
    assert route.applies_when == "the plan is Pro, Max, Unlimited or Enterprise"
    (other,) = route.alternatives
    assert (other.channel, other.applies_when) == ("community-help", "the plan is Free or Standard")
    assert other == routing.choose(RUNWAY, "Free", None, "quality").model_copy(
        update={"applies_when": other.applies_when}
    )


def test_an_unknown_surface_asks_where_it_decides() -> None:
    """Money paid in the App Store goes elsewhere, so Luma's billing asks; quality does not."""
    route = routing.choose(LUMA, "Plus", None, "billing")
    assert route.question == LUMA.surface_question
    assert [a.channel for a in route.alternatives] == ["app-store"]
    assert route.alternatives[0].applies_when == "it concerns Dream Machine for iOS"
    assert routing.choose(LUMA, None, None, "quality").question == ""


def test_a_known_fact_is_not_asked_for() -> None:
    problems: tuple[Problem, ...] = get_args(Problem)
    for problem in problems:
        for plan in RUNWAY.plans:
            route = routing.choose(RUNWAY, plan.name, None, problem)
            assert (route.question, route.alternatives) == ("", ())


def test_two_unknown_facts_are_both_asked_for() -> None:
    """Where plan and surface both decide, each alternative says both."""
    vendor = RUNWAY.model_copy(update={"surface_question": "App or API?"})
    route = routing.choose(vendor, None, None, "quality")
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
        routing.choose(RUNWAY, plan, surface, "quality")
    assert caught.value.exit_code is ExitCode.UNKNOWN_NAME
    allowed = "Free, Standard, Pro, Max" if plan is not None else "app, api"
    assert f"allowed: {allowed}" in caught.value.what


def test_a_technical_failure_first_waits_for_the_credits() -> None:
    """Credits of failed jobs come back by themselves: the first step is to look."""
    for vendor in (LUMA, RUNWAY):
        route = routing.choose(vendor, "Free", "web", "technical")
        assert "credit" in route.steps[0]


def test_fallbacks_carry_source_date_and_confidence() -> None:
    """Runway's e-mail address is a dated fallback, marked with what contradicts it."""
    route = routing.choose(RUNWAY, "Pro", None, "quality")
    email = next(f for f in route.fallbacks if f.kind == "email")
    assert (email.address, email.checked_on) == ("support@runwayml.com", date(2026, 7, 20))
    assert "18.4" in email.source
    assert "no direct e-mail" in email.why


def test_a_person_may_choose_another_channel_of_the_vendor() -> None:
    assert routing.through(RUNWAY, "Terms-Email").address == "support@runwayml.com"
    with pytest.raises(UnknownNameError, match="allowed: ai-assistant, community-help"):
        routing.through(RUNWAY, "support-email")
