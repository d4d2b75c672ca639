"""A user's words neither format, nor link, nor call anybody."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketkit.wording.escaping import for_discord, for_markdown, one_line, plain


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
