"""The manifest of Content Credentials as bytes: finding it, and the names that are written in it.

Source: C2PA Technical Specification 2.1, annex on BMFF files; RFC 8949 (CBOR) and X.690 (DER) for
the bytes.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from ticketkit.video._boxes import boxes

_BOX = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
_LARGEST_BYTES = 32 * 1024 * 1024

_ORGANISATION = re.compile(rb"\x06\x03\x55\x04\x0a[\x0c\x13\x14]([\x01-\x7f])", re.DOTALL)
_GENERATOR = re.compile(rb"claim_generator(?:_info[\x80-\xbf]{1,3}\x64name)?(?=[\x61-\x78])")
_MODEL = re.compile(rb"model_name(?=[\x61-\x78])")

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_LONGEST = 100


def embedded(path: Path) -> bytes | None:
    """Find the manifest store among the file's outermost boxes; None where there is none."""
    with path.open("rb") as file:
        for kind, start, size in boxes(file, path.stat().st_size):
            file.seek(start)
            if kind == b"uuid" and file.read(len(_BOX)) == _BOX:
                content = file.read(min(size, _LARGEST_BYTES))
                # Other purposes are hashes of fragments, which hold no names.
                if content[4:13] == b"manifest\0":
                    return content
    return None


def names_in(written: bytes) -> tuple[str, ...]:
    """Give the names that stand in the manifest: organisations of certificates, and texts."""
    organisations = [written[m.end() : m.end() + m[1][0]] for m in _ORGANISATION.finditer(written)]
    found = [f"issuer={clean(name)}" for name in organisations]
    found += [f"generator={clean(text)}" for text in _texts(written, _GENERATOR)]
    found += [f"model={clean(text)}" for text in _texts(written, _MODEL)]
    return tuple(dict.fromkeys(found))


def _texts(written: bytes, key: re.Pattern[bytes]) -> Iterator[bytes]:
    """Give the CBOR text strings, up to 255 bytes, that follow `key`."""
    for found in key.finditer(written):
        place, head = found.end() + 1, written[found.end()]
        length = head - 0x60
        if head == 0x78:
            length, place = int.from_bytes(written[place : place + 1], "big"), place + 1
        yield written[place : place + length]


def clean(text: bytes | object) -> str:
    """Make one short line of a text from outside."""
    whole = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
    return _UNPRINTABLE.sub(" ", whole).strip()[:_LONGEST]
