"""The wheel, installed elsewhere, finds its templates, fonts and sample clips."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what the wheel installs, without its dependencies."""
    folder = tmp_path_factory.mktemp("wheel")
    build = ["-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run([sys.executable, *build], check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    target = folder / "site"
    install = ["-m", "pip", "install", "--no-deps", "--quiet", "--target", str(target), str(wheel)]
    subprocess.run([sys.executable, *install], check=True, capture_output=True)
    return target


def ticketkit(installed: Path, cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    code = (
        "import ticketkit.cli, sys; print(ticketkit.__file__, file=sys.stderr);ticketkit.cli.main()"
    )
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(installed), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_demo_runs_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    """`ticketkit demo` makes a case that shows the drawn freeze, and names the files to open."""
    done = ticketkit(installed, tmp_path, "demo")

    assert str(installed) in done.stderr
    assert done.returncode == 0, done.stderr
    assert "3.000 s" in done.stdout
    named = [line.strip() for line in done.stdout.splitlines() if line.startswith("  demo")]
    assert len(named) == 4
    assert all((tmp_path / name).is_file() for name in named)


def test_the_catalogue_is_in_the_wheel(installed: Path, tmp_path: Path) -> None:
    """`check` validates the templates that were installed."""
    done = ticketkit(installed, tmp_path, "check")

    assert done.returncode == 0, done.stderr
    assert "0 errors" in done.stdout
