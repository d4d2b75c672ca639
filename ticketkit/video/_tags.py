"""Which tags of a file may be printed; a case folder goes to strangers."""

import re

MAX_CHARACTERS = 200
"""Longer values are prompts, workflows or other matter that nobody meant to publish."""

_TECHNICAL_KEY = re.compile(
    r"(video\.)?(major_brand|minor_version|compatible_brands|encoder|encoded_by|handler_name"
    r"|vendor_id|language|creation_time|duration|software|writing_application|muxing_application"
    r"|timecode|make|model|com\.apple\.quicktime\.(make|model|software))",
    re.IGNORECASE,
)
"""Tags that say how a file was made; others, such as author or comment, speak of people."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_PRIVATE_VALUE = {
    "a position on the map": re.compile(r"[+-]\d{1,3}\.\d+[+-]\d{1,3}\.\d+"),
    "a path of somebody's computer": re.compile(
        r"(^|[\s\"'=(])(file:|~?/[^/\s]+/|[a-z]:[\\/]|\\\\)", re.IGNORECASE
    ),
    "structured data": re.compile(r"^\s*(\{|\[\s*[{\[\"]|<[?!a-z])", re.IGNORECASE),
    "an e-mail address": re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+"),
}


def printable(
    container: dict[str, str], stream: dict[str, str]
) -> tuple[dict[str, str], list[str]]:
    """The tags that are safe to print, and a sentence for each that is left out.

    Tags of the video stream are called `video.<key>`. A sentence names the key, never the value.
    """
    named = container | {f"video.{key}": value for key, value in stream.items()}
    safe: dict[str, str] = {}
    warnings = []
    for raw_key, raw_value in named.items():
        key, value = _clean(raw_key)[:64], _clean(raw_value)
        if reason := _private(key, value):
            warnings.append(f"The tag {key!r} of the file is left out: it holds {reason}.")
        elif value:
            safe[key] = value
    return safe, warnings


def _clean(text: str) -> str:
    return _CONTROL.sub(" ", text).strip()


def _private(key: str, value: str) -> str:
    if not _TECHNICAL_KEY.fullmatch(key):
        return "what a person or a program wrote freely"
    if len(value) > MAX_CHARACTERS:
        return f"more than {MAX_CHARACTERS} characters"
    return next((what for what, form in _PRIVATE_VALUE.items() if form.search(value)), "")
