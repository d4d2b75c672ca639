"""`ticketkit scan`: look for failures over the whole clip."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from ticketkit import catalog, wording
from ticketkit.cli import console
from ticketkit.cli.options import Clip, Json, Templates
from ticketkit.model.finding import ErrorRate, Finding

_LEGEND = (
    "finds: of so many known failures; errs: of so many healthy clips, those in which it points at"
    " something. Both on drawn clips, see bench/RESULTS.md."
)

if TYPE_CHECKING:
    from ticketkit.pipeline.scan import ScannedClip


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
    from ticketkit import pipeline  # noqa: PLC0415 - heavy: OpenCV, FFmpeg

    with console.progress(quiet=json) as progress:
        scanned = pipeline.scan_clip(clip, mode, progress)
    for warning in scanned.warnings:
        console.warn(warning)
    if plot is not None:
        pipeline.plot_scan(scanned, plot)
    if json:
        console.print_json(scanned.scan)
    else:
        _show(scanned)


def _show(scanned: "ScannedClip") -> None:
    findings = scanned.scan.findings
    screen = console.out()
    shown = [f for f in findings if f.status == "shown"]
    if shown:
        screen.print(_table(shown))
        for number, finding in enumerate(shown, 1):
            first = finding.check not in {f.check for f in shown[: number - 1]}
            _show_item(f"{number}", " ".join(_told(finding, is_first=first)))
    elif findings:
        screen.print("No failure is shown by what was measured.", style="bold")
    elif not scanned.left_out:
        screen.print("Nothing can be measured for this failure: it is judged by eye.")
    not_shown = [f for f in findings if f.status == "not_shown"]
    if not_shown:
        screen.print("\nNot shown:", style="bold")
        screen.print(_table_of_rest(not_shown))
    not_measured = [console.safe(f.sentence) for f in findings if f.status == "not_measured"]
    _show_list("Not measured", not_measured)
    _show_list("Left out, because only you can give what it needs", scanned.left_out)
    if not_shown:
        screen.print(f"\n{_LEGEND}", style="dim", markup=False)


def _table(findings: list[Finding]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("#")
    table.add_column("finding")
    for heading in ("from", "to", "frames"):
        table.add_column(heading, no_wrap=True)
    table.add_column("measured")
    for heading in ("limit", "margin"):
        table.add_column(heading, no_wrap=True, justify="right")
    for number, f in enumerate(findings, 1):
        assert f.start_s is not None and f.end_s is not None  # noqa: PT018 - one fact: it has a place
        assert f.value is not None and f.frames is not None  # noqa: PT018 - as above
        table.add_row(
            f"{number}",
            _title(f.check),
            wording.seconds(f.start_s),
            wording.seconds(f.end_s),
            f"{f.frames[0]}-{f.frames[1]}",
            wording.measure(f.value, f.unit, beside=f.threshold),
            wording.number(f.threshold),
            f"+{wording.number(f.value - f.threshold)}",
        )
    return table


def _table_of_rest(findings: list[Finding]) -> Table:
    """What is not shown: one line each, with the limit and how often the measurement errs."""
    table = Table(box=None, pad_edge=False)
    table.add_column("measurement", no_wrap=True)
    table.add_column("measured")
    table.add_column("limit")
    for heading in ("finds", "errs"):
        table.add_column(heading, no_wrap=True, justify="right")
    for f in findings:
        limit = wording.measure(f.threshold, f.unit)
        measured = "nothing" if f.value is None else wording.number(f.value)
        table.add_row(_title(f.check), measured, limit, *_counts(f.error_rate))
    return table


def _told(finding: Finding, *, is_first: bool) -> Iterator[str]:
    """The finding in words; with the first of its kind, what it may be instead, and its errors."""
    yield console.safe(finding.sentence)
    if is_first and finding.alternatives:
        yield "What else it may be:"
        yield from finding.alternatives
    if is_first:
        yield f"This measurement {_rate(finding.error_rate)}"


def _rate(rate: ErrorRate | None) -> str:
    if rate is None:
        return "has no known error rate yet."
    return (
        f"found {rate.found} of {rate.failures} failures, and pointed at something in"
        f" {rate.alarmed} of {rate.healthy} healthy clips ({rate.measured_on})."
    )


def _counts(rate: ErrorRate | None) -> tuple[str, str]:
    """How many failures are found, and in how many healthy clips something is pointed at."""
    if rate is None:
        return "-", "-"
    return f"{rate.found}/{rate.failures}", f"{rate.alarmed}/{rate.healthy}"


def _title(check: str) -> str:
    return catalog.load().detectors[check].title


def _show_list(heading: str, lines: "list[str] | tuple[str, ...]") -> None:
    if lines:
        console.out().print(f"\n{heading}:", style="bold", markup=False)
        for line in lines:
            _show_item("-", line)


def _show_item(mark: str, text: str) -> None:
    """Print `text` with every line of it beside `mark`."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column()
    grid.add_row(Text(mark), Text(text))
    console.out().print(grid)
