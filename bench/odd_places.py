"""Good clips under strange names, and paths that lead to no file at all."""

import os
from collections.abc import Iterator
from pathlib import Path

from bench.odd_clips import Specimen, base

_NAMES = (
    "-i.mp4",
    "--help.mp4",
    "a\nb.mp4",
    "a\rb\tc.mp4",
    "\x1b[31mred.mp4",
    'quote\'s "double" `back`.mp4',
    "🎬 späße 名前 سلام.mp4",
    "\u202egnp.4pm.mp4",
    "<b>&amp;{{ clip }}${x}%s.mp4",
    "**bold** @everyone [a](b).mp4",
    "http:clip.mp4",
    "concat:a|b.mp4",
    "%03d.mp4",
    " .mp4",
    "no suffix",
    "e" * 251 + ".mp4",
    "é" * 125 + "x.mp4",
    os.fsdecode(b"not utf-8 \xff\xfe.mp4"),
    "CON.mp4",
    "trailing dot..",
)
_SHARED = Path(__file__).parents[1].parent / "shared" / "clips"


def strange(folder: Path) -> Iterator[Specimen]:
    """Make clips under strange names, and what is no file, below `folder`."""
    good = base(folder)
    for name in _NAMES:
        path = folder / name
        path.write_bytes(good.read_bytes())
        yield Specimen("name", name, path, "works")
    link = folder / "link.mp4"
    link.symlink_to(good)
    yield Specimen("place", "symbolic link", link, "works")
    yield from _no_file(folder)


def _no_file(folder: Path) -> Iterator[Specimen]:
    fifo, loop, dangling = folder / "fifo.mp4", folder / "loop.mp4", folder / "dangling.mp4"
    os.mkfifo(fifo)
    loop.symlink_to(loop)
    dangling.symlink_to(folder / "nowhere")
    places = {
        "named pipe": fifo,
        "folder": folder,
        "symbolic link to itself": loop,
        "symbolic link to nothing": dangling,
        "endless device": Path("/dev/zero"),
        "empty device": Path("/dev/null"),
        "below a file": folder / "base.mp4" / "clip.mp4",
        "name that is too long": folder / ("n" * 300 + ".mp4"),
        "nowhere": folder / "nowhere.mp4",
    }
    for name, path in places.items():
        yield Specimen("place", name, path, "refused")


def shared(folder: Path) -> Iterator[Specimen]:
    """The hostile clips of others beside the project, where they lie there."""
    del folder  # nothing is made
    for path in sorted(_SHARED.glob("hostile-*")):
        yield Specimen("from elsewhere", path.name, path, "refused")
