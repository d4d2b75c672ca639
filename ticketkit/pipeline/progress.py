"""How long work tells how far it is."""

from collections.abc import Callable

Progress = Callable[[str, int, int | None], None]
"""Called with the stage's name, how much is done, and how much there is if that is known."""


def silent(stage: str, done: int, total: int | None) -> None:
    """Report to nobody: the default."""
