"""What the FFmpeg that a stranger has installed says of a clip; the independent witness."""

import shutil
import subprocess
from pathlib import Path

import pytest

needs_ffmpeg = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="no ffmpeg installed")


def frame_hashes(clip: Path) -> list[str]:
    """SHA-256 of every decoded frame, by the command that the contract names."""
    command = (
        "-map", "0:v:0", "-fps_mode", "passthrough", "-f", "framehash", "-hash", "sha256", "-",
    )  # fmt: skip
    lines = _run("-noautorotate", "-i", str(clip), *command).decode().splitlines()
    rows = [line for line in lines if not line.startswith("#")]
    return [row.split(",")[-1].strip() for row in rows]


def first_picture(clip: Path) -> bytes:
    """The first frame, turned upright as players do: gray, 8 bit, row after row."""
    command = ("-map", "0:v:0", "-frames:v", "1", "-pix_fmt", "gray", "-f", "rawvideo", "-")
    return _run("-i", str(clip), *command)


def _run(*arguments: str) -> bytes:
    command = ["ffmpeg", "-v", "error", *arguments]
    return subprocess.run(command, check=True, capture_output=True).stdout
