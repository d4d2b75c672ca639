"""Clips that are valid but unusual, made by FFmpeg and by small edits of what it made."""

import struct
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Ending = Literal["works", "refused", "either"]

_PICTURE = "testsrc2=s=96x64:r=24:d=1"
_X264 = "-c:v libx264 -preset ultrafast -g 12 -pix_fmt yuv420p"
_PQ = "-color_primaries bt2020 -color_trc smpte2084 -colorspace bt2020nc"
_HLG = "-color_primaries bt2020 -color_trc arib-std-b67 -colorspace bt2020nc"
_KEY = "0123456789abcdef0123456789abcdef"
_ENCRYPTED = f"-encryption_scheme cenc-aes-ctr -encryption_key {_KEY} -encryption_kid {_KEY}"
_X265 = "-c:v libx265 -preset ultrafast -x265-params log-level=none"


@dataclass(frozen=True)
class Specimen:
    """One file of the corpus."""

    kind: str
    name: str
    path: Path
    ending: Ending = "either"
    """What a command must do with it: build a case, refuse it, or one of the two."""
    told: str = ""
    """Words that a warning or message must hold."""


_MADE = {
    "one frame.mp4": f"-f lavfi -i {_PICTURE} -frames:v 1 {_X264}",
    "ten frames a day.mp4": f"-f lavfi -i testsrc2=s=96x64:r=1/8640:d=86400 {_X264}",
    "240 frames a second.mp4": f"-f lavfi -i testsrc2=s=96x64:r=240:d=1 {_X264}",
    "B-frames.mp4": f"-f lavfi -i {_PICTURE} {_X264} -bf 3",
    "fragmented.mp4": f"-f lavfi -i {_PICTURE} {_X264} -movflags frag_keyframe+empty_moov",
    "late start.mp4": f"-f lavfi -i {_PICTURE} {_X264} -output_ts_offset 5",
    "transport stream.ts": f"-f lavfi -i {_PICTURE} {_X264}",
    "4:4:4.mp4": f"-f lavfi -i {_PICTURE} -c:v libx264 -preset ultrafast -pix_fmt yuv444p",
    "4:2:2 10 bit.mp4": f"-f lavfi -i {_PICTURE} -c:v libx264 -pix_fmt yuv422p10le",
    "grey.mp4": f"-f lavfi -i {_PICTURE} -c:v libx264 -preset ultrafast -pix_fmt gray",
    "RGB.mkv": f"-f lavfi -i {_PICTURE} -c:v libx264rgb -preset ultrafast",
    "full range.mp4": f"-f lavfi -i {_PICTURE} {_X264} -color_range pc",
    "interlaced.mp4": f"-f lavfi -i {_PICTURE} {_X264} -flags +ildct+ilme -x264opts tff=1",
    "interlaced.ts": f"-f lavfi -i {_PICTURE} -c:v mpeg2video -flags +ildct+ilme",
    "alpha.webm": f"-f lavfi -i {_PICTURE} -c:v libvpx-vp9 -cpu-used 8 -pix_fmt yuva420p",
    "alpha ProRes.mov": f"-f lavfi -i {_PICTURE} -c:v prores_ks -pix_fmt yuva444p10le",
    "alpha RLE.mov": f"-f lavfi -i {_PICTURE} -c:v qtrle -pix_fmt argb",
    "palette.mov": f"-f lavfi -i {_PICTURE} -c:v png -pix_fmt pal8",
    "black and white.mov": f"-f lavfi -i {_PICTURE} -c:v png -pix_fmt monob",
    "16 bit.mkv": f"-f lavfi -i {_PICTURE} -c:v ffv1 -pix_fmt yuv444p16le",
    "16 bit grey.mkv": f"-f lavfi -i {_PICTURE} -c:v ffv1 -pix_fmt gray16le",
    "PQ.mp4": f"-f lavfi -i {_PICTURE} {_X265} -pix_fmt yuv420p10le {_PQ}",
    "HLG.mp4": f"-f lavfi -i {_PICTURE} {_X265} -pix_fmt yuv420p10le {_HLG}",
    "1 pixel.mkv": "-f lavfi -i testsrc2=s=96x64:r=24:d=1 -vf format=gbrp,scale=1:1 -c:v ffv1",
    "1 row.mkv": "-f lavfi -i testsrc2=s=96x64:r=24:d=1 -vf format=gbrp,scale=200:1 -c:v ffv1",
    "1 column.mkv": "-f lavfi -i testsrc2=s=96x64:r=24:d=1 -vf format=gbrp,scale=1:200 -c:v ffv1",
    "odd size.mkv": "-f lavfi -i testsrc2=s=97x65:r=24:d=1 -c:v ffv1",
    "2 x 2.mp4": f"-f lavfi -i testsrc2=s=2x2:r=24:d=1 {_X264}",
    "very wide.mkv": "-f lavfi -i color=s=9000x4:r=24:d=0.5 -c:v ffv1",
    "wide pixels.mp4": f"-f lavfi -i {_PICTURE} -vf setsar=8/1 {_X264}",
    "absurd pixels.mkv": f"-f lavfi -i {_PICTURE} -vf setsar=1/60000 {_X264}",
    "turned.mp4": f"-f lavfi -i {_PICTURE} {_X264} -metadata:s:v rotate=90",
    "two streams.mp4": (
        f"-f lavfi -i {_PICTURE} -f lavfi -i testsrc=s=64x48:r=24:d=1 -map 0 -map 1 {_X264}"
    ),
    "MJPEG.avi": f"-f lavfi -i {_PICTURE} -c:v mjpeg -pix_fmt yuvj420p",
    "MPEG-4.avi": f"-f lavfi -i {_PICTURE} -c:v mpeg4 -bf 2",
    "encrypted.mp4": f"-f lavfi -i {_PICTURE} {_X264} {_ENCRYPTED}",
    "encrypted.mov": f"-f lavfi -i {_PICTURE} {_X264} {_ENCRYPTED}",
    "encrypted fragments.mp4": (
        f"-f lavfi -i {_PICTURE} {_X264} {_ENCRYPTED} -movflags frag_keyframe+empty_moov"
    ),
    "times that repeat.mkv": (
        f"-f lavfi -i {_PICTURE} -vf setpts=floor(N/3)*3/24/TB {_X264} -vsync 0"
    ),
    "times that jump.mkv": (
        f"-f lavfi -i {_PICTURE} -vf setpts=(N+gt(N\\,12)*90000)/24/TB {_X264} -vsync 0"
    ),
}
_TOLD = {
    "encrypted.mp4": "is encrypted",
    "encrypted.mov": "is encrypted",
    "encrypted fragments.mp4": "is encrypted",
    "encrypted.mkv": "is encrypted",
    "two streams.mp4": "2 video streams",
    "alpha.webm": "may be transparent",
    "alpha ProRes.mov": "may be transparent",
    "alpha RLE.mov": "may be transparent",
    "PQ.mp4": "HDR",
    "HLG.mp4": "HDR",
    "times that repeat.mkv": "same time",
    "times that go back.ts": "before the frame ahead",
    "size changes.ts": "size",
}
_REFUSED = {"encrypted.mp4", "encrypted.mov", "encrypted fragments.mp4", "encrypted.mkv"}
_EITHER = {"ten frames a day.mp4", "times that jump.mkv", "very wide.mkv"}


