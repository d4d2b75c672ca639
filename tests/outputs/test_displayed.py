"""Untouched frames are shown in outputs as the annotated ones were: as a player shows them."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from support.cases import stored_case
from support.clips import Display, make_clip

from ticketkit import encoding
from ticketkit.model.case import StoredCase
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
    (tmp_path / "frame.png").write_bytes(encoding.png(frame.rgb()))
    case = stored_case(tmp_path).case.model_copy(update={"clip": reading.clip})

    shown = np.asarray(displayed(StoredCase(case, tmp_path), "frame.png"), np.int16)

    player = frame.picture().rgb.astype(np.int16)
    assert shown.shape == player.shape
    assert np.abs(shown - player).mean() < 4


def test_pixels_at_hand_stand_for_their_file(tmp_path: Path) -> None:
    """What was just written is not read again, and shows the same."""
    stored = stored_case(tmp_path)
    file = stored.case.frames[0].file
    read = np.asarray(displayed(stored, file))
    at_hand = StoredCase(stored.case, tmp_path / "elsewhere", {file: read})
    assert np.array_equal(np.asarray(displayed(at_hand, file)), read)
