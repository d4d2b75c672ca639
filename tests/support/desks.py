"""A made-up catalogue of two vendors, for tests whose truth must not move with the shipped one."""

from datetime import date

import pytest

from ticketkit import catalog
from ticketkit.model.vendor import Channel, PolicyLine, Vendor

READ_ON = date(2026, 11, 20)


def vendor(name: str, title: str, channel: Channel, *, goodwill: bool = True) -> Vendor:
    """A vendor with one channel and the domain of that channel's source."""
    return Vendor(
        name=name,
        title=title,
        domains=(channel.source.split("/")[2],),
        ids=(),
        plans=(),
        surfaces=(),
        channels=(channel,),
        routes=(),
        policy=(
            PolicyLine(
                topic="quality",
                text=f"{title} says nothing of credits for clips that disappoint.",
                source=channel.source,
                checked_on=READ_ON,
                confidence="primary",
            ),
        ),
        asks_for=("the generation ID",),
        goodwill=goodwill,
    )


def install(monkeypatch: pytest.MonkeyPatch, *, goodwill: bool = True) -> None:
    """Make the two vendors the whole catalogue."""
    email = Channel(
        name="support-email",
        title="Luma support e-mail",
        kind="email",
        address="support@lumalabs.ai",
        purpose="Questions about the service.",
        steps=(),
        source="https://lumalabs.ai/legal/tos",
        checked_on=READ_ON,
        confidence="primary",
    )
    community = Channel(
        name="community",
        title="Runway community help",
        kind="discord",
        address="#community-help",
        mention="@On Call - Moderators",
        purpose="Questions about the service.",
        steps=(),
        source="https://help.runwayml.com/hc",
        checked_on=READ_ON,
        confidence="primary",
    )
    vendors = {
        "luma": vendor("luma", "Luma", email, goodwill=goodwill),
        "runway": vendor("runway", "Runway", community),
    }
    book = catalog.Catalog({}, vendors, {})
    monkeypatch.setattr(catalog, "load", lambda: book)
