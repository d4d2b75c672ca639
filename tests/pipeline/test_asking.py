"""What a person marked reaches the detectors at its place and time."""

from pathlib import Path

import pytest
from support.cases import ID, stored_case

from ticketkit import catalog
from ticketkit.errors import UsageError
from ticketkit.model.question import MarkedPair, PlacedBox
from ticketkit.model.request import BuildRequest
from ticketkit.pipeline.asking import ask, checks_for, require_heard
from ticketkit.pipeline.claim import understand

SIZE_PX = (400, 200)


FACE = BuildRequest(clip=Path("clip.mp4"), id=ID, mode="face", vendor="luma")


def asked(*boxes: str, at: str | None = None) -> tuple[PlacedBox, ...]:
    return ask(FACE.model_copy(update={"boxes": boxes, "at": at}), SIZE_PX).boxes


@pytest.mark.parametrize("text", ["100,50,200,20", "0.25,0.25,0.5,0.1"])
def test_pixels_and_fractions_mean_the_same_place(text: str) -> None:
    """A box is the same share of the picture, however it was written."""
    (box,) = asked(f"{text}=jaw")
    assert (box.x, box.y, box.w, box.h, box.label) == (0.25, 0.25, 0.5, 0.1, "jaw")


def test_a_box_belongs_to_its_own_time_else_to_the_failure() -> None:
    """@TIME wins; without it the box is drawn where the failure is first visible."""
    own, failures = asked("0.1,0.1,0.5,0.5@1.5", "0.1,0.1,0.5,0.5", at="#30")
    assert (own.time_s, own.frame) == (1.5, None)
    assert (failures.time_s, failures.frame) == (None, 30)
    assert asked("0.1,0.1,0.5,0.5")[0].time_s is None


def test_a_printed_time_means_its_frame() -> None:
    """A time in milliseconds is rounded; the frame presented then is the box's own."""
    (box,) = asked("0.1,0.1,0.5,0.5@0.041")
    assert not box.is_before(1, 0.0414)
    assert box.is_before(2, 0.0420)


def test_a_box_without_a_moment_is_drawn_on_the_first_frame() -> None:
    """So that a scan that knows no time still has a place to begin."""
    (box,) = asked("0.1,0.1,0.5,0.5")
    assert not box.is_before(0, 0.0)
    assert box.is_before(1, 0.04)


def test_a_box_outside_the_picture_is_refused() -> None:
    """Before anything is measured."""
    with pytest.raises(UsageError, match="400 x 200"):
        asked("300,0,200,100")


def test_marked_sounds_and_pictures_are_read() -> None:
    """Seconds or a clock, with the person's own words."""
    request = FACE.model_copy(update={"events": ("2.1,0:02.43=door, left", "3,3")})
    assert ask(request).events == (MarkedPair(2.1, 2.43, "door, left"), MarkedPair(3, 3))


@pytest.mark.parametrize("text", ["2.1", "2.1,2.4,3", "#4,2.1", "a,b", ""])
def test_other_events_are_refused_with_the_form(text: str) -> None:
    """A sound has no frame, so both are times."""
    with pytest.raises(UsageError):
        ask(FACE.model_copy(update={"events": (text,)}))


SPEECH = FACE.model_copy(update={"mode": "lip-sync"})
HEARD = SPEECH.model_copy(update={"events": ("2.10,2.43",)})


def test_a_check_is_made_where_the_request_gives_enough_for_it() -> None:
    """Without a marked sound, lips are judged by eye, as if their mode had no check."""
    mode = catalog.load().modes["lip-sync"]
    assert checks_for(mode, SPEECH) == ()
    assert [check.detector for check in checks_for(mode, HEARD)] == ["paired_times"]


def test_what_only_an_eye_can_judge_needs_a_time() -> None:
    """The error says that a marked sound would let it be measured; then no time is needed."""
    with pytest.raises(UsageError, match="--event"):
        understand(SPEECH)
    assert understand(SPEECH.model_copy(update={"at": "2"})).checks == ()
    assert understand(HEARD).checks


def test_a_mode_that_an_eye_judges_may_have_a_check_that_helps() -> None:
    """A face needs a box to be measured, and what is measured does not decide."""
    mode = catalog.load().modes["face"]
    assert mode.judged_by == "eye"
    assert checks_for(mode, FACE) == ()
    (check,) = checks_for(mode, FACE.model_copy(update={"boxes": ("0.1,0.1,0.5,0.5",)}))
    assert not check.decides


@pytest.mark.parametrize("event", ["99,2.1=door", "2.1,99", "4,1"])
def test_a_pair_outside_the_clip_is_refused(event: str, tmp_path: Path) -> None:
    """Nothing is heard or seen after the end."""
    clip = stored_case(tmp_path).case.clip.model_copy(update={"duration_s": 4.0, "has_audio": True})
    question = ask(FACE.model_copy(update={"events": (event,)}))
    with pytest.raises(UsageError, match=r"not inside the clip, which lasts 4\.000 s"):
        require_heard(question, clip)


def test_a_sound_in_a_clip_without_any_is_refused(tmp_path: Path) -> None:
    """What cannot be heard was not marked."""
    clip = stored_case(tmp_path).case.clip.model_copy(update={"has_audio": False})
    require_heard(ask(FACE), clip)
    with pytest.raises(UsageError, match="has no sound"):
        require_heard(ask(FACE.model_copy(update={"events": ("1,2",)})), clip)
