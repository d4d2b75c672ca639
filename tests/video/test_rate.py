"""Constant, variable, and what is only rounding."""

from fractions import Fraction

import pytest

from ticketkit.video._rate import average, is_variable, last_duration


@pytest.mark.parametrize(
    ("pts", "variable"),
    [
        ((0,), False),
        ((0, 512, 1024, 1536), False),
        ((0, 42, 83, 125, 167), False),
        ((0, 42, 83, 125, 210), True),
        ((0, 1, 2, 4, 5), True),
        ((0, 10, 10, 20), True),
    ],
)
def test_variable_means_more_than_rounding(pts: tuple[int, ...], variable: bool) -> None:
    """One tick is rounding where a frame takes many ticks, a skipped frame where it takes one."""
    assert is_variable(pts) is variable


def test_average_counts_intervals() -> None:
    """Four frames span three intervals."""
    assert average((0, 1, 2, 4), Fraction(1, 8)) == 6
    assert average((3,), Fraction(1, 8)) == 0


def test_last_frame_lasts_as_claimed_or_as_usual() -> None:
    """The file's word first, then the typical interval, at least one tick."""
    assert last_duration((0, 5, 10), claimed=7) == 7
    assert last_duration((0, 5, 10, 40), claimed=0) == 5
    assert last_duration((0,), claimed=0) == 1
