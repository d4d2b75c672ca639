"""Puts every kind of file before ticketkit and counts how it ends.

    python -m bench.corpus                 # everything; a few minutes
    python -m bench.corpus cut bits        # the kinds that begin so

Each file is scanned, built into a case and identified, each in a process of its own with limits on
time and memory. A run is good when it ends with a code of the contract, says one to three lines
where it refuses, warns where frames were lost, and leaves a whole case or nothing.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.broken_clips import broken
from bench.contained import Ended, load_all, run
from bench.endings import Endings
from bench.odd_clips import Specimen, unusual
from bench.odd_places import shared, strange
from bench.run import RESULTS, write_json, write_results

ID = "c4d629bf-94bf-4c4e-955f-eba2de8e526c"
FRAMES = 24
"""In every clip that the damaged ones are made from."""

_BUILT = {0, 6}
_ABOUT = (
    "Every file is scanned in a process of its own with limits on time and memory; it is also"
    " built into a case and identified, of the kinds with seeds one in six built. The contract is"
    " kept where a run ends in time with one of its exit codes and no crash, says one to three"
    " lines where it refuses, warns where frames were lost, and leaves one whole case or nothing."
    " What is cut off a"
    " transport stream between two frames cannot be missed: that container states no length."
)
_FIXED = (
    " What such files brought to light, and what is fixed: damage that was told in one run and"
    " not in the next, as its mark got lost between decoder threads (7 of 287 files); an"
    " encrypted clip read as a blank picture; a lost last frame, and most AVI files cut short,"
    " without a word; an AVI written live said to last 841 s; boxes that claim more than their"
    " parent read over and over; a box of 64 bits that made a seek overflow; pictures of a"
    " received case too large for memory; and four ways in which the system's refusal (memory,"
    " disk, permission, a second Ctrl-C) ended as a bug."
)
_ENDLESS = "transport"
"""The container that announces no length: what is cut off between two frames cannot be missed."""

_SEEDED = ("bits", "cut", "noise", "lying", "mutant")
"""Kinds with so many files that not every one is built into a case."""

_BUILD_EVERY = 6
_WARNING = "warning: "
_LOSS = ("could not be read to its end", "could not be decoded", "The file announces")
"""What a warning says where frames were lost."""


def main(kinds: list[str]) -> int:
    """Run the corpus, or the kinds that begin with one of `kinds`; returns the exit code."""
    endings = Endings("Any file: damaged, unusual and hostile", _ABOUT + _FIXED)
    with tempfile.TemporaryDirectory(prefix="corpus-") as temporary:
        load_all(Path(temporary))
        for number, specimen in enumerate(_specimens(Path(temporary))):
            if not kinds or specimen.kind.startswith(tuple(kinds)):
                way, problems = examine(specimen, Path(temporary), number)
                endings.add(specimen.kind, specimen.name, way, problems)
    if not kinds:
        write_json(RESULTS / "corpus.json", endings.data())
        write_results()
    print(f"{endings.files} files, {len(endings.problems)} problems")
    return 1 if endings.problems else 0


def _specimens(folder: Path) -> Iterator[Specimen]:
    for make in (unusual, broken, strange, shared):
        part = folder / make.__name__
        part.mkdir()
        yield from make(part)


def examine(specimen: Specimen, folder: Path, number: int = 0) -> tuple[str, list[str]]:
    """How reading this file ends, one of `bench.endings.WAYS`, and problems.

    `number` counts the files: of those with seeds, some are only scanned.
    """
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        work = Path(temporary)
        scanned = run(["scan", "--json", "--", str(specimen.path)], work)
        ends = [scanned]
        found = list(_unexpected(specimen, scanned))
        seeded = specimen.kind.startswith(_SEEDED)
        if not seeded:
            ends.append(run(["identify", "--json", "--", str(specimen.path)], work))
        if not seeded or number % _BUILD_EVERY == 0:
            built = run(_build(specimen), work)
            ends.append(built)
            found += _left(work, built)
            if (built.code in _BUILT) != (scanned.code == 0):
                found.append(f"scan ends with {scanned.code}, build with {built.code}")
        found += [problem for end in ends if (problem := end.problem())]
    return way(scanned), found


def way(scanned: Ended) -> str:
    """Which of `bench.endings.WAYS` a scan ended in."""
    if scanned.code != 0:
        return "refused"
    said = " ".join(scanned.err.split())  # a terminal's width breaks the lines
    if any(words in said for words in _LOSS):
        return "read, loss told"
    return "read, with another warning" if _WARNING in scanned.err else "read"


def _build(specimen: Specimen) -> list[str]:
    options = ["-v", "luma", "-i", ID, "-m", "motion", "--frames", "2", "--json"]
    return ["build", *options, "--output", "out", "--", str(specimen.path)]


def _left(work: Path, built: Ended) -> Iterator[str]:
    """Whatever lies there that should not: anything but one whole case where one was built."""
    left = sorted(p.name for p in (work / "out").glob("*"))
    whole = (work / "out" / "luma-c4d629bf-motion" / "MANIFEST.sha256").is_file()
    if built.code in _BUILT and not (len(left) == 1 and whole):
        yield f"said that it built a case and left {left}"
    if built.code not in _BUILT and left:
        yield f"failed and left {left}"


def _unexpected(specimen: Specimen, scanned: Ended) -> Iterator[str]:
    reads = scanned.code == 0
    if specimen.ending == "works" and not reads:
        yield f"was refused: {scanned.err.strip()}"
    if specimen.ending == "refused" and scanned.code != 3:
        yield f"was not refused: {scanned.code}"
    if specimen.told and specimen.told not in scanned.err:
        yield f"does not say {specimen.told!r}"
    if specimen.kind.startswith("cut") and _ENDLESS not in specimen.kind and reads:
        clip = scanned.document.get("clip")
        frames = clip["frame_count"] if isinstance(clip, dict) else 0
        if frames < FRAMES and _WARNING not in scanned.err:
            yield f"lost {FRAMES - frames} frames without a word"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
