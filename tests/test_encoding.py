"""Encoding: files hold the pixels that were given, and nothing else."""

import io

import av
import numpy as np
import pytest

from ticketkit import encoding
from ticketkit.model.picture import Rgb


def noise(depth: type[np.uint8] | type[np.uint16]) -> Rgb:
    most = np.iinfo(depth).max
    return np.random.default_rng(7).integers(0, most, (31, 47, 3), depth, endpoint=True)


@pytest.mark.parametrize(("depth", "form"), [(np.uint8, "rgb24"), (np.uint16, "rgb48be")])
def test_png_is_lossless_at_both_depths(depth: type[np.uint8] | type[np.uint16], form: str) -> None:
    """Another decoder finds every value, red first."""
    pixels = noise(depth)
    with av.open(io.BytesIO(encoding.png(pixels)), "r", format="png_pipe") as container:
        frame = next(container.decode(video=0))
    assert frame.format.name == form
    assert np.array_equal(frame.to_ndarray(), pixels)


def test_png_holds_pixels_alone() -> None:
    """No gamma, no date, no text: the same pixels give the same bytes."""
    data = encoding.png(noise(np.uint8))
    chunks, place = [], 8
    while place < len(data):
        chunks.append(data[place + 4 : place + 8])
        place += 12 + int.from_bytes(data[place : place + 4])
    assert (chunks[0], chunks[-1]) == (b"IHDR", b"IEND")
    assert set(chunks[1:-1]) == {b"IDAT"}
    assert data == encoding.png(noise(np.uint8))


def test_jpeg_keeps_the_colour_of_single_pixels() -> None:
    """Colour is not stored at half the resolution: a thin red line stays red."""
    pixels = np.full((64, 64, 3), 128, np.uint8)
    pixels[:, 31] = (255, 0, 0)
    with av.open(io.BytesIO(encoding.jpeg(pixels)), "r", format="jpeg_pipe") as container:
        shown = next(container.decode(video=0)).to_ndarray(format="rgb24").astype(int)
    assert shown[8:-8, 31, 0].min() > 215
    assert shown[8:-8, 31, 1:].max() < 40
