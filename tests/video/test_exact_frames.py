"""The frame on screen at a time, over every class of clip that can be encoded here."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from support.clips import VARIABLE, ClipTruth, Display, Timing, make_clip, read_number
from support.stock import frame_hashes, needs_ffmpeg

from ticketkit.model.picture import Sample
from ticketkit.model.timeline import parse_time
from ticketkit.video import DecodedFrame, Reading, extract, read_clip

CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "h264 constant": ("mp4", {}),
    "h264 variable": ("mp4", {"timing": VARIABLE}),
    "h264 b-frames": ("mp4", {"b_frames": 2}),
    "h264 b-frames variable": ("mp4", {"b_frames": 2, "timing": VARIABLE}),
    "h264 mov": ("mov", {"b_frames": 2}),
    "h264 mkv": ("mkv", {"b_frames": 2}),
    "h264 mkv variable": ("mkv", {"timing": VARIABLE}),
    "h264 avi": ("avi", {}),
    "h264 avi b-frames": ("avi", {"b_frames": 2}),
    "h264 ts": ("ts", {"b_frames": 2}),
    "h264 fragmented": ("mp4", {"fragmented": True, "b_frames": 2}),
    "h264 10 bit 4:4:4 odd size": ("mp4", {"pixel_format": "yuv444p10le", "size_px": (67, 65)}),
    "h264 gray": ("mkv", {"pixel_format": "gray", "size_px": (67, 65)}),
    "h264 delayed": ("mp4", {"timing": Timing(delay=5), "b_frames": 2}),
    "h264 delayed after sound": ("mp4", {"timing": Timing(delay=5), "audio_codec": "aac"}),
    "h264 delayed after sound mkv": (
        "mkv", {"timing": Timing(delay=5), "audio_codec": "pcm_s16le", "b_frames": 2},
    ),
    "h264 edit list": ("mp4", {"timing": Timing(hidden=7), "b_frames": 2}),
    "h264 edit list mov": ("mov", {"timing": Timing(hidden=7)}),
    "h264 rotated": ("mp4", {"display": Display(clockwise=90)}),
    "h264 rotated mirrored": ("mov", {"display": Display(clockwise=270, mirrored=True)}),
    "h264 wide pixels": ("mp4", {"display": Display(aspect=Fraction(64, 51))}),
    "h264 high pixels rotated": (
        "mkv", {"display": Display(clockwise=90, aspect=Fraction(8, 9)), "size_px": (96, 64)},
    ),
    "hevc": ("mp4", {"codec": "libx265"}),
    "hevc 10 bit": ("mkv", {"codec": "libx265", "pixel_format": "yuv420p10le"}),
    "hevc rgb": ("mp4", {"codec": "libx265", "pixel_format": "gbrp"}),
    "hevc edit list": ("mp4", {"codec": "libx265", "timing": Timing(hidden=7)}),
    "av1": ("mp4", {"codec": "libsvtav1"}),
    "av1 10 bit mkv": ("mkv", {"codec": "libsvtav1", "pixel_format": "yuv420p10le"}),
    "av1 webm variable": ("webm", {"codec": "libsvtav1", "timing": VARIABLE}),
    "av1 edit list": ("mp4", {"codec": "libsvtav1", "timing": Timing(hidden=7)}),
    "vp9 webm": ("webm", {"codec": "libvpx-vp9"}),
    "vp9 webm variable": ("webm", {"codec": "libvpx-vp9", "timing": VARIABLE}),
    "vp9 edit list": ("mp4", {"codec": "libvpx-vp9", "timing": Timing(hidden=7)}),
    "vp8 hidden frames": (
        "webm", {"codec": "libvpx", "options": {"auto-alt-ref": "1", "lag-in-frames": "12"}},
    ),
    "mpeg4 avi": ("avi", {"codec": "mpeg4"}),
    "mpeg4 avi b-frames": ("avi", {"codec": "mpeg4", "b_frames": 2}),
    "ffv1 alpha odd size": (
        "mkv", {"codec": "ffv1", "pixel_format": "yuva420p", "size_px": (67, 65)},
    ),
    "mjpeg full range": ("avi", {"codec": "mjpeg", "pixel_format": "yuvj420p"}),
}  # fmt: skip


@dataclass(frozen=True)
class Read:
    """One clip, read and extracted whole."""

    case: str
    truth: ClipTruth
    reading: Reading
    samples: list[Sample]
    frames: list[DecodedFrame]


@pytest.fixture(scope="module", params=CASES)
def read(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Read:
    suffix, options = CASES[request.param]
    path = tmp_path_factory.mktemp("clip") / f"clip.{suffix}"
    truth = make_clip(path, **options)
    samples: list[Sample] = []
    reading = read_clip(path, feed=samples.append)
    frames = list(extract(path, reading.timeline, range(len(reading.timeline))))
    return Read(request.param, truth, reading, samples, frames)


def times_written(truth: ClipTruth) -> Iterator[str]:
    """Times as people write them: inside random frames, and frames' own times as printed."""
    chance = random.Random(7)
    for i in range(len(truth.times) - 1):
        inside = chance.uniform(0.2, 0.8) * float(truth.times[i + 1] - truth.times[i])
        yield f"{float(truth.times[i]) + inside:.6f}"


