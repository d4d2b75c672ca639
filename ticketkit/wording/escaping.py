"""A user's words as plain characters: nothing in them formats, links or calls anybody."""

import re

_ZERO_WIDTH_SPACE = "\u200b"
_MARKDOWN = re.compile(r"([\\`*_~|<>\[\]#])")
_EMOJI_CODE = re.compile(r":(?=\w+:)")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$|=|-)", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_TURNS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
"""Explicit changes of the writing direction: what follows them would be shown out of order."""
_OBEYED = re.compile(r"[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINK = re.compile(r"(?i)https?(?=://)|discord(?=(?:app)?\.(?:gg|com)/)")
_CALL = re.compile(r"[@<](?=\S)")


def plain(text: str) -> str:
    r"""Keep the words as they are; only line ends are made one kind and control characters go.

    Halves of characters, which no file can hold, become question marks. Characters that turn the
    writing direction become visible, as \u{202E}; scripts that run from right to left need none.
    """
    text = text.encode("utf-8", "replace").decode("utf-8")
    text = _TURNS.sub(lambda m: f"\\u{{{ord(m[0]):X}}}", text)
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def visible_json(document: str) -> str:
    r"""Write what a terminal or an editor would obey as \uXXXX; the document means the same.

    Outside its texts no JSON document holds such a character.
    """
    return _OBEYED.sub(lambda m: f"\\u{ord(m[0]):04x}", document)


def one_line(text: str) -> str:
    """Join the lines with single spaces."""
    return " ".join(plain(text).split())


def for_markdown(text: str) -> str:
    """Put a backslash before everything that Markdown would read as formatting."""
    escaped = _ENTITY.sub(r"\\&", _MARKDOWN.sub(r"\\\1", plain(text).strip()))
    return _LINE_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] in "-+=" else _numbered(m), escaped)


def for_discord(text: str) -> str:
    """One line of Markdown-escaped text in which no mention, link or emoji code is left.

    A backslash does not stop a mention or a link, because they are looked for in the raw text; a
    zero-width space inside them does.
    """
    escaped = _EMOJI_CODE.sub(r"\\:", for_markdown(one_line(text)))
    unlinked = _LINK.sub(lambda m: m[0] + _ZERO_WIDTH_SPACE, escaped)
    return without_mentions(unlinked)


def without_mentions(text: str) -> str:
    """Put a zero-width space behind every @, so that nobody is called."""
    return text.replace("@", f"@{_ZERO_WIDTH_SPACE}")


def for_code(text: str) -> str:
    """One line to stand between backticks, where nothing but these and mentions has a meaning."""
    return _CALL.sub(lambda m: m[0] + _ZERO_WIDTH_SPACE, one_line(text).replace("`", "'"))


def _numbered(match: re.Match[str]) -> str:
    return f"{match[1]}{match[2][:-1]}\\{match[2][-1]}"
