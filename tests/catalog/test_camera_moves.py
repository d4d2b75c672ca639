"""What a prompt asks of the camera is read from its words."""

import pytest

from ticketkit.catalog.camera_moves import asked


@pytest.mark.parametrize(
    ("prompt", "asks"),
    [
        ("Camera pans left slowly", {"pan": -1}),
        ("Push-in while tilting up", {"zoom": 1, "tilt": 1}),
        ("The camera doesn\u2019t move", {}),
        ("tripod\nshot", {}),
        ("zoom\nout", {"zoom": -1}),
    ],
)
def test_prompts_are_read(prompt: str, asks: dict[str, int]) -> None:
    """Directions win over vague words; line breaks and typographic apostrophes do not matter."""
    move = asked(prompt)
    assert move is not None
    assert move.asks == asks


@pytest.mark.parametrize("prompt", ["", "a frying pan on a stove", "a panda leftover", "ecstatic"])
def test_other_words_are_no_moves(prompt: str) -> None:
    """Only whole words count, and known lookalikes do not."""
    assert asked(prompt) is None
