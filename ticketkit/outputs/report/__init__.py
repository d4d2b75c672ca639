"""report.pdf: the audit report, page 1 of which stands alone."""

from pathlib import Path

from ticketkit.errors import OutputError
from ticketkit.model.case import StoredCase
from ticketkit.outputs.report._enclosed import (
    case_inside,
    enclosed_frames,
    files_inside,
    ticket_inside,
)

__all__ = ["FILE", "case_inside", "enclosed_frames", "files_inside", "ticket_inside", "write"]

FILE = "report.pdf"


def write(stored: StoredCase, folder: Path) -> list[Path]:
    """Write report.pdf into `folder`; the same case always gives the same bytes.

    Raises CaseError for a picture of the case that cannot be read, CatalogError or
    UnknownNameError for a name that the catalogue has no words for, OutputError when the disk
    refuses.
    """
    from ticketkit.outputs.report import document  # noqa: PLC0415 - heavy: reportlab, pikepdf

    path = folder / FILE
    content = document.pdf(stored)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror or error}.") from error
    return [path]
