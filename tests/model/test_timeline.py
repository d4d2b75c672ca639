"""What a written time means, and which frame is on screen then."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketkit.errors import UsageError
from ticketkit.model.timeline import Timeline, parse_time


def constant(rate: Fraction, frames: int, start: Fraction = Fraction(0)) -> Timeline:
    """A clip of constant rate whose first frame is at `start`, the zero of its clock."""
    step = 1 / rate
    ticks = tuple(i * step.numerator for i in range(frames))
    first = start * step.denominator
    assert first.denominator == 1
    pts = tuple(int(first) + t for t in ticks)
    return Timeline(pts, Fraction(1, step.denominator), start, frames * step)


FILM = constant(Fraction(24), 120)
DELAYED = Timeline((5, 6, 8), Fraction(1, 10), Fraction(0), Fraction(9, 10))


@pytest.mark.parametrize(
    ("text", "seconds", "decimals"),
    [
        ("3", 3, 0),
        ("3.04", Fraction(76, 25), 2),
        ("3.", 3, 0),
        ("1.6s", Fraction(8, 5), 1),
        ("3 s", 3, 0),
        (" 3.500 ", Fraction(7, 2), 3),
        ("0:03.5", Fraction(7, 2), 1),
        ("00:00:03.500", Fraction(7, 2), 3),
        ("90:00", 5400, 0),
        ("1:59:59", 7199, 0),
    ],
)
def test_seconds_and_clocks(text: str, seconds: Fraction, decimals: int) -> None:
    """Every form of the contract, exact."""
    time = parse_time(text)
    assert (time.seconds, time.decimals, time.frame) == (seconds, decimals, None)


def test_frames() -> None:
    """`#72` is a frame, counted from 0."""
    assert parse_time("#72").frame == 72
    assert FILM.frame_at(parse_time("#119")) == 119


@pytest.mark.parametrize(
    "text",
    ["", "soon", "-1", "+1", "1e3", "nan", "3.4.5", "0:60", "1:60:00", "1:2:3:4", ":5", "#", "#-1",
     "# 7", "٣", "3m", "3ss", "0:03s", "0x10", "1" * 10],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    """With the text and the forms that are understood."""
    with pytest.raises(UsageError, match="is not a time") as caught:
        parse_time(text)
    assert "#72" in caught.value.next_step


@pytest.mark.parametrize(
    ("text", "frame"),
    [("0", 0), ("0.04", 0), ("0.0416", 0), ("0.0417", 1), ("3", 72), ("3.04", 72), ("4.99", 119)],
)
def test_the_last_frame_presented_not_later(text: str, frame: int) -> None:
    """A frame stays on screen until the next one is presented."""
    assert FILM.frame_at(parse_time(text)) == frame


def test_three_decimals_mean_the_frame_they_round_to() -> None:
    """0.083 lies before frame 2 (0.08333) and 0.042 after frame 1 (0.041666): both are meant."""
    assert FILM.frame_at(parse_time("0.083")) == 2
    assert FILM.frame_at(parse_time("0.042")) == 1
    assert FILM.frame_at(parse_time("0.08")) == 1
    assert FILM.frame_at(parse_time("0.0833")) == 2
    assert FILM.frame_at(parse_time("0.0832")) == 1


def test_before_the_first_frame_it_is_the_first() -> None:
    """Video that starts after the sound shows its first frame."""
    assert DELAYED.frame_at(parse_time("0")) == 0
    assert DELAYED.frame_at(parse_time("0.7")) == 1


def test_the_end_is_outside() -> None:
    """At the end and after it there is nothing on screen; the message names the duration."""
    assert DELAYED.frame_at(parse_time("0.89")) == 2
    for text in ("0.9", "0.900", "7"):
        with pytest.raises(UsageError, match=r"0\.900 s"):
            DELAYED.frame_at(parse_time(text))
    with pytest.raises(UsageError, match="#0 to #2"):
        DELAYED.frame_at(parse_time("#3"))


def test_frames_with_the_same_time_show_the_last() -> None:
    """Of frames stamped alike, only the last stays on screen."""
    twice = Timeline((0, 1, 1, 2), Fraction(1, 10), Fraction(0), Fraction(3, 10))
    assert twice.frame_at(parse_time("0.15")) == 2


RATES = st.sampled_from(
    [Fraction(r) for r in (8, 12, 15, 16, 24, 25, 28, 30, 48, 50, 60, 120, 240)]
    + [Fraction(r * 1000, 1001) for r in (24, 30, 60, 120)]
)


@given(rate=RATES, frames=st.integers(1, 400), decimals=st.integers(3, 6), data=st.data())
def test_every_printed_time_means_its_frame(
    rate: Fraction, frames: int, decimals: int, data: st.DataObject
) -> None:
    """Times as ticketkit prints them can be given back to it, on any constant rate."""
    timeline = constant(rate, frames)
    frame = data.draw(st.integers(0, frames - 1))
    printed = f"{timeline.time_s(frame):.{decimals}f}"
    assert timeline.frame_at(parse_time(printed)) == frame


@given(rate=RATES, frames=st.integers(1, 400), micros=st.integers(0, 10**7))
def test_frame_at_is_the_definition(rate: Fraction, frames: int, micros: int) -> None:
    """With two decimals there is no rounding: last frame not later than the time."""
    seconds = Fraction(micros // 10_000, 100)
    timeline = constant(rate, frames)
    text = f"{float(seconds):.2f}"
    if seconds >= timeline.end:
        with pytest.raises(UsageError):
            timeline.frame_at(parse_time(text))
    else:
        expected = max(i for i, t in enumerate(timeline.times) if t <= seconds)
        assert timeline.frame_at(parse_time(text)) == expected


@pytest.mark.parametrize(
    ("text", "right"), [("1,6", "1.6"), ("1,6s", "1.6s"), ("0:03,5", "0:03.5")]
)
def test_a_decimal_comma_is_told_of(text: str, right: str) -> None:
    """Half the world writes one: the person is told the right form of the very value."""
    with pytest.raises(UsageError) as caught:
        parse_time(text)
    assert f"Write {right}:" in caught.value.next_step
