"""One page of each kind, as it was looked at once; `pytest --adopt` takes the new ones."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageDraw
from support.cases import stored_case

from ticketkit.model.case import StoredCase
from ticketkit.model.frame import Mark
from ticketkit.model.provenance import Credentials, Note, Provenance, Trace
from ticketkit.outputs.report import _typefaces, write

Golden = Callable[[str, Image.Image], None]
SIZE = (480, 270)
MARK = Mark(x=126, y=80, w=90, h=90, label="third arm")


@pytest.fixture(autouse=True)
def _no_typefaces(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages do not follow from the machine."""
    monkeypatch.setattr(_typefaces, "_folders", lambda: ())


def scene(index: int) -> Image.Image:
    """A ball on its way over a striped field; it rests from frame 72 to 95."""
    step = index if index < 72 else max(72, index - 23)
    columns = np.indices((SIZE[1], SIZE[0]))[1]
    field = np.where(columns // 24 % 2, 120, 150).astype(np.uint8)
    picture = Image.merge("RGB", [Image.fromarray(field + shift) for shift in (0, 20, 40)])
    x = 40 + 4 * (step - 48)
    ImageDraw.Draw(picture).ellipse((x, 90, x + 70, 160), fill=(200, 70, 40))
    return picture


def drawn(folder: Path, marks: tuple[Mark, ...] = ()) -> StoredCase:
    """A case whose frames show the scene."""
    stored = stored_case(folder, size=SIZE, marks=marks)
    for frame in stored.case.frames:
        for file in (frame.file, frame.annotated):
            scene(frame.index).save(folder / file)
    clip = stored.case.clip.model_copy(update={"provenance": _history()})
    changes = {"clip": clip, "stretch": ()}
    return StoredCase(stored.case.model_copy(update=changes), folder)


def _history() -> Provenance:
    note = Note(
        text="No Content Credentials are expected.",
        source="files that were examined",
        checked_on=date(2026, 11, 20),
        confidence="secondary",
    )
    return Provenance(
        credentials=Credentials(present=False, intact=None, signer=""),
        handling="altered",
        traces=(Trace(kind="program", text="A tag names HandBrake.", points_to="altered"),),
        notes=(note,),
        original="Download the clip again.",
    )


def pages(stored: StoredCase) -> Iterator[tuple[str, Image.Image]]:
    """Every page with its text, in order."""
    (path,) = write(stored, stored.folder)
    with closing(pypdfium2.PdfDocument(path)) as pdf:
        for page in pdf:
            yield page.get_textpage().get_text_bounded(), page.render(scale=0.9).to_pil()


def test_pages_of_a_measured_case(tmp_path: Path, golden: Golden) -> None:
    """Summary, comparison and a page of evidence."""
    shown = [picture for _, picture in pages(drawn(tmp_path))]
    for name, picture in zip(("summary", "comparison", "evidence"), shown, strict=False):
        golden(f"report_{name}", picture)


def test_the_summary_of_a_marked_case_enlarges_the_mark(tmp_path: Path, golden: Golden) -> None:
    stored = drawn(tmp_path, marks=(MARK,))
    moment = stored.case.moment.model_copy(update={"found_by": "given", "end_s": None})
    nothing = {"prompt": None, "observed": None, "expected": None}
    request = stored.case.request.model_copy(update=nothing)
    changes = {"findings": (), "measurements": (), "moment": moment, "request": request}
    text, picture = next(pages(StoredCase(stored.case.model_copy(update=changes), tmp_path)))
    assert "The marked region and what is around it, from the untouched frames" in text
    golden("report_marked", picture)


def test_the_page_that_tells_the_history(tmp_path: Path, golden: Golden) -> None:
    found = [picture for text, picture in pages(drawn(tmp_path)) if "A tag names" in text]
    assert len(found) == 1
    golden("report_provenance", found[0])
