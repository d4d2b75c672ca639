"""Scan: every detector over the whole clip."""

from dataclasses import dataclass
from pathlib import Path

from ticketkit import catalog, charts, detectors
from ticketkit.model.case import Scan
from ticketkit.model.failure_mode import Check
from ticketkit.model.finding import Measurement
from ticketkit.model.question import NOTHING_ASKED
from ticketkit.pipeline.measuring import findings, measure
from ticketkit.pipeline.progress import Progress, silent


@dataclass(frozen=True)
class ScannedClip:
    """A scan, the measurements behind it, and what was odd about the file."""

    scan: Scan
    measurements: tuple[Measurement, ...]
    warnings: tuple[str, ...]


def scan_clip(clip: Path, mode: str | None = None, progress: Progress = silent) -> ScannedClip:
    """Look for failures over the whole of `clip`, strongest first; `mode` narrows to its checks.

    Raises ClipError when the clip cannot be read, UnknownNameError for an unknown mode.
    """
    book = catalog.load()
    modes = [book.mode(mode)] if mode else list(book.modes.values())
    asked_of_nobody = [c for m in modes for c in m.checks if not detectors.needs(c.detector)]
    checks = _distinct(asked_of_nobody)
    reading, measurements = measure(clip, checks, NOTHING_ASKED, progress)
    found = findings(measurements, checks)
    return ScannedClip(
        Scan(clip=reading.clip, findings=found), measurements, tuple(reading.warnings)
    )


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
    charts.plot(scanned.measurements, scanned.scan.findings, file)
