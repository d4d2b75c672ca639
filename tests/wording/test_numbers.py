"""Printing a number never changes what it says."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketkit.wording import clock, day, measure, number, seconds, size

FINITE = st.floats(min_value=-1e9, max_value=1e9, allow_subnormal=False)


def read(text: str) -> float:
    return float(text.replace(",", ""))


@pytest.mark.parametrize(
    ("value", "text"),
    [(1000.0, "1,000"), (41.6667, "41.7"), (0, "0"), (-0.0, "0"), (99.96, "99.96"), (0.5, "0.5"),
     (999.6, "999.6"), (12345.678, "12,346"), (3, "3"), (0.00008, "0.00008")],
)  # fmt: skip
def test_numbers_read_naturally(value: float, text: str) -> None:
    assert number(value) == text


@given(FINITE.filter(bool), st.none() | st.integers(0, 4))
def test_a_value_other_than_zero_never_prints_as_zero(value: float, decimals: int | None) -> None:
    assert read(number(value, decimals)) != 0


@given(FINITE.map(float))
def test_three_digits_survive(value: float) -> None:
    assert read(number(value)) == pytest.approx(value, rel=5e-3)


@given(st.floats(0, 1000), st.integers(0, 1000))
def test_rounding_never_crosses_the_threshold(value: float, threshold: int) -> None:
    """A number below the threshold prints below it, one above prints above it."""
    if abs(value - threshold) < 1e-12:
        return
    printed = read(number(value, beside=threshold))
    assert (printed < threshold) == (value < threshold)
    assert (printed > threshold) == (value > threshold)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(value: float) -> None:
    for print_it in (number, seconds, clock):
        with pytest.raises(ValueError, match="cannot be printed"):
            print_it(value)


def test_times_are_printed_to_the_millisecond() -> None:
    assert seconds(3.5) == "3.500 s"
    assert seconds(71 / 24) == "2.958 s"
    assert clock(3.5) == "0:03.500"
    assert clock(59.9996) == "1:00.000"
    assert clock(3725.25) == "1:02:05.250"


@given(st.integers(0, 10**8))
def test_a_clock_says_the_same_time(milliseconds: int) -> None:
    parts = clock(milliseconds / 1000).split(":")
    assert (
        round(sum(float(p) * 60**i for i, p in enumerate(reversed(parts))) * 1000) == milliseconds
    )


def test_units_and_sizes() -> None:
    assert measure(1000.0, "ms") == "1,000 ms"
    assert measure(1.5, "") == "1.5"
    assert [size(n) for n in (0, 999, 409_348, 999_999, 14_000_000)] == [
        "0 bytes", "999 bytes", "409 kB", "999.999 kB", "14 MB",
    ]  # fmt: skip


def test_dates_name_the_month() -> None:
    assert day(date(2026, 11, 2)) == "2 November 2026"