def ffmpeg(arguments: str, path: Path) -> Path:
    """Make `path` with the installed FFmpeg, the same bytes every time."""
    fixed = ["-threads", "1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-y", str(path)]
    command = ["ffmpeg", "-v", "error", *arguments.split(), *fixed]
    subprocess.run(command, cwd=path.parent, check=True, capture_output=True)
    return path


def base(folder: Path, name: str = "base.mp4", more: str = "") -> Path:
    """24 frames of a moving test picture, 96 x 64, H.264."""
    return ffmpeg(f"-f lavfi -i {_PICTURE} {_X264} -bf 2 {more}", folder / name)


def _ending(name: str) -> Ending:
    if name in _REFUSED:
        return "refused"
    return "either" if name in _EITHER else "works"


def unusual(folder: Path) -> Iterator[Specimen]:
    """Make every valid but unusual clip below `folder`."""
    for name, arguments in _MADE.items():
        path = ffmpeg(arguments, folder / name)
        yield Specimen("unusual", name, path, _ending(name), _TOLD.get(name, ""))
    for name, make in _EDITED.items():
        path = folder / name
        path.write_bytes(make(folder))
        yield Specimen("unusual", name, path, _ending(name), _TOLD.get(name, ""))
    sound = ffmpeg("-f lavfi -i sine=d=1 -c:a aac", folder / "sound only.mp4")
    yield Specimen("unusual", sound.name, sound, "refused", "sound but no video")
    cover = folder / "cover.jpg"
    ffmpeg(f"-f lavfi -i {_PICTURE} -frames:v 1 -update 1", cover)
    for suffix in ("mp4", "mkv"):
        plain = base(folder, f"for-cover.{suffix}")
        covered = (
            f"-i {plain.name} -i {cover.name} -map 0 -map 1 -c copy -disposition:v:1 attached_pic"
        )
        path = ffmpeg(covered, folder / f"with cover.{suffix}")
        yield Specimen("unusual", path.name, path, "works")
    path = folder / "cover and sound.mp4"
    ffmpeg(
        f"-f lavfi -i sine=d=1 -i {cover.name} -map 0 -map 1 -c:a aac -c:v copy"
        " -disposition:v:0 attached_pic",
        path,
    )
    yield Specimen("unusual", path.name, path, "refused", "sound but no video")


