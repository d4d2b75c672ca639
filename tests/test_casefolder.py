"""The case on disk is whole or absent, and every change to it is noticed."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from support.cases import stored_case

from ticketkit import casefolder
from ticketkit.errors import CaseError, OutputError
from ticketkit.model.case import StoredCase, case_name


@pytest.fixture
def saved(tmp_path: Path) -> StoredCase:
    """A complete case with one artifact."""
    stored = stored_case(tmp_path / "case")
    ticket = stored.folder / "ticket.txt"
    ticket.write_text("subject\n\nbody\n")
    case = casefolder.with_artifacts(stored.case, {"ticket": [ticket]}, stored.folder)
    casefolder.save(case, stored.folder)
    return casefolder.read(stored.folder)


def files(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def test_a_case_reads_back_as_it_was_written(saved: StoredCase) -> None:
    """case.json holds everything: reading it gives an equal record."""
    assert casefolder.read(saved.folder).case == saved.case


def test_an_untouched_case_has_no_problems(saved: StoredCase) -> None:
    """Every file but the manifest is counted, and nothing is reported."""
    count, problems = casefolder.check_files(saved.folder)

    assert problems == []
    assert count == len(files(saved.folder)) - 1


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not installed")
def test_sha256sum_reads_the_manifest(saved: StoredCase) -> None:
    """A receiver without ticketkit checks the case with one command."""
    command = ["sha256sum", "--strict", "--quiet", "-c", "MANIFEST.sha256"]

    assert subprocess.run(command, cwd=saved.folder, check=False).returncode == 0


def test_any_changed_byte_is_found_and_named(saved: StoredCase) -> None:
    """Flipping one bit of any file but the manifest names that file."""
    for name, content in files(saved.folder).items():
        if name in ("MANIFEST.sha256", "case.json"):
            continue
        path = saved.folder / name
        path.write_bytes(bytes([content[0] ^ 1]) + content[1:])
        assert name in {p.file for p in casefolder.check_files(saved.folder)[1]}
        path.write_bytes(content)


def test_missing_and_added_files_are_found(saved: StoredCase) -> None:
    """The manifest lists all files and no others."""
    (saved.folder / "ticket.txt").unlink()
    (saved.folder / "extra.txt").write_text("x")

    problems = {p.file: p.problem for p in casefolder.check_files(saved.folder)[1]}

    assert "missing" in problems["ticket.txt"]
    assert "not listed" in problems["extra.txt"]


def test_a_manifest_made_to_fit_contradicts_the_case(saved: StoredCase) -> None:
    """Who changes a frame and its line in the manifest still contradicts case.json."""
    frame = saved.case.frames[0].file
    (saved.folder / frame).write_bytes(b"other")
    manifest = saved.folder / casefolder.MANIFEST
    text = manifest.read_text().replace(
        saved.case.frames[0].sha256, casefolder.sha256(saved.folder / frame)
    )
    manifest.write_text(text)

    assert [p.file for p in casefolder.check_files(saved.folder)[1]] == [frame]


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a/../../b", "C:evil", "a\\b"])
def test_neither_manifest_nor_case_can_point_outside(saved: StoredCase, name: str) -> None:
    """Names that leave the folder are reported and never opened."""
    with (saved.folder / casefolder.MANIFEST).open("a") as manifest:
        manifest.write(f"{'0' * 64}  {name}\n")
    (problem,) = casefolder.check_files(saved.folder)[1]
    assert "outside" in problem.problem

    text = (saved.folder / "case.json").read_text()
    listed = json.dumps(saved.case.frames[0].annotated)
    (saved.folder / "case.json").write_text(text.replace(listed, json.dumps(name)))
    with pytest.raises(CaseError, match="outside"):
        casefolder.read(saved.folder)


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("c4d629bf-94bf-4c4e", "luma-c4d629bf-motion"),
        ("../../x", "luma-x-motion"),
        ("CON", "luma-con-motion"),
        ("名前", "luma-id-motion"),
        ("a/b\\c:d*e", "luma-a-b-c-d-motion"),
    ],
)
def test_the_folder_name_is_safe_everywhere(identifier: str, expected: str) -> None:
    """No ID climbs out of the output folder or upsets a file system."""
    assert case_name("luma", identifier, "motion") == expected


def test_an_existing_case_is_kept_unless_asked(saved: StoredCase) -> None:
    """Without `overwrite`, or for another ID, it stays; for the same ID it may be replaced."""
    identifier = saved.case.identifier.value

    with pytest.raises(OutputError, match="exists already"):
        casefolder.refuse_taken(saved.folder, identifier, overwrite=False)
    with pytest.raises(OutputError, match="another ID"):
        casefolder.refuse_taken(saved.folder, "another", overwrite=True)
    casefolder.refuse_taken(saved.folder, identifier, overwrite=True)
    with casefolder.new_folder(saved.folder, overwrite=True) as part:
        (part / "new.txt").write_text("new")
    assert list(files(saved.folder)) == ["new.txt"]


def test_a_folder_that_is_no_case_is_never_replaced(tmp_path: Path) -> None:
    """--overwrite replaces cases, not somebody's holiday pictures."""
    (tmp_path / "holiday").mkdir()
    with pytest.raises(OutputError, match="not a case"):
        casefolder.refuse_taken(tmp_path / "holiday", "x", overwrite=True)


