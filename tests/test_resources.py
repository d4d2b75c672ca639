"""Templates lie in folders, one over the other."""

from pathlib import Path

from support.catalogue import write

from ticketkit import resources


def test_a_file_on_top_hides_the_one_below_and_nothing_else(tmp_path: Path) -> None:
    """File by file: what the upper folder lacks comes from the shipped one."""
    write(tmp_path, "channels/email.txt", "mine")
    shipped = resources.find("channels/email.txt")
    with resources.overlaid(tmp_path):
        assert resources.find("channels/email.txt") == tmp_path / "channels/email.txt"
        assert resources.find("channels/forum.txt") == resources.templates() / "channels/forum.txt"
    assert resources.find("channels/email.txt") == shipped


def test_the_folder_that_is_laid_last_is_on_top(tmp_path: Path) -> None:
    """Of several at once, the first wins; all win over what was laid before."""
    first, second, third = (tmp_path / name for name in "abc")
    with resources.overlaid(third), resources.overlaid(first, second):
        assert resources.layers() == (first, second, third, resources.templates())
    assert resources.layers() == (resources.templates(),)


def test_a_file_that_no_folder_holds_is_named_among_the_shipped(tmp_path: Path) -> None:
    with resources.overlaid(tmp_path):
        assert resources.find("x.txt") == resources.templates() / "x.txt"
