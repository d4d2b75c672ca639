"""What detectors keep of a clip while they read it: what can still count, and no more."""

import weakref
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pytest

from ticketkit.detectors.blank_frames._edges import Edges
from ticketkit.detectors.blank_frames._foreign import ForeignRuns, Strangeness
from ticketkit.detectors.content_jump._shots import CutLimits, Shots
from ticketkit.detectors.content_jump._unexplained import Change

RATE = 24
FRAMES = 1000
Layout = npt.NDArray[np.float32]


def drawn(seed: int, size: tuple[int, ...] = (220,)) -> Layout:
    """A picture of its own for every seed."""
    return np.random.default_rng(seed).uniform(0, 255, size).astype(np.float32)


class Kept:
    """Counts the layouts that are still held by somebody."""

    def __init__(self) -> None:
        self._seen: list[weakref.ref[Layout]] = []

    def new(self, values: Layout) -> Layout:
        """A copy that is counted."""
        layout = values.copy()
        self._seen.append(weakref.ref(layout))
        return layout

    @property
    def count(self) -> int:
        """How many of them."""
        return sum(one() is not None for one in self._seen)


def test_foreign_frames_are_found_with_a_quarter_of_a_second_in_memory() -> None:
    """At the start, in a row, across the whole clip; a run that lasts too long is none."""
    kept, scene = Kept(), drawn(0)
    foreign = {1: 1, 2: 1, 100: 2, 500: 3, 501: 4, 502: 5, 700: 6, FRAMES - 2: 7}
    foreign |= dict.fromkeys(range(800, 820), 8)
    runs = ForeignRuns(Strangeness(unlike=0.65, alike=0.85, at_most_s=0.25))
    most = 0
    for i in range(FRAMES):
        runs.see(i / RATE, kept.new(drawn(foreign[i]) if i in foreign else scene))
        most = max(most, kept.count)
    assert most <= 0.25 * RATE + 3
    assert runs.finish() == [(1, 2), (100, 100), (500, 502), (700, 700), (998, 998)]


def _shares(levels: list[float], blank: set[int], rate: float) -> tuple[list[float | None], int]:
    """How abrupt both edges of one stretch are, and how many layouts were kept at the end."""
    kept, edges = Kept(), Edges()
    times_s = [i / rate for i in range(len(levels))]
    for i, level in enumerate(levels):
        layout = kept.new(np.full(220, level, np.float32))
        edges.see(i, times_s[i], layout, perhaps_blank=i in blank)
        del layout
    ends = ((min(blank), -1), (max(blank), 1))
    shares = [edges.step_share(at, out, times_s, lambda i: i in blank) for at, out in ends]
    return shares, kept.count


def test_a_step_and_a_fade_beside_a_blank_stretch_are_told_apart_with_little_in_memory() -> None:
    """It begins at once and ends over eight frames."""
    levels = [160.0] * 500 + [0.0] * 5 + [20.0 * i for i in range(1, 9)] + [160.0] * 487
    shares, count = _shares(levels, set(range(500, 505)), RATE)
    assert shares == pytest.approx([1, 1 / 8])
    assert count <= 5 + 3 * (0.4 * RATE + 1)


@pytest.mark.parametrize("blank", [{0}, {999}, {0, 1}])
def test_a_stretch_at_an_end_of_the_clip_has_one_edge(blank: set[int]) -> None:
    levels = [0.0 if i in blank else 90.0 for i in range(FRAMES)]
    shares, _ = _shares(levels, blank, RATE)
    assert [share for share in shares if share is not None] == [1.0]


def test_the_frame_beside_counts_however_long_it_is_on_screen() -> None:
    """At one frame in two seconds, it is the only one that a step can be measured by."""
    shares, _ = _shares([90.0] * 9 + [0.0] + [60.0] * 9, {9}, 0.5)
    assert shares == [1.0, 1.0]


def _cuts(pictures: Iterable[Layout], all_new: set[int]) -> set[int]:
    shots = Shots(CutLimits(explained=0.33, likeness=0.4, shot_likeness=0.75))
    for i, picture in enumerate(pictures):
        shots.see(picture.astype(np.uint8))
        new = i in all_new
        change = Change(
            index=i,
            own=50.0 if new else 1.0,
            steady=0,
            lasting=0,
            explained_share=0.0 if new else 1.0,
            changed_share=0,
            likeness=0.0 if new else 1.0,
            speed_px=0,
        )
        shots.take([change] if i else [])
    return shots.finish()


def test_a_picture_comes_back_within_its_shot_and_not_after_a_cut() -> None:
    """Back after a slow change it is no cut; the same picture in a later shot is one."""
    a, b, c = (np.kron(drawn(seed, (11, 20)), np.ones((8, 8))) for seed in range(3))
    slowly = [a + (b - a) * share for share in np.linspace(0, 1, 10)]
    pictures = [a] * 10 + slowly + [a] * 10 + [c] * 10 + [a] * 10 + [c] * 10
    assert _cuts(pictures, {20, 30, 40, 50}) == {30, 40, 50}


@pytest.mark.parametrize("last", [58, 59])
def test_a_cut_at_the_last_frame_is_seen(last: int) -> None:
    a, b = (np.kron(drawn(seed, (11, 20)), np.ones((8, 8))) for seed in range(2))
    assert _cuts([a] * last + [b] * (60 - last), {last}) == {last}
