"""The page that sets frames beside each other, and what changed between them."""

import hashlib
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from pypdf import PdfReader
from support.cases import stored_case

from ticketkit.errors import CaseError
from ticketkit.model.case import StoredCase
from ticketkit.model.frame import Mark, StretchFrame
from ticketkit.outputs.report import write
from ticketkit.outputs.report._differences import difference

SMALL = (192, 108)


def page_two(stored: StoredCase) -> str:
    (path,) = write(stored, stored.folder)
    return " ".join(PdfReader(path).pages[1].extract_text().split())


def textured(shift_px: int = 0, lift: int = 0) -> Image.Image:
    """A picture with edges, moved to the right and made brighter."""
    image = Image.new("RGB", (320, 180), (60 + lift,) * 3)
    draw = ImageDraw.Draw(image)
    for step in range(6):
        left = 20 + 45 * step + shift_px
        draw.rectangle((left, 30 + 9 * step, left + 18, 90 + 9 * step), fill=(150 + lift,) * 3)
    return image


def test_a_held_picture_is_shown_by_what_changed_and_what_did_not(tmp_path: Path) -> None:
    """Until the freeze the picture changes, during it it does not, on one scale."""
    page = page_two(stored_case(tmp_path, size=SMALL))
    assert "Earlier: 2.000 s, frame 48" in page
    assert "At the moment: 3.000 s, frame 72" in page
    assert "From frame 48 to frame 72:" in page
    assert "From frame 72 to frame 95:" in page
    assert "48 or more, of 255 luma levels" in page


def test_a_box_is_enlarged_from_both_frames(tmp_path: Path) -> None:
    page = page_two(stored_case(tmp_path, size=SMALL, marks=(Mark(x=20, y=20, w=60, h=40),)))
    assert "The marked region and what is around it, from the untouched frames" in page


def test_without_a_moment_nothing_is_compared(tmp_path: Path) -> None:
    stored = stored_case(tmp_path, size=SMALL)
    finding = stored.case.findings[0].model_copy(
        update={"status": "not_shown", "start_s": None, "end_s": None, "frames": None}
    )
    case = stored.case.model_copy(update={"findings": (finding,), "stretch": ()})
    assert "Evidence frames" in page_two(StoredCase(case, tmp_path))


def test_equal_pictures_differ_by_nothing() -> None:
    found = difference(textured(), textured(), align=False)
    assert found.mean == 0
    assert found.picture.getextrema() == ((255, 255),) * 3


def test_a_difference_is_told_in_luma_levels() -> None:
    """Ten levels more everywhere are ten levels."""
    assert difference(textured(), textured(lift=10), align=False).mean == pytest.approx(10, abs=0.5)


def test_a_moved_picture_is_laid_over_the_first() -> None:
    """What a drifting camera does is taken out, and how far is said."""
    assert difference(textured(), textured(8), align=False).mean > 5
    found = difference(textured(), textured(8), align=True)
    assert found.moved_px == (-8, 0)
    assert found.mean < 0.5


def with_stretch(stored: StoredCase, count: int) -> StoredCase:
    """The case with small frames from 2.5 s on, 24 a second."""
    (stored.folder / "moment").mkdir(exist_ok=True)
    records = []
    for index in range(60, 60 + count):
        file = f"moment/{index:04d}.jpg"
        Image.new("RGB", (48, 27), (index, 90, 90)).save(stored.folder / file)
        digest = hashlib.sha256((stored.folder / file).read_bytes()).hexdigest()
        records.append(
            StretchFrame(
                index=index,
                time_s=index / 24,
                duration_s=1 / 24,
                file=file,
                sha256=digest,
                role="failure" if index >= 72 else "before",
            )
        )
    return StoredCase(stored.case.model_copy(update={"stretch": tuple(records)}), stored.folder)


@pytest.mark.parametrize(("count", "shown"), [(48, 12), (30, 10), (13, 7), (12, 12)])
def test_the_stretch_is_thinned_evenly_around_the_moment(
    count: int, shown: int, tmp_path: Path
) -> None:
    """At most twelve small pictures, that of the moment among them."""
    page = page_two(with_stretch(stored_case(tmp_path, size=SMALL), count))
    assert page.count("#") == shown
    if count > 12:
        assert "3.000 s #72" in page
    assert f"{shown} of " in page


def test_a_missing_small_picture_is_named(tmp_path: Path) -> None:
    stored = with_stretch(stored_case(tmp_path, size=SMALL), 12)
    (tmp_path / stored.case.stretch[0].file).unlink()
    with pytest.raises(CaseError, match=r"0060\.jpg"):
        write(stored, tmp_path)
