"""Which tags of a file may be printed; a case folder goes to strangers."""

import re

MAX_CHARACTERS = 200
"""Longer values are prompts, workflows or other matter that nobody meant to publish."""

_TECHNICAL_KEY = re.compile(
    r"(video\.)?(major_brand|minor_version|compatible_brands|encoder|encoded_by|handler_name"
    r"|vendor_id|language|creation_time|duration|software|writing_application|muxing_application"
    r"|timecode|alpha_mode|make|model|com\.apple\.quicktime\.(make|model|software))",
    re.IGNORECASE,
)
"""Tags that say how a file was made; others, such as author or comment, speak of people."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_PRIVATE_VALUES = (
    re.compile(r"[+-]\d{1,3}\.\d+[+-]\d{1,3}\.\d+"),  # a position on the map
    re.compile(r"(^|[\s\"'=(])(file:|~?/[^/\s]+/|[a-z]:[\\/]|\\\\)", re.IGNORECASE),  # a path
    re.compile(r"^\s*(\{|\[\s*[{\[\"]|<[?!a-z])", re.IGNORECASE),  # structured data
    re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+"),  # an e-mail address
)


def printable(
    container: dict[str, str], stream: dict[str, str]
) -> tuple[dict[str, str], list[str]]:
    """The tags that are safe to print, and a sentence that names those left out, if any.

    Tags of the video stream are called `video.<key>`. The sentence names keys, never values.
    """
    named = container | {f"video.{key}": value for key, value in stream.items()}
    cleaned = {_clean(key)[:64]: _clean(value) for key, value in named.items()}
    safe = {key: value for key, value in cleaned.items() if value and not _private(key, value)}
    left_out = sorted(repr(key) for key, value in cleaned.items() if value and key not in safe)
    if not left_out:
        return safe, []
    named_out = ", ".join(left_out)
    return safe, [f"Tags of the file that may hold private matter are left out: {named_out}."]


def _clean(text: str) -> str:
    return _CONTROL.sub(" ", text).strip()


def _private(key: str, value: str) -> bool:
    return (
        not _TECHNICAL_KEY.fullmatch(key)
        or len(value) > MAX_CHARACTERS
        or any(form.search(value) for form in _PRIVATE_VALUES)
    )