def test_a_damaged_case_is_not_replaced(tmp_path: Path) -> None:
    """Whose it is cannot be told, so the person is asked to remove it."""
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "case.json").write_text("{")
    with pytest.raises(OutputError, match="cannot be told whose") as caught:
        casefolder.refuse_taken(tmp_path / "case", "x", overwrite=True)
    assert "by hand" in caught.value.next_step


def test_a_case_that_appears_meanwhile_is_kept(tmp_path: Path) -> None:
    """Two builds of one case at once: the first that is done stays."""
    final = tmp_path / "case"

    def second() -> None:
        with casefolder.new_folder(final, overwrite=False) as part:
            (part / "second.txt").write_text("2")
            final.mkdir()
            (final / "first.txt").write_text("1")

    with pytest.raises(OutputError):
        second()
    assert files(tmp_path) == {"case/first.txt": b"1"}


@pytest.mark.parametrize("step", [1, 2])
def test_an_interrupted_swap_keeps_the_case(
    saved: StoredCase, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C at either rename leaves the old case under its name."""
    before = files(saved.folder.parent)
    rename, calls = Path.rename, []

    def interrupted(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == step:
            raise KeyboardInterrupt
        return rename(self, target)

    def replace() -> None:
        with casefolder.new_folder(saved.folder, overwrite=True) as part:
            (part / "new.txt").write_text("new")

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        replace()
    assert files(saved.folder.parent) == before


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, OSError])
def test_a_failed_run_leaves_nothing(saved: StoredCase, error: type[BaseException]) -> None:
    """Whatever interrupts the work, the old case stays and no other file remains."""
    before = files(saved.folder.parent)

    def interrupted() -> None:
        with casefolder.new_folder(saved.folder, overwrite=True) as part:
            (part / "half.txt").write_text("half")
            raise error

    with pytest.raises((error, OutputError)):
        interrupted()
    assert files(saved.folder.parent) == before


def test_an_edited_copy_leaves_out_what_is_written_anew(saved: StoredCase) -> None:
    """Files that an output no longer makes disappear from the folder and the lists."""
    with casefolder.edited_copy(saved, ["ticket"]) as part:
        (part / "other.txt").write_text("x")
        made = {"ticket": [part / "other.txt"]}
        casefolder.save(casefolder.with_artifacts(saved.case, made, part), part)

    assert not (saved.folder / "ticket.txt").exists()
    assert [a.file for a in casefolder.read(saved.folder).case.artifacts] == ["other.txt"]
    assert casefolder.check_files(saved.folder)[1] == []


def test_an_interrupted_edit_leaves_the_case_as_it_was(saved: StoredCase) -> None:
    """Rendering again is all or nothing."""
    before = files(saved.folder.parent)

    def interrupted() -> None:
        with casefolder.edited_copy(saved, ["ticket"]) as part:
            (part / "ticket.txt").write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert files(saved.folder.parent) == before


def test_files_of_the_system_are_nobodys_business(saved: StoredCase) -> None:
    """A file manager that leaves its mark does not make a case false; a link does."""
    (saved.folder / ".DS_Store").write_bytes(b"x")
    assert casefolder.check_files(saved.folder)[1] == []
    (saved.folder / "link").symlink_to("/no/such/file")
    assert [p.file for p in casefolder.check_files(saved.folder)[1]] == ["link"]


def test_a_damaged_case_is_explained(saved: StoredCase) -> None:
    """A case.json that does not validate names the place; a folder without one says so."""
    path = saved.folder / "case.json"
    path.write_text(path.read_text().replace('"frame_count": 120', '"frame_count": "many"'))
    with pytest.raises(CaseError, match=r"clip\.frame_count"):
        casefolder.read(saved.folder)
    path.unlink()
    with pytest.raises(CaseError, match="no readable case"):
        casefolder.read(saved.folder)
