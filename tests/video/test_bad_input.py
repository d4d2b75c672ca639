"""What is not a clip is refused with a sentence, and nothing else is opened for it."""

import os
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from av.audio.stream import AudioStream
from support.clips import make_clip
from support.real import CLIPS, needs_clips
from support.wrapping import rewrapped

from bench.odd_clips import keyed
from ticketkit.errors import ClipError, ExitCode
from ticketkit.model.limits import ReadingLimits, applied
from ticketkit.video import extract, read_clip

GOOD = "good.mp4"
POSING = {
    "text": "This is not a clip.\n",
    "playlist": f"#EXTM3U\n#EXTINF:1,\n{GOOD}\n#EXT-X-ENDLIST\n",
    "concat script": f"ffconcat version 1.0\nfile '{GOOD}'\n",
    "session description": (
        "v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n"
    ),
    "page": "<!DOCTYPE html><html><body>Sign in to download</body></html>",
}  # fmt: skip


def refusal(path: Path) -> str:
    with pytest.raises(ClipError) as caught:
        read_clip(path)
    assert caught.value.exit_code == ExitCode.UNREADABLE_CLIP
    assert caught.value.next_step
    assert str(path) in caught.value.what
    return caught.value.what


def test_missing(tmp_path: Path) -> None:
    """A path without a file."""
    assert "There is no file" in refusal(tmp_path / "gone.mp4")


def test_folder(tmp_path: Path) -> None:
    """A folder."""
    assert "is a folder" in refusal(tmp_path)


def test_empty(tmp_path: Path) -> None:
    """A file of 0 bytes."""
    (tmp_path / "clip.mp4").touch()
    assert "empty" in refusal(tmp_path / "clip.mp4")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipe(tmp_path: Path) -> None:
    """A named pipe would be waited on for ever."""
    os.mkfifo(tmp_path / "clip.mp4")
    assert "not a regular file" in refusal(tmp_path / "clip.mp4")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_forbidden(tmp_path: Path) -> None:
    """A file that the user may not read."""
    make_clip(tmp_path / "clip.mp4", frames=2).path.chmod(0)
    assert "cannot be read" in refusal(tmp_path / "clip.mp4")


@pytest.mark.parametrize("kind", POSING)
def test_posing_as_a_clip(tmp_path: Path, kind: str) -> None:
    """A playlist is not followed to a good clip, whatever it is called."""
    make_clip(tmp_path / GOOD, frames=2)
    path = tmp_path / "clip.mp4"
    path.write_text(POSING[kind])
    assert "cannot be read as video" in refusal(path)


def test_sound_only(tmp_path: Path) -> None:
    """A file without pictures."""
    path = tmp_path / "clip.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=48_000)
        assert isinstance(stream, AudioStream)
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), "fltp", "mono")
        frame.sample_rate, frame.pts, frame.time_base = 48_000, 0, Fraction(1, 48_000)
        container.mux(stream.encode(frame) + stream.encode(None))
    assert "sound but no video" in refusal(path)


KEY = "0123456789abcdef" * 2
ENCRYPTED = {
    "encryption_scheme": "cenc-aes-ctr",
    "encryption_key": KEY,
    "encryption_kid": KEY,
}


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("clip.mp4", {}),
        ("clip.mov", {}),
        ("clip.mp4", {"movflags": "frag_keyframe+empty_moov"}),
    ],
    ids=["MP4", "QuickTime", "fragments"],
)
def test_encrypted(tmp_path: Path, name: str, more: dict[str, str]) -> None:
    """Nothing that a decoder makes of encrypted pictures is taken for the clip."""
    make_clip(tmp_path / GOOD, frames=24)
    clip = rewrapped(tmp_path / GOOD, tmp_path / name, **ENCRYPTED, **more)
    with pytest.raises(ClipError, match=r"without protection, with the download button") as caught:
        read_clip(clip)
    assert caught.value.exit_code == ExitCode.UNREADABLE_CLIP
    assert f"{clip} is encrypted (Common Encryption, scheme cenc)" in caught.value.what


def test_encrypted_by_a_scheme_without_a_name(tmp_path: Path) -> None:
    """The sample entry alone says that the pictures are encrypted."""
    make_clip(tmp_path / GOOD, frames=24)
    clip = rewrapped(tmp_path / GOOD, tmp_path / "clip.mp4", **ENCRYPTED)
    clip.write_bytes(clip.read_bytes().replace(b"schm\0\0\0\0cenc", b"schm\0\0\0\0\x1b[2J"))
    assert refusal(clip).startswith(f"{clip} is encrypted: ")


