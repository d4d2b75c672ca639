"""Whatever ends a run: a whole case or none, nothing replaced unasked, and the next run works."""

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.clips import make_clip

from ticketkit import casefolder
from ticketkit.casefolder import _workspace
from ticketkit.cli.entry import run
from ticketkit.errors import CaseError, OutputError
from ticketkit.pipeline.measuring import measure

ID = "c4d629bf-94bf-4c4e-955f-eba2de8e526c"
NAME = "luma-c4d629bf-hands"
MAIN = "from ticketkit.cli import main; main()"
posix = pytest.mark.skipif(os.name != "posix", reason="signals and locks of POSIX")


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds whose frames carry their number."""
    path = tmp_path_factory.mktemp("clips") / "clip.mp4"
    make_clip(path, frames=48)
    return path


def arguments(clip: Path, *more: str) -> list[str]:
    return ["build", str(clip), "-v", "luma", "-i", ID, "-m", "hands", "-t", "1", *more]


def started(clip: Path, folder: Path, before: str = "") -> subprocess.Popen[str]:
    """A build in a process of its own; `before` is Python that runs there first."""
    return subprocess.Popen(
        [sys.executable, "-c", f"{before}\n{MAIN}", *arguments(clip)],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def visible(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if not p.name.startswith("."))


def hidden(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if p.name.startswith("."))


def is_whole(case: Path) -> bool:
    return casefolder.check_files(case)[1] == []


def wait_for_work(process: subprocess.Popen[str], folder: Path, moment: str) -> None:
    """Wait until the run has come to `moment`, a file below its hidden folder, or has ended."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        if list(folder.glob(f".ticketkit-*/new{moment}")):
            return
        time.sleep(0.002)


