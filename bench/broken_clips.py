"""Damaged and hostile files: cut, flipped, lying, posing. Every one follows from a fixed seed."""

import random
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.odd_clips import Specimen, base, ffmpeg

FLIPS_PER_CONTAINER = 100
_CUTS = 20
_RANDOM_FILES = 20

_TABLES = (b"stts", b"ctts", b"stsc", b"stsz", b"stco", b"stss", b"elst")
_LIES = (0, 0x7FFFFFFF, 0xFFFFFFFF)


def containers(folder: Path) -> dict[str, bytes]:
    """The same 24 frames in every container that is read."""
    more = {
        "index last.mp4": "",
        "index first.mp4": "-movflags +faststart",
        "fragments.mp4": "-movflags frag_keyframe+empty_moov",
        "matroska.mkv": "",
        "transport.ts": "",
        "interleaved.avi": "",
    }
    return {name: base(folder, name, options).read_bytes() for name, options in more.items()}


def broken(folder: Path) -> Iterator[Specimen]:
    """Make every damaged file below `folder`; a file is there until the next one is asked for."""
    whole = containers(folder)
    yield from _posing(folder, whole["index first.mp4"])
    for name, data in whole.items():
        yield from _cut(folder, name, data)
        yield from _flipped(folder, name, data)
    for number in range(_RANDOM_FILES):
        noise = random.Random(number).randbytes(20_000)
        yield _written(folder, "noise", f"noise {number}.mp4", _FTYP + noise)
    yield from _lying(folder, whole["index last.mp4"])


_FTYP = struct.pack(">I4s4sI4s", 20, b"ftyp", b"isom", 512, b"mp41")


def _written(folder: Path, kind: str, name: str, data: bytes) -> Specimen:
    path = folder / name
    path.write_bytes(data)
    return Specimen(kind, name, path)


def _posing(folder: Path, good: bytes) -> Iterator[Specimen]:
    jpeg = ffmpeg("-f lavfi -i testsrc2=s=96x64 -frames:v 1 -update 1", folder / "still.jpg")
    header_only = good[: good.find(b"mdat") + 4]
    texts = {
        "empty.mp4": b"",
        "one byte.mp4": b"\0",
        "text.mp4": b"This is not a clip.\n" * 200,
        "page.mp4": b"<!DOCTYPE html><html><body>Sign in</body></html>",
        "picture.mp4": jpeg.read_bytes(),
        "zip.mp4": b"PK\x03\x04" + bytes(5000),
        "zeros.mp4": bytes(100_000),
        "ftyp only.mp4": _FTYP,
        "header only.mp4": header_only,
    }
    for name, data in texts.items():
        path = folder / name
        path.write_bytes(data)
        yield Specimen("posing", name, path, "refused")
    for deep in (1_000, 30_000):
        nested = b""
        for _ in range(deep):
            nested = struct.pack(">I4s", 8 + len(nested), b"moov") + nested
        path = folder / f"nested {deep}.mp4"
        path.write_bytes(_FTYP + nested)
        yield Specimen("posing", path.name, path, "refused")


def _cut(folder: Path, name: str, data: bytes) -> Iterator[Specimen]:
    """The file broken off: at places spread over its length, and byte by byte at its start."""
    places = {len(data) * i // _CUTS for i in range(1, _CUTS)} | {8, 20, 32, 48, len(data) - 1}
    for place in sorted(places):
        yield _written(folder, f"cut: {name}", f"cut at {place} of {name}", data[:place])


def _flipped(folder: Path, name: str, data: bytes) -> Iterator[Specimen]:
    """One to eight bits turned over anywhere in the file."""
    for seed in range(FLIPS_PER_CONTAINER):
        rng = random.Random(f"{name} {seed}")
        bad = bytearray(data)
        for _ in range(rng.choice((1, 1, 2, 8))):
            bad[rng.randrange(len(bad))] ^= 1 << rng.randrange(8)
        yield _written(folder, f"bits: {name}", f"bits {seed} of {name}", bytes(bad))


def _lying(folder: Path, data: bytes) -> Iterator[Specimen]:
    """Headers that contradict the rest: sizes, counts and tables."""
    for table in _TABLES:
        place = data.find(table)
        if place < 0:
            continue
        for lie in _LIES:
            for offset in (8, 12, 16):
                bad = bytearray(data)
                struct.pack_into(">I", bad, place + offset, lie)
                name = f"{table.decode()} {offset} {lie}.mp4"
                yield _written(folder, "lying tables", name, bytes(bad))
    for width, height in ((30_000, 30_000), (65_535, 65_535), (0, 0), (1, 1)):
        for name, edit in _SIZES.items():
            path = f"{width} x {height} by {name}"
            yield _written(folder, "lying sizes", path, edit(folder, data, width, height))


def _sample_entry(_folder: Path, data: bytes, width: int, height: int) -> bytes:
    bad = bytearray(data)
    struct.pack_into(">HH", bad, data.find(b"avc1", data.find(b"stsd")) + 28, width, height)
    return bytes(bad)


def _track_header(_folder: Path, data: bytes, width: int, height: int) -> bytes:
    bad = bytearray(data)
    struct.pack_into(">II", bad, data.find(b"tkhd") + 80, width << 16, height << 16)
    return bytes(bad)


def _raw_pixels(folder: Path, _data: bytes, width: int, height: int) -> bytes:
    """An AVI of raw pixels, whose size stands in the header alone."""
    raw = folder / "raw.avi"
    ffmpeg("-f lavfi -i testsrc2=s=96x64:r=24:d=0.5 -c:v rawvideo -pix_fmt bgr24", raw)
    bad = bytearray(raw.read_bytes())
    struct.pack_into("<ii", bad, bad.find(b"strf") + 12, width, height)
    return bytes(bad)


_SIZES: dict[str, Callable[[Path, bytes, int, int], bytes]] = {
    "sample entry.mp4": _sample_entry,
    "track header.mp4": _track_header,
    "raw pixels.avi": _raw_pixels,
}
