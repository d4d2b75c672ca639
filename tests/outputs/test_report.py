"""report.pdf, read back as a stranger's PDF reader sees it."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader
from support.cases import ID, stored_case

from ticketkit import resources
from ticketkit.errors import CaseError, CatalogError, OutputError
from ticketkit.model.case import Case, StoredCase
from ticketkit.model.finding import ErrorRate
from ticketkit.model.frame import Mark
from ticketkit.outputs.report import write
from ticketkit.wording import claims

SMALL = (192, 108)
TERM = "Temporal Coherence Degradation"


def report(folder: Path, stored: StoredCase | None = None, **changes: object) -> PdfReader:
    return PdfReader(written(folder, stored, **changes))


def written(folder: Path, stored: StoredCase | None = None, **changes: object) -> Path:
    stored = stored or stored_case(folder, size=SMALL)
    case = stored.case.model_copy(update=changes)
    (path,) = write(StoredCase(case, stored.folder), folder)
    return path


def text(reader: PdfReader, page: int | None = None) -> str:
    pages = reader.pages if page is None else [reader.pages[page]]
    return " ".join(" ".join(p.extract_text() for p in pages).split())


def asked(case: Case, **changes: object) -> dict[str, object]:
    return {"request": case.request.model_copy(update=changes)}


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> StoredCase:
    return stored_case(tmp_path_factory.mktemp("case"), size=SMALL)


@pytest.fixture(scope="module")
def plain(stored: StoredCase) -> PdfReader:
    return report(stored.folder, stored)


def test_page_one_stands_alone(plain: PdfReader, stored: StoredCase) -> None:
    """The claim, its time, the finding with its numbers, the ID and the address are on page 1."""
    page = text(plain, 0)
    finding = stored.case.findings[0].sentence
    for words in (
        *(ID, TERM, "Motion failure", "MAJOR", "3.000 s", "frame 72", finding),
        *("1,000 ms", "125 ms", "41.7 ms", "875 ms", "support@lumalabs.ai", "skate.mp4"),
        *("HIGH. It says how well-formed the ticket is, and nothing about the outcome."),
        stored.case.clip.sha256,
    ):
        assert words in page


def test_the_senders_words_are_quoted(plain: PdfReader, stored: StoredCase) -> None:
    request = stored.case.request
    for words in (request.prompt, request.observed, request.expected):
        assert f"“{words}”" in text(plain, 0)


def test_every_hash_can_be_copied(plain: PdfReader, stored: StoredCase) -> None:
    """No hash is broken by a line end or drawn as a picture."""
    raw = " ".join(p.extract_text() for p in plain.pages)
    hashes = [stored.case.clip.sha256]
    for frame in stored.case.frames:
        hashes += [frame.sha256, frame.annotated_sha256, frame.pixels_sha256]
    assert not [h for h in hashes if h not in raw]


def test_every_frame_states_its_place(plain: PdfReader) -> None:
    """Index, role, presentation time from the container's own numbers, and kind of picture."""
    page = text(plain)
    assert "Frame 48 · 2.000 s · healthy comparison" in page
    assert "3.958 s = 48640 × 1/12288 s" in page  # noqa: RUF001 - a times sign
    assert "I, key frame" in page


def test_no_heading_stands_alone(tmp_path: Path) -> None:
    """The evidence begins with a frame under its heading, also where frames fill a page."""
    mark = Mark(x=1, y=1, w=9, h=9, label="a label that takes some room " * 4)
    for size in ((192, 108), (108, 192), (120, 120)):
        stored = stored_case(tmp_path / str(size), size=size, marks=(mark,))
        page = text(report(tmp_path, stored, frames=stored.case.frames[2:5]), 1)
        assert "Evidence frames" in page
        assert "Frame 72" in page


def test_a_shifted_start_is_part_of_the_sum(tmp_path: Path, stored: StoredCase) -> None:
    """Where the player's zero is not timestamp zero, the difference is stated."""
    clip = stored.case.clip.model_copy(update={"start_s": 1 / 12})
    frames = tuple(f.model_copy(update={"pts": f.pts + 1024}) for f in stored.case.frames)
    page = text(report(tmp_path, stored, clip=clip, frames=frames))
    assert "3.000 s = 37888 × 1/12288 s − 0.083 s (start of the container)" in page  # noqa: RUF001 - a minus sign


def test_method_limits_and_checks_are_said(plain: PdfReader) -> None:
    page = text(plain)
    for words in (
        "What the method cannot see",
        "holds of fewer than three frame durations",
        "What this report does not establish",
        "no error rate has been measured for this detector yet",
        "A freeze that the prompt asked for.",
        "sha256sum -c MANIFEST.sha256",
        "ffmpeg -noautorotate -i skate.mp4 -map 0:v:0 -fps_mode passthrough -f framehash",
        "Lavf61.7.100",
        "numpy 2.4.6",
    ):
        assert words in page


