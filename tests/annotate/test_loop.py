"""A picture that moves: slow, then in real time, with the failure pointed at, never too heavy."""

import io

import numpy as np
import pytest
from conftest import Golden
from PIL import Image

from ticketkit.annotate import Caption, Shot, loop
from ticketkit.annotate.loop import _thinned
from ticketkit.model.frame import Mark

SIZE = 160, 90
MANY = 10_000_000


def shot(index: int, role: str, duration_s: float = 1 / 24, marks: tuple[Mark, ...] = ()) -> Shot:
    picture = Image.new("RGB", SIZE, (40 + 5 * index % 200, 90, 140))
    caption = Caption(
        frame=index,
        time_text=f"{index / 24:.3f} s",
        id_text="c4d629bf-94bf-4c4e-955f-eba2de8e526c",
        term="Temporal Coherence Degradation",
        role=role,
    )
    return Shot(picture, caption, marks, index / 24, duration_s)


def shots(failures: int = 12) -> list[Shot]:
    before = [shot(i, "before") for i in range(12)]
    failed = [shot(i, "failure") for i in range(12, 12 + failures)]
    return [*before, *failed, *(shot(i, "after") for i in range(12 + failures, 24 + failures))]


def opened(data: bytes | None) -> tuple[list[Image.Image], list[int]]:
    assert data is not None
    pictures, durations = [], []
    with Image.open(io.BytesIO(data)) as image:
        assert image.format == "WEBP"
        assert image.info["loop"] == 0
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            image.load()
            pictures.append(image.convert("RGB"))
            durations.append(image.info["duration"])
    return pictures, durations


def test_it_plays_slowly_and_then_in_real_time() -> None:
    """Real time is the clip's own to the millisecond, the slow pass four times as long."""
    pictures, durations = opened(loop(shots(), SIZE, MANY))
    half = len(pictures) // 2
    assert half == 36
    assert sum(durations[half:]) == 1500
    assert sum(durations[:half]) == 6000


def test_a_failure_of_one_frame_stands_for_a_second() -> None:
    """Nobody can see what is marked for a sixth of a second."""
    _, durations = opened(loop(shots(failures=1), SIZE, MANY))
    assert max(durations) == 1000
    assert durations.index(1000) == 12


def test_frames_keep_their_own_times() -> None:
    uneven = [shot(0, "before", 0.1), shot(1, "failure", 0.5), shot(2, "after", 0.033)]
    _, durations = opened(loop(uneven, SIZE, MANY))
    assert durations[3:] == [100, 500, 33]


def test_a_frame_that_is_never_on_screen_is_left_out() -> None:
    """Two frames with one time: a player shows the later one alone."""
    pictures, _ = opened(loop([shot(0, "before", 0), *shots()], SIZE, MANY))
    assert len(pictures) == 72


def test_where_nothing_is_on_screen_there_is_no_loop() -> None:
    assert loop([shot(0, "before", 0), shot(1, "failure", 0)], SIZE, MANY) is None


@pytest.mark.parametrize("before", [0, 1, 2, 3, 4, 5])
def test_fewer_frames_last_as_long(before: int) -> None:
    """A neighbour stands for what is left out, and the first frame of the failure always stays."""
    told = [
        *(shot(i, "before") for i in range(before)),
        *(shot(i, "failure") for i in range(5, 11)),
    ]
    kept = _thinned(told, 4)
    assert sum(s.duration_s for s in kept) == pytest.approx(len(told) / 24)
    assert told[before].caption in [s.caption for s in kept]


def test_what_is_too_heavy_becomes_smaller_and_then_shorter() -> None:
    rng = np.random.default_rng(1)
    heavy = [
        Shot(
            Image.fromarray(rng.integers(0, 256, (270, 480, 3), dtype=np.uint8)),
            s.caption, s.marks, s.time_s, s.duration_s,
        )
        for s in (*shots()[10:12], *shots()[12:16], *shots()[24:26])
    ]  # fmt: skip
    full = loop(heavy, SIZE, MANY)
    assert full is not None
    smaller = loop(heavy, SIZE, len(full) // 2)
    fewer = loop(heavy, SIZE, len(full) // 8)
    assert smaller is not None
    assert fewer is not None
    widths = [opened(data)[0][0].width for data in (full, smaller, fewer)]
    assert widths[0] == 486
    assert widths[1] < widths[0]
    pictures, durations = opened(fewer)
    assert len(pictures) < 16
    assert sum(durations[len(durations) // 2 :]) == 333
    assert len(fewer) <= len(full) // 8
    assert loop(heavy, SIZE, 1000) is None


def test_the_same_shots_give_the_same_bytes() -> None:
    assert loop(shots(), SIZE, MANY) == loop(shots(), SIZE, MANY)


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920)])
def test_the_picture_says_where_in_time_it_is(size: tuple[int, int], golden: Golden) -> None:
    """Mark, role, time, frame, speed, ID, and the place in the stretch, on every picture."""
    mark = Mark(x=size[0] // 2, y=size[1] // 4, w=size[0] // 4, h=size[1] // 8, label="left eye")
    small = round(size[0] / 4), round(size[1] / 4)
    told = [
        Shot(Image.new("RGB", small, (60, 90, 120)), s.caption, s.marks, s.time_s, s.duration_s)
        for s in [*shots()[:12], shot(12, "marked", marks=(mark,)), *shots(0)[12:]]
    ]
    pictures, _ = opened(loop(told, size, MANY))
    golden(f"loop_{'wide' if size[0] > size[1] else 'tall'}", pictures[12])
