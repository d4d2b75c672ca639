"""What report.pdf holds beside its pages: files, tags, labels and words about itself."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader
from support.cases import stored_case

from ticketkit.model.case import StoredCase
from ticketkit.model.frame import Mark
from ticketkit.outputs import ticket
from ticketkit.outputs.report import case_inside, files_inside, write
from ticketkit.outputs.report._enclosed import FRAMES_BYTES, enclosed_frames

SMALL = (192, 108)
ACCOUNT = "someone@example.com"


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> StoredCase:
    """A case with an account and a box."""
    made = stored_case(
        tmp_path_factory.mktemp("case"), size=SMALL, marks=(Mark(x=9, y=9, w=60, h=40),)
    )
    request = made.case.request.model_copy(update={"account": ACCOUNT})
    return StoredCase(made.case.model_copy(update={"request": request}), made.folder)


@pytest.fixture(scope="module")
def path(stored: StoredCase) -> Path:
    (path,) = write(stored, stored.folder)
    return path


def test_the_untouched_frames_go_along_byte_for_byte(path: Path, stored: StoredCase) -> None:
    """Whoever has only the PDF still has the evidence."""
    inside = files_inside(path) or {}
    for frame in stored.case.frames:
        file = stored.folder / frame.file
        assert inside[file.name] == file.read_bytes()


def test_the_facts_and_the_words_go_along_without_the_account(
    path: Path, stored: StoredCase
) -> None:
    """The account is for the vendor's own desk; a PDF is passed on."""
    inside = files_inside(path) or {}
    assert inside["case.json"] == case_inside(stored.case)
    facts = json.loads(inside["case.json"])
    assert facts["identifier"]["value"] == stored.case.identifier.value
    assert ACCOUNT in ticket.text(stored)
    assert not [name for name, data in inside.items() if ACCOUNT.encode() in data]


def test_every_picture_has_words(path: Path, stored: StoredCase) -> None:
    """A reader who does not see the page is told what each picture shows."""
    with pikepdf.open(path) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        elements = list(pdf.Root.StructTreeRoot.K.K)
        figures = [e for e in elements if pikepdf.Name.Figure == e.S]
        assert all(str(e.Alt) for e in figures)
        assert len(figures) >= 2 * len(stored.case.frames)
        headings = [str(e.S) for e in elements if str(e.S).startswith("/H")]
        assert headings[0] == "/H1"
        assert headings.count("/H1") == 1


def test_every_piece_of_a_page_is_in_the_tree(path: Path) -> None:
    """The numbers in a page's stream are those of the tree, none twice."""
    with pikepdf.open(path) as pdf:
        parents = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        for page in pdf.pages:
            numbers = [_number(o) for o in pikepdf.parse_content_stream(page, "BDC")]
            place = parents.index(page.obj.StructParents)
            assert numbers == list(range(len(parents[place + 1])))


def _number(instruction: Any) -> int:
    return int(instruction.operands[1].MCID)


def test_the_file_describes_itself(path: Path) -> None:
    """Title, subject and language are there for people and programs; pages are labelled."""
    with pikepdf.open(path) as pdf, pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == "Audit report: Temporal Coherence Degradation"
        assert "c4d629bf" in str(xmp["dc:description"])
        assert str(pdf.Root.Lang) == "en"
        assert pdf.Root.PageLabels.Nums[1].S == pikepdf.Name.D


def test_no_link_leads_out_of_the_document(path: Path) -> None:
    """A report is opened by strangers: nothing in it opens a page elsewhere."""
    with pikepdf.open(path) as pdf:
        links = [link for page in pdf.pages for link in page.obj.get("/Annots", [])]
        assert links
        assert not [link for link in links if "/A" in link]


def test_frames_that_are_too_large_together_are_left_out_and_named(tmp_path: Path) -> None:
    """The moment's own frame comes first; which others stay outside is said."""
    stored = stored_case(tmp_path, size=SMALL)
    noise = np.random.default_rng(3).integers(0, 256, (900, 900, 3), dtype=np.uint8)
    for frame in stored.case.frames:
        Image.fromarray(noise).save(tmp_path / frame.file, compress_level=1)
    clip = stored.case.clip.model_copy(update={"width": 900, "height": 900})
    large = StoredCase(stored.case.model_copy(update={"clip": clip}), tmp_path)
    chosen = [frame.index for frame in enclosed_frames(large)]
    assert 72 in chosen
    assert len(chosen) == FRAMES_BYTES // (tmp_path / stored.case.frames[0].file).stat().st_size
    (path,) = write(large, tmp_path)
    assert path.stat().st_size <= 8_000_000
    left = [str(f.index) for f in stored.case.frames if f.index not in chosen]
    with pikepdf.open(path) as pdf:
        assert len(pdf.attachments) == 2 + len(chosen)
    page = " ".join(" ".join(p.extract_text() for p in PdfReader(path).pages).split())
    assert f"in frames/ of the case folder: {', '.join(left)}." in page


def test_what_is_no_pdf_holds_no_files(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.4 broken")
    assert files_inside(tmp_path / "report.pdf") is None
