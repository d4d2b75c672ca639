"""What somebody typed, named or pasted is shown as text by every output and every command.

The texts below hold what each place would obey: markup of the PDF writer, HTML, Markdown, mentions,
templates, shell, escape sequences of terminals, and turns of the writing direction.
"""

import email
import email.policy
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from support.cases import stored_case
from support.clips import make_clip

from ticketkit import casefolder
from ticketkit.cli.entry import run
from ticketkit.model.case import StoredCase, case_name
from ticketkit.model.vendor import ChannelKind
from ticketkit.outputs import discord, ticket

ID = "c4d629bf-94bf-4c4e-955f-eba2de8e526c"
NASTY = (
    '<b>bold</b><a href="https://evil.example/a">x</a> &amp;&#64; <para> <script>alert(1)</script> '
    "**x** _y_ ~~z~~ `c` ||s|| [l](https://evil.example/b) ![i](x) :smile: discord.gg/abc "
    "@everyone @here <@123456789012345678> <#12345678> <@&1> </cmd:1> <t:1:R> "
    "{{ 7*7 }} {% raise %} {# c #} ${HOME} $(id) `id` ; rm -rf ../../etc C:\\CON|a "
    "\x1b[31mred\x1b]0;title\x07 \x9b31m \u202egnp.exe\u202c \u2066a\u2069 "
    "\n# head\n- item\n1. one\n> said\n```\ncode\n```\n"
)
NAME = "-clip <b>`x`@everyone \u202e\x1b[31m\n{{7*7}} $(id)&amp;.mp4"
OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What a terminal or an editor does not show but obeys."""
LONG = "x" * 100_000
ALLOWED = {0, 2, 3, 4, 5, 6, 7}


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Half a second under the worst name that a file system takes."""
    folder = tmp_path_factory.mktemp("clips")
    make_clip(folder / "plain.mp4", frames=12)
    return (folder / "plain.mp4").rename(folder / NAME)


def build(clip: Path, folder: Path, *more: str, vendor: str = "luma") -> list[str]:
    about = ("-v", vendor, "-i", ID, "-m", "hands", "-t", "0.25", "-o", str(folder))
    return ["build", str(clip), *about, *more]


def everywhere(text: str) -> list[str]:
    """The text in every option that takes one."""
    options = (
        *("--observed", "--expected", "--prompt", "--model", "--seed", "--credits"),
        *("--generated-at", "--account"),
    )
    given = [part for option in options for part in (option, text)]
    return [*given, "--box", f"4,4,20,20={text}"]


