"""The facts of a clip, and what is said when something is wrong with it."""

import hashlib
import shutil
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from support.clips import VARIABLE, Timing, make_clip
from support.real import CLIPS, needs_clips

from bench.broken_clips import broken
from ticketkit.errors import ClipError
from ticketkit.model.picture import Sample
from ticketkit.video import extract, read_clip


def test_facts(tmp_path: Path) -> None:
    """Every fact of the record, from a clip that was made with it."""
    path = tmp_path / "my clip.mkv"
    make_clip(
        path, codec="libx265", pixel_format="yuv420p10le", size_px=(96, 64),
        audio_codec="pcm_s16le",
    )  # fmt: skip
    clip = read_clip(path).clip
    assert clip.file_name == "my clip.mkv"
    assert clip.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert clip.bytes == path.stat().st_size
    assert (clip.container, clip.codec) == ("matroska,webm", "hevc")
    assert (clip.pixel_format, clip.width, clip.height) == ("yuv420p10le", 96, 64)
    assert (clip.rotation, clip.sample_aspect_ratio, clip.time_base) == (0, "1:1", "1/1000")
    assert (clip.frame_count, clip.has_audio, clip.variable_rate) == (30, True, False)
    assert clip.duration_s == pytest.approx(30 / 24, abs=0.002)
    assert clip.average_rate == pytest.approx(24, abs=0.05)


def test_codec_goes_by_its_own_name(tmp_path: Path) -> None:
    """Not by the name of the library that decodes it."""
    make_clip(tmp_path / "clip.mp4", codec="libsvtav1", frames=2)
    assert read_clip(tmp_path / "clip.mp4").clip.codec == "av1"


def test_average_rate_of_a_variable_clip(tmp_path: Path) -> None:
    """Intervals over the time they take."""
    truth = make_clip(tmp_path / "clip.mp4", timing=VARIABLE)
    clip = read_clip(truth.path).clip
    assert clip.average_rate == pytest.approx(float(29 / truth.times[-1]))


def test_one_frame_has_a_duration_but_no_rate(tmp_path: Path) -> None:
    """A clip of one frame can be shown at time 0."""
    make_clip(tmp_path / "clip.mp4", frames=1)
    reading = read_clip(tmp_path / "clip.mp4")
    assert (reading.clip.frame_count, reading.clip.average_rate) == (1, 0)
    assert reading.timeline.end > 0


def test_feed_and_progress_see_every_frame(tmp_path: Path) -> None:
    """In presentation order, with the time on the player's clock."""
    truth = make_clip(tmp_path / "clip.mp4", timing=Timing(delay=5), b_frames=2)
    samples: list[Sample] = []
    done: list[tuple[int, int | None]] = []
    read_clip(truth.path, feed=samples.append, progress=lambda *step: done.append(step))
    assert [s.index for s in samples] == list(range(30))
    assert [s.time_s for s in samples] == pytest.approx([float(t) for t in truth.times])
    assert all(s.packet_bytes for s in samples)
    assert done == [(n, 30) for n in range(1, 31)]


def test_private_tags_are_left_out_and_named(tmp_path: Path) -> None:
    """The key is said, the value never."""
    private = {
        "location": "+52.5200+013.4050/",
        "comment": '{"workflow": {"node": 7}}',
        "description": "word " * 50,
        "artist": "jane@example.org",
        "album": "/home/jane/takes/7.mov",
    }
    path = tmp_path / "clip.mkv"
    make_clip(path, frames=2, metadata={**private, "creation_time": "2026-01-02T03:04:05Z"})
    reading = read_clip(path)
    assert any(value.startswith("2026-01-02") for value in reading.clip.tags.values())
    said = " ".join([*reading.warnings, *reading.clip.tags, *reading.clip.tags.values()]).lower()
    for key, value in private.items():
        assert f"'{key}'" in said
        assert value.lower() not in said


