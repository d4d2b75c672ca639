"""Errors name the cure that helps."""

import errno
import os

import pytest

from ticketkit.cli.entry import run
from ticketkit.errors import OutputError


@pytest.mark.parametrize(
    ("number", "cure"),
    [
        (errno.EACCES, "you may write to"),
        (errno.EROFS, "you may write to"),
        (errno.EEXIST, "not a file"),
        (errno.ENOSPC, "free some space"),
    ],
)
def test_the_cure_fits_what_the_system_says(number: int, cure: str) -> None:
    """Nobody is told to free space on a disk that has enough."""
    error = OutputError.refused("cases", OSError(number, os.strerror(number)))
    assert error.what == f"cases cannot be written: {os.strerror(number)}."
    assert cure in error.next_step


def test_what_may_not_be_read_is_no_bug(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder that somebody closed ends in a sentence."""

    def refuse(_: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), "secret/report.pdf")

    monkeypatch.setattr("ticketkit.cli.entry._dispatch", refuse)
    assert run([]) == 2
    assert "secret/report.pdf cannot be used: Permission denied." in capsys.readouterr().err