@pytest.fixture(scope="module")
def case(clip: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cases")
    assert run(build(clip, folder, *everywhere(NASTY))) == 0
    return folder / "luma-c4d629bf-hands"


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "{clip}", "-v", NASTY, "-i", ID, "-m", "hands", "-o", "{out}"],
        ["build", "{clip}", "-v", "luma", "-i", NASTY, "-m", "hands", "-t", "0", "-o", "{out}"],
        ["build", "{clip}", "-v", "luma", "-i", ID, "-m", NASTY, "-o", "{out}"],
        ["build", "{clip}", "-v", "luma", "-i", ID, "-m", "hands", "-t", NASTY, "-o", "{out}"],
        *(
            ["build", "{clip}", "-v", "luma", "-i", ID, "-m", "hands", "-t", "0", option, NASTY]
            for option in ("--until", "--box", "--blur", "--event", "--plan", "--surface")
        ),
        ["build", NASTY, "-v", "luma", "-i", ID, "-m", "hands", "-t", "0", "-o", "{out}"],
        ["build", "{clip}", "-v", "luma", "-i", "a\udce9", "-m", "hands", "-t", "0"],
        ["scan", "{clip}"],
        ["scan", "{clip}", "--json"],
        ["scan", NASTY],
        ["identify", "{clip}"],
        ["identify", "{clip}", "--json"],
        ["identify", NASTY],
        ["identify", f"https://lumalabs.ai/{NASTY}"],
        ["verify", "{case}"],
        ["verify", "{case}", "--clip", "{clip}", "--json"],
        ["verify", NASTY],
        ["render", "{case}"],
        ["render", "{case}", "--only", NASTY],
        ["ticket", "{case}"],
        ["ticket", "{case}", "--channel", NASTY],
        ["ticket", NASTY],
        ["vendors", NASTY],
        ["modes", NASTY],
        ["check", NASTY],
        ["route", "-v", NASTY],
        ["route", "-v", "luma", "--plan", NASTY],
        ["vendors", LONG],
    ],
    ids=lambda arguments: " ".join(a[:9] for a in arguments if not a.startswith("{")),
)
def test_no_command_passes_an_escape_sequence_on(
    arguments: list[str],
    case: Path,
    clip: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Each ends with a code of the contract; an error is a few lines, however long the value."""
    monkeypatch.chdir(tmp_path)
    places = {"{clip}": str(clip), "{case}": str(case), "{out}": str(tmp_path)}
    code = run([places.get(argument, argument) for argument in arguments])
    printed = capsys.readouterr()
    assert code in ALLOWED
    assert not OBEYED.search(printed.out + printed.err)
    if code not in {0, 6, 7}:
        message = printed.err[printed.err.index("error: ") :]
        assert len(message) < 2000
        assert not list(tmp_path.rglob("case.json"))


def test_no_file_of_a_case_holds_what_is_obeyed(case: Path) -> None:
    """Whoever opens or prints a text of the case sees characters; names are plain."""
    for path in case.rglob("*"):
        assert re.fullmatch(r"[\w.-]+", path.name, re.ASCII)
        if path.suffix in {".txt", ".md", ".json", ".sha256", ".eml"}:
            assert not OBEYED.search(path.read_bytes().decode("utf-8").replace("\r\n", "\n"))


def test_the_request_is_stored_verbatim(case: Path) -> None:
    """Escapes of JSON hide nothing: what was typed comes back."""
    document = json.loads((case / "case.json").read_text(encoding="utf-8"))
    assert document["request"]["prompt"] == NASTY
    assert document["clip"]["file_name"] == NAME


def test_the_report_shows_markup_as_text_and_links_nowhere_unknown(case: Path) -> None:
    reader = PdfReader(case / "report.pdf")
    text = re.sub(r"\s", "", "".join(page.extract_text() for page in reader.pages))
    for typed in ("<b>bold</b>", "&amp;&#64;", "<para>", "**x**", "{{7*7}}", "<script>", "[31mred"):
        assert typed in text
    links = [
        note.get_object()["/A"]["/URI"]
        for page in reader.pages
        for note in page.get("/Annots", [])
        if "/A" in note.get_object()
    ]
    assert not [link for link in links if "evil.example" in link]
    assert b"/JavaScript" not in (case / "report.pdf").read_bytes()


def test_the_draft_has_the_headers_and_parts_of_any_other(case: Path) -> None:
    """A line break in a value begins no header, a boundary in it no part."""
    message = email.message_from_bytes(
        (case / "ticket.eml").read_bytes(), policy=email.policy.default
    )
    assert message["To"] == "support@lumalabs.ai"
    assert set(message.keys()) == {
        "To",
        "Subject",
        "Date",
        "X-Unsent",
        "MIME-Version",
        "Content-Type",
    }
    assert [part.get_content_type() for part in message.iter_attachments()] == [
        "application/pdf", "image/png", "image/png",
    ]  # fmt: skip


def test_nothing_in_the_discord_pack_calls_formats_or_unfolds(tmp_path: Path) -> None:
    stored = stored_case(tmp_path, size=(64, 48))
    request = stored.case.request.model_copy(update={"observed": NASTY, "prompt": None})
    texts = discord.texts(StoredCase(stored.case.model_copy(update={"request": request}), tmp_path))
    message = texts["discord/message.txt"]
    said = message[message.index("Observed:") : message.index("Expected:")]
    assert not re.search(r"@(?:everyone|here)|<[@#][!&]?\d|(?<!\\)<|https?://|discord\.gg", message)
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_~`|<#]", said)
    assert "{{ 7\\*7 }}" in said
    assert "@everyone" not in texts["discord/alt-texts.txt"]


@pytest.mark.parametrize("kind", ["email", "web_form", "in_app_chat", "discord", "forum", "none"])
def test_every_channel_shows_the_words_as_words(kind: ChannelKind, tmp_path: Path) -> None:
    """No template reads them, whatever the channel, and nothing obeyed is left."""
    stored = stored_case(tmp_path, size=(64, 48))
    typed = dict.fromkeys(("observed", "expected", "prompt", "model", "seed"), NASTY)
    case = stored.case.model_copy(
        update={
            "request": stored.case.request.model_copy(update=typed),
            "route": stored.case.route.model_copy(update={"kind": kind}),
        }
    )
    text = ticket.text(StoredCase(case, tmp_path))
    assert not OBEYED.search(text)
    assert "49" not in text
    if kind != "in_app_chat":
        assert re.search(r"\{\{ 7\\?\*7 \}\}", text)


def test_words_on_a_marked_sound_are_escaped_inside_the_finding(tmp_path: Path) -> None:
    """The sentence is ours and the label in it is not."""
    label = "@everyone **door** guaranteed refund"
    stored = stored_case(tmp_path, size=(64, 48))
    finding = stored.case.findings[0].model_copy(
        update={"sentence": f"The sound comes 1,000 ms late ({label}); that is a lot."}
    )
    request = stored.case.request.model_copy(update={"events": (f"1,2={label}",)})
    case = stored.case.model_copy(update={"findings": (finding,), "request": request})
    message = discord.texts(StoredCase(case, tmp_path))["discord/message.txt"]
    assert "(@\u200beveryone \\*\\*door\\*\\* guaranteed refund)" in message


@pytest.mark.slow
def test_a_hundred_kilobytes_make_a_case(clip: Path, tmp_path: Path) -> None:
    """Long words are kept where there is room and left out where there is none."""
    given = ("--prompt", LONG, "--box", f"4,4,20,20={LONG}")
    assert run(build(clip, tmp_path, *given)) == 0
    folder = tmp_path / "luma-c4d629bf-hands"
    message = (folder / "discord/message.txt").read_text(encoding="utf-8")
    assert len(message) <= 2000
    assert ID in message
    assert casefolder.read(folder).case.request.prompt == LONG


@given(st.text(max_size=300))
def test_a_folder_name_is_one_on_every_system(identifier: str) -> None:
    """No separator, no device of Windows, no ending that Windows drops, no hidden file."""
    name = case_name("luma", identifier, "motion")
    assert re.fullmatch(r"luma-[a-z0-9](?:[a-z0-9-]*[a-z0-9])?-motion", name)
    assert len(name) <= 255
