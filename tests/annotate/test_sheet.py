"""Strips and lead pictures."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from ticketkit.annotate import Caption, lead_picture, strip
from ticketkit.model.frame import Mark

UUID = "c4d629bf-94bf-4c4e-955f-eba2de8e526c"
CAPTION = Caption(72, "3.000 s", UUID, "Temporal Coherence Degradation", "failure", "Luma")
TITLES = ("before · 2.958 s · #71", "failure · 3.000 s · #72", "after · 4.000 s · #96")
ACCENT = (0xFF, 0xB0, 0x00)
Panels = list[tuple[Image.Image | Path, str]]


def frames(width: int, height: int) -> Panels:
    """Three flat frames with a disc that moves to the right."""
    shown: Panels = []
    for i, title in enumerate(TITLES):
        image = Image.new("RGB", (width, height), (70 + 40 * i, 90, 120))
        x, r = width * (i + 1) / 4, min(width, height) / 6
        disc = (x - r, height / 2 - r, x + r, height / 2 + r)
        ImageDraw.Draw(image).ellipse(disc, fill=(230, 220, 200))
        shown.append((image, title))
    return shown


def _share(image: Image.Image, colour: tuple[int, int, int]) -> float:
    return float((np.asarray(image) == colour).all(axis=2).mean())


@pytest.mark.parametrize("size", [(1280, 720), (768, 768), (240, 426), (2160, 3840), (64, 8)])
@pytest.mark.parametrize("count", [1, 2, 3, 6])
def test_a_strip_shows_every_frame(size: tuple[int, int], count: int) -> None:
    """Each frame's own colour covers an equal share; the sheet stays within the limit."""
    panels = (frames(*size) * 2)[:count]
    image = strip(panels)
    assert image.width <= 1600
    assert image.height <= 1920
    shares = [_share(image, (70 + 40 * i, 90, 120)) for i in range(min(count, 3))]
    assert min(shares) > 0
    assert max(shares) < 1.6 * min(shares)


def test_only_the_failure_is_framed() -> None:
    """The accent colour belongs to the panel whose role is failure."""
    panels = frames(640, 360)
    image = strip(panels)
    third = image.width // 3
    columns = [image.crop((i * third + 8, 0, (i + 1) * third - 8, image.height)) for i in range(3)]
    shares = [_share(column, ACCENT) for column in columns]
    assert shares[0] == shares[2] == 0
    assert shares[1] > 0.01


def test_a_strip_reads_files(tmp_path: Path) -> None:
    """A path gives the same strip as the picture that it holds."""
    panels = frames(320, 180)
    stored: Panels = []
    for i, (image, title) in enumerate(panels):
        assert isinstance(image, Image.Image)
        image.save(tmp_path / f"{i}.png")
        stored.append((tmp_path / f"{i}.png", title))
    assert strip(stored).tobytes() == strip(panels).tobytes()


def test_an_empty_strip_is_refused() -> None:
    """Nothing to show is an error of the caller, not an empty picture."""
    with pytest.raises(ValueError, match="at least one"):
        strip([])


@pytest.mark.parametrize("size", [(1280, 720), (768, 768), (240, 426), (3840, 800)])
def test_a_lead_picture_fits_any_shape(size: tuple[int, int]) -> None:
    """Landscape, square, portrait and very wide frames stay within the limit, all three shown."""
    mark = Mark(x=size[0] // 2, y=size[1] // 3, w=size[0] // 8, h=size[1] // 4, label="freezes")
    image = lead_picture(frames(*size), CAPTION, [mark])
    assert max(image.size) <= 1920
    assert min(_share(image, (70 + 40 * i, 90, 120)) for i in range(3)) > 0.01


def test_golden_strip(golden: Callable[[str, Image.Image], None]) -> None:
    """Before, failure and after at the width of a phone."""
    golden("strip", strip(frames(320, 180), width_px=400))


def test_golden_lead_picture(golden: Callable[[str, Image.Image], None]) -> None:
    """The picture for a post, with a marked failure."""
    mark = Mark(x=120, y=50, w=80, h=80, label="the skater stops")
    golden(
        "lead_picture",
        lead_picture(frames(320, 180), CAPTION, [mark], "It stops for 1,000 ms.", width_px=800),
    )
