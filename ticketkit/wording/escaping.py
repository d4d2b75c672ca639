"""A user's words as plain characters: nothing in them formats, links or calls anybody."""

import re

_ZERO_WIDTH_SPACE = "\u200b"
_MARKDOWN = re.compile(r"([\\`*_~|<>\[\]#])")
_EMOJI_CODE = re.compile(r":(?=\w+:)")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$|=|-)", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]")


def plain(text: str) -> str:
    """Keep the words as they are; only line ends are made one kind and control characters go.

    Halves of characters, which no file can hold, become question marks.
    """
    text = text.encode("utf-8", "replace").decode("utf-8")
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """Join the lines with single spaces."""
    return " ".join(plain(text).split())


def for_markdown(text: str) -> str:
    """Put a backslash before everything that Markdown would read as formatting."""
    escaped = _MARKDOWN.sub(r"\\\1", plain(text).strip())
    return _LINE_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] in "-+=" else _numbered(m), escaped)


def for_discord(text: str) -> str:
    """One line of Markdown-escaped text in which no mention and no emoji code is left.

    A backslash does not stop a mention, because the server looks for it in the raw text; a
    zero-width space behind the @ does.
    """
    escaped = _EMOJI_CODE.sub(r"\\:", for_markdown(one_line(text)))
    return escaped.replace("@", f"@{_ZERO_WIDTH_SPACE}")


def _numbered(match: re.Match[str]) -> str:
    return f"{match[1]}{match[2][:-1]}\\{match[2][-1]}"
