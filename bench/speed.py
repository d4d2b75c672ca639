"""Times whole commands against FFmpeg's bare decode of the same clip, side by side.

    python -m bench.speed             # all clips, medians of 5
    python -m bench.speed --rounds 9
    python -m bench.speed --longest 10   # only clips of at most 10 s

Each round runs every command once, so that whatever else loads the machine falls on all alike.
Beside the wall time stands the time that the processors worked (user and system), which other
programs disturb less. The table goes to bench/SPEED.md; it is true of one machine on one day.
"""

import argparse
import multiprocessing
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import cv2
import numpy as np

from bench.clips import Coding, Picture, cached, texture, write
from bench.scoring import table

PAGE = Path(__file__).with_name("SPEED.md")
_ID = "c4d629bf-94bf-4c4e-955f-eba2de8e526c"
_RATE = 24
_TICKETKIT = (sys.executable, "-m", "ticketkit")
_NOTHING = (sys.executable, "-c", "pass")
_GRAINS = 6


@dataclass(frozen=True)
class Film:
    """A clip to be drawn and encoded; everything follows from its fields."""

    name: str
    width: int
    height: int
    seconds: int
    freezes: bool = False
    """Whether everything stands still from 4 to 5 s, so that a failure is measured."""


@dataclass(frozen=True)
class Task:
    """A command and what it may take: `factor` x the decode + `more_s`."""

    name: str
    arguments: tuple[str, ...]
    factor: float
    more_s: float


@dataclass(frozen=True)
class Run:
    """One process from its start to its end."""

    wall_s: float
    cpu_s: float
    memory_mib: float
    """The most that it held."""


FILMS = (
    Film("1080p, 10 s", 1920, 1080, 10),
    Film("1080p, 10 s, with a freeze", 1920, 1080, 10, freezes=True),
    Film("1080p, 60 s", 1920, 1080, 60),
    Film("4K, 10 s", 3840, 2160, 10),
)


def main(rounds: int, longest_s: float) -> None:
    """Time every command on every clip of at most `longest_s` and write the table."""
    small = (("--help",), ("vendors",), ("route", "-v", "luma"))
    rows = [_small_row(arguments, rounds) for arguments in small]
    for film in (film for film in FILMS if film.seconds <= longest_s):
        rows += _film_rows(film, rounds)
    text = _page(rows, rounds)
    PAGE.write_text(text, encoding="utf-8")
    print(text)


def _film_rows(film: Film, rounds: int) -> list[list[str]]:
    # In a process of its own: what a parent held when it started a command counts as the command's.
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as maker:
        clip = maker.submit(_drawn, film).result()
    decode = ("ffmpeg", "-v", "error", "-nostdin", "-i", clip, "-f", "null", "-")
    with tempfile.TemporaryDirectory() as folder:
        tasks = _tasks(film, clip, folder)
        for task in tasks:
            _run((*_TICKETKIT, *task.arguments))  # makes the case to verify, and warms the caches
        runs: dict[str, list[Run]] = {"decode": [], **{task.name: [] for task in tasks}}
        for _ in range(rounds):
            runs["decode"].append(_run(decode))
            for task in tasks:
                runs[task.name].append(_run((*_TICKETKIT, *task.arguments)))
    bare = runs["decode"]
    return [_row(film.name, task, runs[task.name], bare) for task in tasks]


def _tasks(film: Film, clip: str, folder: str) -> list[Task]:
    large = film.width > 1920
    build = (
        "build", clip, "-i", _ID, "-v", "luma", "-m", "motion", "--overwrite", "-o", folder,
    )  # fmt: skip
    factor, more_s = (1.3, 2.5) if large else (1.5, 1.0)
    case = str(Path(folder) / f"luma-{_ID[:8]}-motion")
    return [
        Task("scan", ("scan", clip, "--json"), 1.3, 0.5),
        Task("build", build, 1.1 * factor, 1.1 * more_s),
        Task("build --at", (*build, "--at", "5"), factor, more_s),
        Task("verify --clip", ("verify", case, "--clip", clip), 1.3, 0.5),
    ]


def _small_row(arguments: Sequence[str], rounds: int) -> list[str]:
    """A command that opens no clip, against a bare start of Python."""
    bare, runs = [], []
    for _ in range(rounds):
        bare.append(_run(_NOTHING))
        runs.append(_run((*_TICKETKIT, *arguments)))
    task = Task(" ".join(arguments), tuple(arguments), 1.0, 0.4)
    return _row("none (against a bare start of Python)", task, runs, bare)


