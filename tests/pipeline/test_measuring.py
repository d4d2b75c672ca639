"""Detectors run beside the decoder: in order, to the end, and their failures come out."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import cv2
import numpy as np
import pytest
from support.clips import make_clip
from support.planes import HEIGHT, WIDTH, Picture, ground, view

from ticketkit import detectors
from ticketkit.model.failure_mode import Check
from ticketkit.model.finding import Event, Measurement
from ticketkit.model.picture import Sample
from ticketkit.model.question import NOTHING_ASKED, MarkedPair, PlacedBox, Question
from ticketkit.pipeline.measuring import every_finding, findings, heard, measure
from ticketkit.pipeline.progress import silent

FRAMES = 40
WORLD = ground()
ASKED = Question(
    prompt="the camera pans right",
    boxes=(PlacedBox(0.4, 0.4, 0.2, 0.2),),
    events=(MarkedPair(0.5, 0.6),),
)
CHECK = Check(detector="sharpness_decay", threshold=36, calibrated_on="none")


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_clip(tmp_path_factory.mktemp("clips") / "clip.mp4", frames=FRAMES).path


@pytest.fixture(scope="module")
def moving(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two clips of one size: a pan, and a tilt that comes closer."""
    folder = tmp_path_factory.mktemp("moving")
    return (
        drawn(folder / "pan.mp4", lambda i: view(WORLD, right=3 * i)),
        drawn(folder / "tilt.mp4", lambda i: view(WORLD, up=2 * i, zoom=1 + 0.01 * i)),
    )


def drawn(path: Path, picture: Callable[[int], Picture]) -> Path:
    grey = np.full((HEIGHT // 2, WIDTH // 2), 128, np.uint8)

    def planes(index: int) -> list[Picture]:
        return [picture(index)[:, :, 0].astype(np.uint8), grey, grey]

    return make_clip(path, size_px=(WIDTH, HEIGHT), frames=FRAMES, paint=planes).path


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


def test_the_same_clip_gives_the_same_numbers(moving: tuple[Path, Path]) -> None:
    """Of every detector, also while another clip is measured in another thread."""
    alone = [numbers(path) for path in moving]
    with ThreadPoolExecutor(2) as threads:
        together = list(threads.map(numbers, moving * 2))

    assert alone[0] != alone[1]
    assert {m.detector for m in alone[0]} == set(detectors.names())
    assert together == alone * 2


def numbers(clip: Path) -> tuple[Measurement, ...]:
    """What every detector says of a clip."""
    checks = [Check(detector=name, threshold=1, calibrated_on="none") for name in detectors.names()]
    return measure(clip, checks, ASKED, silent)[1]


def test_overlapping_runs_leave_the_threads_of_opencv_as_they_were() -> None:
    """The number holds for the process: whoever ends last puts it back, whoever began first."""
    before = cv2.getNumThreads()
    cv2.setNumThreads(3)
    first, second = detectors.single_threaded(), detectors.single_threaded()
    with ExitStack() as later:
        with first:
            later.enter_context(second)
        assert cv2.getNumThreads() == 1
    left = cv2.getNumThreads()
    cv2.setNumThreads(before)
    assert left == 3


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
