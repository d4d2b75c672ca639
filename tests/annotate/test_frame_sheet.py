"""Annotated frames: what they show and what they never hide."""

from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageDraw

from ticketkit import encoding
from ticketkit.annotate import Caption, annotate, resized
from ticketkit.annotate._geometry import Rect
from ticketkit.annotate.frame_sheet import FrameSheet, draw_frame_sheet
from ticketkit.model.frame import Mark
from ticketkit.model.picture import Picture

UUID = "c4d629bf-94bf-4c4e-955f-eba2de8e526c"
CAPTION = Caption(72, "3.000 s", UUID, "Temporal Coherence Degradation", "failure", "Luma")
LONG = "a label that goes on about the seventh finger and the thumb that bends backwards " * 3
SIZES = [(240, 426), (320, 240), (768, 768), (1280, 720), (1920, 1080), (3840, 2160), (2160, 3840)]


def picture(width: int, height: int, *, dark: bool = False) -> Picture:
    """A slanted gradient with a coarse texture, so that no two regions are alike."""
    y, x = np.mgrid[0:height, 0:width]
    level = (x * 60 // width + y * 60 // height + (x // 7 + y // 5) % 2 * 12) + (5 if dark else 120)
    return Picture(72, 3.0, np.stack([level, level + 4, level + 8], axis=-1).astype(np.uint8))


def three(width: int, height: int) -> tuple[Mark, ...]:
    """A box in a corner, a tiny one in the opposite corner, one in the middle."""
    return (
        Mark(x=0, y=0, w=width // 6, h=height // 5, label="corner"),
        Mark(x=width - 6, y=height - 6, w=6, h=6, label="tiny"),
        Mark(x=width // 2, y=height // 3, w=width // 4, h=height // 4, label=LONG),
    )


def shown_clean(sheet: FrameSheet, source: Picture) -> Image.Image:
    """The sheet's picture as it is without any mark."""
    size = sheet.picture.width, sheet.picture.height
    return resized(Image.fromarray(source.rgb), size)


def assert_regions_untouched(sheet: FrameSheet, source: Picture) -> None:
    clean = shown_clean(sheet, source)
    for region in sheet.regions:
        inside = region.moved(-sheet.picture.left, -sheet.picture.top)
        assert np.array_equal(np.asarray(sheet.image.crop(region)), np.asarray(clean.crop(inside)))


@pytest.mark.parametrize("size", SIZES)
def test_marks_hide_nothing_at_any_size(size: tuple[int, int]) -> None:
    """From 240p portrait to 4K every marked region shows the picture's own pixels."""
    source = picture(*size, dark=size[0] > size[1])
    sheet = draw_frame_sheet(source, CAPTION, three(*size))
    assert max(sheet.image.size) <= 1920
    assert_regions_untouched(sheet, source)
    for tag in sheet.tags:
        assert sheet.picture.holds(tag)
        assert not any(tag.meets(region) for region in sheet.regions)


@pytest.mark.parametrize("size", SIZES)
def test_the_picture_is_untouched_without_marks(size: tuple[int, int]) -> None:
    """Caption and picture never overlap: all of the picture is there, the caption is below."""
    source = picture(*size)
    sheet = draw_frame_sheet(source, CAPTION, ())
    shown = np.asarray(sheet.image.crop(sheet.picture))
    assert np.array_equal(shown, np.asarray(shown_clean(sheet, source)))
    assert sheet.image.height - sheet.picture.bottom > 0.1 * sheet.image.width
    assert 900 <= max(sheet.image.size) <= 1920


def test_a_picture_that_fits_keeps_its_pixels() -> None:
    """720p is shown one to one: a marked region equals the frame's own array."""
    source = picture(1280, 720)
    image = np.asarray(annotate(source, CAPTION, [Mark(x=400, y=200, w=200, h=150, label="here")]))
    assert np.array_equal(image[200:350, 400:600], source.rgb[200:350, 400:600])
    changed = (image[:720] != source.rgb).any(axis=2)
    assert 0.005 < changed.mean() < 0.05


@pytest.mark.parametrize(
    "mark",
    [
        Mark(x=0, y=0, w=640, h=360, label="everything"),
        Mark(x=0, y=0, w=640, h=360),
        Mark(x=0, y=100, w=640, h=6, label="a row"),
        Mark(x=634, y=0, w=6, h=6),
        Mark(x=0, y=354, w=6, h=6, label="corner"),
        Mark(x=639, y=359, w=1, h=1, label="one pixel"),
    ],
)
def test_a_box_may_touch_any_edge(mark: Mark) -> None:
    """An outline at the edge stands beside the picture, not on it."""
    source = picture(640, 360)
    sheet = draw_frame_sheet(source, CAPTION, [mark])
    assert_regions_untouched(sheet, source)
    outside = sheet.regions[0].grown(1)
    assert Rect(0, 0, *sheet.image.size).holds(outside)
    assert sheet.picture.left > 0


def test_overlapping_boxes_stay_visible() -> None:
    """The inner box's outline may cross the outer region; its own inside stays clean."""
    source = picture(1280, 720, dark=True)
    outer, inner = Mark(x=200, y=100, w=700, h=500), Mark(x=400, y=300, w=100, h=120, label="hand")
    apart = Mark(x=1000, y=300, w=100, h=100)
    sheet = draw_frame_sheet(source, CAPTION, [inner, apart, outer])
    clean = shown_clean(sheet, source)
    for region in sheet.regions[:2]:
        inside = region.moved(-sheet.picture.left, -sheet.picture.top)
        assert np.array_equal(np.asarray(sheet.image.crop(region)), np.asarray(clean.crop(inside)))
    left, top, right, _ = sheet.regions[0]
    above = np.asarray(sheet.image.crop((left, top - 8, right, top)))
    assert (above == (0xFF, 0xB0, 0x00)).all(axis=2).any(axis=0).all()


def test_many_boxes_keep_their_tags_apart() -> None:
    """Sixteen numbered boxes: no tag on a region, none on another tag."""
    marks = [
        Mark(x=40 + 300 * (i % 4), y=30 + 170 * (i // 4), w=120, h=90, label=f"box {i}")
        for i in range(16)
    ]
    sheet = draw_frame_sheet(picture(1280, 720), CAPTION, marks)
    assert len(sheet.tags) == 16
    for i, tag in enumerate(sheet.tags):
        assert not any(tag.meets(other) for other in (*sheet.tags[:i], *sheet.regions))
    assert_regions_untouched(sheet, picture(1280, 720))


@pytest.mark.parametrize("size", [(1, 1), (16, 2000), (3000, 20)])
def test_odd_shapes_are_drawn(size: tuple[int, int]) -> None:
    """A picture of any shape gets a sheet within the limit and wide enough to read."""
    image = annotate(picture(*size), CAPTION, [Mark(x=0, y=0, w=1, h=1, label="x")])
    assert max(image.size) <= 1920
    assert image.width > 350


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "手が崩れる 😀 السلام",
        "\x00\x1b[31m\u202e",
        "e\u0301 Ünïcødé Ελ Ж",
        "\ud800",
        "W" * 5000,
    ],
)
def test_any_text_can_be_drawn(text: str) -> None:
    """Captions take whatever a file or a person says."""
    caption = Caption(0, text, text, text, text, text)
    marks = [Mark(x=5, y=60, w=50, h=40, label=text.encode("utf-8", "replace").decode())]
    assert max(annotate(picture(320, 180), caption, marks).size) <= 1920


def test_same_input_same_bytes() -> None:
    """Drawing and encoding are deterministic, and the file holds pixels alone."""
    source = picture(320, 240)
    first, second = (encoding.png(annotate(source, CAPTION, three(320, 240))) for _ in range(2))
    assert first == second
    chunks = {first[i : i + 4] for i in range(len(first)) if first[i : i + 4].isalpha()}
    assert not chunks & {b"tEXt", b"zTXt", b"iTXt", b"tIME", b"eXIf", b"pHYs", b"iCCP"}


def _drawn(width: int, height: int, ground: tuple[int, int, int]) -> Picture:
    image = Image.new("RGB", (width, height), ground)
    draw = ImageDraw.Draw(image)
    draw.ellipse((width * 0.3, height * 0.2, width * 0.6, height * 0.8), fill=(190, 120, 90))
    draw.rectangle((width * 0.7, height * 0.5, width * 0.9, height * 0.9), fill=(60, 110, 150))
    return Picture(72, 3.0, np.asarray(image))


def test_golden_one_box(golden: Callable[[str, Image.Image], None]) -> None:
    """A labelled box on a light landscape picture, loupe beside the caption."""
    mark = Mark(x=96, y=30, w=60, h=50, label="left eye drifts inward")
    golden("one_box", annotate(_drawn(320, 180, (226, 224, 218)), CAPTION, [mark]))


def test_golden_three_boxes(golden: Callable[[str, Image.Image], None]) -> None:
    """Numbered boxes on a dark portrait picture, one of them tiny and one at a corner."""
    marks = [
        Mark(x=0, y=0, w=50, h=40, label="corner"),
        Mark(x=120, y=300, w=6, h=6, label="a very small thing 手"),
        Mark(x=80, y=110, w=60, h=70, label="cheek changes shape from frame to frame"),
    ]
    golden("three_boxes", annotate(_drawn(240, 426, (24, 26, 32)), CAPTION, marks))
