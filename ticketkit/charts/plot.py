"""All curves of a scan in one picture."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from ticketkit.charts.curve import curve
from ticketkit.charts.png import write_png
from ticketkit.errors import OutputError, UsageError
from ticketkit.model.finding import Finding, Measurement

_SIZE_PT = (640.0, 150.0)


def plot(
    measurements: Sequence[Measurement],
    findings: Sequence[Finding],
    titles: Mapping[str, str],
    end_s: float,
    path: Path,
) -> None:
    """Draw every curve of a scan below each other into the PNG `path`, over one and the same time.

    Detectors stand in the order of their findings; what is shown is shaded. `titles` is what
    each detector looks for, `end_s` the end of the clip.

    Raises UsageError for a name that promises another kind of picture, OutputError when there is no
    curve, or when `path` cannot be written.
    """
    if path.suffix.lower() not in {".png", ""}:
        raise UsageError(f"{path} would hold a PNG.", "Give it a name that ends in .png.")
    rank = {check: place for place, check in reversed(list(enumerate(f.check for f in findings)))}
    drawings = [
        curve(
            series,
            [f for f in findings if f.check == m.detector],
            None,
            *_SIZE_PT,
            title=titles[m.detector],
            span_s=(0.0, end_s),
        )
        for m in sorted(measurements, key=lambda m: rank.get(m.detector, len(rank)))
        for series in m.series
    ]
    if not drawings:
        raise OutputError(
            f"{path}: there is no curve to draw, because nothing was measured.",
            "Leave --plot out, or name a mode that has a measurement with --mode.",
        )
    try:
        write_png(drawings, path)
    except OSError as error:
        raise OutputError(f"{path}: the picture cannot be written ({error.strerror}).") from error
