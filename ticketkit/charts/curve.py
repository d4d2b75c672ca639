"""The measured value over time, with what it is read against and the failure marked."""

import math
import statistics
from collections.abc import Iterable, Iterator, Sequence

from reportlab.graphics.shapes import Drawing, PolyLine

from ticketkit.charts import axis, fonts
from ticketkit.charts.paper import ACCENT, INK, RULE, SHADE, SIZE_PT, Plot
from ticketkit.model.finding import Finding, Series

_LEFT_PT, _RIGHT_PT, _TOP_PT, _BOTTOM_PT = 40, 10, 34, 18
_GAP = 1.5
_TICK_PT = 30
"""About how far apart the ticks of a linear vertical axis stand."""
_MOST_LEVELS = 255
_DASH, _DOTS, _DASH_PT, _SPACE_PT = (4, 2.5), (1, 2), 16, 4
_BASELINE = "baseline"


def curve(
    series: Series,
    findings: Sequence[Finding],
    moment_s: float | None,
    width: float,
    height: float,
    *,
    title: str = "",
    span_s: tuple[float, float] | None = None,
) -> Drawing:
    """Draw `series` over time: `width` x `height` in points.

    Every stretch that one of `findings` shows is shaded. A finding's threshold and baseline are
    drawn when they are values of this very series; those of other quantities are not. `moment_s` is
    seconds on the player's clock, or None when no moment is known. `title` stands before the name
    of the quantity. The time axis runs over `span_s`, or else over the series.
    """
    fonts.register()
    drawing = Drawing(width, height, initialFontName=fonts.SANS, initialFontSize=SIZE_PT)
    levels = list(_levels(series, findings))
    ends = span_s or (() if moment_s is None else (moment_s,))
    plot = _plot(drawing, series, [value for value, _ in levels], ends)
    for finding in findings:
        if finding.status == "shown":
            _shade(plot, finding)
    _grid(plot)
    _title(plot, series, title)
    _legend(plot, levels)
    for points in _pieces(series, plot):
        drawing.add(PolyLine(points, strokeColor=INK, strokeWidth=0.9, strokeLineJoin=1))
    for value, name in levels:
        y = plot.y.place_pt(value)
        plot.line((plot.x.start_pt, y), (plot.right_pt, y), color=INK, width=0.7, dash=_dash(name))
    if moment_s is not None:
        _moment(plot, moment_s)
    return drawing


def _plot(
    drawing: Drawing, series: Series, levels: Sequence[float], also_s: Sequence[float]
) -> Plot:
    across = drawing.width - _LEFT_PT - _RIGHT_PT, drawing.height - _TOP_PT - _BOTTOM_PT
    times = [*series.times_s, *also_s] or [0.0]
    values = [*series.values, *levels] or [0.0]
    x = axis.linear(min(times), max(times), _LEFT_PT, across[0], 8)
    most = max(_MOST_LEVELS, *values) if series.unit.startswith("levels") else math.inf
    if series.logarithmic:
        return Plot(drawing, x, axis.decades(values, _BOTTOM_PT, across[1], most))
    ticks = max(2, round(across[1] / _TICK_PT))
    return Plot(drawing, x, axis.rounded(values, _BOTTOM_PT, across[1], ticks, most))


def _levels(series: Series, findings: Iterable[Finding]) -> Iterator[tuple[float, str]]:
    same = [f for f in findings if (f.metric, f.unit) == (series.name, series.unit)]
    thresholds = {f.threshold for f in same}
    if series.reference is not None and series.reference not in thresholds:
        yield series.reference, series.reference_name or "reference"
    for threshold in sorted(thresholds):
        yield threshold, "threshold"
    if same and same[0].baseline is not None:
        yield same[0].baseline, _BASELINE


def _dash(name: str) -> tuple[float, float]:
    return _DOTS if name == _BASELINE else _DASH


def _pieces(series: Series, plot: Plot) -> Iterator[list[float]]:
    """Yield runs of neighbouring points; a hole in the frames is left open."""
    places = [
        (plot.x.place_pt(t), plot.y.place_pt(v))
        for t, v in zip(series.times_s, series.values, strict=True)
    ]
    steps = [b - a for a, b in zip(series.frames, series.frames[1:], strict=False)]
    usual = statistics.median(steps) if steps else 1
    cuts = [i + 1 for i, step in enumerate(steps) if step > _GAP * usual]
    for first, last in zip([0, *cuts], [*cuts, len(places)], strict=True):
        piece = places[first:last]
        if len(piece) == 1:
            piece = [(piece[0][0] - 0.6, piece[0][1]), (piece[0][0] + 0.6, piece[0][1])]
        if piece:
            yield [c for place in piece for c in place]


def _shade(plot: Plot, finding: Finding) -> None:
    if finding.start_s is None or finding.end_s is None:
        return
    left, right = plot.x.place_pt(finding.start_s), plot.x.place_pt(finding.end_s)
    plot.area((left, plot.y.start_pt), (max(right - left, 1), plot.y.length_pt), SHADE)


def _grid(plot: Plot) -> None:
    for value in plot.y.ticks:
        y = plot.y.place_pt(value)
        plot.line((plot.x.start_pt, y), (plot.right_pt, y), color=RULE, width=0.4)
        plot.text((plot.x.start_pt - 6, y - 3), plot.y.label(value), anchor="end")
    bottom = plot.y.start_pt
    plot.line((plot.x.start_pt, bottom), (plot.right_pt, bottom), color=INK, width=0.6)
    for value in plot.x.ticks:
        x = plot.x.place_pt(value)
        plot.line((x, bottom), (x, bottom - 3), color=INK, width=0.6)
        plot.text((x, bottom - 13), f"{plot.x.label(value)} s", anchor="middle")


def _title(plot: Plot, series: Series, title: str) -> None:
    scale = ", logarithmic scale" if plot.y.logarithmic else ""
    unit = f" in {series.unit}" if series.unit else ""
    y, words = plot.drawing.height - SIZE_PT, f"{series.name}{unit}{scale}"
    start = 0.0
    if title:
        plot.text((start, y), title, color=INK, font=fonts.SANS_BOLD)
        start = fonts.width_pt(f"{title}   ", fonts.SANS_BOLD, SIZE_PT)
    plot.text((start, y), words, color=INK)


def _legend(plot: Plot, levels: Sequence[tuple[float, str]]) -> None:
    """Name the dashed lines above the plot, where no curve can run through their words."""
    right, y = plot.right_pt, plot.drawing.height - SIZE_PT
    for value, name in reversed(levels):
        label = f"{name} {axis.significant(value)}"
        plot.text((right, y), label, anchor="end", color=INK)
        end = right - fonts.width_pt(label, fonts.SANS, SIZE_PT) - _SPACE_PT
        start, middle = end - _DASH_PT, y + SIZE_PT / 3
        plot.line((start, middle), (end, middle), color=INK, width=0.7, dash=_dash(name))
        right = start - 3 * _SPACE_PT


def _moment(plot: Plot, moment_s: float) -> None:
    x = plot.x.place_pt(moment_s)
    plot.line((x, plot.y.start_pt), (x, plot.top_pt + 4), color=ACCENT, width=1.2)
    label = f"moment {moment_s:.3f} s"
    half = fonts.width_pt(label, fonts.SANS_BOLD, SIZE_PT) / 2
    at = min(max(x, plot.x.start_pt + half), plot.right_pt - half)
    plot.text((at, plot.top_pt + 7), label, anchor="middle", color=ACCENT, font=fonts.SANS_BOLD)
