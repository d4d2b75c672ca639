"""A drawing with two axes, and the few strokes that a curve is made of."""

from dataclasses import dataclass

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import Color, HexColor

from ticketkit.charts import fonts
from ticketkit.charts.axis import Axis

INK = HexColor("#111418")
GREY = HexColor("#5E656E")
RULE = HexColor("#D9DCE0")
ACCENT = HexColor("#C8391E")
SHADE = HexColor("#F3E4DF")

SIZE_PT = 8.5

Point = tuple[float, float]


@dataclass(frozen=True)
class Plot:
    """A drawing and its axes; all places are in points from its lower left corner."""

    drawing: Drawing
    x: Axis
    y: Axis

    @property
    def top_pt(self) -> float:
        """Upper end of the y axis."""
        return self.y.start_pt + self.y.length_pt

    @property
    def right_pt(self) -> float:
        """Right end of the x axis."""
        return self.x.start_pt + self.x.length_pt

    def line(
        self,
        start: Point,
        end: Point,
        *,
        color: Color,
        width: float,
        dash: tuple[float, float] | None = None,
    ) -> None:
        """Draw a straight line."""
        stroke = {"strokeColor": color, "strokeWidth": width, "strokeDashArray": dash}
        self.drawing.add(Line(*start, *end, **stroke))

    def area(self, corner: Point, size: Point, color: Color) -> None:
        """Fill a rectangle, given its lower left corner, width and height."""
        self.drawing.add(Rect(*corner, *size, fillColor=color, strokeColor=None))

    def text(
        self,
        at: Point,
        text: str,
        *,
        anchor: str = "start",
        color: Color = GREY,
        font: str = fonts.SANS,
    ) -> None:
        """Write one line; `anchor` says which of its "start", "middle" or "end" lies at `at`."""
        look = {"fontName": font, "fontSize": SIZE_PT, "fillColor": color, "textAnchor": anchor}
        self.drawing.add(String(*at, text, **look))