def _two_sizes(folder: Path) -> bytes:
    """A transport stream whose picture grows in the middle."""
    small = ffmpeg(f"-f lavfi -i {_PICTURE} {_X264}", folder / "small.ts")
    large = ffmpeg(f"-f lavfi -i testsrc2=s=192x128:r=24:d=1 {_X264} -output_ts_offset 1",
                   folder / "large.ts")  # fmt: skip
    return small.read_bytes() + large.read_bytes()


def _times_back(folder: Path) -> bytes:
    """A transport stream whose clock starts again in the middle."""
    first = ffmpeg(f"-f lavfi -i {_PICTURE} {_X264}", folder / "first.ts")
    return first.read_bytes() * 2


def _lying_durations(folder: Path) -> bytes:
    """An MP4 whose headers say that it lasts no time at all."""
    data = bytearray(base(folder, "plain.mp4").read_bytes())
    for box, offset in ((b"mvhd", 20), (b"tkhd", 24), (b"mdhd", 20)):
        place = data.find(box)
        struct.pack_into(">I", data, place + offset, 0)
    return bytes(data)


def keyed(live: bytes) -> bytes:
    """A live Matroska file of one track, with a header that says it is encrypted (RFC 9559)."""
    tracks = live.rfind(bytes.fromhex("1654ae6b"))
    entry = live.find(bytes.fromhex("ae01000000000000"), tracks)
    start = entry + 9
    end = start + live[start - 1]
    key = _element("5035", _element("47e1", b"\x05"), _element("47e2", b"key"))
    coding = _element("6d80", _element("6240", _element("5033", b"\x01"), key))
    track = _element("ae", live[start:end], coding)
    return live[:tracks] + _element("1654ae6b", track) + live[end:]


def _element(kind: str, *content: bytes) -> bytes:
    """An EBML element whose size takes eight bytes."""
    whole = b"".join(content)
    return bytes.fromhex(kind) + (1 << 56 | len(whole)).to_bytes(8, "big") + whole


def _encrypted_matroska(folder: Path) -> bytes:
    live = base(folder, "live.mkv", "-live 1 -write_crc32 0")
    return keyed(live.read_bytes())


_EDITED: dict[str, Callable[[Path], bytes]] = {
    "encrypted.mkv": _encrypted_matroska,
    "size changes.ts": _two_sizes,
    "times that go back.ts": _times_back,
    "zero duration.mp4": _lying_durations,
}
