"""The sender's words in any script: shown where a typeface has it, as codes where none does."""

import json
from pathlib import Path

import pytest
from pypdf import PdfReader
from support.cases import stored_case

from ticketkit.model.case import StoredCase
from ticketkit.outputs.report import _scripts, _typefaces, files_inside, write
from ticketkit.outputs.report._typefaces import Typeface
from ticketkit.resources import FONTS

SMALL = (96, 54)
CHINESE = "一位老人骑着自行车穿过小巷。"
HEBREW = "איש רוכב על אופניים"
ARABIC = "رجل يركب دراجة"


def report(folder: Path, prompt: str) -> Path:
    stored = stored_case(folder, size=SMALL)
    request = stored.case.request.model_copy(update={"prompt": prompt})
    (path,) = write(StoredCase(stored.case.model_copy(update={"request": request}), folder), folder)
    return path


def text(path: Path) -> str:
    return " ".join(" ".join(p.extract_text() for p in PdfReader(path).pages).split())


@pytest.fixture
def no_typefaces(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any typeface of its own."""
    monkeypatch.setattr(_typefaces, "_folders", lambda: ())


@pytest.fixture
def machine_with(monkeypatch: pytest.MonkeyPatch) -> Typeface:
    """A machine with one more typeface, which is taken to know Hebrew, Arabic and Chinese."""
    typeface = Typeface(FONTS / "IBMPlexMono-Regular.ttf")
    monkeypatch.setattr(_typefaces, "_installed", lambda _: (typeface,))
    monkeypatch.setattr(
        Typeface, "has", lambda _, c: c.isascii() or ord(c) in {*range(0x590, 0x700), 0x4E00}
    )
    return typeface


@pytest.mark.usefixtures("no_typefaces")
@pytest.mark.parametrize("prompt", [CHINESE, HEBREW, ARABIC, "smile \N{GRINNING FACE}"])
def test_without_a_typeface_codes_are_printed_and_said(prompt: str, tmp_path: Path) -> None:
    """Never a silent box; the words themselves go along."""
    path = report(tmp_path, prompt)
    first = next(c for c in prompt if not c.isascii())
    assert f"U+{ord(first):04X}" in text(path)
    assert "can be printed as their Unicode numbers alone" in text(path)
    inside = json.loads((files_inside(path) or {})["case.json"])
    assert inside["request"]["prompt"] == prompt


@pytest.mark.usefixtures("no_typefaces")
def test_two_thousand_characters_are_not_five_pages_of_codes(tmp_path: Path) -> None:
    path = report(tmp_path, (CHINESE * 200)[:2000])
    page = text(path)
    assert "2,000 characters can be printed" in page
    assert "only the beginning is printed" in page
    assert page.count("U+4E00") <= 10
    assert "Before and after" in " ".join(PdfReader(path).pages[2].extract_text().split())


def test_the_typeface_that_was_used_is_named(machine_with: Typeface, tmp_path: Path) -> None:
    """Which file it is changes the page, so a second person has to know."""
    page = text(report(tmp_path, HEBREW))
    assert "IBMPlexMono-Regular.ttf. Such lines are pictures" in page
    assert machine_with.sha256() in page
    assert "Unicode numbers alone" not in page


@pytest.mark.usefixtures("machine_with")
def test_the_same_machine_gives_the_same_bytes(tmp_path: Path) -> None:
    path = report(tmp_path, f"{HEBREW} 12 \n{ARABIC} and text")
    first = path.read_bytes()
    assert report(tmp_path, f"{HEBREW} 12 \n{ARABIC} and text").read_bytes() == first


@pytest.mark.usefixtures("machine_with")
@pytest.mark.parametrize("prompt", [HEBREW * 40, "一" * 500, f"{ARABIC} " * 60, "a\n\n一\nb"])
def test_nothing_is_lost_between_lines(prompt: str) -> None:
    """The lines together are the text, apart from spaces, and none is wider than its room."""
    found = _scripts.setting(prompt).typefaces
    width_px = 900
    lines = [line for part in prompt.split("\n") for line in _scripts._lines(part, width_px, found)]
    assert "".join("".join(lines).split()) == "".join(prompt.split())
    assert all(_scripts._width_px(line, found) <= width_px for line in lines)


@pytest.mark.usefixtures("machine_with")
def test_what_turns_text_unseen_is_printed_as_its_code(tmp_path: Path) -> None:
    """An override between Hebrew letters stays visible: it is in the words behind the line."""
    flowables = _scripts.quoted("א\u202eב", 300)
    (line,) = [f._line for f in flowables if isinstance(f, _scripts._Line)]
    assert (
        line == "“א\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}U+202E"
        "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}ב”"
    )
    assert report(tmp_path, "א\u202eב").stat().st_size


def test_words_that_the_bundled_typeface_has_stay_text(tmp_path: Path) -> None:
    """Latin, Greek and Cyrillic are searchable as they are, whatever the machine has."""
    prompt = "Плавный наезд, αργά, très lentement"
    assert prompt in text(report(tmp_path, prompt))


@pytest.mark.skipif(not _typefaces._shapes(), reason="this Pillow cannot turn or join letters")
def test_a_real_typeface_of_this_machine_sets_hebrew(tmp_path: Path) -> None:
    """Where the machine has one."""
    if not _typefaces.for_characters(HEBREW):
        pytest.skip("no typeface of this machine has Hebrew")
    assert "Unicode numbers alone" not in text(report(tmp_path, HEBREW))
