"""What the package promises to importers."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import ticketkit

PACKAGE = Path(ticketkit.__file__).parent


def test_the_public_names_are_these() -> None:
    """Adding or removing a public name is a decision, not an accident."""
    assert ticketkit.__all__ == [
        "__version__",
        "BuildRequest",
        "Case",
        "StoredCase",
        "TicketkitError",
        "build_case",
        "render_case",
        "scan_clip",
        "ticket_text",
        "verify_case",
    ]
    for name in ticketkit.__all__:
        assert getattr(ticketkit, name)


def test_importing_is_light() -> None:
    """`import ticketkit` loads no decoder, no OpenCV and no PDF writer."""
    code = (
        "import sys, ticketkit;"
        "print({'av', 'cv2', 'reportlab', 'PIL', 'numpy', 'pydantic'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def _imported(file: Path) -> Iterator[str]:
    """Whole names of what a module imports."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_what_is_private_is_imported_beside_it_alone() -> None:
    """A name with an underscore belongs to the package that holds it, and to those inside that."""
    for file in PACKAGE.rglob("*.py"):
        here = ".".join((PACKAGE.name, *file.relative_to(PACKAGE).parent.parts, ""))
        for name in _imported(file):
            owner, private, _ = name.partition("._")
            ours = owner.split(".")[0] == PACKAGE.name
            assert not (ours and private) or here.startswith(f"{owner}."), (file, name)