def test_encrypted_matroska(tmp_path: Path) -> None:
    """A track whose header names a key."""
    make_clip(tmp_path / GOOD, frames=24)
    live = rewrapped(tmp_path / GOOD, tmp_path / "live.mkv", live="1", write_crc32="0")
    assert read_clip(live).clip.frame_count == 24
    live.write_bytes(keyed(live.read_bytes()))
    assert refusal(live).startswith(f"{live} is encrypted: ")


def test_encrypted_sound_beside_clear_pictures(tmp_path: Path) -> None:
    """The pictures are what counts."""
    make_clip(tmp_path / "clip.mp4", frames=24, audio_codec="aac")
    data = (tmp_path / "clip.mp4").read_bytes()
    (tmp_path / "clip.mp4").write_bytes(data.replace(b"mp4a", b"enca"))
    assert read_clip(tmp_path / "clip.mp4").clip.frame_count == 24


@needs_clips
@pytest.mark.parametrize("name", ["hostile-nested-moov.mp4", "hostile-chunk-out-of-range.mp4"])
def test_hostile(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Files made to break readers; FFmpeg's own lines do not reach the user."""
    refusal(CLIPS / name)
    assert capfd.readouterr() == ("", "")


def test_names_that_look_like_addresses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file name is never taken for a protocol or an option."""
    monkeypatch.chdir(tmp_path)
    for name in ("http:clip.mp4", "-i.mp4", "concat:a|b.mp4", "%03d.mp4", "späße 🎬.mp4"):
        make_clip(tmp_path / GOOD, frames=2).path.rename(name)
        reading = read_clip(Path(name))
        assert reading.clip.frame_count == len(list(extract(Path(name), reading.timeline, [0, 1])))


def test_cover_pictures_are_not_the_clip(tmp_path: Path) -> None:
    """A second video stream is said; the first is used."""
    path = tmp_path / "two.mkv"
    first = make_clip(tmp_path / "first.mkv", frames=4)
    second = make_clip(tmp_path / "second.mkv", frames=9)
    with (
        av.open(str(path), "w") as target,
        av.open(str(first.path)) as a,
        av.open(str(second.path)) as b,
    ):
        for source in (a, b):
            target.add_stream_from_template(source.streams.video[0])
        for number, source in enumerate((a, b)):
            for packet in source.demux(video=0):
                if packet.size:
                    packet.stream = target.streams.video[number]
                    target.mux(packet)
    reading = read_clip(path)
    assert reading.clip.frame_count == 4
    assert any("2 video streams" in w for w in reading.warnings)


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ({"pixels": 64 * 64 - 1}, "64 x 64 pixels"),
        ({"frames": 23}, "more than 23 frames"),
        ({"duration_s": 0.5}, "longer than 0.5 s"),
    ],
)
def test_nothing_is_read_beyond_the_limits(
    tmp_path: Path, limits: dict[str, float], said: str
) -> None:
    """A clip that is larger, longer or has more frames than the limits is refused, not cut."""
    make_clip(tmp_path / "clip.mp4", frames=24)
    with applied(ReadingLimits.model_validate(limits)):
        assert said in refusal(tmp_path / "clip.mp4")


def test_memory_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clip whose decoding takes more memory than allowed is refused while it is read."""
    make_clip(tmp_path / "clip.mp4", frames=4)
    monkeypatch.setattr("ticketkit.video._guard._held_mib", lambda: 4097.0)
    assert "more than 4,096 MiB" in refusal(tmp_path / "clip.mp4")


def test_memory_of_earlier_work_refuses_no_clip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what is held counts, or what was taken since, and not the most there ever was."""
    make_clip(tmp_path / "clip.mp4", frames=4)
    monkeypatch.setattr("ticketkit.video._guard._peak_mib", lambda: 9000.0)
    assert read_clip(tmp_path / "clip.mp4").clip.frame_count == 4
    monkeypatch.setattr("ticketkit.video._guard._held_mib", lambda: None)
    assert read_clip(tmp_path / "clip.mp4").clip.frame_count == 4
    peaks = iter([100.0, 4197.0])
    monkeypatch.setattr("ticketkit.video._guard._peak_mib", lambda: next(peaks))
    assert "more than 4,096 MiB" in refusal(tmp_path / "clip.mp4")
