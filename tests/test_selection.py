"""Choosing frames: the failure first, its surroundings where the clip has them."""

from fractions import Fraction

import pytest

from ticketkit.errors import UsageError
from ticketkit.model.case import Moment
from ticketkit.model.timeline import Timeline
from ticketkit.selection import choose_frames, claimed_window

CLIP = Timeline(
    tuple(i * 512 for i in range(120)), Fraction(1, 12288), start=Fraction(0), end=Fraction(5)
)


def moment(frame: int, end_s: float | None) -> Moment:
    time_s = CLIP.time_s(frame)
    return Moment(time_s=time_s, frame=frame, found_by="given", start_s=time_s, end_s=end_s)


def test_six_frames_tell_the_whole_story() -> None:
    """By default: a healthy frame a second earlier, the last good one, the failure, the next."""
    assert choose_frames(CLIP, moment(72, 4.0), 6) == [
        (48, "reference"),
        (71, "before"),
        (72, "failure"),
        (84, "failure"),
        (95, "failure"),
        (96, "after"),
    ]


@pytest.mark.parametrize("count", range(1, 17))
@pytest.mark.parametrize(
    ("frame", "end_s"), [(72, 4.0), (0, None), (84, 5.0), (119, None), (1, 0.1)]
)
def test_never_more_than_asked_for_and_always_the_moment(
    count: int, frame: int, end_s: float | None
) -> None:
    """Any count from 1 to 16 holds the failure's first frame, in order, without repeats."""
    chosen = choose_frames(CLIP, moment(frame, end_s), count)
    indices = [index for index, _ in chosen]

    assert len(indices) <= count
    assert indices == sorted(set(indices))
    assert (frame, "failure") in chosen
    assert all(0 <= index < len(CLIP) for index in indices)


def test_a_failure_to_the_end_shows_the_last_frame() -> None:
    """With nothing after the failure, its share goes to the failure."""
    chosen = choose_frames(CLIP, moment(84, 5.0), 6)

    assert chosen[-1] == (119, "failure")
    assert "after" not in {role for _, role in chosen}


def test_marked_frames_are_always_shown() -> None:
    """A frame that somebody drew a box on is among the chosen ones."""
    chosen = dict(choose_frames(CLIP, moment(72, 4.0), 4, pinned={20, 90}))

    assert chosen[20] == "before"
    assert chosen[90] == "failure"


def test_an_end_before_the_start_is_refused() -> None:
    """--until must lie after --at, and needs it."""
    with pytest.raises(UsageError, match="not after"):
        claimed_window(CLIP, "3.0", "2.0")
    with pytest.raises(UsageError, match="needs --at"):
        claimed_window(CLIP, None, "2.0")


def test_the_window_is_in_presentation_times() -> None:
    """The start snaps to the frame on screen; a frame number names that frame's time."""
    assert claimed_window(CLIP, "3.01", "#96") == (3.0, 4.0)
    assert claimed_window(CLIP, "#72", None) == (3.0, 3.0)
    assert claimed_window(CLIP, None, None) is None
