"""The documents name everything that a user can type or meet."""

import re
from pathlib import Path

import pytest
import typer

from ticketkit import detectors, outputs
from ticketkit.cli.app import app
from ticketkit.errors import ExitCode

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # a group has them


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme_and_shows_an_example(command: str) -> None:
    """A command that the README does not name is not found."""
    assert f"ticketkit {command}" in README
    assert "Example: `ticketkit" in COMMANDS[command].help


@pytest.mark.parametrize(
    "option", [o for p in COMMANDS["build"].params for o in p.opts if o[0] == "-"]
)
def test_every_option_of_build_is_in_the_readme(option: str) -> None:
    """Long and short forms are listed."""
    assert re.search(rf"`{option}[ `]", README)


@pytest.mark.parametrize("code", ExitCode)
def test_every_exit_code_is_in_the_readme(code: ExitCode) -> None:
    """The table of exit codes is complete."""
    assert f"\n| {code.value} | " in README


def test_every_path_that_the_documents_name_exists() -> None:
    """The where-is table is true."""
    text = README + ARCHITECTURE + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for name in re.findall(r"`((?:ticketkit|templates|tests)/[\w./]+)`", text):
        assert (ROOT / name).exists(), name


def test_every_room_is_in_the_architecture() -> None:
    """A package or module at the top of ticketkit has its place in the table of layers."""
    rooms = {p.stem for p in (ROOT / "ticketkit").iterdir() if not p.name.startswith(("_", "py."))}
    for room in rooms - {"pyc"}:
        assert f"`{room}`" in ARCHITECTURE, room


def test_the_protocols_are_implemented() -> None:
    """Every module of the two open packages can be loaded by its name."""
    for name in detectors.names():
        assert detectors.load(name)
    for name in outputs.names():
        assert callable(outputs.load(name))
