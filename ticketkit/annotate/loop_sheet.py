"""One picture of a loop: the frame with its marks, and a bar that says where in time it is."""

from collections.abc import Sequence

from PIL import Image, ImageDraw

from ticketkit.annotate._geometry import Rect
from ticketkit.annotate._run import Run
from ticketkit.annotate._style import ACCENT, INK, LINE, PAPER, QUIET, RULE, TEXT, Ruler
from ticketkit.annotate._text import MONO, SANS, font
from ticketkit.annotate.caption import CHIP, Caption, draw_role, id_lines, is_failure
from ticketkit.annotate.marks import draw_marks
from ticketkit.annotate.resizing import resized
from ticketkit.model.frame import Mark

_LEAST_RULER_PX = 400
"""Smaller letters could not be read."""
_NARROWEST = 0.6
"""Sheet width to the picture's longer side, so that a narrow picture has a readable bar."""
_PADDING, _TRACK, _LINE = 8, 5, 16
_SPEEDS = {True: "quarter speed", False: "real time"}

Span = tuple[float, float, bool]
"""Start and end in seconds, and whether the failure is there."""


class LoopSheet:
    """Draws pictures of one size, so that nothing but the frame and the words change."""

    def __init__(self, captions: Sequence[Caption], spans: Sequence[Span], side_px: int) -> None:
        """`spans` are those of the whole stretch, ascending; `side_px` bounds the picture."""
        self._side_px = side_px
        self._spans = spans
        self._ruler = Ruler(max(side_px, _LEAST_RULER_PX))
        self._captions = captions
        self._fits: dict[int, bool] = {}

    def draw(
        self,
        picture: Image.Image,
        caption: Caption,
        marks: Sequence[Mark],
        source_px: tuple[int, int],
        time_s: float,
        *,
        slow: bool,
    ) -> Image.Image:
        """The picture above its bar; `marks` are in pixels of a picture of `source_px`."""
        frame = self._ruler.px(LINE) + 1
        zoom = self._side_px / max(picture.size)
        size = max(1, round(picture.width * zoom)), max(1, round(picture.height * zoom))
        width = max(size[0] + 2 * frame, round(_NARROWEST * self._side_px))
        bar = self._bar(caption, time_s, width, slow=slow)
        sheet = Image.new("RGB", (width, size[1] + 2 * frame + bar.height), INK)
        left = (width - size[0]) // 2
        onto = Rect(left, frame, left + size[0], frame + size[1])
        sheet.paste(ACCENT if is_failure(caption.role) else RULE, onto.grown(frame))
        sheet.paste(resized(picture, size), onto)
        draw_marks(sheet, onto, source_px, marks, self._ruler)
        sheet.paste(bar, (0, size[1] + 2 * frame))
        return sheet

    def _bar(self, caption: Caption, time_s: float, width_px: int, *, slow: bool) -> Image.Image:
        ruler, pad = self._ruler, self._ruler.px(_PADDING)
        inner = width_px - 2 * pad
        if inner not in self._fits:
            self._fits[inner] = self._is_one_line(inner)
        one_line = self._fits[inner]
        lines = id_lines(caption, inner, ruler)
        rows = (0 if one_line else 1) + len(lines)
        top = ruler.px(_TRACK) + pad
        bar = Image.new("RGB", (width_px, top + ruler.px(CHIP) + rows * ruler.px(_LINE) + pad), INK)
        self._track(bar, time_s)
        speed, place = self._speed(slow=slow), self._place(caption)
        baseline = top + ruler.px(CHIP - 4.2)
        right = draw_role(bar, (pad, top), caption.role, ruler) + ruler.px(10)
        speed.draw(bar, (width_px - pad - speed.width_px, baseline))
        if one_line:
            place.draw(bar, (right, baseline))
        else:
            baseline += ruler.px(_LINE)
            place.draw(bar, (pad, baseline))
        draw, face = ImageDraw.Draw(bar), font(MONO, ruler.px(TEXT))
        for line in lines:
            baseline += ruler.px(_LINE)
            draw.text((pad, baseline), line, QUIET, face, anchor="ls")
        return bar

    def _is_one_line(self, inner_px: int) -> bool:
        """Whether role, time and speed fit beside each other in every picture of the loop."""
        ruler = self._ruler
        speed = max(self._speed(slow=slow).width_px for slow in (True, False))
        probe = Image.new("RGB", (inner_px * 2, ruler.px(CHIP)))
        widest = {(c.role, len(c.time_text), len(str(c.frame))): c for c in self._captions}
        room = inner_px - speed - ruler.px(22)
        return all(
            draw_role(probe, (0, 0), caption.role, ruler) + self._place(caption).width_px <= room
            for caption in widest.values()
        )

    def _place(self, caption: Caption) -> Run:
        frame = ("frame", SANS, QUIET), (str(caption.frame), MONO, PAPER)
        return Run(self._ruler, ((caption.time_text, MONO, PAPER), *frame))

    def _speed(self, *, slow: bool) -> Run:
        return Run(self._ruler, ((_SPEEDS[slow], SANS, PAPER if slow else QUIET),))

    def _track(self, bar: Image.Image, time_s: float) -> None:
        """The whole stretch as a line, the failure in the accent colour, and where it is."""
        begin, end = self._spans[0][0], self._spans[-1][1]
        draw, height = ImageDraw.Draw(bar), self._ruler.px(_TRACK)

        def x(at_s: float) -> int:
            return round((at_s - begin) / (end - begin) * bar.width)

        for start_s, end_s, is_pointed_at in self._spans:
            colour = ACCENT if is_pointed_at else RULE
            draw.rectangle((x(start_s), 0, x(end_s), height - 1), fill=colour)
        at = x(time_s)
        half = self._ruler.px(1.5)
        draw.rectangle((at - half, 0, at + half, height + half), fill=PAPER)
