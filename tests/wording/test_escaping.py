"""A user's words neither format, nor link, nor call anybody."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketkit.wording.escaping import (
    for_code,
    for_discord,
    for_markdown,
    one_line,
    plain,
    visible_json,
)


@given(st.text(alphabet="@<>#!&*_~`|\\:everyonehr 0123456789\n"))
def test_no_mention_survives(text: str) -> None:
    """What Discord's server looks for in the raw text is not there any more."""
    escaped = for_discord(text)
    assert not re.search(r"@(?:everyone|here)|<[@#][!&]?\d+>|(?<!\\)[*_~`|<>#]", escaped)
    assert "\n" not in escaped


@given(st.text(alphabet="ab*_`[]@: \\"))
def test_the_words_stay_readable(text: str) -> None:
    """Without what was put in, the text is the user's own."""
    shown = re.sub(r"\\([\\`*_~|<>\[\]#:])", r"\1", for_discord(text)).replace("\u200b", "")
    assert shown == one_line(text)


@pytest.mark.parametrize(
    ("given_text", "escaped"),
    [
        ("# big", "\\# big"),
        ("- item", "\\- item"),
        ("1. item", "1\\. item"),
        ("at 0:03, 3.5 s", "at 0:03, 3.5 s"),
        ("a well-known street", "a well-known street"),
        ("`code` [x](y)", "\\`code\\` \\[x\\](y)"),
    ],
)
def test_markdown_is_shown_as_typed(given_text: str, escaped: str) -> None:
    assert for_markdown(given_text) == escaped


def test_emoji_codes_stay_codes() -> None:
    assert for_discord("a :smile: at 0:03") == "a \\:smile: at 0:03"


def test_plain_text_keeps_everything_but_control_characters() -> None:
    assert plain("a\r\nb\x00\tc  {{ 7*7 }}") == "a\nb\tc  {{ 7*7 }}"


def test_half_a_character_can_be_written() -> None:
    """A name that is not UTF-8 reaches us with halves of characters in it."""
    assert plain("clip\udce9.mp4") == "clip?.mp4"


def test_what_turns_the_writing_direction_is_shown() -> None:
    """A name that reads "exe.png" and is "gnp.exe" would fool whoever opens it."""
    assert plain("\u202egnp.exe\u202c \u2067x") == r"\u{202E}gnp.exe\u{202C} \u{2067}x"


def test_scripts_from_right_to_left_stay_as_they_are() -> None:
    """Letters bring their direction with them; the marks that people type beside them stay."""
    said = "\u0645\u0631\u062d\u0628\u0627 \u200fab"
    assert plain(said) == said


def test_escape_sequences_of_either_kind_lose_their_escape() -> None:
    assert plain("\x1b[31mred \x9b31mred\x07") == "[31mred 31mred"


@pytest.mark.parametrize(
    "text", ["https://evil.example/a", "HTTP://x.y", "discord.gg/abc", "discordapp.com/invite/x"]
)
def test_no_link_unfolds_on_discord(text: str) -> None:
    """A link in somebody's words would be shown with a preview of where it leads."""
    assert not re.search(r"(?i)https?://|discord(?:app)?\.(?:gg|com)/", for_discord(text))


@given(st.text(alphabet="`@<#!&0123 everyone:ab_"))
def test_nothing_leaves_a_code_span(text: str) -> None:
    """The ID stands between backticks on Discord, so none is left in it, and no mention."""
    code = for_code(text)
    assert "`" not in code
    assert not re.search(r"@(?:everyone|here)|<[@#][!&]?\d+>", code)


def test_an_id_is_copied_as_it_is() -> None:
    """Between backticks an underscore needs no backslash."""
    assert for_code("gen_3a-alpha_12") == "gen_3a-alpha_12"


def test_html_entities_are_shown_as_typed() -> None:
    assert for_markdown("&lt;b&gt; &#64; R&D") == r"\&lt;b\&gt; &\#64; R&D"


@given(st.text())
def test_a_visible_document_means_the_same(text: str) -> None:
    """Nothing that a terminal obeys passes, and every text comes back."""
    document = visible_json(json.dumps({text: [text]}, ensure_ascii=False))
    assert json.loads(document) == {text: [text]}
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", document)
