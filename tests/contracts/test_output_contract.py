"""What every output keeps, so that adding one is adding a file."""

from pathlib import Path

import pytest
from support.cases import stored_case

from ticketkit import outputs
from ticketkit.model.case import StoredCase
from ticketkit.model.vendor import ChannelKind

ALL = outputs.names()


def files(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def routed(stored: StoredCase, kind: ChannelKind) -> StoredCase:
    route = stored.case.route.model_copy(update={"kind": kind})
    return StoredCase(stored.case.model_copy(update={"route": route}), stored.folder)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("kind", ["email", "discord", "none"])
def test_it_writes_what_it_says_and_nothing_else(
    name: str, kind: ChannelKind, tmp_path: Path
) -> None:
    """The returned paths are the files it made, below its folder; the case is not touched.

    Only an output that says when it writes nothing may write nothing, for any kind of channel.
    """
    stored = routed(stored_case(tmp_path / "case", size=(64, 48)), kind)
    before = files(stored.folder)
    target = tmp_path / "out"
    target.mkdir()

    made = outputs.load(name)(stored, target)

    assert made or outputs.writes_nothing_when(name)
    assert sorted(made) == sorted(p for p in target.rglob("*") if p.is_file())
    assert files(stored.folder) == before


@pytest.mark.parametrize("name", ALL)
def test_the_same_case_gives_the_same_bytes(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the folder, the time zone nor the day changes an output."""
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, zone in ((first, "UTC"), (second, "Asia/Kathmandu")):
        monkeypatch.setenv("TZ", zone)
        folder.mkdir()
        outputs.load(name)(stored_case(tmp_path / f"case-{folder.name}"), folder)

    assert files(first) == files(second)


@pytest.mark.parametrize("name", ALL)
def test_it_writes_something_for_some_case(name: str, tmp_path: Path) -> None:
    """An output that never wrote a file would be none."""
    assert outputs.load(name)(stored_case(tmp_path / "case", size=(64, 48)), tmp_path)
