"""Curves of what was measured, as vectors for the report and as a picture for the terminal."""

from collections.abc import Sequence
from pathlib import Path

from reportlab.graphics.shapes import Drawing

from ticketkit.charts.curve import curve
from ticketkit.charts.png import write_png
from ticketkit.errors import OutputError
from ticketkit.model.finding import Finding, Measurement

__all__ = ["curve", "curves", "plot", "write_png"]

_PLOT_SIZE_PT = (640.0, 220.0)


def curves(
    measurements: Sequence[Measurement],
    findings: Sequence[Finding],
    moment_s: float | None,
    size_pt: tuple[float, float],
) -> list[Drawing]:
    """One drawing for each series, in order, with the findings of its own detector."""
    return [
        curve(series, [f for f in findings if f.check == m.detector], moment_s, *size_pt)
        for m in measurements
        for series in m.series
    ]


def plot(measurements: Sequence[Measurement], findings: Sequence[Finding], path: Path) -> None:
    """Draw every curve of a scan below each other into the PNG `path`.

    Raises OutputError when there is no curve, or when `path` cannot be written.
    """
    drawings = curves(measurements, findings, None, _PLOT_SIZE_PT)
    if not drawings:
        raise OutputError(
            f"{path}: there is no curve to draw, because nothing was measured.",
            "Leave --plot out, or name a mode that has a measurement with --mode.",
        )
    try:
        write_png(drawings, path)
    except OSError as error:
        raise OutputError(f"{path}: the picture cannot be written ({error.strerror}).") from error
