"""SEND.md names the place, the source behind it, and how the receiver checks the case."""

from datetime import date
from pathlib import Path

import pytest
from support import desks
from support.cases import stored_case

from ticketkit.errors import CatalogError
from ticketkit.model.case import StoredCase
from ticketkit.model.vendor import Fallback, Limits
from ticketkit.outputs import discord, send


@pytest.fixture(autouse=True)
def _desks(monkeypatch: pytest.MonkeyPatch) -> None:
    desks.install(monkeypatch)


@pytest.fixture
def stored(tmp_path: Path) -> StoredCase:
    return stored_case(tmp_path, size=(64, 48))


def routed(stored: StoredCase, **values: object) -> StoredCase:
    route = stored.case.route.model_copy(update=values)
    return StoredCase(stored.case.model_copy(update={"route": route}), stored.folder)


def written(stored: StoredCase) -> str:
    [path] = send.write(stored, stored.folder)
    assert path == stored.folder / "SEND.md"
    text = path.read_text(encoding="utf-8")
    assert "\n\n\n" not in text
    return text


def section(text: str, title: str) -> str:
    return text.split(f"\n## {title}", 1)[1].split("\n## ", 1)[0]


def test_it_leads_to_the_place_step_by_step(stored: StoredCase) -> None:
    text = written(stored)
    assert text.startswith(
        "# Where to send this ticket\n\n**Luma support e-mail: support@lumalabs.ai**\n"
    )
    assert "Luma's terms name this address for any issue with the service." in text
    assert "1. Write from the account's own address.\n2. Attach report.pdf.\n" in text
    assert "Luma asks for: the generation ID." in text
    assert "- Do not post in another vendor's channels." in section(text, "What not to do")
    assert "The vendor decides." in text


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        ("primary", "the vendor's own page, read on 20 November 2026."),
        ("secondary", "reported by others and not confirmed by the vendor, read on 20 November"),
        ("unverified", "this could not be confirmed, looked for on 20 November 2026."),
    ],
)
def test_the_source_says_how_far_to_trust_it(
    stored: StoredCase, confidence: str, words: str
) -> None:
    text = written(routed(stored, confidence=confidence))
    assert f"Source: https://lumalabs.ai/legal/tos; {words}" in text


def test_a_source_older_than_ninety_days_is_to_be_read_again(stored: StoredCase) -> None:
    """Counted at the day of the case, so that a later rendering says the same."""
    assert "re-check" not in written(routed(stored, checked_on=date(2026, 8, 22)))
    old = written(routed(stored, checked_on=date(2026, 8, 21)))
    assert "read on 21 August 2026, 91 days before this case was made: **re-check it**." in old


def test_a_case_that_does_not_show_it_says_so_before_it_is_sent(stored: StoredCase) -> None:
    """Nobody sends such a ticket without knowing; and no picture is called that of the failure."""
    found = stored.case.findings[0].model_copy(update={"status": "not_shown"})
    moment = stored.case.moment.model_copy(update={"found_by": "located"})
    case = stored.case.model_copy(update={"findings": (found,), "moment": moment})
    text = written(StoredCase(case, stored.folder))
    assert text.index("does not show this failure") < text.index("support@lumalabs.ai")
    assert "at the time of the failure" not in text
    assert "does not show" not in written(stored)


def test_a_missing_fact_is_asked_for_with_every_answer(stored: StoredCase) -> None:
    other = stored.case.route.model_copy(
        update={"applies_when": "the plan was bought in the iOS app", "address": "the App Store"}
    )
    text = written(routed(stored, question="Web or iOS?", alternatives=(other,)))
    assert "**One question decides:** Web or iOS?" in text
    assert (
        "- If the plan was bought in the iOS app: Luma support e-mail: the App Store. [1]" in text
    )