def test_a_measured_error_rate_is_quoted(tmp_path: Path, stored: StoredCase) -> None:
    rate = ErrorRate(recall=0.62, precision=0.97, false_alarms=0.02, clips=60, measured_on="a set")
    finding = stored.case.findings[0].model_copy(update={"error_rate": rate})
    page = text(report(tmp_path, stored, findings=(finding,)))
    assert "On 60 clips (a set) this detector found 62 % of the failures; 97 %" in page


def test_pages_are_numbered_and_named(plain: PdfReader) -> None:
    """Every footer holds "page / pages" and the case."""
    total = len(plain.pages)
    for number, page in enumerate(plain.pages, start=1):
        assert f"{number} /" in page.extract_text()
        assert f"{number} / {total}" in " ".join(page.extract_text().split())
        assert "luma-c4d629bf-motion" in page.extract_text()


def test_the_outline_leads_to_sections_and_frames(plain: PdfReader) -> None:
    titles = list(_titles(plain.outline))
    assert titles[:3] == ["Summary", "Evidence frames", "Frame 48"]
    assert {"Measurement", "Method and limits", "File identity", "Processing log"} <= {*titles}


def _titles(outline: list[Any]) -> Iterator[str]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _titles(entry)
        else:
            yield entry.title


def test_metadata_names_the_case(plain: PdfReader) -> None:
    about = plain.metadata
    assert about is not None
    assert TERM in (about.title or "")
    assert ID in (about.subject or "")
    assert about.creation_date is not None
    assert about.creation_date.isoformat() == "2026-11-20T12:00:00+00:00"
    assert str(plain.root_object["/Lang"]) == "en"


def test_every_font_is_embedded(plain: PdfReader) -> None:
    """The report looks and copies alike on every machine."""
    fonts = list(_fonts(plain))
    assert fonts
    for font in fonts:
        assert "/FontFile2" in font["/FontDescriptor"], font["/BaseFont"]


def _fonts(reader: PdfReader) -> Iterator[Any]:
    for page in reader.pages:
        resource: Any = page["/Resources"]
        for font in resource["/Font"].values():
            yield font.get_object()


