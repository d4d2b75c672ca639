"""Charts: what is measured can be read off the drawing."""

from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image
from reportlab.graphics.shapes import Drawing, Line, PolyLine, Rect, String
from support.cases import stored_case

from ticketkit import charts
from ticketkit.charts import axis
from ticketkit.charts.paper import ACCENT, SHADE
from ticketkit.charts.plot import plot
from ticketkit.errors import OutputError, UsageError
from ticketkit.model.case import Case
from ticketkit.model.finding import Series

SIZE = (470.0, 190.0)
TITLES = {"frozen_frames": "Frozen picture"}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return stored_case(tmp_path_factory.mktemp("case"), size=(32, 32)).case


@pytest.fixture(scope="module")
def drawing(case: Case) -> Drawing:
    return charts.curve(case.measurements[0].series[0], case.findings, 3.0, *SIZE)


def shapes(drawing: Drawing, kind: type) -> list[object]:
    return [shape for shape in drawing.contents if isinstance(shape, kind)]


def words(drawing: Drawing) -> list[str]:
    return [shape.text for shape in drawing.contents if isinstance(shape, String)]


def ramp(**changes: object) -> Series:
    frames = tuple(range(25))
    series = Series(
        name="height",
        unit="px",
        frames=frames,
        times_s=tuple(i / 25 for i in frames),
        values=tuple(float(i) for i in frames),
    )
    return series.model_copy(update=changes)


def test_axes_name_quantity_unit_and_time(drawing: Drawing) -> None:
    """The unit is called levels: beside "luma" a reader thinks of the vendor."""
    assert "largest block change in levels, logarithmic scale" in words(drawing)
    assert {"0 s", "1 s", "2 s", "3 s", "4 s"} <= {*words(drawing)}


def test_the_reference_is_drawn_and_labelled(drawing: Drawing) -> None:
    """One dashed line across the plot, and a short one beside its name."""
    assert "freeze limit 1.9" in words(drawing)
    dashed = [s for s in drawing.contents if isinstance(s, Line) and s.strokeDashArray]
    assert sorted(line.x2 - line.x1 > SIZE[0] / 2 for line in dashed) == [False, True]


@pytest.mark.parametrize(
    ("value", "words_"), [(3.2718, "3.27"), (0.032718, "0.0327"), (1234.5, "1,234"), (125.0, "125")]
)
def test_a_reference_has_three_digits(value: float, words_: str) -> None:
    """Rounding drops decimals and never a whole number's last digit."""
    assert axis.significant(value) == words_


@pytest.mark.parametrize("height", [118.0, 190.0])
@pytest.mark.parametrize("logarithmic", [False, True])
def test_no_label_lies_where_a_curve_may_run(height: float, *, logarithmic: bool) -> None:
    """Every word stands left of, below or above the axes."""
    series = ramp(reference=20.0, reference_name="limit", logarithmic=logarithmic)
    drawing = charts.curve(series, (), 0.5, SIZE[0], height)
    (baseline,) = {
        s.y1 for s in drawing.contents if isinstance(s, Line) and s.x2 - s.x1 > 400 and s.y1 < 20
    }
    top = max(s.y2 for s in drawing.contents if isinstance(s, Line) and s.strokeColor == ACCENT)
    for shape in drawing.contents:
        if isinstance(shape, String):
            beside = shape.textAnchor == "end" and shape.x < 40
            assert beside or shape.y < baseline - 8 or shape.y >= top, shape.text


def test_the_moment_stands_at_its_time_inside_the_plot(drawing: Drawing) -> None:
    """The accent line is where the time axis has 3.0 s."""
    (line,) = [s for s in drawing.contents if isinstance(s, Line) and s.strokeColor == ACCENT]
    three = next(s.x for s in drawing.contents if isinstance(s, String) and s.text == "3 s")
    assert line.x1 == line.x2 == pytest.approx(three)
    assert 0 < line.x1 < SIZE[0]
    assert 0 < line.y1 < line.y2 < SIZE[1]
    assert "moment 3.000 s" in words(drawing)


def test_the_measured_stretch_is_shaded(drawing: Drawing) -> None:
    """From 3.0 to 4.0 s: as wide as one second on the time axis."""
    (area,) = [s for s in drawing.contents if isinstance(s, Rect) and s.fillColor == SHADE]
    ticks = {s.text: s.x for s in drawing.contents if isinstance(s, String)}
    assert (area.x, area.x + area.width) == pytest.approx((ticks["3 s"], ticks["4 s"]))


def test_nothing_is_marked_where_nothing_is_known() -> None:
    drawing = charts.curve(ramp(), (), None, *SIZE)
    assert not [w for w in words(drawing) if "moment" in w]
    assert not shapes(drawing, Rect)


def test_a_hole_in_the_frames_stays_open() -> None:
    """Missing frames are not bridged by a line that nobody measured."""
    kept = [i for i in range(25) if not 10 <= i < 15 and i != 20]
    holed = ramp(
        frames=tuple(kept),
        times_s=tuple(i / 25 for i in kept),
        values=tuple(float(i) for i in kept),
    )
    assert len(shapes(charts.curve(ramp(), (), None, *SIZE), PolyLine)) == 1
    assert len(shapes(charts.curve(holed, (), None, *SIZE), PolyLine)) == 3


def test_a_threshold_is_drawn_only_on_its_own_quantity(case: Case) -> None:
    """125 ms of hold is no level of a brightness curve."""
    finding = case.findings[0]
    same = ramp(name=finding.metric, unit=finding.unit)
    assert "threshold 125" in words(charts.curve(same, case.findings, None, *SIZE))
    assert "threshold 125" not in words(charts.curve(ramp(), case.findings, None, *SIZE))


