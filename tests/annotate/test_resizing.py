"""Resizing adds nothing that the picture does not show."""

import numpy as np
import pytest
from PIL import Image

from ticketkit.annotate import resized


@pytest.mark.parametrize("width", [799, 640, 300, 77])
def test_a_reduced_edge_has_no_rings(width: int) -> None:
    """Beside a sharp edge no level appears that is darker or lighter than both sides."""
    pixels = np.full((40, 800, 3), 64, np.uint8)
    pixels[:, 400:] = 160
    levels = np.asarray(resized(Image.fromarray(pixels), (width, 20)))
    assert levels.min() == 64
    assert levels.max() == 160


def test_a_picture_of_the_right_size_is_the_same() -> None:
    """Nothing is filtered where nothing has to be."""
    picture = Image.effect_noise((64, 48), 80).convert("RGB")
    assert resized(picture, (64, 48)) is picture
