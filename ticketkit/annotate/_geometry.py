"""Rectangles in pixels."""

import math
from typing import NamedTuple, Self

Point = tuple[float, float]


class Rect(NamedTuple):
    """Left and top inclusive, right and bottom exclusive, as Pillow's crop boxes."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Columns."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Rows."""
        return self.bottom - self.top

    @property
    def area(self) -> int:
        """Pixels."""
        return self.width * self.height

    @property
    def centre(self) -> Point:
        """Middle point."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def grown(self, by: int) -> Self:
        """Larger by `by` on every side."""
        return self._replace(
            left=self.left - by, top=self.top - by, right=self.right + by, bottom=self.bottom + by
        )

    def moved(self, x: int, y: int) -> Self:
        """Shifted right and down."""
        return self._replace(
            left=self.left + x, top=self.top + y, right=self.right + x, bottom=self.bottom + y
        )

    def meets(self, other: "Rect") -> bool:
        """Whether both share a pixel."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: "Rect") -> bool:
        """Whether `other` lies inside."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def nearest(self, point: Point) -> Point:
        """The point of this rectangle that is closest to `point`."""
        x = min(max(point[0], self.left), self.right)
        return x, min(max(point[1], self.top), self.bottom)

    def crossed_by(self, start: Point, end: Point) -> bool:
        """Whether the straight line from `start` to `end` passes through, sampled every 2 px."""
        steps = max(1, math.ceil(math.dist(start, end) / 2))
        return any(
            self.left <= start[0] + (end[0] - start[0]) * i / steps < self.right
            and self.top <= start[1] + (end[1] - start[1]) * i / steps < self.bottom
            for i in range(steps + 1)
        )


def scaled(rect: Rect, factor_x: float, factor_y: float) -> Rect:
    """Every pixel of the result that `rect` touches after scaling about the origin."""
    slack = 1e-6  # so that an exact edge is not pushed one pixel out by rounding
    return Rect(
        math.floor(rect.left * factor_x + slack),
        math.floor(rect.top * factor_y + slack),
        math.ceil(rect.right * factor_x - slack),
        math.ceil(rect.bottom * factor_y - slack),
    )