def _row(film: str, task: Task, runs: Sequence[Run], bare: Sequence[Run]) -> list[str]:
    took_s, decode_s = (median(r.wall_s for r in group) for group in (runs, bare))
    worked_s, decode_cpu_s = (median(r.cpu_s for r in group) for group in (runs, bare))
    allowed_s = task.factor * decode_s + task.more_s
    return [
        film,
        task.name,
        f"{task.factor:.3g} x decode + {task.more_s:.3g} s",
        f"{took_s / allowed_s:.2f}",
        "yes" if took_s <= allowed_s else "no",
        f"{took_s / decode_s:.2f}",
        f"{worked_s / decode_cpu_s:.2f}",
        f"{max(r.memory_mib for r in runs):.0f} MiB",
    ]


def _page(rows: Sequence[Sequence[str]], rounds: int) -> str:
    head = [
        "clip", "command", "may take", "takes of that", "reached", "wall / decode", "CPU / decode",
        "most memory",
    ]  # fmt: skip
    version = subprocess.run(["ffmpeg", "-version"], capture_output=True, text=True, check=True)
    ffmpeg = version.stdout.split(" Copyright")[0]
    return (
        "# Speed\n\n"
        "Written by `python -m bench.speed`. Whole processes, medians of"
        f" {rounds}, run in turns with `ffmpeg -i CLIP -f null -` on the same clip;"
        f" {os.cpu_count()} processors, {platform.machine()}, Python"
        f" {platform.python_version()}, {ffmpeg}. The clips are drawn with fixed seeds: a camera"
        " over a detailed ground with things that move and grain, H.264 by libx264. Ratios are"
        " those of the medians; 1.00 of what a command may take is the limit.\n\n"
        f"{table(head, rows)}\n"
    )


def _run(command: Sequence[str]) -> Run:
    """Run a command to its end, whatever it says: 6 is an answer like 0."""
    before = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall_s = time.perf_counter() - before
    if process.returncode not in {0, 6}:
        raise SystemExit(f"{' '.join(command)}: {process.returncode}\n{said.decode()}")
    # Linux counts in kibibytes, macOS in bytes.
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Run(wall_s, used.ru_utime + used.ru_stime, used.ru_maxrss / unit)


def _drawn(film: Film) -> str:
    return str(cached(film, [sys.modules[__name__]], ".mp4", lambda path: _make(path, film)))


def _make(path: Path, film: Film) -> None:
    options = {"preset": "fast", "threads": "0"}
    write(path, _pictures(film), _RATE, Coding(crf=20, gop=_RATE * 5, options=options))


def _pictures(film: Film) -> Iterator[Picture]:
    """A camera that wanders over a ground, things that cross it, and grain."""
    rng = np.random.default_rng(film.width)
    scale = film.width / 1920
    ground = _ground(rng, film, scale)
    grains = [
        rng.normal(0, 2.5, (film.height, film.width, 1)).astype(np.int8) for _ in range(_GRAINS)
    ]
    things = rng.uniform((0, 0.2, 0.04, 0.05), (1, 0.8, 0.1, 0.3), (5, 4))
    for shown_at in range(film.seconds * _RATE):
        held = film.freezes and 4 * _RATE <= shown_at < 5 * _RATE
        i = 4 * _RATE if held else shown_at
        time_s = i / _RATE
        x = film.width * (0.25 + 0.2 * np.sin(0.5 * time_s))
        y = film.height * (0.25 + 0.15 * np.sin(0.37 * time_s))
        turn = np.array([[1, 0, x], [0, 1, y]])
        shown = cv2.warpAffine(
            ground, turn, (film.width, film.height), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        )
        for place, height, size, speed in things:
            middle = int((place + speed * time_s) % 1.2 * film.width), int(height * film.height)
            colour = [int(255 * v) for v in (place, height, speed)]
            cv2.circle(shown, middle, int(size * film.width), colour, -1, cv2.LINE_AA)
        grain = np.roll(grains[i % _GRAINS], 37 * i, axis=1)
        yield cv2.add(shown, np.repeat(grain, 3, axis=2), dtype=cv2.CV_8U)


def _ground(rng: np.random.Generator, film: Film, scale: float) -> Picture:
    size = (film.height * 3 // 2, film.width * 3 // 2)
    tones = [texture(rng, size, contrast=38, finest_px=3 * scale) for _ in range(2)]
    return np.stack(
        [np.clip(t, 0, 255).astype(np.uint8) for t in (tones[0], tones[0] * 0.7 + 40, tones[1])],
        axis=2,
    )


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description="Times commands against a bare decode.")
    arguments.add_argument("--rounds", type=int, default=5, help="how often each runs")
    arguments.add_argument("--longest", type=float, default=60, help="longest clip in seconds")
    if not shutil.which("ffmpeg"):
        raise SystemExit("This compares with FFmpeg: put `ffmpeg` on the path.")
    given = arguments.parse_args()
    main(given.rounds, given.longest)
