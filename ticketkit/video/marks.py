"""The marks of origin in a file: tags, user data in the video stream, labels and credentials.

Values of tags may be private: they stay in the process, to be compared with patterns.
"""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import cast
from uuid import UUID

import av
from av.sidedata.sidedata import SideData, Type

from ticketkit.model.identification import FileMark, FileMarks
from ticketkit.video._container import Source, opened
from ticketkit.video._credentials import read_credentials
from ticketkit.video._structure import structure
from ticketkit.video._tags import printable

_FRAMES = 3
"""Encoders write their user data beside the first frame, or beside every one."""

_CONTROL = "".join(map(chr, range(0x20)))
_PLAIN = re.compile(r"[\w .-]{1,40}", re.ASCII)
"""User data that is short and plain enough to be printed."""

_CODE = re.compile(r"[\w:.-]{1,100}", re.ASCII)

_NO_LABEL = "The file carries an AIGC label whose form is not known."


def read_marks(path: Path) -> FileMarks:
    """Read every mark of the clip at `path` that may tell where it comes from.

    A stream that cannot be decoded has no user data; nothing is raised for that. Raises ClipError
    when the file is not a video, or an encrypted one.
    """
    with opened(path) as source:
        tags = list(dict.fromkeys(_tags(source)))
        labels = [value for key, value in tags if key.upper().endswith("AIGC")]
        marks = [*map(_tag_mark, tags), *_user_data(source)]
        is_mp4 = "mp4" in source.container.format.name
    signed = read_credentials(path) if is_mp4 else FileMarks(marks=())
    producers = [_producer(label) for label in labels]
    notes = [_NO_LABEL for producer in producers if producer is None]
    return FileMarks(
        marks=(*marks, *filter(None, producers), *signed.marks),
        notes=(*notes, *signed.notes),
        credentials=signed.credentials,
        structure=structure(path) if is_mp4 else None,
    )


def _tags(source: Source) -> Iterator[tuple[str, str]]:
    holders = (source.container, *source.container.streams)
    for holder in holders:
        for key, value in holder.metadata.items():
            # QuickTime counts the letters of a handler's name in front of it.
            yield key, value.strip(_CONTROL).strip()


def _tag_mark(tag: tuple[str, str]) -> FileMark:
    key, value = tag
    safe, _ = printable({key: value}, {})
    shown = "=".join(next(iter(safe.items()), (_plain(key),)))
    return FileMark(kind="container_tag", text=f"{key}={value}", shown=shown)


def _plain(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else "with an unusual name"


def _user_data(source: Source) -> Iterator[FileMark]:
    """Give the user_data_unregistered messages (H.264 and H.265 annex D) of the first frames."""
    seen: dict[bytes, None] = {}
    source.stream.thread_type = "NONE"
    try:
        for frame in islice(source.container.decode(source.stream), _FRAMES):
            seen |= dict.fromkeys(_messages(cast("Iterable[SideData]", frame.side_data)))
    except (av.error.FFmpegError, ValueError):
        # Damage, or side data of a kind that PyAV has no name for; what came before still counts.
        pass
    for message in seen:
        name = str(UUID(bytes=message[:16]))
        text = message[16:].decode("utf-8", "replace").strip(_CONTROL).strip()
        shown = f'{name} "{text}"' if _PLAIN.fullmatch(text) else name
        yield FileMark(kind="sei", text=f"{name} {text}", shown=shown)


def _messages(side_data: Iterable[SideData]) -> Iterator[bytes]:
    for data in side_data:
        if data.type is Type.SEI_UNREGISTERED:
            message = bytes(data)
            if len(message) >= 16:
                yield message


def _producer(label: str) -> FileMark | None:
    """Read the producer and its ID from an AIGC label (GB 45438-2025): JSON in a tag."""
    try:
        fields = json.loads(label)
        fields = fields.get("AIGC", fields)
        producer, identifier = fields["ContentProducer"], fields.get("ProduceID", "")
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    if not (isinstance(producer, str) and isinstance(identifier, str)):
        return None
    shown = f"ContentProducer {producer}" if _CODE.fullmatch(producer) else "unusual producer"
    known_id = identifier if _CODE.fullmatch(identifier) else ""
    return FileMark(kind="aigc_producer", text=producer, shown=shown, id=known_id)
