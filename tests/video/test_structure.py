"""How a file is put together is read from its boxes, and nonsense in them fails nothing."""

import struct
from pathlib import Path

import av
import pytest
from support.clips import make_clip

from ticketkit.video._structure import structure


def rewrapped(source: Path, target: Path, flags: str) -> Path:
    with (
        av.open(str(source)) as read,
        av.open(str(target), "w", container_options={"movflags": flags}) as written,
    ):
        stream = written.add_stream_from_template(read.streams.video[0])
        for packet in read.demux(read.streams.video[0]):
            if packet.size:
                packet.stream = stream
                written.mux(packet)
    return target


def test_a_plain_file_is_in_one_piece(tmp_path: Path) -> None:
    """Reordered pictures hide a few frames of their own delay, and no more."""
    make_clip(tmp_path / "a.mp4", frames=12)
    found = structure(tmp_path / "a.mp4")
    assert found.fragments == 0
    assert not found.index_first
    assert found.edits.pieces <= 1
    assert found.edits.hidden_start_s < 0.2


def test_fragments_are_counted_and_the_index_is_placed(tmp_path: Path) -> None:
    make_clip(tmp_path / "a.mp4", frames=48)
    parts = rewrapped(tmp_path / "a.mp4", tmp_path / "b.mp4", "frag_keyframe+empty_moov")
    assert structure(parts).fragments >= 1
    assert structure(parts).index_first
    assert structure(rewrapped(tmp_path / "a.mp4", tmp_path / "c.mp4", "faststart")).index_first


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


def track(entries: list[tuple[int, int]], scale: int = 1000) -> bytes:
    """A movie box with one video track and an edit list of (length, start) in ticks."""
    listed = struct.pack(">II", 0, len(entries))
    listed += b"".join(struct.pack(">IiI", length, start, 1 << 16) for length, start in entries)
    header = struct.pack(">IIIII", 0, 0, 0, scale, 5000)
    handler = struct.pack(">II4s", 0, 0, b"vide") + bytes(12)
    media = box(b"mdia", box(b"mdhd", header) + box(b"hdlr", handler))
    return box(b"moov", box(b"trak", box(b"edts", box(b"elst", listed)) + media))


@pytest.mark.parametrize(
    ("entries", "pieces", "hidden_s"),
    [
        ([(5000, 0)], 1, 0.0),
        ([(3000, 1500)], 1, 1.5),
        ([(1000, -1), (4000, 0)], 1, 0.0),
        ([(1000, 0), (1000, 3000)], 2, 0.0),
        ([], 0, 0.0),
    ],
)
def test_edit_lists_are_read(
    entries: list[tuple[int, int]], pieces: int, hidden_s: float, tmp_path: Path
) -> None:
    """A pause before the pictures is not a piece of them."""
    (tmp_path / "a.mp4").write_bytes(track(entries))
    found = structure(tmp_path / "a.mp4").edits
    assert (found.pieces, found.hidden_start_s) == (pieces, hidden_s)


@pytest.mark.parametrize("cut", range(0, 200, 7))
def test_a_file_cut_anywhere_fails_nothing(cut: int, tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(track([(3000, 1500)])[:cut])
    assert structure(tmp_path / "a.mp4").edits.pieces in (0, 1)
