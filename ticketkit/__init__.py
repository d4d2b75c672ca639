"""Turn a failed AI video clip into annotated frames, a PDF audit report and a routed ticket.

The public names are loaded when they are first used, so that importing the package is quick.
"""

import importlib

__version__ = "0.1.0"

_HOMES = {
    "BuildRequest": "ticketkit.model.request",
    "Case": "ticketkit.model.case",
    "StoredCase": "ticketkit.model.case",
    "TicketkitError": "ticketkit.errors",
    "build_case": "ticketkit.pipeline",
    "render_case": "ticketkit.pipeline",
    "scan_clip": "ticketkit.pipeline",
    "ticket_text": "ticketkit.pipeline",
    "verify_case": "ticketkit.pipeline",
}

__all__ = ["__version__", *sorted(_HOMES)]  # noqa: PLE0604 - the names are strings


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'ticketkit' has no attribute {name!r}")