def test_fallbacks_cite_their_sources(stored: StoredCase) -> None:
    """A citation may lie outside the vendor's domains; an address may not."""
    way = Fallback(
        channel="help", kind="web_form", address="https://help.lumalabs.ai", why="It exists.",
        source="https://example.com/survey", checked_on=date(2026, 11, 1), confidence="secondary",
    )  # fmt: skip
    text = written(routed(stored, fallbacks=(way,)))
    assert "- help: https://help.lumalabs.ai. It exists. [2]" in section(text, "If nobody answers")
    assert "2. https://example.com/survey; reported by others" in section(text, "Sources")
    with pytest.raises(CatalogError, match=r"lumengen\.online"):
        written(routed(stored, address="support@lumengen.online"))


def test_attachments_stay_within_what_the_channel_takes(stored: StoredCase) -> None:
    (stored.folder / "report.pdf").write_bytes(b"x" * 2000)
    everything = section(written(stored), "What to attach")
    assert "- `report.pdf`, 2 kB: the audit report" in everything
    assert "send this whole folder as one ZIP file" in everything
    small = section(written(routed(stored, limits=Limits(total_bytes=2100))), "What to attach")
    assert "Together 2 kB. Limit: at most 2.1 kB in all." in small
    assert "offer it instead: annotated/0072_3.000s.png, frames/0072_3.000s.png." in small


def test_a_private_place_needs_no_public_post(stored: StoredCase) -> None:
    """What discord/ is stands there, and what everybody would read in it."""
    text = " ".join(written(stored).split())
    assert "The place above is not Discord, so the post is not needed." in text
    assert "It holds the ID and the prompt: do not post it unless everybody may" in text
    assert "public post" not in written(
        routed(stored, kind="discord", vendor="runway", address="#community-help")
    )


def test_what_a_check_without_folders_skips_is_said(stored: StoredCase) -> None:
    """Attachments arrive without folders, where the manifest does not find the pictures."""
    text = " ".join(section(written(stored), "How the receiver checks it").split())
    assert "`report.pdf` gives the SHA-256 of every frame beside it" in text
    assert "a picture that lies outside of its folder is not found" in text


def test_a_public_post_gets_the_pictures_only(stored: StoredCase) -> None:
    public = routed(stored, kind="discord", vendor="runway", address="#community-help")
    discord.write(public, public.folder)
    text = written(public)
    attach = section(text, "What to attach, in this order")
    assert attach.index("01-overview.png") < attach.index("02-loop.webp")
    assert "report.pdf" not in attach
    assert "Do not post `report.pdf` or `case.json` in public" in text
    assert "The words are in `discord/message.txt`." in text


def test_the_receiver_can_check_without_ticketkit(stored: StoredCase) -> None:
    text = section(written(stored), "How the receiver checks it")
    for line in (
        "    sha256sum -c MANIFEST.sha256\n",
        "    ticketkit verify . --clip skate.mp4\n",
        "    ffmpeg -noautorotate -i skate.mp4 -map 0:v:0 -fps_mode passthrough -f framehash -hash",
        f"    {stored.case.frames[2].pixels_sha256}\n",
    ):
        assert line in text
    assert "frame 72\nis the one on line 73" in text


def test_a_file_name_is_one_word_of_the_command_and_no_markup(stored: StoredCase) -> None:
    clip = stored.case.clip.model_copy(update={"file_name": "a *b*; rm -r {{x}}.mp4"})
    text = written(StoredCase(stored.case.model_copy(update={"clip": clip}), stored.folder))
    assert "-i 'a *b*; rm -r {{x}}.mp4' -map" in text
    assert "a \\*b\\*; rm -r {{x}}.mp4, exactly as it is" in text


def test_a_file_name_is_never_taken_for_an_option(stored: StoredCase) -> None:
    clip = stored.case.clip.model_copy(update={"file_name": "-dash.mp4"})
    text = written(StoredCase(stored.case.model_copy(update={"clip": clip}), stored.folder))
    assert "`sha256sum ./-dash.mp4`" in text
    assert "--clip ./-dash.mp4" in text


def test_where_there_is_no_desk_it_says_so(stored: StoredCase) -> None:
    text = written(routed(stored, kind="none", address="", why="The weights run on your machine."))
    assert text.startswith(
        "# There is no desk for this ticket\n\nThe weights run on your machine.\n"
    )
    assert "What to attach" not in text
    assert "How the receiver checks it" in text