def test_a_clip_cut_short_says_so(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What can be decoded is used; what is missing is said; nothing is printed."""
    path = tmp_path / "clip.mkv"
    make_clip(path, frames=48, size_px=(256, 256), paint=noise)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    reading = read_clip(path)
    assert 2 < reading.clip.frame_count < 46
    assert any("announces 2.000 s" in w for w in reading.warnings)
    assert capfd.readouterr() == ("", "")


def test_an_avi_cut_short_says_how_much_its_header_announces(tmp_path: Path) -> None:
    """Its index is cut off too, and then decoders guess the length from the size of the file."""
    path = tmp_path / "clip.avi"
    make_clip(path, codec="mpeg4", frames=48, size_px=(256, 256), paint=noise)
    whole = path.read_bytes()
    assert read_clip(path).warnings == ()
    path.write_bytes(whole[: len(whole) // 2])
    reading = read_clip(path)
    assert 2 < reading.clip.frame_count < 46
    assert any("announces 2.000 s" in w for w in reading.warnings)


def test_an_avi_written_live_announces_nothing(tmp_path: Path) -> None:
    """Its header holds FFmpeg's number for a length that is not known yet."""
    path = tmp_path / "clip.avi"
    make_clip(path, codec="mpeg4", frames=24)
    data = bytearray(path.read_bytes())
    length = data.index(b"strh") + 8 + 32
    assert data[length : length + 4] == (24).to_bytes(4, "little")
    data[length : length + 4] = (1 << 30).to_bytes(4, "little")
    path.write_bytes(data)
    reading = read_clip(path)
    assert (reading.clip.frame_count, reading.warnings) == (24, ())


def test_damaged_frames_are_counted(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Damage inside the stream is a warning, and extraction still finds the same frames."""
    path = tmp_path / "clip.mkv"
    make_clip(path, frames=24, size_px=(256, 256), paint=noise)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 300] = bytes(300)
    path.write_bytes(content)
    reading = read_clip(path)
    assert any("damaged" in w or "decoded" in w for w in reading.warnings)
    frames = list(extract(path, reading.timeline, range(len(reading.timeline))))
    assert len(frames) == reading.clip.frame_count
    assert capfd.readouterr() == ("", "")


def noise(index: int) -> list["np.ndarray[tuple[int, ...], np.dtype[np.uint8]]"]:
    chance = np.random.default_rng(index)
    return [chance.integers(16, 235, (s, s), np.uint8) for s in (256, 128, 128)]


def test_a_clip_that_changes_before_extraction_is_refused(tmp_path: Path) -> None:
    """Frames are never taken from another file than the one that was measured."""
    path = tmp_path / "clip.mp4"
    make_clip(path, timing=VARIABLE)
    timeline = read_clip(path).timeline
    make_clip(path, frames=10)
    with pytest.raises(ClipError, match="changed"):
        list(extract(path, timeline, [20]))


def test_a_clip_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    """A download that is still running is not evidence."""
    path = tmp_path / "clip.mkv"
    make_clip(path)

    def grow(sample: Sample) -> None:
        if sample.index == 3:
            path.write_bytes(path.read_bytes() + b"more")

    with pytest.raises(ClipError, match="changed while it was read"):
        read_clip(path, feed=grow)


@needs_clips
def test_the_header_is_not_believed() -> None:
    """A real Luma clip: its header names 64 frames and it starts late; both are put right."""
    reading = read_clip(CLIPS / "luma-ray2-maze.mp4")
    assert reading.clip.frame_count == 125
    assert reading.timeline.start == Fraction(1, 12)
    assert reading.timeline.times[0] == 0
    assert reading.timeline.times[84] == Fraction(7, 2)
    assert reading.clip.average_rate == 24


@needs_clips
def test_real_clips_hold_together() -> None:
    """Facts seen by others: size, pixel shape, number of frames, depth, range."""
    facts = {
        "camera-arm-wrestling.mp4": (280, "yuv420p", "64:51", (427, 256)),
        "hevc-10bit.mp4": (30, "yuv420p10le", "1:1", (200, 200)),
        "av1.mkv": (125, "yuv420p", "1:1", (640, 360)),
        "full-range.mp4": (30, "yuvj420p", "1:1", (1280, 720)),
    }
    for name, expected in facts.items():
        clip = read_clip(CLIPS / name).clip
        found = (
            clip.frame_count, clip.pixel_format, clip.sample_aspect_ratio, clip.display_size_px,
        )  # fmt: skip
        assert found == expected, name


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="FFmpeg makes the damaged clips")
@pytest.mark.parametrize("name", ["bits 20 of fragments.mp4", "cut at 4004 of transport.ts"])
def test_damage_is_told_every_time(name: str, tmp_path: Path) -> None:
    """What decoder threads lose on their way does not decide what is read and said."""
    damaged = next(s for s in broken(tmp_path) if s.name == name)
    readings = [read_clip(damaged.path) for _ in range(60)]
    assert len({(r.clip.frame_count, r.warnings) for r in readings}) == 1
    assert readings[0].warnings
