"""Detectors run beside the decoder: in order, to the end, and their failures come out."""

import threading
from pathlib import Path

import pytest
from support.clips import make_clip

from ticketkit import detectors
from ticketkit.model.failure_mode import Check
from ticketkit.model.finding import Event, Measurement
from ticketkit.model.picture import Sample
from ticketkit.model.question import NOTHING_ASKED
from ticketkit.pipeline.measuring import every_finding, findings, heard, measure
from ticketkit.pipeline.progress import silent

FRAMES = 40
CHECK = Check(detector="sharpness_decay", threshold=36, calibrated_on="none")


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_clip(tmp_path_factory.mktemp("clips") / "clip.mp4", frames=FRAMES).path


def test_every_frame_is_seen_in_its_order(clip: Path) -> None:
    """In one thread, which is not the decoder's."""
    seen: list[tuple[int, int]] = []

    def look(sample: Sample) -> None:
        seen.append((sample.index, threading.get_ident()))

    measure(clip, (), NOTHING_ASKED, silent, [look])
    assert [index for index, _ in seen] == list(range(FRAMES))
    (thread,) = {thread for _, thread in seen}
    assert thread != threading.get_ident()


@pytest.mark.parametrize("last", [0, 20, FRAMES - 1])
def test_what_a_detector_raises_comes_out(clip: Path, last: int) -> None:
    """At the first frame, in the middle, and at the last, when nothing more is fed."""

    def look(sample: Sample) -> None:
        if sample.index == last:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        measure(clip, (), NOTHING_ASKED, silent, [look])
    assert not [t for t in threading.enumerate() if t.name.startswith("detectors")]


def test_the_same_clip_gives_the_same_numbers(clip: Path) -> None:
    """Whatever the threads do meanwhile."""
    checks = [
        Check(detector=name, threshold=1, calibrated_on="none")
        for name in ("camera_jitter", "color_drift", "sharpness_decay", "camera_path")
    ]
    assert detectors.names()
    first, second = (measure(clip, checks, NOTHING_ASKED, silent)[1] for _ in range(2))
    assert first == second


def said(value: float, *, decides: bool) -> tuple[int, int]:
    """How many findings a claim gets, and a scan."""
    event = Event(
        value=value,
        baseline=0.0,
        first_frame=10,
        last_frame=20,
        start_s=0.4,
        end_s=0.8,
        details={"begins_s": 0.0, "stops_s": 0.8},
    )
    measurement = Measurement(
        detector=CHECK.detector, metric="loss", unit="%", series=(), events=(event,)
    )
    check = CHECK.model_copy(update={"decides": decides})
    claimed = findings([measurement], [check], None)
    assert bool(claimed) == bool(heard([measurement], [check], claimed)[0])
    return len(claimed), len(every_finding([measurement], [check]))


def test_a_check_of_one_sign_is_heard_only_where_it_shows_something() -> None:
    """A picture can be blocky without getting softer: that it does not says nothing of blocks."""
    assert said(50, decides=False) == (1, 1)
    assert said(20, decides=False) == (0, 1)
    assert said(20, decides=True) == (1, 1)
