"""report.pdf, read back as a stranger's PDF reader sees it."""

import hashlib
import re
import shlex
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader
from support.cases import ID, stored_case

from ticketkit import catalog, resources
from ticketkit.errors import CaseError, CatalogError, OutputError
from ticketkit.model.case import Case, StoredCase
from ticketkit.model.finding import ErrorRate
from ticketkit.model.frame import Mark
from ticketkit.outputs.report import _typefaces, write
from ticketkit.outputs.report._commands import printed
from ticketkit.outputs.report._panels import panels
from ticketkit.outputs.report._style import WIDTH_PT
from ticketkit.outputs.report._words import word
from ticketkit.outputs.report.strip import layout
from ticketkit.wording import claims, seconds

SMALL = (192, 108)
TERM = "Temporal Coherence Degradation"
SECTIONS = (
    *("Measurement", "Method and limits", "File identity"),
    *("Provenance", "Processing log", "Glossary"),
)


@pytest.fixture(scope="module", autouse=True)
def _no_typefaces() -> Iterator[None]:
    """What a page says does not follow from the typefaces of the machine that runs the test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_typefaces, "_folders", lambda: ())
        yield


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
    catalogue = (
        "Failure mode in ticketkit's catalogue: Motion failure · severity there: MAJOR · Luma"
    )
    for words in (
        *("Audit report", ID, TERM, catalogue, "3.000 s", "frame 72", finding),
        *("1,000 ms", "125 ms", "41.7 ms", "875 ms", "support@lumalabs.ai", "skate.mp4"),
        *("HIGH. It says how well-formed the ticket is, and nothing about the outcome."),
        stored.case.clip.sha256,
    ):
        assert words in page


def test_the_catalogue_defines_and_does_not_assert(plain: PdfReader) -> None:
    """What the term means stands below the finding, as the meaning of a word."""
    page = text(plain, 0)
    definition = catalog.load().mode("motion").definition
    assert page.index("Shown by measurement") < page.index(f"What the term means: {definition}")
    assert page.count(definition) == 1


def test_the_proof_names_the_page_that_says_how_to_check(plain: PdfReader) -> None:
    """Its number is right, and the line leads there."""
    said = "6 frames with SHA-256 of file and decoded pixels; how to check: page"
    (number,) = re.findall(rf"{said} (\d+)", text(plain, 0))
    assert "sha256sum -c MANIFEST.sha256" in text(plain, int(number) - 1)
    links: Any = plain.pages[0]["/Annots"]
    (target,) = {link.get_object()["/Dest"][0] for link in links}
    assert target == plain.pages[int(number) - 1].indirect_reference


@pytest.mark.parametrize("goodwill", [True, False])
@pytest.mark.parametrize("status", ["shown", "not_shown", "not_measured"])
def test_a_goodwill_credit_is_named_only_where_it_may_be(
    status: str,
    tmp_path: Path,
    stored: StoredCase,
    monkeypatch: pytest.MonkeyPatch,
    *,
    goodwill: bool,
) -> None:
    """Every report asks for a review; only some may speak of a credit."""
    book = catalog.load()
    desk = book.vendor("luma").model_copy(update={"goodwill": goodwill})
    changed = replace(book, vendors={**book.vendors, "luma": desk})
    monkeypatch.setattr(catalog, "load", lambda: changed)
    finding = stored.case.findings[0].model_copy(update={"status": status})
    page = text(report(tmp_path, stored, findings=(finding,)), 0)
    assert "Please review this generation." in page
    offered = "A goodwill credit would be welcome; that is the vendor's decision." in page
    assert offered == (goodwill and status != "not_shown")


def test_why_a_desk_was_chosen_is_not_the_desks_reading(
    plain: PdfReader, stored: StoredCase
) -> None:
    assert stored.case.route.why not in text(plain)
    assert "Source: https://lumalabs.ai/legal/tos, read on 20 November 2026." in text(plain, 0)


def test_the_account_never_leaves_with_the_report(tmp_path: Path, stored: StoredCase) -> None:
    path = written(tmp_path, stored, **asked(stored.case, account="someone@example.com"))
    assert "someone@example.com" not in text(PdfReader(path))
    assert b"someone@example.com" not in path.read_bytes()


def test_the_id_word_begins_its_row_as_a_heading(tmp_path: Path, stored: StoredCase) -> None:
    identifier = stored.case.identifier.model_copy(update={"name": "asset ID"})
    assert f"Asset ID {ID}" in text(report(tmp_path, stored, identifier=identifier), 0)


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
    assert "Frame 48 · 2.000 s · earlier, for comparison" in page
    assert "Frame 72 · 3.000 s · failure" in page
    assert "3.958 s = 48640 × 1/12288 s" in page  # noqa: RUF001 - a times sign
    assert "I, key frame" in page


def test_a_copy_is_called_marked_only_with_marks(tmp_path: Path) -> None:
    """The log counts the boxes that were given, and the frames that show them."""
    stored = stored_case(tmp_path, size=SMALL, marks=(Mark(x=1, y=1, w=9, h=9),))
    page = text(report(tmp_path, stored, **asked(stored.case, boxes=("1,1,9,9",))))
    assert page.count("SHA-256, with marks") == 3
    assert page.count("SHA-256, with caption") == 3
    assert page.count("failure, marked by the sender") == 3
    assert "boxes that the sender gave: 1; frames that show them: 3" in page
    assert "Boxes on the pictures: drawn by the sender." in text(
        PdfReader(tmp_path / "report.pdf"), 0
    )


def test_what_was_not_examined_is_said(tmp_path: Path, stored: StoredCase) -> None:
    page = text(report(tmp_path, stored))
    assert "The file was not examined for marks of its history." in page
    assert "Lavf61.7.100 (says nothing about origin)" in page


def test_numbers_of_the_log_have_units_and_are_round(tmp_path: Path, stored: StoredCase) -> None:
    details: dict[str, float | str] = {
        "motion": 136.4250030517578,
        "lag_ms": 41.66667,
        "count": 3.0,
    }
    measured = stored.case.measurements[0].model_copy(update={"details": details})
    page = text(report(tmp_path, stored, measurements=(measured,)))
    assert "motion: 136 levels lag ms: 41.7 ms count: 3" in page


def test_the_curve_stands_on_page_one_too(
    plain: PdfReader, tmp_path: Path, stored: StoredCase
) -> None:
    assert "largest block change in levels, logarithmic scale" in text(plain, 0)
    page = text(report(tmp_path, stored, measurements=()), 0)
    assert "largest block change" not in page


def test_no_heading_stands_alone(tmp_path: Path) -> None:
    """The evidence begins with a frame under its heading, also where frames fill a page."""
    mark = Mark(x=1, y=1, w=9, h=9, label="a label that takes some room " * 4)
    for size in ((192, 108), (108, 192), (120, 120)):
        stored = stored_case(tmp_path / str(size), size=size, marks=(mark,))
        reader = report(tmp_path, stored, frames=stored.case.frames[2:5])
        pages = [text(reader, number) for number in range(len(reader.pages))]
        (page,) = [p for p in pages if "Evidence frames" in p]
        assert "Frame 72 ·" in page


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
        "holds of fewer than three frames",
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
    rate = ErrorRate(
        recall=0.62,
        precision=0.97,
        false_alarms=0.02,
        found=31,
        failures=50,
        alarmed=1,
        healthy=50,
        measured_on="a set",
    )
    finding = stored.case.findings[0].model_copy(update={"error_rate": rate})
    page = text(report(tmp_path, stored, findings=(finding,)))
    assert "Tried on 50 failures and 50 healthy clips (a set): it found 31 of" in page


def test_pages_are_numbered_and_named(plain: PdfReader) -> None:
    """Every footer holds "page / pages" and the case."""
    total = len(plain.pages)
    for number, page in enumerate(plain.pages, start=1):
        assert f"{number} /" in page.extract_text()
        assert f"{number} / {total}" in " ".join(page.extract_text().split())
        assert "luma-c4d629bf-motion" in page.extract_text()


def test_the_outline_leads_to_sections_and_frames(plain: PdfReader) -> None:
    titles = list(_titles(plain.outline))
    assert titles[:4] == ["Summary", "Before and after", "Evidence frames", "Frame 48"]
    assert {*SECTIONS} <= {*titles}


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
    for look_alike in catalog.load().mode("motion").not_this:
        page = page.replace(look_alike, "")
    assert not re.findall(r"(?<!not )\bshown\b", page, re.IGNORECASE)
    assert "healthy" not in page
    assert "Temporal Coherence Degradation claimed, not shown by the measurement" in page
    assert "s · failure" not in page
    assert "Still the same" not in page


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
    assert "the sender named" in text(reader, 0)
    assert "Nothing was measured for this case." in text(reader)
    assert f"Frame 72 · 3.000 s · {'marked by the' if marks else 'time named by the'}" in text(
        reader
    )
    assert "s · failure" not in text(reader)
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
    reader = report(tmp_path, stored, findings=(finding,))
    page = text(reader, 0)
    assert "no time was given and none was found" in page
    assert page.count("From the clip") == 4
    assert "At the moment" not in page
    assert "Frame 72 · 3.000 s · looked at" in text(reader)


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        (
            {},
            {
                "Earlier 2.000 s",
                "At the moment 3.000 s",
                "Still the same 3.958 s",
                "Afterwards 4.000 s",
            },
        ),
        (
            {"check": "flicker"},
            {"Earlier 2.000 s", "At the moment 3.000 s", "Later 3.958 s", "Afterwards 4.000 s"},
        ),
        (
            {"frames": (72, 90)},
            {"Earlier 2.000 s", "At the moment 3.000 s", "Later 3.958 s", "Afterwards 4.000 s"},
        ),
    ],
)
def test_the_strip_names_what_was_measured(
    changes: dict[str, object], names: set[str], stored: StoredCase
) -> None:
    """A later picture is the same one only where the measurement says that it holds still."""
    finding = stored.case.findings[0].model_copy(update=changes)
    case = stored.case.model_copy(update={"findings": (finding,)})
    said = {f"{word(f'summary.{p.name}')} {seconds(p.frame.time_s)}" for p in panels(case)}
    assert said == names


def test_nothing_comes_after_an_end_that_nobody_knows(tmp_path: Path, stored: StoredCase) -> None:
    """A frame after the moment is later, not afterwards."""
    moment = stored.case.moment.model_copy(update={"found_by": "given", "end_s": None})
    reader = report(tmp_path, stored, findings=(), measurements=(), moment=moment)
    page = text(reader, 0)
    assert "Later" in page
    assert "Afterwards" not in page
    assert "Frame 96 · 4.000 s · later" in text(reader)


@pytest.mark.parametrize("size_px", [(1920, 1080), (1080, 1920), (768, 768)])
@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_the_pictures_keep_to_their_room(count: int, size_px: tuple[int, int]) -> None:
    """Larger room never makes them smaller, and they stay inside it in their own proportions."""
    widths = []
    for room_pt in (90.0, 150.0, 250.0, 330.0):
        plan = layout(count, size_px, room_pt)
        width, height = plan.picture_pt
        rows = -(-count // plan.columns)
        assert rows * (height + 36) <= room_pt + 0.01
        assert plan.columns * width + (plan.columns - 1) * 14 <= WIDTH_PT + 0.01
        assert width / height == pytest.approx(size_px[0] / size_px[1])
        widths.append(width)
    assert widths == sorted(widths)


@pytest.mark.parametrize("size", [(192, 108), (108, 192), (120, 120)])
@pytest.mark.parametrize("prompt", ["A short prompt.", "a long prompt " * 150])
def test_the_table_of_page_one_never_moves_to_page_two(
    size: tuple[int, int], prompt: str, tmp_path: Path
) -> None:
    """Pictures take the room that is left, whatever their proportions; the evidence follows."""
    stored = stored_case(tmp_path, size=size)
    reader = report(tmp_path, stored, **asked(stored.case, prompt=prompt))
    assert "Documentation strength" in text(reader, 0)
    place = 2 if len(prompt) > 1000 else 1
    assert "Before and after" in text(reader, place)


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


def test_a_command_is_broken_between_its_words_only() -> None:
    """What is copied from the page is the command, however long it is."""
    words = ["ticketkit", "build", "a clip of mine.mp4", "--box", "1,2,3,4=" + "x" * 60, *"abc" * 9]
    said = printed(words)
    assert len(said.splitlines()) > 1
    assert all(line.endswith(" \\") for line in said.splitlines()[:-1])
    assert shlex.split(said.replace("\\\n", "")) == words


def test_what_did_not_show_it_is_told_in_brief(tmp_path: Path, stored: StoredCase) -> None:
    """Beside a finding, a check without one takes a row; its method is not explained."""
    finding = stored.case.findings[0]
    quiet = finding.model_copy(
        update={"check": "flicker", "status": "not_shown", "reason": "No flicker stands out."}
    )
    page = text(report(tmp_path, stored, findings=(finding, quiet)))
    assert page.index("Looked for as well") < page.index("No flicker stands out.")
    method = catalog.load().detectors["flicker"].method[0]
    assert method not in page
    assert method in text(report(tmp_path, stored, findings=(quiet,)))


def test_the_glossary_explains_what_is_used(plain: PdfReader, tmp_path: Path) -> None:
    stored = stored_case(tmp_path, size=SMALL)
    nothing = report(tmp_path, stored, findings=(), measurements=())
    assert "Threshold: The value" in text(plain)
    assert "Threshold: The value" not in text(nothing)
