"""Stretches of blank frames, and what is told of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from ticketkit.model.finding import Event

_TONES = {
    "black": "black",
    "white": "white",
    "grey": "one flat grey",
    "single-colour": "one flat colour",
    "noise": "noise",
    "garbage": "a garbled picture",
}
_INTENDED = {
    "whole": "intended_whole",
    "start": "intended_lead",
    "middle": "intended_cut",
    "end": "intended_lead",
}


@dataclass(frozen=True)
class Stretch:
    """Frames `first` to `last`, inclusive, are blank; `kind` is the commonest way."""

    first: int
    last: int
    kind: str


def runs(frames: Iterable[int]) -> list[list[int]]:
    """Put frames in a row together; `frames` are in order."""
    found: list[list[int]] = []
    for index in frames:
        if found and found[-1][-1] == index - 1:
            found[-1].append(index)
        else:
            found.append([index])
    return found


def event(
    stretch: Stretch, times_s: Sequence[float], ends_s: Sequence[float], spreads: Sequence[float]
) -> Event:
    """What is told of one stretch; the sequences hold a number for every frame of the clip."""
    start_s, end_s = times_s[stretch.first], ends_s[stretch.last]
    place = _place(stretch, len(ends_s))
    return Event(
        value=(end_s - start_s) * 1000,
        baseline=None,
        first_frame=stretch.first,
        last_frame=stretch.last,
        start_s=start_s,
        end_s=end_s,
        details=_details(stretch, place, spreads),
        alternatives=(*_alternatives(stretch, place), "damaged_copy"),
    )


def _place(stretch: Stretch, frames: int) -> str:
    at_start, at_end = stretch.first == 0, stretch.last + 1 == frames
    whole = at_start and at_end
    return "whole" if whole else "start" if at_start else "end" if at_end else "middle"


def _alternatives(stretch: Stretch, place: str) -> list[str]:
    if stretch.kind == "garbage":
        return ["inserted_shot"]
    alternatives = [_INTENDED[place]]
    if stretch.kind == "white" and place == "middle":
        alternatives.insert(0, "flash")
    if stretch.kind == "black":
        alternatives.append("dark_scene")
    return alternatives


def _details(stretch: Stretch, place: str, spreads: Sequence[float]) -> dict[str, float | str]:
    inside = slice(stretch.first, stretch.last + 1)
    details: dict[str, float | str] = {
        "kind": stretch.kind,
        "tone": _TONES[stretch.kind],
        "place": place,
        "spread": float(np.median(spreads[inside])),
    }
    others = [*spreads[: stretch.first], *spreads[stretch.last + 1 :]]
    if others:
        details["usual_spread"] = float(np.median(others))
    return details