@posix
@pytest.mark.slow
@pytest.mark.parametrize("moment", ["", "/frames/*", "/ticket.txt", "/case.json"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_signal_leaves_a_whole_case_or_none(
    clip: Path, tmp_path: Path, number: signal.Signals, moment: str
) -> None:
    """At the start, between frames, between outputs and at the end; the next run succeeds."""
    process = started(clip, tmp_path)
    wait_for_work(process, tmp_path, moment)
    process.send_signal(number)
    _, said = process.communicate(timeout=60)

    assert process.returncode in (0, 130, -signal.SIGKILL)
    assert "Traceback" not in said
    assert visible(tmp_path) in ([], [NAME])
    assert all(is_whole(tmp_path / name) for name in visible(tmp_path))
    if number != signal.SIGKILL:
        assert hidden(tmp_path) == []
    assert run([*arguments(clip), "--overwrite", "-o", str(tmp_path)]) == 0
    assert [*hidden(tmp_path), *visible(tmp_path)] == [NAME]
    assert is_whole(tmp_path / NAME)


@posix
@pytest.mark.slow
def test_an_interruption_at_any_time_has_no_traceback(clip: Path, tmp_path: Path) -> None:
    """From the moment that the command line is loaded, whatever it is doing."""
    chance = random.Random(7)
    for _ in range(8):
        process = started(clip, tmp_path)
        time.sleep(0.15 + chance.random() * 1.2)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        assert "File " not in said
        assert process.returncode in (0, 5, 130)
        shutil.rmtree(tmp_path / NAME, ignore_errors=True)
    assert hidden(tmp_path) == []


@posix
@pytest.mark.slow
def test_an_impatient_interruption_ends_like_one(tmp_path: Path) -> None:
    """Ctrl-C again and again while threads pack pictures: one end, with its code, and no crash."""
    large = tmp_path / "large.mp4"
    make_clip(large, frames=48, size_px=(1920, 1080))
    for run_number in range(4):
        folder = tmp_path / str(run_number)
        folder.mkdir()
        process = started(large, folder)
        wait_for_work(process, folder, "/frames")
        for _ in range(3):
            process.send_signal(signal.SIGINT)
            time.sleep(0.1)
        process.communicate(timeout=60)
        assert process.returncode in (0, 130)
        assert hidden(folder) == []


@pytest.fixture
def case(clip: Path, tmp_path: Path) -> Path:
    """A whole case."""
    assert run([*arguments(clip), "-o", str(tmp_path)]) == 0
    return tmp_path / NAME


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def left_by_a_killed_run(case: Path) -> Path:
    """The disk as SIGKILL leaves it between the two renames of a replacement."""
    part = case.parent / ".ticketkit-abc.part"
    (part / "new").mkdir(parents=True)
    (part / "old").mkdir()
    case.rename(part / "old" / case.name)
    return part


@posix
@pytest.mark.parametrize("command", [["verify"], ["render"], ["ticket"]])
def test_a_case_that_a_killed_run_was_replacing_comes_back(case: Path, command: list[str]) -> None:
    """The old case is under its name again before anything else happens."""
    part = left_by_a_killed_run(case)

    assert run([*command, str(case)]) == 0
    assert is_whole(case)
    assert not part.exists()


@posix
def test_a_build_brings_it_back_too_and_does_not_replace_it(case: Path, clip: Path) -> None:
    """Without --overwrite, what a killed run left is not taken for free space."""
    before = contents(case)
    left_by_a_killed_run(case)

    assert run([*arguments(clip), "-o", str(case.parent)]) == 5
    assert contents(case) == before


def test_the_only_copy_of_a_case_is_never_removed(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the old case cannot be put back, the hidden folder with it stays."""
    before = contents(case)
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if target == case:
            raise PermissionError(errno.EACCES, "refused")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(OutputError), casefolder.new_folder(case, overwrite=True) as part:
        (part / "new.txt").write_text("new")
    (kept,) = case.parent.glob(f".ticketkit-*/old/{NAME}")
    assert contents(kept) == before


@posix
def test_the_folder_of_a_run_that_still_works_is_left_alone(tmp_path: Path) -> None:
    """Two runs beside each other do not clear each other's work away."""
    with casefolder.new_folder(tmp_path / "one", overwrite=False) as one:
        (one / "half.txt").write_text("half")
        with casefolder.new_folder(tmp_path / "two", overwrite=False) as two:
            (two / "whole.txt").write_text("whole")
        assert (one / "half.txt").exists()
    assert [*hidden(tmp_path), *visible(tmp_path)] == ["one", "two"]


def test_without_locks_only_old_folders_are_cleared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows and on shares without locks, a day without change counts as left."""
    monkeypatch.setattr(_workspace, "fcntl", None)
    fresh, old = tmp_path / ".ticketkit-a.part", tmp_path / ".ticketkit-b.part"
    fresh.mkdir()
    old.mkdir()
    os.utime(old, (0, time.time() - 2 * 24 * 3600))

    _workspace.clear(tmp_path)
    assert hidden(tmp_path) == [fresh.name]


@posix
def test_links_are_not_followed_when_clearing(tmp_path: Path) -> None:
    """A link that poses as a left folder removes nothing elsewhere."""
    (tmp_path / "holiday" / "old").mkdir(parents=True)
    (tmp_path / "holiday" / "old" / "picture.jpg").write_text("x")
    (tmp_path / ".ticketkit-a.part").symlink_to(tmp_path / "holiday")

    _workspace.clear(tmp_path)
    assert (tmp_path / "holiday" / "old" / "picture.jpg").exists()


@pytest.mark.slow
def test_two_builds_of_one_case_at_once(clip: Path, tmp_path: Path) -> None:
    """One makes the case, the other says that it is there; the case is whole."""
    processes = [started(clip, tmp_path) for _ in range(2)]
    said = [process.communicate(timeout=120)[1] for process in processes]

    assert sorted(p.returncode for p in processes) == [0, 5], said
    assert visible(tmp_path) == [NAME]
    assert hidden(tmp_path) == []
    assert is_whole(tmp_path / NAME)


def test_two_replacements_at_once(case: Path, clip: Path) -> None:
    """Each is done or says why not, and a whole case is there at the end."""
    codes: list[int] = []

    def replace() -> None:
        codes.append(run([*arguments(clip), "--overwrite", "-o", str(case.parent)]))

    threads = [threading.Thread(target=replace) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 0 in codes
    assert set(codes) <= {0, 2, 5}
    assert is_whole(case)
    assert hidden(case.parent) == []


@posix
@pytest.mark.slow
@pytest.mark.parametrize("most_bytes", [100, 3_000, 20_000, 60_000])
def test_a_full_disk_leaves_nothing(clip: Path, tmp_path: Path, most_bytes: int) -> None:
    """Whichever file no longer fits: exit 5, one sentence and a cure, nothing half-written."""
    limit = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({most_bytes}, {most_bytes}))"
    )
    process = started(clip, tmp_path, before=limit)
    _, said = process.communicate(timeout=60)

    assert process.returncode == 5, said
    message = [line for line in said.splitlines() if not line.endswith("...")]
    assert 1 <= len(message) <= 3
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
def test_a_target_that_refuses_is_an_output_error(
    clip: Path, tmp_path: Path, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full, read-only, foreign or broken disk: exit 5, and nothing is left."""

    def refuse(self: Path, data: bytes) -> int:
        del data
        raise OSError(code, os.strerror(code), str(self))

    monkeypatch.setattr(Path, "write_bytes", refuse)
    assert run([*arguments(clip), "-o", str(tmp_path)]) == 5
    assert list(tmp_path.iterdir()) == []


@posix
def test_a_read_only_folder(clip: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A place where nobody can make a folder is named."""
    assert run([*arguments(clip), "-o", "/proc/1/nowhere"]) == 5
    assert "/proc/1/nowhere" in capsys.readouterr().err
    (tmp_path / "file").write_text("x")
    assert run([*arguments(clip), "-o", str(tmp_path / "file")]) == 5


@posix
@pytest.mark.parametrize("target", ["/dev/full"])
@pytest.mark.parametrize("command", [["vendors"], ["vendors", "--json"], ["modes"]])
def test_a_full_stdout(command: list[str], target: str) -> None:
    """What cannot be printed is said, with the code for outputs."""
    with Path(target).open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", MAIN, *command],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 5
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr


@posix
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-"])
def test_closed_streams(closed: str) -> None:
    """A stream that the caller closed is no bug."""
    command = f'"{sys.executable}" -c "{MAIN}" modes hands {closed}'
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@posix
def test_a_reader_that_has_gone() -> None:
    """`| head` ends the output quietly."""
    command = f'"{sys.executable}" -c "{MAIN}" vendors --json | head -1'
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[\n", "")


def test_no_memory_is_said(
    clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not a bug but a clip that is too large for this machine."""

    def hungry(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("ticketkit.pipeline.build.measure", hungry)
    assert run([*arguments(clip), "-o", str(tmp_path)]) == 3
    assert "memory" in capsys.readouterr().err


@pytest.mark.parametrize(("kept_bytes", "code"), [(0, 3), (10**9, 0)])
def test_a_clip_that_vanishes(
    kept_bytes: int, code: int, clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once it was read: exit 3 and no folder where frames are needed again, else a whole case."""
    gone = tmp_path / "gone.mp4"
    gone.write_bytes(clip.read_bytes())

    def vanish(*arguments: Any) -> object:
        result = measure(*arguments)
        gone.unlink()
        return result

    monkeypatch.setattr("ticketkit.pipeline.build.measure", vanish)
    monkeypatch.setattr("ticketkit.pipeline.gathering._MOST_BYTES", kept_bytes)
    assert run([*arguments(gone), "-o", str(tmp_path / "out")]) == code
    cases = list((tmp_path / "out").glob("*"))
    assert all(map(is_whole, cases))
    assert len(cases) == (code == 0)


@pytest.fixture(autouse=True)
def _no_leftovers_of_a_bug() -> Iterator[None]:
    """A run that ends as a bug would write its traceback to the folder for temporary files."""
    folder = Path(os.environ.get("TMPDIR", "/tmp"))
    before = set(folder.glob("ticketkit-*.log"))
    yield
    assert set(folder.glob("ticketkit-*.log")) <= before


def test_a_folder_that_is_no_case_is_told_from_one(tmp_path: Path) -> None:
    """Looking for what a killed run left does not invent a case."""
    with pytest.raises(CaseError):
        casefolder.read(tmp_path / "nothing")
