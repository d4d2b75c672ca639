"""Boxes as written on the command line."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ticketkit.annotate import parse_box
from ticketkit.errors import UsageError
from ticketkit.model.frame import Mark

SIZE = 1280, 720


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("412,220,180,140", Mark(x=412, y=220, w=180, h=140)),
        (" 412, 220 ,180,140 ", Mark(x=412, y=220, w=180, h=140)),
        ("0.25,0.5,0.2,0.1", Mark(x=320, y=360, w=256, h=72)),
        ("0,0,1,1", Mark(x=0, y=0, w=1, h=1)),
        ("0.0,0,1,1", Mark(x=0, y=0, w=1280, h=720)),
        ("0.7,.9,0.3,0.1", Mark(x=896, y=648, w=384, h=72)),
        ("0.9999,0.9999,0.0001,0.0001", Mark(x=1279, y=719, w=1, h=1)),
        ("10.0,20.,30,40", Mark(x=10, y=20, w=30, h=40)),
        ("1279,719,1,1", Mark(x=1279, y=719, w=1, h=1)),
        ("1,2,3,4=a=b@c, d", Mark(x=1, y=2, w=3, h=4, label="a=b@c, d")),
        ("1,2,3,4=", Mark(x=1, y=2, w=3, h=4)),
        ("1,2,3,4=two\nlines\tor  so", Mark(x=1, y=2, w=3, h=4, label="two lines or so")),
    ],
)
def test_a_box_means_these_pixels(text: str, mark: Mark) -> None:
    """Pixels and fractions never mix: fractions need a point and nothing above 1."""
    assert parse_box(text).mark(*SIZE) == mark


@pytest.mark.parametrize(
    ("text", "time", "label"),
    [
        ("1,2,3,4", None, ""),
        ("1,2,3,4@3.04", "3.04", ""),
        ("1,2,3,4@#72=sixth finger", "#72", "sixth finger"),
        ("1,2,3,4@00:00:03.500=x@y", "00:00:03.500", "x@y"),
        ("1,2,3,4=x@3", None, "x@3"),
    ],
)
def test_time_stands_before_the_label(text: str, time: str | None, label: str) -> None:
    """An `@` after the first `=` belongs to the label."""
    box = parse_box(text)
    assert (box.time.text if box.time else None, box.label) == (time, label)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "four numbers"),
        ("1,2,3", "four numbers"),
        ("1,2,3,4,5", "four numbers"),
        ("a,b,c,d", "four numbers"),
        ("1,2,3,1e3", "four numbers"),
        ("1,2,3,nan", "four numbers"),
        ("\u0661,2,3,4", "four numbers"),
        ("0.5,0.5,200,100", "mixes"),
        ("10.5,20,30,40", "mixes"),
        ("1,2,3,4@", "not a time"),
        ("1,2,3,4@soon=x", "not a time"),
        ("1,2,3,4=\ud800", "not valid text"),
        ("1,2,0,4", "no area"),
        ("1,2,3,-4", "no area"),
        ("-1,2,3,4", "not inside the picture, which is 1280 x 720 px"),
        ("1279,0,2,1", "1280 x 720 px"),
        ("0,719,1,2", "1280 x 720 px"),
        ("0.5,0.5,0.6,0.1", "1280 x 720 px"),
        ("999999999,0,1,1", "1280 x 720 px"),
    ],
)
def test_a_bad_box_is_explained(text: str, said: str) -> None:
    """The sentence names the value, the reason and a cure."""
    with pytest.raises(UsageError) as caught:
        parse_box(text).mark(*SIZE)
    assert said in caught.value.what
    assert caught.value.next_step
    assert repr(text) in caught.value.what or "not a time" in said


_NUMBER = st.one_of(st.integers(-5, 4000).map(str), st.floats(-1, 2).map(str), st.text(max_size=4))
_BOX = st.builds(
    lambda numbers, rest: ",".join(numbers) + rest,
    st.lists(_NUMBER, min_size=3, max_size=5),
    st.text("@=#:.0123 x\ud800\n😀", max_size=8),
)


@settings(max_examples=120, deadline=None)
@given(st.one_of(st.text(), _BOX), st.integers(1, 4000), st.integers(1, 4000))
def test_no_text_breaks_the_parser(text: str, width: int, height: int) -> None:
    """Whatever is written, the answer is a mark inside the picture or a UsageError."""
    with contextlib.suppress(UsageError):
        mark = parse_box(text).mark(width, height)
        assert mark.x + mark.w <= width
        assert mark.y + mark.h <= height
