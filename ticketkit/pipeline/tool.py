"""This software, as a case names it."""

from importlib.metadata import version

from ticketkit import __version__
from ticketkit.model.case import Tool

_LIBRARIES = ("av", "numpy", "opencv-python-headless", "pillow", "reportlab")
"""Those whose versions can change a number or a pixel."""


def this_tool() -> Tool:
    """Name and version of ticketkit and of the libraries that it runs on."""
    return Tool(
        name="ticketkit",
        version=__version__,
        libraries={name: version(name) for name in _LIBRARIES},
    )
