"""Texts are fitted to a limit by whole sections, in the stated order."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketkit.errors import CatalogError
from ticketkit.wording import Section, fit
from ticketkit.wording.fitting import discord_length, joined

SECTIONS = st.lists(
    st.builds(Section, st.just("s"), st.text(max_size=30), st.none() | st.integers(1, 5)),
    max_size=8,
)
COUNTS: st.SearchStrategy[Callable[[str], int]] = st.sampled_from([len, discord_length])


@given(SECTIONS, st.integers(0, 200), COUNTS)
def test_what_is_kept_fits_and_nothing_needed_is_lost(
    given_sections: list[Section], limit: int, count: Callable[[str], int]
) -> None:
    try:
        kept = fit(given_sections, limit, count)
    except CatalogError:
        needed = [s for s in given_sections if s.text and s.drop is None]
        assert count(joined(needed)) > limit
        return
    assert count(joined(kept)) <= limit
    assert [s for s in given_sections if s.text and s.drop is None] == [
        s for s in kept if s.drop is None
    ]


@given(SECTIONS, st.integers(0, 200))
def test_sections_go_in_their_order_and_only_as_many_as_must(
    given_sections: list[Section], limit: int
) -> None:
    try:
        kept = fit(given_sections, limit)
    except CatalogError:
        return
    gone = [s for s in given_sections if s.text and all(s is not k for k in kept)]
    if not gone:
        return
    last = max(s.drop or 0 for s in gone)
    assert all(s.drop is None or s.drop >= last for s in kept)
    least = [
        s
        for s in given_sections
        if s.text and (any(s is k for k in kept) or s is [g for g in gone if g.drop == last][-1])
    ]
    assert len(joined(least)) > limit


def test_without_a_limit_everything_stays() -> None:
    parts = (Section("a", "x" * 10_000, 1), Section("b", "y"))
    assert fit(parts, None) == parts


def test_an_impossible_limit_names_what_is_left() -> None:
    with pytest.raises(CatalogError, match="id, request"):
        fit([Section("id", "x" * 9), Section("prompt", "y", 1), Section("request", "z" * 9)], 10)


@given(st.text())
def test_discord_counts_are_the_safe_ones(text: str) -> None:
    assert discord_length(text) >= len(text)
    assert discord_length(text + "\N{SKULL}\N{SNAKE}") >= discord_length(text) + 4 - 2
    assert discord_length("\N{SNAKE}") == 2
