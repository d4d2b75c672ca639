"""Choosing frames: the failure first, its surroundings where the clip has them."""

from fractions import Fraction

import pytest

from ticketkit.errors import UsageError
from ticketkit.model.case import Moment
from ticketkit.model.finding import Finding
from ticketkit.model.timeline import Timeline
from ticketkit.selection import Window, choose_frames, claimed_window, locate

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

    assert chosen[20] == "reference"
    assert chosen[90] == "failure"


def test_an_end_before_the_start_is_refused() -> None:
    """--until must lie after --at, and needs it."""
    with pytest.raises(UsageError, match="not after"):
        claimed_window(CLIP, "3.0", "2.0")
    with pytest.raises(UsageError, match="needs --at"):
        claimed_window(CLIP, None, "2.0")


def test_the_window_is_in_presentation_times() -> None:
    """The start snaps to the frame on screen; a printed time means its frame's exact time."""
    assert claimed_window(CLIP, "3.01", "#96") == Window(72, 3.0, 4.0)
    assert claimed_window(CLIP, "#72", None) == Window(72, 3.0, None)
    assert claimed_window(CLIP, "3", "3.042") == Window(72, 3.0, CLIP.time_s(73))
    assert claimed_window(CLIP, "3", "5") == Window(72, 3.0, 5.0)
    assert claimed_window(CLIP, None, None) is None
    with pytest.raises(UsageError, match=r"5\.000 s"):
        claimed_window(CLIP, "3", "5.1")


def finding(first: int, last: int) -> Finding:
    start_s, end_s = first / 24, (last + 1) / 24
    return Finding(
        check="frozen_frames", status="shown", metric="hold duration", value=1.0, unit="ms",
        threshold=1.0, margin=0.0, baseline=1.0, start_s=start_s, end_s=end_s,
        frames=(first, last), sentence="", reason="",
    )  # fmt: skip


def test_a_time_inside_the_measured_failure_is_kept() -> None:
    """The user's own moment stands, and the measurement adds where the failure begins and ends."""
    found = locate(CLIP, Window(80, 80 / 24, None), [finding(72, 95)])

    assert (found.frame, found.found_by) == (80, "given")
    assert (found.start_s, found.end_s) == (3.0, 4.0)


def test_frames_before_a_named_failure_are_from_before_it_was_measured_to_begin() -> None:
    """What a measurement calls the failure is never shown as what was before it."""
    moment = locate(CLIP, Window(80, 80 / 24, None), [finding(72, 95)])
    chosen = dict(choose_frames(CLIP, moment, 6))

    assert (chosen[72], chosen[80]) == ("failure", "failure")
    assert all(role == "failure" for frame, role in chosen.items() if 72 <= frame <= 95)
    assert {"before", "reference"} <= {role for frame, role in chosen.items() if frame < 72}


@pytest.mark.parametrize("named", [60, 71, 96, 103])
def test_a_time_beside_the_measured_failure_gives_way_to_it(named: int) -> None:
    """No healthy frame is called the failure because somebody was half a second off."""
    found = locate(CLIP, Window(named, named / 24, None), [finding(72, 95)])

    assert (found.frame, found.found_by, found.end_s) == (72, "located", 4.0)


def test_without_time_and_finding_the_whole_clip_is_the_moment() -> None:
    """What was looked at is everything."""
    found = locate(CLIP, None, [])

    assert (found.frame, found.start_s, found.end_s) == (0, 0.0, 5.0)


def test_without_a_known_end_only_the_named_frame_is_the_failure() -> None:
    """What follows is shown as what followed."""
    roles = dict(choose_frames(CLIP, moment(72, None), 6))

    assert [frame for frame, role in roles.items() if role == "failure"] == [72]
    assert [role for frame, role in roles.items() if frame > 72] == ["after"] * 3


def test_marks_that_do_not_fit_are_refused() -> None:
    """A box is never dropped without a word."""
    with pytest.raises(UsageError, match="no room"):
        choose_frames(CLIP, moment(72, 4.0), 2, pinned={10, 20, 30})
