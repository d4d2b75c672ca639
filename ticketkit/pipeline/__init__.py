"""The stages in order: probe, scan, locate, extract, judge, annotate, and what follows from them.

Each function is one job of the command line and of scripts; the stages themselves live in the rooms
below. A job is loaded when it is first asked for, because each needs other libraries.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ticketkit.pipeline.build import build_case
    from ticketkit.pipeline.check import added_files, check_catalogue
    from ticketkit.pipeline.identifying import identify
    from ticketkit.pipeline.progress import Progress
    from ticketkit.pipeline.render import render_case, ticket_text
    from ticketkit.pipeline.scan import plot_scan, scan_clip
    from ticketkit.pipeline.verify import verify_case

__all__ = [
    "Progress",
    "added_files",
    "build_case",
    "check_catalogue",
    "identify",
    "plot_scan",
    "render_case",
    "scan_clip",
    "ticket_text",
    "verify_case",
]

_HOMES = {
    "Progress": "progress",
    "added_files": "check",
    "build_case": "build",
    "check_catalogue": "check",
    "identify": "identifying",
    "plot_scan": "scan",
    "render_case": "render",
    "scan_clip": "scan",
    "ticket_text": "render",
    "verify_case": "verify",
}


def __getattr__(name: str) -> object:
    """Load the job called `name`."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
