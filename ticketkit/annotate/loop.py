"""A short picture that moves: the stretch around the failure, slow and then in real time.

Animated WebP: Discord plays it in the message, on every platform, without a click, which it does
not do with MP4; and it holds all colours, where the 256 of a GIF would draw bands and shimmer that
a reader could take for the failure.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from PIL import Image

from ticketkit.annotate.caption import Caption, is_failure
from ticketkit.annotate.loop_sheet import LoopSheet
from ticketkit.model.frame import Mark

_SIDES_PX = (480, 400, 320, 240)
"""Longer side of the picture, tried in this order for every entry of `_STEPS`."""
_STEPS = (1, 2, 4)
"""Every n-th frame is kept."""
_SLOW = 4
"""How many times longer a frame stands in the slow pass."""
_POINTED_AT_MS = 1000
"""The least time for which a reader sees what is pointed at, in the slow pass."""
_QUALITY = 80


@dataclass(frozen=True)
class Shot:
    """One frame of the stretch."""

    picture: Image.Image
    caption: Caption
    marks: tuple[Mark, ...]
    """In pixels of the displayed picture at its full size."""
    time_s: float
    duration_s: float


def loop(shots: Sequence[Shot], source_px: tuple[int, int], most_bytes: int) -> bytes | None:
    """An endless animated WebP of at most `most_bytes`.

    None where it cannot be made so small, or no shot is ever on screen.

    `source_px` is the full size of the displayed picture. What is too heavy is made smaller, then
    with fewer frames, in a fixed order: the same shots give the same bytes.
    """
    on_screen = [shot for shot in shots if shot.duration_s > 0]
    if not on_screen:
        return None
    for step in _STEPS:
        kept = _thinned(on_screen, step)
        for side_px in _SIDES_PX:
            data = _encoded(kept, source_px, side_px)
            if len(data) <= most_bytes:
                return data
    return None


def _thinned(shots: Sequence[Shot], step: int) -> list[Shot]:
    """Every `step`-th shot, with the first of the failure; each stands for those left out."""
    first = next((i for i, s in enumerate(shots) if is_failure(s.caption.role)), 0)
    starts = sorted({0, *range(first % step, len(shots), step)})
    groups = [shots[i:j] for i, j in pairwise([*starts, len(shots)])]
    return [replace(group[0], duration_s=sum(s.duration_s for s in group)) for group in groups]


def _encoded(shots: Sequence[Shot], source_px: tuple[int, int], side_px: int) -> bytes:
    sheet = LoopSheet([shot.caption for shot in shots], _length(shots), side_px)
    real = list(_milliseconds(shots))
    frames = [
        sheet.draw(shot.picture, shot.caption, shot.marks, source_px, shot.time_s, slow=slow)
        for slow in (True, False)
        for shot in shots
    ]
    buffer = io.BytesIO()
    frames[0].save(
        buffer,
        "WEBP",
        save_all=True,
        append_images=frames[1:],
        duration=[*_slowed(shots, real), *real],
        loop=0,
        quality=_QUALITY,
        method=0,
        kmin=0,
        kmax=0,
    )
    return buffer.getvalue()


def _length(shots: Sequence[Shot]) -> tuple[tuple[float, float, bool], ...]:
    """Start, end and whether it is pointed at, of every shot."""
    return tuple((s.time_s, s.time_s + s.duration_s, is_failure(s.caption.role)) for s in shots)


def _milliseconds(shots: Iterable[Shot]) -> Iterator[int]:
    """Whole milliseconds of every shot whose sum never leaves the true time by more than one."""
    total_s, said_ms = 0.0, 0
    for shot in shots:
        total_s += shot.duration_s
        duration_ms = max(1, round(total_s * 1000) - said_ms)
        said_ms += duration_ms
        yield duration_ms


def _slowed(shots: Sequence[Shot], real_ms: Sequence[int]) -> list[int]:
    """Times of the slow pass; a failure or a mark of few frames ends in a stand still."""
    slow_ms = [_SLOW * duration for duration in real_ms]
    pointed_at = [is_failure(shot.caption.role) for shot in shots]
    for emphasised, group in groupby(range(len(shots)), pointed_at.__getitem__):
        run = list(group)
        if emphasised:
            slow_ms[run[-1]] += max(0, _POINTED_AT_MS - sum(slow_ms[i] for i in run))
    return slow_ms
