"""Whatever is written on the command line is understood or refused by name, never a bug."""

import contextlib
import io
import string
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ticketkit import annotate, catalog, pipeline
from ticketkit.cli.entry import run
from ticketkit.errors import TicketkitError, UsageError
from ticketkit.model.base import is_inside
from ticketkit.model.case import case_name
from ticketkit.model.request import BuildRequest
from ticketkit.model.timeline import parse_time
from ticketkit.pipeline.asking import ask

steady = settings(derandomize=True, max_examples=150, deadline=None, database=None)
SURROGATES = st.characters(min_codepoint=0xD800, max_codepoint=0xDFFF)
texts = st.text(st.one_of(st.characters(), SURROGATES), max_size=60)
numbers = st.text("0123456789.,:#@=-+e_ /%\u0663\uff11", max_size=30)
near_links = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["https://", "http://", "HTTPS:", "//", "", "file:///", "https://[", "http://:"]),
    st.sampled_from(["lumalabs.ai", "app.klingai.com", "user@runwayml.com", "[::1]", "xn--", ""]),
    st.sampled_from(["/", ":0/", ":99999/", "/dream/", "?", "#", "/%00/"]),
    texts,
)  # fmt: skip


@steady
@given(numbers | texts)
def test_times(text: str) -> None:
    """A time or a usage error; a time is never negative."""
    try:
        time = parse_time(text)
    except UsageError:
        return
    assert (time.seconds is None) != (time.frame is None)
    assert (time.seconds or 0) >= 0


@steady
@given(st.integers(0, 10**7))
def test_times_that_are_printed_can_be_read(milliseconds: int) -> None:
    """Seconds and clocks of the same moment mean the same."""
    seconds = Fraction(milliseconds, 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    clock = f"{minutes // 60:02d}:{minutes % 60:02d}:{rest // 1000:02d}.{rest % 1000:03d}"
    assert parse_time(f"{milliseconds / 1000:.3f}").seconds == seconds
    assert parse_time(clock).seconds == seconds


@steady
@given(numbers | texts, st.integers(1, 8000), st.integers(1, 8000))
def test_boxes(text: str, width: int, height: int) -> None:
    """A box inside the picture with an area, or a usage error."""
    try:
        mark = annotate.parse_box(text).mark(width, height)
    except UsageError:
        return
    assert 0 <= mark.x < mark.x + mark.w <= width
    assert 0 <= mark.y < mark.y + mark.h <= height
    mark.model_dump_json()


@steady
@given(numbers | texts)
def test_events(text: str) -> None:
    """A pair of times or a usage error."""
    try:
        request = BuildRequest(clip=Path("clip.mp4"), id="x", mode="lip", events=(text,))
    except ValueError:
        return
    with contextlib.suppress(UsageError):
        assert len(ask(request).events) == 1


@steady
@given(texts | near_links)
def test_ids_and_links(text: str) -> None:
    """Cited for a vendor, or refused with the contract's error."""
    book = catalog.load()
    for vendor in (None, book.vendor("luma"), book.vendor("runway")):
        with contextlib.suppress(TicketkitError):
            assert book.identify(text, vendor).identifier.value


@steady
@given(texts | near_links)
def test_identify(text: str) -> None:
    """Anything is a link, a name or a refusal."""
    with contextlib.suppress(TicketkitError):
        pipeline.identify(text).model_dump_json()


@steady
@given(texts)
def test_names_of_the_catalogue(text: str) -> None:
    """A name that is not known is refused, with what is near."""
    book = catalog.load()
    for look in (book.vendor, book.mode):
        with contextlib.suppress(TicketkitError):
            look(text)


@steady
@given(texts)
def test_folder_names_are_plain(text: str) -> None:
    """Whatever the ID: lower-case letters, digits and dashes, one level, not hidden."""
    name = case_name("luma", text, "motion")
    assert set(name) <= set(string.ascii_lowercase + string.digits + "-")
    assert is_inside(name)


OPTIONS = ("--at", "--until", "--box", "--event", "--frames", "--id", "--mode", "--vendor",
           "--plan", "--surface", "--prompt", "--prompt-file", "--observed", "--share-url",
           "--account", "--channel", "--json", "--output", "--nonsense", "--", "-")  # fmt: skip


@settings(steady, max_examples=60)
@given(
    st.sampled_from(["build", "route", "identify", "ticket", "render", "vendors", "modes", "scan"]),
    st.lists(st.one_of(st.sampled_from(OPTIONS), numbers, texts), max_size=6),
)
def test_whole_command_lines(command: str, more: list[str]) -> None:
    """A code of the contract, never a bug and never a traceback; a refusal takes up to 3 lines."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run([command, *more])
    assert code in {0, 2, 3, 4}, err.getvalue()
    assert "Traceback" not in err.getvalue()
    if code:
        assert 1 <= len(err.getvalue().strip().splitlines()) <= 3


@pytest.mark.parametrize("option", ["--prompt", "--observed", "--expected", "--seed", "--account"])
def test_text_that_is_not_unicode_is_refused(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A stray byte of the shell is named, and nothing is written."""
    command = ["build", "clip.mp4", "-v", "luma", "-i", "x1", "-m", "hands", "-t", "1"]
    assert run([*command, option, "caf\udce9", "-o", str(tmp_path / "out")]) == 2
    assert f"{option.strip('-')} holds" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
