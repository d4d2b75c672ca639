"""Pictures stand upright, with square pixels, as the container asks."""

from fractions import Fraction
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from av.video.frame import VideoFrame
from support.clips import Display, Timing, make_clip, read_code
from support.stock import first_picture, needs_ffmpeg

from ticketkit.model.clip import Clip
from ticketkit.model.picture import Sample
from ticketkit.video import display_size_px, extract, read_clip
from ticketkit.video._orientation import orientation

TURNS = [
    Display(clockwise, mirrored) for clockwise in (0, 90, 180, 270) for mirrored in (False, True)
]


def shown(path: Path) -> tuple[Clip, "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]"]:
    reading = read_clip(path)
    return reading.clip, next(extract(path, reading.timeline, [0])).picture().rgb


@pytest.mark.parametrize("display", TURNS, ids=str)
@pytest.mark.parametrize("suffix", ["mp4", "mkv"])
def test_turned_and_mirrored(tmp_path: Path, display: Display, suffix: str) -> None:
    """All eight orientations; the record says the clockwise angle."""
    path = tmp_path / f"clip.{suffix}"
    make_clip(path, size_px=(96, 64), display=display, frames=2)
    clip, rgb = shown(path)
    code = read_code(rgb)
    assert (code.clockwise, code.mirrored) == (display.clockwise, display.mirrored)
    assert clip.rotation == display.clockwise
    assert rgb.shape[1::-1] == clip.display_size_px


@pytest.mark.parametrize("display", TURNS, ids=str)
def test_detectors_see_upright_planes(tmp_path: Path, display: Display) -> None:
    """Both small planes stand as a player shows them."""
    path = tmp_path / "clip.mp4"
    make_clip(path, size_px=(96, 64), display=display, frames=2)
    planes: list[np.ndarray[tuple[int, ...], np.dtype[np.uint8]]] = []

    def see(sample: Sample) -> None:
        planes.extend((sample.luma, sample.rgb))

    read_clip(path, feed=see)
    codes = [read_code(plane) for plane in planes]
    assert {(c.clockwise, c.mirrored) for c in codes} == {(display.clockwise, display.mirrored)}


@pytest.mark.parametrize("display", [Display(), Display(90), Display(270, aspect=Fraction(8, 9))])
def test_the_shown_size_is_known_from_the_first_frame(tmp_path: Path, display: Display) -> None:
    """The quick look and the full reading agree."""
    path = tmp_path / "clip.mp4"
    make_clip(path, size_px=(96, 64), display=display, frames=2)
    assert display_size_px(path) == read_clip(path).clip.display_size_px


@needs_ffmpeg
@pytest.mark.parametrize("display", TURNS, ids=str)
def test_turned_as_stock_ffmpeg_turns(tmp_path: Path, display: Display) -> None:
    """An independent player shows the same orientation."""
    path = tmp_path / "clip.mp4"
    make_clip(path, size_px=(96, 64), display=display, frames=2)
    clip, rgb = shown(path)
    width, height = clip.display_size_px
    theirs = np.frombuffer(first_picture(path), np.uint8).reshape(height, width)
    assert read_code(theirs) == read_code(rgb)


@pytest.mark.parametrize(
    ("aspect", "clockwise", "size_px"),
    [
        (Fraction(64, 51), 0, (120, 64)),
        (Fraction(8, 9), 0, (96, 72)),
        (Fraction(64, 51), 90, (64, 120)),
        (Fraction(8, 9), 270, (72, 96)),
    ],
)
def test_pixels_become_square(
    tmp_path: Path, aspect: Fraction, clockwise: int, size_px: tuple[int, int]
) -> None:
    """Wide pixels stretch the width, high ones the height; then the picture is turned."""
    path = tmp_path / "clip.mp4"
    make_clip(path, size_px=(96, 64), display=Display(clockwise, aspect=aspect), frames=2)
    clip, rgb = shown(path)
    assert clip.sample_aspect_ratio == f"{aspect.numerator}:{aspect.denominator}"
    assert clip.display_size_px == rgb.shape[1::-1] == size_px
    assert read_code(rgb).clockwise == clockwise


def test_unknown_side_data_does_not_hide_the_turn() -> None:
    """Side data of a kind that PyAV does not know is no reason to show a picture lying down."""

    class Puzzling:
        rotation = -90

        @property
        def side_data(self) -> None:
            raise ValueError("40 is not a valid Type")

    assert orientation(cast("VideoFrame", Puzzling())).degrees_clockwise == 90


def test_boxes_keep_their_place_when_the_size_changes(tmp_path: Path) -> None:
    """Pictures have the first frame's size throughout, as players show them; it is said."""
    small = make_clip(tmp_path / "small.ts", frames=6)
    large = make_clip(tmp_path / "large.ts", frames=6, size_px=(128, 96), timing=Timing(delay=6))
    path = tmp_path / "both.ts"
    path.write_bytes(small.path.read_bytes() + large.path.read_bytes())
    reading = read_clip(path)
    assert any("size" in warning and "boxes" in warning for warning in reading.warnings)
    assert reading.clip.display_size_px == (64, 64)
    last = len(reading.timeline) - 1
    first, other = extract(path, reading.timeline, [0, last])
    assert (other.frame.width, other.frame.height) == (128, 96)
    assert first.picture().rgb.shape == other.picture().rgb.shape == (64, 64, 3)
    assert read_code(other.picture().rgb).number == 5
