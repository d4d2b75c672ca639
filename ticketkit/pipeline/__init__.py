"""The stages in order: probe, scan, locate, extract, judge, annotate, and what follows from them.

Each function is one job of the command line and of scripts; the stages themselves live in the rooms
below.
"""

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
