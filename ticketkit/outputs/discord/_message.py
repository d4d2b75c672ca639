"""The message that goes with the pictures."""

from collections.abc import Sequence

from ticketkit.model.case import Case, StoredCase
from ticketkit.model.vendor import Route
from ticketkit.outputs import ticket
from ticketkit.outputs.discord._pictures import PackedPicture

_TEMPLATE = "discord/message.txt"


def text(stored: StoredCase, pictures: Sequence[PackedPicture]) -> str:
    """Word the message; a mention and a shorter limit come from a route that leads to Discord."""
    case = stored.case
    return ticket.compose(
        stored,
        public_route(case),
        _TEMPLATE,
        [picture.frames[0] for picture in pictures if picture.kind == "frame"],
        moves=any(picture.kind == "loop" for picture in pictures),
        blurred=bool(case.request.blur),
    )


def public_route(case: Case) -> Route:
    """The case's route where it leads to Discord, else one of the same vendor without address."""
    route = case.route
    if route.kind == "discord":
        return route
    limits = route.limits.model_copy(update={"characters": None})
    return route.model_copy(update={"kind": "discord", "mention": "", "limits": limits})
