"""Puts every kind of file before ticketkit and counts how it ends.

    python -m bench.corpus                 # everything; a few minutes
    python -m bench.corpus cut bits        # the kinds that begin so

Each file is built into a case, scanned and identified, each in a process of its own with limits on
time and memory. A run is good when it ends with a code of the contract, says one to three lines
where it refuses, tells where frames were lost, and leaves a whole case or nothing.
"""

import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.broken_clips import broken
from bench.contained import Ended, run
from bench.odd_clips import Specimen, unusual
from bench.odd_places import shared, strange
from bench.run import RESULTS, write_json, write_results

ID = "c4d629bf-94bf-4c4e-955f-eba2de8e526c"
FRAMES = 24
"""In every clip that the damaged ones are made from."""

_BUILT = {0, 6}
_ENDLESS = "transport"
"""The container that announces no length: what is cut off between two frames cannot be missed."""

_SEEDED = ("bits", "noise", "lying")
"""Kinds with so many files that one command each is enough."""


def main(kinds: list[str]) -> int:
    """Run the corpus, or the kinds that begin with one of `kinds`; returns the exit code."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    problems: list[dict[str, str]] = []
    with tempfile.TemporaryDirectory(prefix="corpus-") as temporary:
        for specimen in _specimens(Path(temporary)):
            if kinds and not specimen.kind.startswith(tuple(kinds)):
                continue
            result, found = examine(specimen, Path(temporary))
            counts[specimen.kind][result] += 1
            problems += [
                {"kind": specimen.kind, "file": specimen.name, "problem": p} for p in found
            ]
            for problem in found:
                print(f"{specimen.kind}: {specimen.name!r}: {problem}", flush=True)
    if not kinds:
        write_json(RESULTS / "corpus.json", _data(counts, problems))
        write_results()
    print(f"{sum(sum(c.values()) for c in counts.values())} files, {len(problems)} problems")
    return 1 if problems else 0


def _specimens(folder: Path) -> Iterator[Specimen]:
    for make in (unusual, broken, strange, shared):
        part = folder / make.__name__
        part.mkdir()
        yield from make(part)


def examine(specimen: Specimen, folder: Path) -> tuple[str, list[str]]:
    """How `build` ends with this file, "built", "built, loss told" or "refused"; and problems."""
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        work = Path(temporary)
        built = run(_build(specimen), work)
        ends = [built]
        if not specimen.kind.startswith(_SEEDED):
            ends.append(run(["scan", "--json", "--", str(specimen.path)], work))
            ends.append(run(["identify", "--json", "--", str(specimen.path)], work))
        found = [problem for end in ends if (problem := end.problem())]
        found += _left(work, built)
    found += list(_unexpected(specimen, built, ends[1] if len(ends) > 1 else None))
    if built.code not in _BUILT:
        return "refused", found
    return ("built, loss told" if built.document.get("warnings") else "built"), found


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


def _unexpected(specimen: Specimen, built: Ended, scanned: Ended | None) -> Iterator[str]:
    works = built.code in _BUILT
    if specimen.ending == "works" and not works:
        yield f"was refused: {built.err.strip()}"
    if specimen.ending == "refused" and built.code != 3:
        yield f"was not refused: {built.code}"
    if specimen.told and specimen.told not in built.out + built.err:
        yield f"does not say {specimen.told!r}"
    if specimen.kind.startswith("cut") and _ENDLESS not in specimen.kind and works and scanned:
        clip = scanned.document.get("clip")
        frames = clip["frame_count"] if isinstance(clip, dict) else 0
        if frames < FRAMES and not built.document.get("warnings"):
            yield f"lost {FRAMES - frames} frames without a word"


def _data(counts: dict[str, Counter[str]], problems: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "schema": "ticketkit.corpus/1",
        "measured_at": datetime.now(UTC).date().isoformat(),
        "kinds": {kind: dict(sorted(counter.items())) for kind, counter in counts.items()},
        "problems": problems,
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
