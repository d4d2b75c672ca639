"""The benchmark counts right, and its clips hold what they say."""

from pathlib import Path

import numpy as np
import pytest
from support.clips import make_clip

from bench.clips import write
from bench.freezing import freezes, healthy, motions
from bench.scoring import Outcome, score, table, wilson
from bench.sets import frozen_frames
from ticketkit import video
from ticketkit.cli import entry


def outcome(*, positive: bool, **said: object) -> Outcome:
    return Outcome("t", "k", "reporting", positive=positive, **said)  # type: ignore[arg-type]  # a table of fields


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (0, 0, 0, 1)],
)
def test_the_interval_is_the_published_one(hits: int, total: int, low: float, high: float) -> None:
    """Newcombe (1998) prints the first three to four decimals."""
    assert wilson(hits, total) == pytest.approx((low, high), abs=5e-5)


def test_a_false_finding_beside_a_hit_costs_precision_but_is_no_false_alarm() -> None:
    """Precision counts findings, false alarms count healthy clips."""
    figures = score(
        [
            outcome(positive=True, hit=True, error=0.5),
            outcome(positive=True, hit=True, false_findings=1, error=-3.0),
            outcome(positive=True),
            outcome(positive=False, false_findings=2),
            outcome(positive=False),
        ],
        error_limit=1,
    )
    assert figures.recall.value == pytest.approx(2 / 3)
    assert figures.precision.value == pytest.approx(2 / 5)
    assert figures.false_alarms.value == pytest.approx(1 / 2)
    assert figures.exact.value == pytest.approx(1 / 2)


@pytest.mark.parametrize(
    ("name", "codec", "pixel_format", "share", "way"),
    [
        ("whole.mkv", "libx264", "yuv420p", 1.0, "read"),
        ("cut.mkv", "ffv1", "yuv420p", 0.6, "read, loss told"),
        ("alpha.mkv", "ffv1", "yuva420p", 1.0, "read, with another warning"),
        ("nothing.mkv", "libx264", "yuv420p", 0.01, "refused"),
    ],
)
def test_of_warnings_only_those_of_missing_frames_count_as_loss(
    name: str,
    codec: str,
    pixel_format: str,
    share: float,
    way: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A warning of transparency is no loss, and the corpus counts it apart."""
    pytest.importorskip("resource", reason="the corpus needs Linux")
    from bench import corpus, endings  # noqa: PLC0415 - on other systems they cannot be loaded
    from bench.contained import Ended  # noqa: PLC0415

    path = tmp_path / name
    make_clip(path, codec=codec, pixel_format=pixel_format)
    path.write_bytes(path.read_bytes()[: round(share * path.stat().st_size)])
    code = entry.run(["scan", "--json", str(path)])
    printed = capsys.readouterr()
    assert corpus.way(Ended(code, printed.out, printed.err, in_time=True)) == way
    assert way in endings.WAYS


def test_a_table_is_markdown() -> None:
    assert table(["a", "b"], [[1, "x"]]) == "| a | b |\n| --- | --- |\n| 1 | x |"


@pytest.fixture(scope="module")
def drawn() -> list[freezes.Freeze]:
    return list(freezes.freezes(22))


def test_the_same_seeds_make_the_same_clips(drawn: list[freezes.Freeze]) -> None:
    """Nothing about a set is left to chance, and both halves get every kind of motion."""
    assert drawn[:4] == list(freezes.freezes(4))
    for half in (0, 1):
        assert {f.kind for f in drawn if f.seed % 2 == half} == set(motions.KINDS)


def test_a_freeze_holds_one_moment_of_the_motion(drawn: list[freezes.Freeze]) -> None:
    """Time stands still, or creeps, from the first held frame to the last and nowhere else."""
    for freeze in drawn:
        steps = np.diff([freeze.motion_s(i) for i in range(freeze.frames)]) * freeze.technique.rate
        held = np.s_[freeze.first : freeze.first + freeze.held - 1]
        assert len(steps[held]) == freeze.held - 1
        assert np.all(np.abs(steps[held]) <= 0.031)
        assert np.all(np.delete(steps, held) > 0.96)


def test_a_freeze_is_never_shorter_than_the_shortest_that_counts() -> None:
    """Frames that come early or late leave every freeze its 125 ms."""
    for freeze in freezes.freezes(60):
        rng = np.random.default_rng([13, freeze.seed])
        times_ms = freeze.technique.times_ms(freeze.frames, rng)
        assert times_ms[freeze.first + freeze.held] - times_ms[freeze.first] >= 125


def blind(_clip: Path) -> list[tuple[float, float]]:
    return []


def test_further_calibration_clips_are_asked_of_ticketkit_alone() -> None:
    """However large the calibration half is made, the reporting half stays as it is."""
    asked = [
        frozen_frames.tools_for(seed, 10, {"ticketkit": blind, "another": blind})
        for seed in (9, 10, 11)
    ]

    assert [list(tools) for tools in asked] == [["ticketkit", "another"], ["ticketkit"], []]


def test_a_written_clip_has_the_times_it_was_given(tmp_path: Path) -> None:
    """A variable rate reaches the file: a long frame is as long as it was drawn."""
    pictures = [np.full((64, 96), 40 * i, np.uint8) for i in range(4)]
    path = tmp_path / "clip.mp4"
    write(path, pictures, 24, times_ms=[0, 42, 83, 500, 542])

    timeline = video.read_clip(path).timeline
    assert [round(1000 * timeline.time_s(i)) for i in range(4)] == [0, 42, 83, 500]


def test_healthy_clips_take_turns() -> None:
    """Every kind of healthy clip is in both halves of the set."""
    clips = list(healthy.healthy(100))
    for half in (0, 1):
        kinds = {c.kind for c in clips if c.seed % 2 == half}
        assert kinds == set(healthy.KINDS_OF_HEALTH)
