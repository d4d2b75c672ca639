"""What each tool says of the freezes in a clip: stretches of time, in seconds."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from ticketkit import catalog, detectors, video
from ticketkit.model.question import NOTHING_ASKED

Stretch = tuple[float, float]
"""From the held picture's first appearance to the next different one."""
Tool = Callable[[Path], list[Stretch]]


def ticketkit(clip: Path) -> list[Stretch]:
    """Freezes as `ticketkit scan` counts them."""
    check = next(c for c in catalog.load().mode("motion").checks if c.detector == "frozen_frames")
    detector = detectors.load(check.detector)(check.parameters, NOTHING_ASKED)
    reading = video.read_clip(clip, detector.feed)
    events = detector.finish(float(reading.timeline.end)).events
    return [(e.start_s, e.end_s) for e in events if e.value >= check.threshold]


def freezedetect(options: str = "") -> Tool:
    """FFmpeg's filter with `options`; a freeze without an end lasts to the end of the clip."""
    ffmpeg = shutil.which("ffmpeg")

    def run(clip: Path) -> list[Stretch]:
        assert ffmpeg is not None
        command = [ffmpeg, "-hide_banner", "-nostats", "-i", str(clip), "-map", "0:v:0"]
        command += ["-vf", f"freezedetect{options}", "-fps_mode", "passthrough", "-f", "null", "-"]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
        starts = [float(t) for t in re.findall(r"freeze_start: ([-\d.]+)", said)]
        ends = [float(t) for t in re.findall(r"freeze_end: ([-\d.]+)", said)]
        ends += [float("inf")] * (len(starts) - len(ends))
        return list(zip(starts, ends, strict=True))

    return run


def takecheck() -> Tool:
    """The package's own check for frozen frames, asked for 125 ms and longer.

    Raises ImportError where the package is not installed.
    """
    from takecheck.checks.frame_checks import check_frozen  # noqa: PLC0415 - may be absent
    from takecheck.clip import analyse  # noqa: PLC0415 - may be absent
    from takecheck.probe import probe  # noqa: PLC0415 - may be absent
    from takecheck.spec import Expect  # noqa: PLC0415 - may be absent

    def run(clip: Path) -> list[Stretch]:
        result = check_frozen(analyse(probe(clip)), Expect(frozen_max_ms=124))
        return [(float(a), float(b)) for a, b in result.measured.get("ranges", [])]

    return run


def available() -> tuple[dict[str, Tool], tuple[str, ...]]:
    """The tools that are here, and a sentence for each that is not."""
    tools: dict[str, Tool] = {"ticketkit": ticketkit}
    missing = []
    if shutil.which("ffmpeg"):
        tools["ffmpeg freezedetect, defaults"] = freezedetect()
        tools["ffmpeg freezedetect, -60 dB 0.15 s"] = freezedetect("=n=-60dB:d=0.15")
    else:
        missing.append("FFmpeg is not installed: freezedetect and takecheck were not compared.")
    try:
        tools |= {"takecheck, 125 ms": takecheck()} if shutil.which("ffmpeg") else {}
    except ImportError:
        missing.append("takecheck is not installed and was not compared.")
    return tools, tuple(missing)