def test_the_same_case_gives_the_same_bytes(
    tmp_path: Path, stored: StoredCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the time zone, SOURCE_DATE_EPOCH nor the folder's name changes a byte."""
    first = written(tmp_path, stored).read_bytes()
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert written(tmp_path, stored).read_bytes() == first


def test_markup_in_user_text_is_only_text(tmp_path: Path, stored: StoredCase) -> None:
    prompt = 'A <b>bold</b> & <font color="red">red</font> </para> &amp; <img src="/etc/passwd"/>'
    mark = Mark(x=1, y=1, w=9, h=9, label="<i>finger</i>")
    frames = tuple(f.model_copy(update={"marks": (mark,)}) for f in stored.case.frames)
    clip = stored.case.clip.model_copy(update={"tags": {"a<b>": "<c> & d"}})
    page = text(
        report(
            tmp_path,
            stored,
            **asked(stored.case, prompt=prompt, model="<u>Ray</u>"),
            frames=frames,
            clip=clip,
            warnings=("odd & <i>strange</i>",),
        )
    )
    for words in (prompt, "“<i>finger</i>”", "<c> & d", "odd & <i>strange</i>", "<u>Ray</u>"):
        assert words in page


def test_what_the_font_lacks_is_printed_as_its_code(tmp_path: Path, stored: StoredCase) -> None:
    """No silent boxes, and nothing that hides or turns text passes unseen."""
    prompt = "hi \N{GRINNING FACE} \u4e2d\u6587 a\u202eb c\u200bd caf\u00e9"
    page = text(report(tmp_path, stored, **asked(stored.case, prompt=prompt)))
    for words in ("U+1F600", "U+4E2D U+6587", "U+202E", "U+200B", "caf\u00e9"):
        assert words in page


def test_long_texts_wrap_and_go_on(tmp_path: Path, stored: StoredCase) -> None:
    """A long prompt is printed whole, also where it has no spaces."""
    words = [f"word{i}" for i in range(2000)]
    prompt = "x" * 800 + " " + " ".join(words)
    page = text(report(tmp_path, stored, **asked(stored.case, prompt=prompt)))
    found = set(page.split())
    assert not [w for w in words[:-1] if w not in found]
    assert "x" * 800 in page.replace(" ", "")


def test_not_shown_never_reads_as_shown(tmp_path: Path, stored: StoredCase) -> None:
    """Every "shown" of a report without a shown finding is preceded by "not"."""
    finding = stored.case.findings[0].model_copy(
        update={
            "status": "not_shown",
            "value": 83.3,
            "margin": -41.7,
            "sentence": "The longest hold lasts 83.3 ms.",
            "reason": "Too short.",
        }
    )
    page = text(report(tmp_path, stored, findings=(finding,)))
    assert "NOT SHOWN by the measurement" in page
    assert "41.7 ms short of it" in page
    assert not re.findall(r"(?<!not )\bshown\b", page, re.IGNORECASE)
    assert "healthy" not in page
    assert "claimed failure" in page


@pytest.mark.parametrize(
    ("marks", "words"),
    [((), "Not measured: judged by eye"), ((Mark(x=1, y=2, w=30, h=40),), "marked by a person")],
)
def test_what_an_eye_judges_is_said_to_be_unmeasured(
    marks: tuple[Mark, ...], words: str, tmp_path: Path, stored: StoredCase
) -> None:
    moment = stored.case.moment.model_copy(update={"found_by": "given", "end_s": None})
    frames = tuple(f.model_copy(update={"marks": marks}) for f in stored.case.frames)
    reader = report(tmp_path, stored, findings=(), measurements=(), moment=moment, frames=frames)
    assert words in text(reader, 0)
    assert "the time was given by the sender" in text(reader, 0)
    assert "Nothing was measured for this case." in text(reader)
    assert ("box 30 × 40 px at x 1, y 2" in text(reader)) == bool(marks)  # noqa: RUF001 - a times sign


def test_one_frame_and_nothing_said_make_a_report(tmp_path: Path, stored: StoredCase) -> None:
    nothing = asked(stored.case, prompt=None, observed=None, expected=None, plan=None)
    reader = report(tmp_path, stored, frames=stored.case.frames[2:3], **nothing)
    assert "In the sender's words" not in text(reader)
    assert "Frame 72 · 3.000 s · failure" in text(reader)


def test_an_unfound_moment_is_not_invented(tmp_path: Path, stored: StoredCase) -> None:
    """Without a time and without a find, no frame is called the moment."""
    finding = stored.case.findings[0].model_copy(
        update={"status": "not_shown", "start_s": None, "end_s": None, "frames": None}
    )
    page = text(report(tmp_path, stored, findings=(finding,)), 0)
    assert "no time was given and none was found" in page
    assert "At the moment" not in page


@pytest.mark.parametrize(("rotation", "red"), [(0, "left"), (90, "top"), (180, "right")])
def test_raw_frames_are_turned_upright(rotation: int, red: str, tmp_path: Path) -> None:
    """A stored frame is as decoded; the reader sees it as a player shows it."""
    stored = stored_case(tmp_path, size=(160, 80))
    picture = Image.new("RGB", (160, 80), "blue")
    picture.paste("red", (0, 0, 80, 80))
    for frame in stored.case.frames:
        picture.save(tmp_path / frame.file)
    clip = stored.case.clip.model_copy(update={"rotation": rotation})
    image = report(tmp_path, stored, clip=clip).pages[0].images[0].image

    assert image is not None
    assert image.size == ((80, 160) if rotation == 90 else (160, 80))
    width, height = image.size
    places = {"left": (5, height // 2), "right": (width - 5, height // 2), "top": (width // 2, 5)}
    assert image.convert("RGB").getpixel(places[red])[0] > 200  # type: ignore[index]  # RGB: a tuple


def test_many_large_frames_stay_small_enough_to_send(tmp_path: Path) -> None:
    """Sixteen grainy 4K frames stay below 8 MB, with their pictures at most 200 dpi."""
    stored = stored_case(tmp_path, size=(64, 36))
    noise = np.random.default_rng(1).normal(128, 25, (2160, 3840)).clip(0, 255).astype(np.uint8)
    grain = tmp_path / "frames" / "grain.png"
    Image.fromarray(noise).save(grain, compress_level=1)
    shared = {"file": "frames/grain.png", "sha256": hashlib.sha256(b"").hexdigest()}
    first = stored.case.frames[0].model_copy(update=shared)
    frames = (first, *(first.model_copy(update={"index": i}) for i in range(49, 64)))
    clip = stored.case.clip.model_copy(update={"width": 3840, "height": 2160})

    path = written(tmp_path, stored, frames=frames[:2], clip=clip)
    one_frame_bytes = path.stat().st_size / 2
    assert 2 * 16 * one_frame_bytes < 8_000_000


def test_a_missing_picture_is_named(tmp_path: Path, stored: StoredCase) -> None:
    frame = stored.case.frames[0].model_copy(update={"file": "frames/gone.png"})
    with pytest.raises(CaseError, match=r"gone\.png"):
        report(tmp_path, stored, frames=(frame,))


def test_a_detector_without_words_is_an_error(tmp_path: Path, stored: StoredCase) -> None:
    """A number is never printed without its method and blind spots."""
    finding = stored.case.findings[0].model_copy(update={"check": "unheard_of"})
    with pytest.raises(CatalogError, match="unheard_of"):
        report(tmp_path, stored, findings=(finding,))


def test_a_folder_that_refuses_is_an_output_error(tmp_path: Path, stored: StoredCase) -> None:
    with pytest.raises(OutputError, match=r"report\.pdf"):
        write(stored, tmp_path / "absent")


def test_the_fixed_sentences_claim_nothing() -> None:
    """No sentence of the report promises, threatens or demands anything."""
    said = (resources.templates() / "report" / "report.toml").read_text(encoding="utf-8")
    wrong = [p for p in claims.problems(said) if p.kind in ("claim", "secret")]
    assert not wrong
