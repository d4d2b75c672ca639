"""How a file is put together is read from its boxes, and nonsense in them fails nothing."""

import io
import struct
from pathlib import Path

import pytest
from support.clips import make_clip
from support.wrapping import rewrapped

from ticketkit.video._boxes import video_track
from ticketkit.video._structure import structure


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
    parts = rewrapped(tmp_path / "a.mp4", tmp_path / "b.mp4", movflags="frag_keyframe+empty_moov")
    assert structure(parts).fragments >= 1
    assert structure(parts).index_first
    assert structure(
        rewrapped(tmp_path / "a.mp4", tmp_path / "c.mp4", movflags="faststart")
    ).index_first


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


def test_boxes_that_claim_more_than_their_parent_cost_no_time() -> None:
    """What lies beyond the parent's end is not walked again for every such box."""
    unit = struct.pack(">I4sI4s", 16, b"moov", 0x7FFFFFFF, b"trak")
    file = Counting(unit * 1000)
    assert video_track(file, 16_000) is None
    assert file.reads < 5 * 1000


def test_sizes_beyond_any_file_end_the_walk() -> None:
    """A box may claim more bytes than a place in a file can be counted."""
    box_of_all = struct.pack(">I4sQ", 1, b"free", 2**64 - 1)
    assert video_track(Counting(box_of_all), 16) is None


class Counting(io.BytesIO):
    """A file that counts how often it is read."""

    reads = 0

    def read(self, size: int | None = -1, /) -> bytes:
        """Count, and read."""
        self.reads += 1
        return super().read(size)
