"""`ticketkit scan`: look for failures over the whole clip."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from ticketkit import wording
from ticketkit.cli import console
from ticketkit.cli.options import Clip, Json, Templates
from ticketkit.model.finding import Finding


def scan(
    clip: Clip,
    mode: Annotated[
        str | None,
        typer.Option("--mode", "-m", metavar="MODE", help="Only what this failure needs."),
    ] = None,
    plot: Annotated[
        Path | None, typer.Option(metavar="FILE.png", help="Draw the measured curves over time.")
    ] = None,
    json: Json = False,
    _: Templates = None,
) -> None:
    """Look for failures over the whole clip and list them with time, frames and numbers.

    Example: `ticketkit scan clip.mp4 --plot curves.png`
    """
    from ticketkit import pipeline  # noqa: PLC0415 - heavy: OpenCV, FFmpeg, reportlab

    with console.progress(quiet=json) as progress:
        scanned = pipeline.scan_clip(clip, mode, progress)
    for warning in scanned.warnings:
        console.warn(warning)
    if plot is not None:
        pipeline.plot_scan(scanned, plot)
    if json:
        console.print_json(scanned.scan)
        return
    shown = [f for f in scanned.scan.findings if f.status == "shown"]
    if shown:
        console.out().print(_table(shown))
    if not scanned.scan.findings:
        console.out().print("Nothing can be measured for this failure: it is judged by eye.")
    for finding in scanned.scan.findings:
        console.out().print(console.safe(finding.sentence), markup=False)


def _table(findings: list[Finding]) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in ("check", "from", "to", "frames", "measured", "limit"):
        table.add_column(heading, no_wrap=True)
    for f in findings:
        assert f.start_s is not None and f.end_s is not None  # noqa: PT018 - one fact: it has a place
        assert f.value is not None and f.frames is not None  # noqa: PT018 - as above
        table.add_row(
            f.check,
            wording.seconds(f.start_s),
            wording.seconds(f.end_s),
            f"{f.frames[0]}-{f.frames[1]}",
            wording.measure(f.value, f.unit),
            wording.measure(f.threshold, f.unit),
        )
    return table
