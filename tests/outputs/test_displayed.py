"""Untouched frames are shown in outputs as the annotated ones were: as a player shows them."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from support.clips import Display, make_clip

from ticketkit.outputs._pictures import displayed
from ticketkit.video import extract, read_clip


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("clockwise", [0, 90, 180, 270])
@pytest.mark.parametrize("aspect", [Fraction(1), Fraction(4, 3)])
def test_turned_mirrored_and_stretched_like_the_player(
    clockwise: int, mirrored: bool, aspect: Fraction, tmp_path: Path
) -> None:
    """From the stored PNG and the clip's facts comes the very picture that was annotated."""
    clip = tmp_path / "clip.mp4"
    display = Display(clockwise=clockwise, mirrored=mirrored, aspect=aspect)
    make_clip(clip, frames=4, size_px=(96, 64), display=display)
    reading = read_clip(clip)
    (frame,) = extract(clip, reading.timeline, [2])
    png = tmp_path / "frame.png"
    png.write_bytes(frame.png())

    shown = np.asarray(displayed(png, reading.clip), np.int16)

    player = frame.picture().rgb.astype(np.int16)
    assert shown.shape == player.shape
    assert np.abs(shown - player).mean() < 4
