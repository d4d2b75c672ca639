"""Camera moves that a prompt asks for, in the words that templates/camera_moves.toml lists."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from pydantic import Field

from ticketkit import resources
from ticketkit.catalog.listed import Phrases, read_list
from ticketkit.catalog.phrases import any_of, plain
from ticketkit.model.base import Record

FILE = "camera_moves.toml"

_Component = Literal["pan", "tilt", "zoom", "roll"]
COMPONENTS: tuple[_Component, ...] = get_args(_Component)
"""In this order: + is to the right, up, closer, clockwise."""


@dataclass(frozen=True)
class AskedMove:
    """One or more moves that a prompt names."""

    names: tuple[str, ...]
    """In plain words, in the order of the prompt."""
    asks: dict[str, int]
    """Component to direction: 1, -1, or 0 where either will do; empty for a camera that stands."""
    free: bool
    """Whether any movement answers the prompt."""
    contradictory: bool
    """Whether the prompt asks for things that exclude each other, or one after the other."""


class _Move(Record):
    name: str
    phrases: Phrases
    asks: dict[_Component, Literal[-1, 0, 1]] = Field(default_factory=dict)
    free: bool = False


class _Moves(Record):
    moves: tuple[_Move, ...]
    not_moves: Phrases


def asked(prompt: str | None) -> AskedMove | None:
    """What `prompt` asks of the camera; None when it says nothing of it.

    Raises CatalogError for a list that cannot be used.
    """
    if not prompt:
        return None
    others, expression, moves = _vocabulary(resources.find(FILE))
    found: dict[str, _Move] = {}
    for match in expression.finditer(others.sub(" ", plain(prompt))):
        found.setdefault(moves[match[1]].name, moves[match[1]])
    return _together(list(found.values())) if found else None


def _together(moves: list[_Move]) -> AskedMove:
    asks: dict[str, int] = {}
    clash = False
    for move in moves:
        for component, direction in move.asks.items():
            clash = clash or asks.get(component, direction) * direction < 0
            asks[component] = asks.get(component) or direction
    free = any(move.free for move in moves)
    stands = any(not move.asks and not move.free for move in moves)
    told = [m for m in moves if not _is_implied(m, moves)]
    return AskedMove(
        tuple(move.name for move in told), asks, free, clash or (stands and (bool(asks) or free))
    )


def _is_implied(move: _Move, moves: list[_Move]) -> bool:
    """Whether another one says the same and a direction besides: "camera pans left"."""
    return 0 in move.asks.values() and any(
        set(other.asks) == set(move.asks) and 0 not in other.asks.values() for other in moves
    )


@cache
def _vocabulary(path: Path) -> tuple[re.Pattern[str], re.Pattern[str], dict[str, _Move]]:
    """What is not a move, all phrases at every place where one begins, and what each means."""
    table = read_list(path, _Moves)
    meaning = {phrase: move for move in table.moves for phrase in move.phrases}
    others, phrases = any_of(table.not_moves), any_of(meaning)
    # A phrase may begin inside another one: "camera pans left".
    return re.compile(others), re.compile(f"(?={phrases})"), meaning
