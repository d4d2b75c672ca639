"""What a picture says of itself: no more than was measured, marked or named."""

import pytest

from ticketkit.model.finding import caption_word
from ticketkit.model.frame import Role


@pytest.mark.parametrize(
    ("role", "marked", "named", "word"),
    [
        ("failure", False, False, "looked at"),
        ("failure", False, True, "claimed"),
        ("failure", True, False, "marked"),
        ("failure", True, True, "marked"),
        ("before", False, True, "before"),
    ],
)
def test_without_a_measurement_nothing_is_called_the_failure(
    role: Role, marked: bool, named: bool, word: str
) -> None:
    assert caption_word(role, (), marked=marked, named=named) == word