@pytest.mark.parametrize(
    "values",
    [
        (0.0,) * 25,
        (5.0,) * 25,
        tuple(-float(i) for i in range(25)),
        (1e-5,) * 25,
        (1e-23,) * 25,
        (0.0, 1e-17, *(1e4,) * 23),
    ],
)
@pytest.mark.parametrize("logarithmic", [False, True])
def test_odd_curves_stay_on_the_paper(values: tuple[float, ...], *, logarithmic: bool) -> None:
    """Constant, negative, zero and tiny values are drawn inside the drawing."""
    drawing = charts.curve(ramp(values=values, logarithmic=logarithmic), (), 0.5, *SIZE)
    (line,) = shapes(drawing, PolyLine)
    assert all(0 <= y <= SIZE[1] for y in line.points[1::2])  # type: ignore[attr-defined]


def test_an_empty_series_gives_empty_axes() -> None:
    drawing = charts.curve(ramp(frames=(), times_s=(), values=()), (), None, *SIZE)
    assert not shapes(drawing, PolyLine)
    assert "height in px" in words(drawing)


def test_ticks_are_round_and_inside() -> None:
    scale = axis.linear(0.0, 4.96, 0.0, 100.0, 8)
    assert scale.ticks == (0.0, 1.0, 2.0, 3.0, 4.0)
    assert axis.linear(0.0, 0.7, 0.0, 100.0, 8).ticks[1] == 0.1


@pytest.mark.parametrize("largest", [130.0, 181.0, 240.0, 255.0])
def test_an_axis_of_levels_ends_where_levels_end(largest: float) -> None:
    """No 8-bit picture differs from another by 300 or 1,000 levels."""
    values = (0.003, *(0.0,) * 23, largest)
    for logarithmic in (False, True):
        series = ramp(values=values, unit="levels", logarithmic=logarithmic)
        numbers = [
            float(w)
            for w in words(charts.curve(series, (), None, *SIZE))
            if w[0].isdigit() and not w.endswith("s")
        ]
        assert largest * 0.75 <= max(numbers) <= 255


@pytest.mark.parametrize(
    ("largest", "top"), [(0.9, 1.0), (1.0, 1.0), (1.1, 2.0), (136.4, 200.0), (201.0, 500.0)]
)
def test_a_logarithmic_axis_ends_at_the_next_step(largest: float, top: float) -> None:
    """Also over many decades, where only powers of ten are named in between."""
    for smallest in (0.5, 0.0001):
        scale = axis.decades([smallest, largest], 0.0, 126.0)
        assert scale.high == scale.ticks[-1] == top
        assert list(scale.ticks) == sorted(scale.ticks)


def test_labels_of_ticks_keep_apart() -> None:
    for length_pt in (54.0, 126.0):
        for values in ([1e-4, 136.0], [0.5, 3.0], [3.0, 3.0]):
            scale = axis.decades(values, 0.0, length_pt)
            places = [scale.place_pt(tick) for tick in scale.ticks]
            assert all(b - a >= 10 for a, b in pairwise(places))


def test_axes_far_from_zero_keep_the_shape_of_the_curve() -> None:
    assert axis.rounded([31.0, 31.5], 0.0, 100.0, 4).low == 31.0
    assert axis.rounded([1.0, 31.5], 0.0, 100.0, 4).low == 0.0


def test_the_picture_file_shows_all_curves(case: Case, tmp_path: Path) -> None:
    """`plot` stacks the curves of every measurement; text and lines are really there."""
    path = tmp_path / "plot.png"
    plot(case.measurements * 2, case.findings, TITLES, 4.0, path)
    with Image.open(path) as image:
        assert image.width > 1500
        grey = image.convert("L")
        for half in ((0, 0, *_half(image)), (0, _half(image)[1], *image.size)):
            assert sum(grey.crop(half).histogram()[:60]) > 2000


def _half(image: Image.Image) -> tuple[int, int]:
    return image.width, image.height // 2


def test_nothing_measured_is_no_empty_picture(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="nothing was measured"):
        plot((), (), TITLES, 4.0, tmp_path / "plot.png")


def test_a_picture_that_cannot_be_written_is_named(case: Case, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"plot\.png"):
        plot(case.measurements, case.findings, TITLES, 4.0, tmp_path / "absent" / "plot.png")


def test_a_baseline_is_drawn_beside_its_threshold_and_unlike_it(case: Case) -> None:
    """What the clip does elsewhere is dotted, the threshold dashed."""
    finding = case.findings[0].model_copy(update={"baseline": 41.7})
    drawing = charts.curve(ramp(name=finding.metric, unit="ms"), [finding], None, *SIZE)
    assert {"threshold 125", "baseline 41.7"} <= {*words(drawing)}
    dashes = {str(s.strokeDashArray) for s in drawing.contents if isinstance(s, Line)}
    assert len(dashes - {"None"}) == 2


def test_only_what_is_shown_is_shaded(case: Case) -> None:
    """A stretch below the threshold looks like the rest of the clip."""
    finding = case.findings[0].model_copy(update={"status": "not_shown"})
    assert not shapes(charts.curve(ramp(), [finding], None, *SIZE), Rect)


def test_the_curves_of_a_scan_share_their_time() -> None:
    """The axis runs over the whole clip, and the heading says what was looked for."""
    drawing = charts.curve(ramp(), (), None, *SIZE, title="Frozen picture", span_s=(0.0, 10.0))
    assert {"Frozen picture", "0 s", "10 s"} <= {*words(drawing)}


def test_a_name_of_another_kind_of_picture_is_refused(case: Case, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="would hold a PNG"):
        plot(case.measurements, case.findings, TITLES, 4.0, tmp_path / "plot.jpg")
