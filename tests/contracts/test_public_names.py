"""What the package promises to importers."""

import subprocess
import sys

import ticketkit


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
