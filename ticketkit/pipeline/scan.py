"""Scan: every detector over the whole clip."""

from dataclasses import dataclass
from pathlib import Path

from ticketkit import catalog, detectors
from ticketkit.model.case import Scan
from ticketkit.model.failure_mode import Check
from ticketkit.model.finding import Measurement
from ticketkit.model.question import NOTHING_ASKED
from ticketkit.pipeline.measuring import every_finding, measure
from ticketkit.pipeline.needing import given_by
from ticketkit.pipeline.progress import Progress, silent


@dataclass(frozen=True)
class ScannedClip:
    """A scan, the measurements behind it, and what was odd about the file."""

    scan: Scan
    measurements: tuple[Measurement, ...]
    left_out: tuple[str, ...]
    """What only a person can make measurable, a sentence each."""
    warnings: tuple[str, ...]


def scan_clip(clip: Path, mode: str | None = None, progress: Progress = silent) -> ScannedClip:
    """Look for failures over the whole of `clip`, strongest first; `mode` narrows to its checks.

    Raises ClipError when the clip cannot be read, UnknownNameError for an unknown mode.
    """
    book = catalog.load()
    modes = [book.mode(mode)] if mode else list(book.modes.values())
    every = _distinct([check for m in modes for check in m.checks])
    checks = [check for check in every if not detectors.needs(check.detector)]
    reading, measurements = measure(clip, checks, NOTHING_ASKED, progress)
    return ScannedClip(
        Scan(clip=reading.clip, findings=every_finding(measurements, checks)),
        measurements,
        tuple(_left_out(check.detector) for check in every if check not in checks),
        tuple(reading.warnings),
    )


def _left_out(detector: str) -> str:
    title = catalog.load().detectors[detector].title
    return f"{title}: `ticketkit build` measures it with {' and '.join(given_by([detector]))}."


def _distinct(checks: list[Check]) -> list[Check]:
    """One check a detector: the most sensitive, where several modes name the same detector."""
    by_detector: dict[str, Check] = {}
    for check in sorted(checks, key=lambda c: c.threshold):
        by_detector.setdefault(check.detector, check)
    return list(by_detector.values())


def plot_scan(scanned: ScannedClip, file: Path) -> None:
    """Draw the measured curves over time, findings shaded, as a PNG.

    Raises OutputError when `file` cannot be written.
    """
    from ticketkit.charts.plot import plot  # noqa: PLC0415 - heavy: reportlab, pypdfium2

    titles = {name: words.title for name, words in catalog.load().detectors.items()}
    end_s = scanned.scan.clip.duration_s
    plot(scanned.measurements, scanned.scan.findings, titles, end_s, file)
