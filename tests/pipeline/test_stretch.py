"""The stretch around the moment: short, ascending, with the failure and its marks in it."""

from fractions import Fraction
from itertools import pairwise

import pytest

from ticketkit.model.case import Moment
from ticketkit.model.timeline import Timeline
from ticketkit.pipeline.stretch import choose_stretch


def timeline(frames: int, rate: int) -> Timeline:
    return Timeline(tuple(range(frames)), Fraction(1, rate), Fraction(0), Fraction(frames, rate))


def moment(frame: int, rate: int, end_s: float | None = None) -> Moment:
    time_s = frame / rate
    return Moment(time_s=time_s, frame=frame, found_by="given", start_s=time_s, end_s=end_s)


def test_it_reaches_from_before_the_failure_to_after_it() -> None:
    """Half a second on either side, each frame with its role and the time it stands."""
    places = choose_stretch(timeline(120, 24), moment(72, 24, end_s=4.0))
    assert [place.index for place in places] == list(range(60, 108))
    roles = [place.role for place in places]
    assert [roles.count(role) for role in ("before", "failure", "after")] == [12, 24, 12]
    assert sum(place.duration_s for place in places) == pytest.approx(2.0)


def test_a_long_failure_is_shown_from_its_start() -> None:
    places = choose_stretch(timeline(240, 24), moment(72, 24, end_s=9.0))
    assert places[0].time_s == 2.5
    assert places[-1].time_s + places[-1].duration_s == pytest.approx(4.5)


def test_without_an_end_only_the_moment_is_the_failure() -> None:
    places = choose_stretch(timeline(120, 24), moment(72, 24))
    assert [place.index for place in places if place.role == "failure"] == [72]
    assert places[-1].time_s < 4.0


@pytest.mark.parametrize("rate", [60, 120, 1000])
def test_many_frames_are_thinned_evenly_and_the_moment_stays(rate: int) -> None:
    places = choose_stretch(timeline(6 * rate, rate), moment(2 * rate + 7, rate))
    indices = [place.index for place in places]
    assert len(indices) <= 48
    assert 2 * rate + 7 in indices
    assert len({b - a for a, b in pairwise(indices)}) == 1
    assert sum(place.duration_s for place in places) == pytest.approx(1.5, abs=0.1)


@pytest.mark.parametrize("frame", [0, 1, 4])
def test_a_clip_that_is_shorter_gives_what_it_has(frame: int) -> None:
    places = choose_stretch(timeline(5, 24), moment(frame, 24))
    assert [place.index for place in places] == [0, 1, 2, 3, 4]
    assert places[-1].duration_s == pytest.approx(1 / 24)
