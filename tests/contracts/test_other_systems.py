"""What differs on Windows and macOS, as far as one system can show it for another."""

import subprocess
import sys
from pathlib import Path, PureWindowsPath

import platformdirs.macos
import pyperclip
import pytest
from support.cases import stored_case
from support.clips import make_clip

from ticketkit import casefolder, outputs
from ticketkit.cli import clipboard, config
from ticketkit.errors import OutputError
from ticketkit.model.base import is_inside
from ticketkit.model.case import case_name
from ticketkit.pipeline.render import write_outputs

RESERVED = ["CON", "PRN", "AUX", "NUL", "COM1", "COM9", "LPT1", "CONIN$"]
WITHOUT_POSIX = """
import sys
for name in ("fcntl", "resource", "pwd", "grp", "termios"):
    sys.modules[name] = None
import signal
del signal.SIGHUP
from ticketkit.cli import main
main()
"""


@pytest.mark.parametrize("name", [*RESERVED, *(f"{r}.txt" for r in RESERVED), "nul ", "a.", "..."])
def test_no_case_has_the_name_of_a_device(name: str) -> None:
    """Windows keeps some names for itself, with any suffix and in any case."""
    folder = case_name("luma", name, "motion")
    assert folder.partition(".")[0].upper() not in RESERVED
    assert folder == folder.rstrip(" .")


def test_ids_that_differ_in_case_share_a_folder_and_say_so(tmp_path: Path) -> None:
    """On a disk that ignores case too, no case replaces that of another ID."""
    assert case_name("luma", "ABCdef12", "motion") == case_name("luma", "abcDEF12", "motion")
    stored = stored_case(tmp_path / "case")
    casefolder.save(stored.case, stored.folder)
    with pytest.raises(OutputError, match="another ID"):
        casefolder.refuse_taken(stored.folder, stored.case.identifier.value.upper(), overwrite=True)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with every output."""
    stored = stored_case(tmp_path_factory.mktemp("written") / "case")
    write_outputs(stored, outputs.names())
    return stored.folder


def test_every_file_of_a_case_can_lie_on_every_disk(written: Path) -> None:
    """No forbidden character, no reserved name, no two names that differ in case alone."""
    names = [p.relative_to(written).as_posix() for p in written.rglob("*")]
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        for part in name.split("/"):
            assert not set('<>:"\\|?*') & set(part)
            assert all(ord(c) >= 32 for c in part)
            assert part == part.rstrip(" .")
            assert not PureWindowsPath(part).is_reserved()
            assert len(part) < 100


def test_texts_have_the_same_bytes_everywhere(written: Path) -> None:
    """UTF-8 with line feeds, whatever the system prefers; a mail draft has its own rule."""
    for path in written.rglob("*"):
        if path.suffix in {".txt", ".md", ".json", ".sha256"}:
            assert b"\r" not in path.read_bytes()
            path.read_bytes().decode("utf-8")


@pytest.mark.parametrize(
    "name", ["C:\\x", "C:x", "\\\\server\\share", "..\\x", "a\\..\\..\\x", "a:stream", "/x"]
)
def test_paths_of_windows_do_not_leave_a_case(name: str) -> None:
    """A case made elsewhere cannot point outside on the receiver's system."""
    assert not is_inside(name)


def test_a_build_without_what_posix_offers(tmp_path: Path) -> None:
    """Without locks, limits and hangup signals, as on Windows, the main job is the same."""
    clip = make_clip(tmp_path / "clip.mp4", frames=24).path
    options = ["-v", "luma", "-i", "c4d629bf-94bf-4c4e-955f-eba2de8e526c", "-m", "hands"]
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_POSIX, "build", clip.name, *options, "-t", "0.5"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert casefolder.check_files(tmp_path / "luma-c4d629bf-hands")[1] == []
    assert sorted(p.name for p in tmp_path.iterdir()) == ["clip.mp4", "luma-c4d629bf-hands"]


def test_a_viewer_that_holds_the_old_case_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows refuses to rename it: an error that names it, and every byte as it was."""
    stored = stored_case(tmp_path / "case")
    casefolder.save(stored.case, stored.folder)
    before = {p: p.read_bytes() for p in stored.folder.rglob("*") if p.is_file()}

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(
            13, "The process cannot access the file", str(self), None, str(target)
        )

    monkeypatch.setattr(Path, "rename", refuse)
    with (
        pytest.raises(OutputError, match="cannot access"),
        casefolder.new_folder(stored.folder, overwrite=True) as part,
    ):
        (part / "new.txt").write_text("new")
    assert {p: p.read_bytes() for p in stored.folder.rglob("*") if p.is_file()} == before
    assert [p.name for p in tmp_path.iterdir()] == ["case"]


def test_the_clipboard_of_each_system(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the system's clipboard takes is the whole text; one that refuses is a warning."""
    taken: list[str] = []
    monkeypatch.setattr(pyperclip, "copy", taken.append)
    clipboard.copy("subject\n\nbödy 名前\n")
    assert taken == ["subject\n\nbödy 名前\n"]

    def refuse(_: str) -> None:
        raise pyperclip.PyperclipException("none")

    monkeypatch.setattr(pyperclip, "copy", refuse)
    capsys.readouterr()
    clipboard.copy("x")
    assert "no clipboard" in capsys.readouterr().err


def test_the_configuration_lies_where_macos_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the README says."""
    for variable in ("TICKETKIT_CONFIG_DIR", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(platformdirs, "PlatformDirs", platformdirs.macos.MacOS)
    assert config.folder().parts[-3:] == ("Library", "Application Support", "ticketkit")
