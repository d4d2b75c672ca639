"""Curves of what was measured: vectors for the report, and in `plot` a picture of a whole scan."""

from collections.abc import Sequence

from reportlab.graphics.shapes import Drawing

from ticketkit.charts.curve import curve
from ticketkit.model.finding import Finding, Measurement

__all__ = ["curve", "curves"]


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
