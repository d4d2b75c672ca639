"""What the catalogue knows of the desk that a text goes to, and the last look at the text."""

import re
from collections.abc import Iterable

from ticketkit import catalog, resources
from ticketkit.errors import CatalogError, UnknownNameError
from ticketkit.model.vendor import Channel, ChannelKind, Vendor
from ticketkit.wording import claims

_ROOM = re.compile(r"#[\w-]+")


def vendor(name: str) -> Vendor:
    """Look up a vendor by its canonical name. Raises UnknownNameError."""
    known = catalog.load().vendors
    if name not in known:
        raise UnknownNameError(f"The case names the vendor {name!r}, which the catalogue lacks.")
    return known[name]


def template(desk: Vendor, kind: ChannelKind) -> str:
    """Name the vendor's own template of a kind of channel, or the common one."""
    own = f"vendors/{desk.name}/{kind}.txt"
    return own if resources.find(own).is_file() else f"channels/{kind}.txt"


def foreign(desk: Vendor) -> tuple[str, ...]:
    """List the titles, addresses, rooms and mentions of other vendors' channels."""
    others = (v for v in catalog.load().vendors.values() if v.name != desk.name)
    strange = {word for other in others for word in _channel_words(other.channels)}
    return tuple(sorted(strange - set(_channel_words(desk.channels))))


def refuse(problems: list[claims.ClaimProblem], what: str, template_path: str) -> None:
    """Raise CatalogError for a text that says what none may say."""
    if problems:
        listed = "; ".join(str(problem) for problem in problems)
        raise CatalogError(f"{what} cannot go out: {listed}.", f"Change templates/{template_path}.")


def _channel_words(channels: Iterable[Channel]) -> Iterable[str]:
    for channel in channels:
        named = (channel.title, channel.address, channel.mention)
        yield from (word for word in named if word)
        yield from _ROOM.findall(channel.address)
