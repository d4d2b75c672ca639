"""Clips that carry marks of origin, made from a plain one.

marked_clip(folder / "a.mp4", tags={"comment": "..."}, user_data=KLING)
sign(marked_clip(folder / "b.mp4"), issuer="OpenAI OpCo, LLC")
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
from av.bitstream import BitStreamFilterContext
from av.video.stream import VideoStream

from support.clips import AnyPacket, make_clip

KLING = "91ca6061-4aee-3854-8614-2d5f73f4ae2e+kling-ai"
"""User data as FFmpeg's filter takes it: UUID, a plus sign, text."""

MANIFEST_BOX = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")


def marked_clip(path: Path, *, tags: dict[str, str] | None = None, user_data: str = "") -> Path:
    """Write a small H.264 clip with container tags of any key and user data in its stream."""
    plain = path.with_name(f"plain-{path.name}")
    make_clip(plain, frames=6)
    options = {"movflags": "use_metadata_tags"} if path.suffix in (".mp4", ".mov") else {}
    with av.open(str(plain)) as read, av.open(str(path), "w", container_options=options) as written:
        source = read.streams.video[0]
        written.metadata.update(tags or {})
        target = written.add_stream_from_template(source)
        for packet in _packets(read.demux(source), source, user_data):
            packet.stream = target
            written.mux(packet)
    plain.unlink()
    return path


def _packets(
    packets: Iterator[AnyPacket], stream: VideoStream, user_data: str
) -> Iterator[AnyPacket]:
    edit = "h264_metadata=sei_user_data=" + user_data if user_data else "null"
    edited: Any = BitStreamFilterContext(edit, stream)
    for packet in packets:
        if packet.size:
            yield from edited.filter(packet)


def sign(path: Path, *, issuer: str = "", generator: str = "", model: str = "") -> Path:
    """Append a box of Content Credentials that holds these names and no valid signature."""
    written = b"\x00\x00\x00\x00manifest\x00" + bytes(8)
    written += b"\x06\x03\x55\x04\x0a\x0c" + _counted(issuer) if issuer else b""
    written += b"claim_generator\x78" + _counted(generator) if generator else b""
    written += b"model_name\x78" + _counted(model) if model else b""
    box = struct.pack(">I4s", 24 + len(written), b"uuid") + MANIFEST_BOX + written
    path.write_bytes(path.read_bytes() + box)
    return path


def _counted(text: str) -> bytes:
    data = text.encode()
    return bytes([len(data)]) + data
