"""Needing: what only a person can give to a detector, and how."""

from collections.abc import Iterable

from ticketkit import detectors

_GIVEN_BY = {
    "boxes": "a box around it (--box)",
    "prompt": "the prompt (--prompt)",
    "events": "marked sounds (--event)",
}
"""Options of `build`, by field of the request."""


def given_by(names: Iterable[str], but: object = None) -> list[str]:
    """What the detectors of these names need, in plain words, each once.

    What the request `but` holds already is left out.
    """
    needed = dict.fromkeys(field for name in names for field in detectors.needs(name))
    return [_GIVEN_BY[field] for field in needed if not getattr(but, field, None)]
