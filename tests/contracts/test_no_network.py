"""No command talks to anybody: each works where sockets are forbidden and where there is no net."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.clips import make_clip

ID = "c4d629bf-94bf-4c4e-955f-eba2de8e526c"
ALL = """
import json, sys

def refuse(event, _arguments):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "ssl.")):
        sys.stderr.write(f"NETWORK {event}\\n")
        raise PermissionError(event)

sys.addaudithook(refuse)
from ticketkit.cli.entry import run
codes = {" ".join(c): int(run(c)) for c in json.loads(sys.argv[1])}
sys.stderr.write("CODES " + json.dumps(codes))
"""


def without_network() -> list[str]:
    """What starts a process in a network of its own, which is empty; nothing where that fails."""
    command = ["unshare", "--map-root-user", "--net"]
    if shutil.which("unshare") is None:
        return []
    return command if subprocess.run([*command, "true"], check=False).returncode == 0 else []


@pytest.mark.slow
def test_every_command_works_without_a_network(tmp_path: Path) -> None:
    """With Python's sockets refused and, where Linux allows it, no network for native code."""
    make_clip(tmp_path / "clip.mp4", frames=24)
    case = "luma-c4d629bf-hands"
    link = f"https://lumalabs.ai/dream/{ID}"
    commands = [
        ["build", "clip.mp4", "-v", "luma", "-i", ID, "-m", "hands", "-t", "0.5",
         "--share-url", link],
        ["scan", "clip.mp4", "--plot", "curves.png"],
        ["verify", case, "--clip", "clip.mp4"],
        ["render", case],
        ["ticket", case],
        ["route", "-v", "runway"],
        ["identify", "clip.mp4"],
        ["identify", link],
        ["vendors"],
        ["modes"],
        ["check"],
        ["demo"],
    ]  # fmt: skip
    done = subprocess.run(
        [*without_network(), sys.executable, "-c", ALL, json.dumps(commands)],
        cwd=tmp_path,
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "NETWORK" not in done.stderr
    codes = json.loads(done.stderr.rpartition("CODES ")[2])
    assert set(codes) == {" ".join(command) for command in commands}
    assert set(codes.values()) == {0}, done.stderr
