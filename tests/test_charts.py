"""Charts: what is measured can be read off the drawing."""

from pathlib import Path

import pytest
from PIL import Image
from reportlab.graphics.shapes import Drawing, Line, PolyLine, Rect, String
from support.cases import stored_case

from ticketkit import charts
from ticketkit.charts import axis
from ticketkit.charts.paper import ACCENT, SHADE
from ticketkit.errors import OutputError
from ticketkit.model.case import Case
from ticketkit.model.finding import Series

SIZE = (470.0, 190.0)


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
    assert "largest block change in luma levels, logarithmic scale" in words(drawing)
    assert "time in the clip, s" in words(drawing)
    assert {"0", "1", "2", "3", "4"} <= {*words(drawing)}


def test_the_reference_is_drawn_and_labelled(drawing: Drawing) -> None:
    assert "freeze limit 1.9" in words(drawing)


def test_the_moment_stands_at_its_time_inside_the_plot(drawing: Drawing) -> None:
    """The accent line is where the time axis has 3.0 s."""
    (line,) = [s for s in drawing.contents if isinstance(s, Line) and s.strokeColor == ACCENT]
    three = next(s.x for s in drawing.contents if isinstance(s, String) and s.text == "3")
    assert line.x1 == line.x2 == pytest.approx(three)
    assert 0 < line.x1 < SIZE[0]
    assert 0 < line.y1 < line.y2 < SIZE[1]
    assert "moment 3.000 s" in words(drawing)


def test_the_measured_stretch_is_shaded(drawing: Drawing) -> None:
    """From 3.0 to 4.0 s: as wide as one second on the time axis."""
    (area,) = [s for s in drawing.contents if isinstance(s, Rect) and s.fillColor == SHADE]
    ticks = {s.text: s.x for s in drawing.contents if isinstance(s, String)}
    assert (area.x, area.x + area.width) == pytest.approx((ticks["3"], ticks["4"]))


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


def test_axes_far_from_zero_keep_the_shape_of_the_curve() -> None:
    assert axis.rounded([31.0, 31.5], 0.0, 100.0, 4).low == 31.0
    assert axis.rounded([1.0, 31.5], 0.0, 100.0, 4).low == 0.0


def test_the_picture_file_shows_all_curves(case: Case, tmp_path: Path) -> None:
    """`plot` stacks the curves of every measurement; text and lines are really there."""
    path = tmp_path / "plot.png"
    charts.plot(case.measurements * 2, case.findings, path)
    with Image.open(path) as image:
        assert image.width > 1500
        grey = image.convert("L")
        for half in ((0, 0, *_half(image)), (0, _half(image)[1], *image.size)):
            assert sum(grey.crop(half).histogram()[:60]) > 2000


def _half(image: Image.Image) -> tuple[int, int]:
    return image.width, image.height // 2


def test_nothing_measured_is_no_empty_picture(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="nothing was measured"):
        charts.plot((), (), tmp_path / "plot.png")


def test_a_picture_that_cannot_be_written_is_named(case: Case, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"plot\.png"):
        charts.plot(case.measurements, case.findings, tmp_path / "absent" / "plot.png")
