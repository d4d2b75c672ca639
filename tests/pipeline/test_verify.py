"""What `verify` notices when somebody makes the hashes fit a changed case."""

import errno
import json
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from ticketkit import casefolder, resources
from ticketkit.model.request import BuildRequest
from ticketkit.pipeline import build_case, verify_case

CLIP = resources.sample_clips() / "skateboarder-freeze.mp4"
Document = dict[str, Any]


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of the drawn freeze."""
    request = BuildRequest(
        clip=CLIP, id="c4d629bf-94bf-4c4e-955f-eba2de8e526c", mode="motion", vendor="luma"
    )
    folder = tmp_path_factory.mktemp("honest")
    return build_case(request, folder, now=datetime(2026, 11, 20, tzinfo=UTC)).folder


def forged(honest: Path, target: Path, change: Callable[[Document], None]) -> Path:
    """A copy whose case.json says something else, with a manifest that fits."""
    shutil.copytree(honest, target)
    document = json.loads((target / "case.json").read_text(encoding="utf-8"))
    change(document)
    (target / "case.json").write_text(json.dumps(document), encoding="utf-8")
    casefolder.save(casefolder.read(target).case, target)
    return target


def test_an_honest_case_holds_with_its_clip(honest: Path) -> None:
    """Nothing is reported about a case as it was built, and that its numbers hold is said."""
    said = verify_case(honest, CLIP)
    assert said.problems == ()
    assert "every measured number was measured again" in " ".join(said.holds)


FORGERIES: dict[str, Callable[[Document], None]] = {
    "a longer freeze": lambda d: d["findings"][0].update(value=1900.0),
    "another sentence": lambda d: d["findings"][0].update(sentence="It holds still for 9 s."),
    "no doubts": lambda d: d["findings"][0].update(alternatives=[]),
    "another moment": lambda d: d["moment"].update(time_s=1.0),
    "a smoother curve": lambda d: d["measurements"][0]["series"][0]["values"].__setitem__(5, 0.1),
    "another length": lambda d: d["clip"].update(duration_s=4.0),
    "another time": lambda d: d["frames"][0].update(time_s=1.0),
    "another role": lambda d: d["frames"][0].update(role="failure"),
    "another time base": lambda d: d["frames"][0].update(time_base="1/1000"),
    "a stretch at other times": lambda d: d["stretch"][3].update(time_s=9.0),
    "a stretch with another role": lambda d: d["stretch"][0].update(role="failure"),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_forged_numbers_are_found_with_the_clip(name: str, honest: Path, tmp_path: Path) -> None:
    """A number, a sentence or a time that the clip does not give is named."""
    folder = forged(honest, tmp_path / "case", FORGERIES[name])

    assert not verify_case(folder, CLIP).ok


def test_a_forged_id_contradicts_the_ticket(honest: Path, tmp_path: Path) -> None:
    """Without the clip, the texts still have to say what case.json says."""
    other = "00000000-94bf-4c4e-955f-eba2de8e526c"
    folder = forged(honest, tmp_path / "case", lambda d: d["identifier"].update(value=other))

    assert {p.file for p in verify_case(folder).problems} == {
        *("ticket.txt", "ticket.eml", "report.pdf")
    }


def test_a_painted_frame_is_found_with_the_clip(honest: Path, tmp_path: Path) -> None:
    """A picture with its hashes made to fit is not what the clip shows."""
    name = next(p.name for p in (honest / "frames").iterdir())

    def repaint(document: Document) -> None:
        path = tmp_path / "case" / "frames" / name
        with Image.open(path) as picture:
            picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(path)
        frame = next(f for f in document["frames"] if f["file"] == f"frames/{name}")
        frame["sha256"] = casefolder.sha256(path)

    folder = forged(honest, tmp_path / "case", repaint)

    assert f"frames/{name}" in {p.file for p in verify_case(folder, CLIP).problems}


@pytest.mark.parametrize("size_px", [(480, 270), (20_000, 20_000)])
def test_a_painted_small_picture_is_found_with_the_clip(
    size_px: tuple[int, int], honest: Path, tmp_path: Path
) -> None:
    """What the loop is drawn from is held against the clip too; a huge one is not even decoded."""
    folder, name = tmp_path / "case", next(p.name for p in (honest / "moment").iterdir())

    def repaint(document: Document) -> None:
        path = folder / "moment" / name
        Image.new("L", size_px).save(path)
        record = next(f for f in document["stretch"] if f["file"] == f"moment/{name}")
        record["sha256"] = casefolder.sha256(path)

    said = verify_case(forged(honest, folder, repaint), CLIP)
    assert f"moment/{name}" in {p.file for p in said.problems}


def test_a_frame_listed_twice_is_refused(honest: Path, tmp_path: Path) -> None:
    """A false record cannot hide behind the right one of the same frame."""
    folder = tmp_path / "case"
    shutil.copytree(honest, folder)
    document = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    document["frames"].insert(0, document["frames"][0] | {"pixels_sha256": "0" * 64})
    (folder / "case.json").write_text(json.dumps(document), encoding="utf-8")
    said = verify_case(folder, CLIP)
    assert any("not in their order" in p.problem for p in said.problems)


def test_a_full_disk_is_no_agreement(honest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the texts could not be made again, nobody says that they hold."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "elsewhere")

    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    with pytest.raises(OSError, match="No space"):
        verify_case(honest)


def test_a_frame_taken_out_of_the_report_is_missed(honest: Path, tmp_path: Path) -> None:
    """The report has to hold every frame that ticketkit puts into it, whatever its hash is now."""
    folder = tmp_path / "case"
    shutil.copytree(honest, folder)
    with pikepdf.open(folder / "report.pdf", allow_overwriting_input=True) as pdf:
        name = next(n for n in pdf.attachments if n.endswith(".png"))
        del pdf.attachments[name]
        pdf.save(folder / "report.pdf")
    told = [p.problem for p in verify_case(folder).problems if p.file == "report.pdf"]
    assert f"lacks the file {name} that ticketkit puts there" in told
