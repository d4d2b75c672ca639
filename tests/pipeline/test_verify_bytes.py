"""`verify` against every byte of a case, and against a case of which only a part arrived."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from ticketkit import casefolder, resources
from ticketkit.model.case import Verification
from ticketkit.model.request import BuildRequest
from ticketkit.pipeline import build_case, verify_case

CLIP = resources.sample_clips() / "keyboard-seventh-finger.mp4"


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case that a person marked."""
    request = BuildRequest(
        clip=CLIP,
        id="c4d629bf-94bf-4c4e-955f-eba2de8e526c",
        mode="hands",
        vendor="luma",
        at="1.0",
        boxes=("542,342,58,66=seventh",),
        frames=3,
    )
    folder = tmp_path_factory.mktemp("honest")
    return build_case(request, folder, now=datetime(2026, 11, 20, tzinfo=UTC)).folder


@pytest.fixture
def case(honest: Path, tmp_path: Path) -> Path:
    """A copy to be harmed."""
    return Path(shutil.copytree(honest, tmp_path / honest.name))


def named(result: Verification) -> set[str]:
    return {problem.file for problem in result.problems}


def test_a_changed_byte_in_any_file_is_named(case: Path) -> None:
    """First, middle and last byte of every file of the case, the manifest included."""
    files = sorted(p for p in case.rglob("*") if p.is_file())
    assert len(files) > 10
    missed = []
    for path in files:
        name, data = path.relative_to(case).as_posix(), path.read_bytes()
        for place in (0, len(data) // 2, len(data) - 1):
            path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
            if name not in named(verify_case(case)):
                missed.append((name, place))
        path.write_bytes(data)
    assert not missed
    assert verify_case(case).ok


def test_every_byte_of_the_manifest_counts(case: Path) -> None:
    """Whatever is changed in it, the manifest itself is named."""
    path = case / casefolder.MANIFEST
    data = path.read_bytes()
    line = data.index(b"report.pdf") - 66
    for place in (*range(line, line + 77), *range(0, len(data), 97)):
        for flip in (1, 0x20):
            path.write_bytes(data[:place] + bytes([data[place] ^ flip]) + data[place + 1 :])
            problems = casefolder.check_files(case)[1]
            assert casefolder.MANIFEST in {p.file for p in problems}, (place, flip)


def test_what_holds_is_said(honest: Path) -> None:
    """Not only what fails: a receiver wants to know what was checked."""
    without, with_clip = verify_case(honest), verify_case(honest, CLIP)
    assert without.ok
    assert with_clip.ok
    said = " ".join(with_clip.holds)
    for words in (
        "files have the hashes that MANIFEST.sha256 and case.json list",
        "the texts (SEND.md, ticket.eml, ticket.txt) say what case.json says",
        "report.pdf holds 5 files, equal to those of the folder",
        "the pixels of 3 frames are those of the clip",
    ):
        assert words in said
    assert "measured again" not in said, "nothing was measured in this case"
    assert len(without.holds) == 3


@pytest.mark.parametrize("kept", [("report.pdf", "MANIFEST.sha256"), ("case.json",)])
def test_a_part_of_a_case_is_checked_as_far_as_it_goes(kept: tuple[str, ...], case: Path) -> None:
    """What arrived holds; what did not is named, file by file, and nothing else is blamed."""
    expected = set()
    for path in [p for p in case.rglob("*") if p.is_file()]:
        name = path.relative_to(case).as_posix()
        if name not in kept:
            path.unlink()
            expected.add(name)
    result = verify_case(case)
    assert not result.ok
    assert named(result) == expected
    arrived = len([name for name in kept if name != casefolder.MANIFEST])
    assert result.holds[0].startswith(f"{arrived} of {arrived} files")


def resaved(case: Path, change: str) -> None:
    """Exchange a file inside the report, and make every hash fit."""
    path = case / "report.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        if change == "removed":
            del pdf.attachments["case.json"]
        elif change == "added":
            pdf.attachments["other.txt"] = pikepdf.AttachedFileSpec(
                pdf, b"x", filename="", description="", mime_type="", creation_date="", mod_date=""
            )
        else:
            name = "case.json" if change == "facts" else next(iter(pdf.attachments))
            pdf.attachments[name] = pikepdf.AttachedFileSpec(
                pdf,
                b"{}",
                filename=name,
                description="",
                mime_type="",
                creation_date="",
                mod_date="",
            )
        pdf.save(path)
    stored = casefolder.read(case).case
    made = {"report": [path]}
    casefolder.save(casefolder.with_artifacts(stored, made, case), case)


@pytest.mark.parametrize("change", ["removed", "added", "facts", "frame"])
def test_files_inside_the_report_are_those_of_the_folder(change: str, case: Path) -> None:
    """Also where somebody made all the hashes fit."""
    resaved(case, change)
    assert "report.pdf" in named(verify_case(case))


def test_a_file_that_is_no_report_is_said_to_be_none(case: Path) -> None:
    (case / "report.pdf").write_bytes(b"no PDF at all")
    stored = casefolder.read(case).case
    made = {"report": [case / "report.pdf"]}
    casefolder.save(casefolder.with_artifacts(stored, made, case), case)
    told = [p.problem for p in verify_case(case).problems if p.file == "report.pdf"]
    assert told == ["cannot be read as a PDF"]
