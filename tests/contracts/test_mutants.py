"""Random changes of good clips end as the contract says; `make corpus` tries far more of them."""

import os
import subprocess
import sys

import pytest
from support.stock import needs_ffmpeg


@needs_ffmpeg
@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="runs are forked, with POSIX limits")
def test_mutants() -> None:
    """No crash, no hang, no traceback, no half-made case; a code of the contract, three lines."""
    command = [sys.executable, "-m", "bench.fuzz", "40", "5000"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "40 mutants, 0 problems" in done.stdout