def test_shows_what_a_player_shows(read: Read) -> None:
    """For any TIME inside the clip, the frame is the one on screen then."""
    for text in times_written(read.truth):
        moment = parse_time(text)
        assert moment.seconds is not None
        frame = read.frames[read.reading.timeline.frame_at(moment)]
        assert read_number(frame.picture().rgb) == read.truth.number_at(moment.seconds), text


def test_every_printed_time_means_its_frame(read: Read) -> None:
    """A time that ticketkit prints, given back to it, is the same frame."""
    timeline = read.reading.timeline
    for frame in range(len(timeline)):
        assert timeline.frame_at(parse_time(f"{max(0, timeline.time_s(frame)):.3f}")) == frame


def test_times_are_those_of_the_container(read: Read) -> None:
    """Every frame stands at its time, to the container's own precision of a millisecond."""
    measured = read.reading.timeline.times
    assert len(measured) == len(read.truth.times)
    late = [abs(a - b) for a, b in zip(measured, read.truth.times, strict=True)]
    assert max(late) <= Fraction(1, 1000)


def test_all_frames_and_no_hidden_one(read: Read) -> None:
    """Counted, numbered from 0, in presentation order; detectors see the same frames."""
    assert [read_number(f.picture().rgb) for f in read.frames] == list(read.truth.numbers)
    assert [read_number(s.luma) for s in read.samples] == list(read.truth.numbers)
    assert [f.index for f in read.frames] == list(range(read.reading.clip.frame_count))


def test_healthy_clips_give_no_warning(read: Read) -> None:
    """Only the mirrored clip and the one with alpha have something to say."""
    said = {"mirrored": "mirror the picture", "alpha": "alpha channel"}
    expected = [words for case, words in said.items() if case in read.case]
    warnings = read.reading.warnings
    assert len(warnings) == len(expected)
    assert all(words in warning for words, warning in zip(expected, warnings, strict=True))


def test_variable_rate_is_told_from_rounding(read: Read) -> None:
    """Milliseconds of Matroska do not make 24 frames a second a variable rate."""
    assert read.reading.clip.variable_rate is ("variable" in read.case)


def test_pictures_have_the_displayed_size(read: Read) -> None:
    """What `picture` returns has the size that the clip record states."""
    height, width, _ = read.frames[0].picture().rgb.shape
    assert (width, height) == read.reading.clip.display_size_px


@needs_ffmpeg
def test_pixel_hashes_equal_stock_ffmpeg(read: Read) -> None:
    """A receiver can check the evidence with FFmpeg alone."""
    if read.case == "av1 edit list":
        pytest.skip("older FFmpeg, seen with 5.1, shows AV1 frames that the edit list hides")
    hashes = [f.pixels_sha256() for f in read.frames]
    assert hashes == frame_hashes(read.truth.path)


def test_extract_gives_the_frames_asked_for(tmp_path: Path) -> None:
    """In any order and twice asked: each once, ascending, with its time."""
    truth = make_clip(tmp_path / "clip.mp4", timing=VARIABLE, b_frames=2)
    timeline = read_clip(truth.path).timeline
    frames = list(extract(truth.path, timeline, [17, 3, 3, 0]))
    assert [f.index for f in frames] == [0, 3, 17]
    assert [read_number(f.picture().rgb) for f in frames] == [0, 3, 17]
    assert [f.time_s for f in frames] == [timeline.time_s(i) for i in (0, 3, 17)]
    assert [f.pts for f in frames] == [timeline.pts[i] for i in (0, 3, 17)]


def test_extract_refuses_a_frame_that_is_not_there(tmp_path: Path) -> None:
    """A wrong index is a mistake of the caller, not an empty result."""
    truth = make_clip(tmp_path / "clip.mp4", frames=5)
    timeline = read_clip(truth.path).timeline
    with pytest.raises(ValueError, match="5 frames"):
        list(extract(truth.path, timeline, [5]))


def test_key_frames_and_picture_types(tmp_path: Path) -> None:
    """Each frame says whether it is a key frame and of which type."""
    truth = make_clip(tmp_path / "clip.mp4", b_frames=2, frames=8)
    frames = list(extract(truth.path, read_clip(truth.path).timeline, range(8)))
    assert (frames[0].key_frame, frames[0].picture_type) == (True, "I")
    assert {f.picture_type for f in frames} == {"I", "P", "B"}
    assert not any(f.key_frame for f in frames if f.picture_type == "B")
