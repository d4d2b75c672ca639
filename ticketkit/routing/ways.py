"""One way to a vendor: a channel as a route."""

from ticketkit.errors import UnknownNameError
from ticketkit.model.vendor import Channel, Fallback, Route, RouteRule, Vendor


def by_rule(vendor: Vendor, rule: RouteRule, applies_when: str = "") -> Route:
    """Make the route that `rule` gives; its channel exists in a catalogue that was loaded."""
    channels = {channel.name: channel for channel in vendor.channels}
    channel = channels[rule.channel]
    return _route(vendor, channel).model_copy(
        update={
            "why": rule.why,
            "applies_when": applies_when,
            "steps": (*rule.steps, *channel.steps),
            "avoid": rule.avoid,
            "fallbacks": tuple(_fallback(channels[name]) for name in rule.fallbacks),
        }
    )


def through(vendor: Vendor, channel: str) -> Route:
    """Make the route through a channel that a person chose by its name.

    Raises UnknownNameError for a channel that this vendor does not have.
    """
    for known in vendor.channels:
        if known.name == channel.strip().lower():
            return _route(vendor, known)
    names = ", ".join(known.name for known in vendor.channels)
    raise UnknownNameError(
        f"{vendor.title} has no channel called {channel!r}; allowed: {names}.",
        "Use one of these names.",
    )


def _route(vendor: Vendor, channel: Channel) -> Route:
    return Route(
        vendor=vendor.name,
        channel=channel.name,
        kind=channel.kind,
        address=channel.address,
        mention=channel.mention,
        why=channel.purpose,
        source=channel.source,
        checked_on=channel.checked_on,
        confidence=channel.confidence,
        limits=channel.limits,
        steps=channel.steps,
    )


def _fallback(channel: Channel) -> Fallback:
    return Fallback(
        channel=channel.name,
        kind=channel.kind,
        address=channel.address,
        why=channel.purpose,
        source=channel.source,
        checked_on=channel.checked_on,
        confidence=channel.confidence,
    )
