"""What is hidden cannot be recognised, and nothing else changes."""

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageDraw

from ticketkit.annotate import hide
from ticketkit.model.frame import Mark

REGION = Mark(x=40, y=30, w=80, h=40)


def noise(seed: int, size: tuple[int, int] = (200, 120)) -> Image.Image:
    levels = np.random.default_rng(seed).integers(0, 256, (size[1], size[0], 3), dtype=np.uint8)
    return Image.fromarray(levels)


def inside(picture: Image.Image) -> npt.NDArray[np.int16]:
    return np.asarray(picture, np.int16)[30:70, 40:120]


def test_of_a_region_only_a_few_average_colours_remain() -> None:
    """At most 4 x 4 values of 16 shades: two pictures that differ in all details look the same."""
    first, second = (hide(noise(seed), (REGION,), (200, 120)) for seed in (1, 2))
    assert np.abs(inside(first) - inside(second)).max() <= 2 * 17
    assert np.abs(np.diff(inside(first), axis=1)).max() <= 4


def test_letters_cannot_be_told_apart() -> None:
    """A line of text becomes the same patches whatever it says."""
    hidden = []
    for words in ("anna@mail.test", "emma@post.test"):
        picture = Image.new("RGB", (200, 120), "white")
        ImageDraw.Draw(picture).text((42, 44), words, fill="black")
        hidden.append(inside(hide(picture, (REGION,), (200, 120))))
    assert np.abs(hidden[0] - hidden[1]).max() <= 17


def test_nothing_outside_changes_but_a_narrow_margin() -> None:
    before = noise(3)
    after = hide(before, (REGION,), (200, 120))
    changed = np.argwhere((np.asarray(before) != np.asarray(after)).any(axis=2))
    (top, left), (bottom, right) = changed.min(axis=0), changed.max(axis=0)
    assert (left, top, right, bottom) == (38, 28, 121, 71)


def test_the_picture_given_stays_as_it_is() -> None:
    before = noise(3)
    copy = before.copy()
    hide(before, (REGION,), (200, 120))
    assert before.tobytes() == copy.tobytes()


@pytest.mark.parametrize("size", [(100, 60), (50, 30), (401, 241)])
def test_a_region_is_hidden_at_any_size_of_the_picture(size: tuple[int, int]) -> None:
    """Regions are given for the whole picture; a reduced one hides every pixel that they touch."""
    seen = hide(noise(4, size), (REGION,), (200, 120))
    scale = size[0] / 200
    crop = np.asarray(seen, np.int16)[
        round(32 * scale) : round(68 * scale), round(42 * scale) : round(118 * scale)
    ]
    assert np.abs(np.diff(crop, axis=1)).max() <= 12


def test_a_region_at_the_edge_stays_inside_the_picture() -> None:
    assert hide(noise(5), (Mark(x=0, y=0, w=200, h=120),), (200, 120)).size == (200, 120)
    assert hide(noise(5), (Mark(x=199, y=119, w=1, h=1),), (200, 120)).size == (200, 120)
