"""Where statements do not agree, in sentences that name both sides and their evidence."""

from collections.abc import Iterator, Mapping, Sequence

from ticketkit.model.identification import Said, Statement
from ticketkit.model.names import key
from ticketkit.model.vendor import FingerprintKind

_WHERE: Mapping[FingerprintKind, str] = {
    "url": "link",
    "sei": "user data in the video stream",
    "c2pa_signer": "Content Credentials",
    "container_tag": "container tag",
    "aigc_producer": "AIGC label",
    "file_name": "name",
}

_WHAT: Mapping[Said, str] = {
    "shop": "The shop",
    "maker": "The maker of the model",
    "model": "The model",
    "id": "The ID",
}


def contradictions(told: Sequence[Statement], titles: Mapping[str, str]) -> Iterator[str]:
    """Find them in `told`, the most trustworthy first; `titles` are the vendors' by their names."""
    for says, what in _WHAT.items():
        found = {key(s.value): s for s in reversed(told) if s.says == says}
        if len(found) > 1:
            ways = sorted(found.values(), key=told.index)
            several = " and ".join(_with_place(s, titles) for s in ways)
            yield f"{what} is told in more than one way: {several}."
    shop, maker = (next((s for s in told if s.says == says), None) for says in ("shop", "maker"))
    if shop and maker and shop.vendor != maker.vendor:
        yield (
            f"The shop is {_with_place(shop, titles)}, but the maker of the model is"
            f" {_with_place(maker, titles)}. Either the shop sells another maker's model, or the"
            " file was renamed: the ticket goes to the shop that took the credits."
        )


def _with_place(statement: Statement, titles: Mapping[str, str]) -> str:
    return f"{titles.get(statement.value, statement.value)} ({place(statement)})"


def place(statement: Statement) -> str:
    """Say in a few words where a statement stands, and whether it is a weak hint."""
    weak = ", a weak hint" if statement.trust == "low" else ""
    return _WHERE[statement.kind] + weak
