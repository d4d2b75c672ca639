"""Mutates good clips at random, again and again, and counts how ticketkit ends with them.

    python -m bench.fuzz                   # 1,000 mutants
    python -m bench.fuzz 300 9000          # 300 mutants, from seed 9000

A mutant is one clip, in any container, after one to four random changes. Every mutant follows from
its seed.
"""

import random
import struct
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.broken_clips import containers
from bench.contained import load_all
from bench.corpus import examine
from bench.endings import Endings
from bench.odd_clips import Specimen
from bench.run import RESULTS, write_json, write_results

MUTANTS = 1000
_NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_ABOUT = (
    "Good clips in six containers after one to four random changes: bits and bytes turned over,"
    " stretches overwritten, left out, doubled or taken from another container, numbers replaced"
    " by extreme ones. Each mutant is scanned, and one in six built into a case, in a process of"
    " its own with limits on time and memory. Seeds {0} to {1}."
)


def main(mutants: int = MUTANTS, first_seed: int = 0) -> int:
    """Try so many mutants; returns the exit code."""
    about = _ABOUT.format(first_seed, first_seed + mutants - 1)
    endings = Endings("Any file: random mutants", about)
    with tempfile.TemporaryDirectory(prefix="fuzz-") as temporary:
        load_all(Path(temporary))
        seeds = range(first_seed, first_seed + mutants)
        for seed, specimen in zip(seeds, mutated(Path(temporary), seeds), strict=True):
            way, problems = examine(specimen, Path(temporary), seed)
            endings.add(specimen.kind, specimen.name, way, problems)
    if (mutants, first_seed) == (MUTANTS, 0):
        write_json(RESULTS / "fuzz.json", endings.data())
        write_results()
    print(f"{endings.files} mutants, {len(endings.problems)} problems")
    return 1 if endings.problems else 0


def mutated(folder: Path, seeds: range) -> Iterator[Specimen]:
    """The mutants with these seeds, one after the other in one file below `folder`."""
    clips = containers(folder)
    for seed in seeds:
        rng = random.Random(seed)
        name = rng.choice(list(clips))
        path = folder / f"mutant{Path(name).suffix}"
        path.write_bytes(mutant(rng, clips[name], list(clips.values())))
        yield Specimen(f"mutant of {name}", f"seed {seed}", path)


def mutant(rng: random.Random, data: bytes, others: list[bytes]) -> bytes:
    """One clip after one to four random changes."""
    bad = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        rng.choice(_CHANGES)(rng, bad, others)
    return bytes(bad)


def _place(rng: random.Random, data: bytearray) -> int:
    """Anywhere, but as often in the first or last kilobyte, where headers and indexes are."""
    size = max(len(data) - 8, 1)
    near = rng.randrange(min(size, 1024))
    return rng.choice((rng.randrange(size), near, size - 1 - near))


def _bits(rng: random.Random, data: bytearray, _others: list[bytes]) -> None:
    for _ in range(rng.choice((1, 4, 32))):
        data[_place(rng, data) % len(data)] ^= 1 << rng.randrange(8)


def _number(rng: random.Random, data: bytearray, _others: list[bytes]) -> None:
    form = rng.choice((">I", "<I", ">Q"))
    place = _place(rng, data)
    if place + 8 <= len(data):
        struct.pack_into(form, data, place, rng.choice(_NUMBERS))


def _overwrite(rng: random.Random, data: bytearray, _others: list[bytes]) -> None:
    place, length = _place(rng, data), rng.choice((1, 4, 16, 300))
    data[place : place + length] = rng.randbytes(length)


def _leave_out(rng: random.Random, data: bytearray, _others: list[bytes]) -> None:
    place = _place(rng, data)
    del data[place : place + rng.choice((1, 4, 64, 2000))]
    data += b"\0" * max(0, 16 - len(data))


def _double(rng: random.Random, data: bytearray, _others: list[bytes]) -> None:
    place, length = _place(rng, data), rng.choice((1, 8, 64, 2000))
    data[place:place] = data[place : place + length]


def _graft(rng: random.Random, data: bytearray, others: list[bytes]) -> None:
    other = rng.choice(others)
    start, length = rng.randrange(len(other)), rng.choice((8, 64, 2000))
    place = _place(rng, data)
    data[place : place + length] = other[start : start + length]


_CHANGES: tuple[Callable[[random.Random, bytearray, list[bytes]], None], ...] = (
    _bits,
    _number,
    _overwrite,
    _leave_out,
    _double,
    _graft,
)

if __name__ == "__main__":
    sys.exit(main(*(int(argument) for argument in sys.argv[1:3])))
