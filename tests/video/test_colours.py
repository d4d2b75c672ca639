"""Known colours come back as a player shows them."""

import io
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt
import pytest
from av.video.stream import VideoStream
from PIL import Image
from support.clips import Colours, Display, Planes, make_clip, number_planes, read_code

from ticketkit import encoding
from ticketkit.model.picture import Sample
from ticketkit.video import DecodedFrame, extract, read_clip

PATCH_PX = 16
PALETTE = np.array(list(product((0, 90, 180, 255), repeat=3)), float)
WEIGHTS = {1: (0.2126, 0.0722), 6: (0.299, 0.114), 9: (0.2627, 0.0593)}
LOSSLESS = {"qp": "0"}


def patches(matrix: int, *, full: bool, bits: int, subsampled: bool) -> Callable[[int], Planes]:
    """Planes of a chart, 8 x 8 patches, from the definition of the matrix (ITU-T H.273)."""
    red, green, blue = (PALETTE / 255).T
    weight_red, weight_blue = WEIGHTS[matrix]
    luma = weight_red * red + (1 - weight_red - weight_blue) * green + weight_blue * blue
    chroma = [
        (blue - luma) / (2 * (1 - weight_blue)),
        (red - luma) / (2 * (1 - weight_red)),
    ]
    unit, most = 2 ** (bits - 8), 2**bits - 1
    y = luma * most if full else (16 + 219 * luma) * unit
    uv = [128 * unit + c * (most if full else 224 * unit) for c in chroma]
    sizes = (PATCH_PX, *[PATCH_PX // 2 if subsampled else PATCH_PX] * 2)
    planes = [_chart(v, s, most) for v, s in zip((y, *uv), sizes, strict=True)]
    return lambda _: planes


def _chart(values: npt.NDArray[Any], patch_px: int, most: int) -> npt.NDArray[Any]:
    levels = np.clip(np.rint(values), 0, most).reshape(8, 8)
    return np.kron(levels, np.ones((patch_px, patch_px))).astype(
        np.uint8 if most == 255 else np.uint16
    )


def middles(rgb: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The colour in the middle of each patch."""
    return rgb[PATCH_PX // 2 :: PATCH_PX, PATCH_PX // 2 :: PATCH_PX].reshape(-1, 3).astype(float)


def only_frame(path: Path) -> DecodedFrame:
    return next(extract(path, read_clip(path).timeline, [0]))


def colour_plane(path: Path) -> npt.NDArray[Any]:
    """What detectors see of the first frame's colours."""
    planes: list[npt.NDArray[Any]] = []

    def see(sample: Sample) -> None:
        planes.append(sample.rgb)

    read_clip(path, feed=see)
    return planes[0]


@pytest.mark.parametrize("matrix", WEIGHTS)
@pytest.mark.parametrize("full", [False, True], ids=["limited", "full"])
@pytest.mark.parametrize("pixel_format", ["yuv420p", "yuv444p", "yuv420p10le"])
def test_colours_come_back(tmp_path: Path, matrix: int, full: bool, pixel_format: str) -> None:
    """Within 2 levels, for each matrix, range and depth."""
    bits = 10 if "10" in pixel_format else 8
    paint = patches(matrix, full=full, bits=bits, subsampled="420" in pixel_format)
    make_clip(
        tmp_path / "clip.mp4", pixel_format=pixel_format, size_px=(128, 128), frames=2,
        colours=Colours(matrix=matrix, full_range=full), paint=paint, options=LOSSLESS,
    )  # fmt: skip
    frame = only_frame(tmp_path / "clip.mp4")
    assert np.abs(middles(frame.picture().rgb) - PALETTE).max() <= 2


@pytest.mark.parametrize(("size_px", "matrix"), [((128, 128), 6), ((1280, 128), 1)])
def test_unnamed_matrix_goes_by_size(tmp_path: Path, size_px: tuple[int, int], matrix: int) -> None:
    """BT.601 for small pictures and BT.709 for large ones, as common players do."""
    chart = patches(matrix, full=False, bits=8, subsampled=True)(0)
    planes = [np.tile(p, (1, size_px[0] // 128)) for p in chart]
    make_clip(
        tmp_path / "clip.mp4", size_px=size_px, frames=2, paint=lambda _: planes, options=LOSSLESS
    )
    shown = only_frame(tmp_path / "clip.mp4").picture().rgb[:, :128]
    assert np.abs(middles(shown) - PALETTE).max() <= 2


@pytest.mark.parametrize("matrix", [1, 2, 6, 9])
@pytest.mark.parametrize("pixel_format", ["yuv420p", "yuv420p10le", "gray"])
@pytest.mark.parametrize("full", [False, True], ids=["limited", "full"])
def test_detectors_see_full_range_luma(
    tmp_path: Path, matrix: int, pixel_format: str, full: bool
) -> None:
    """Black is 0 and white 255, whatever the matrix, range and depth of the stream."""
    make_clip(
        tmp_path / "clip.mp4", pixel_format=pixel_format, frames=2, options=LOSSLESS,
        colours=Colours(matrix=matrix, full_range=full),
    )  # fmt: skip
    samples: list[Sample] = []
    read_clip(tmp_path / "clip.mp4", feed=samples.append)
    assert set(np.unique(samples[0].luma)) == {0, 255}


def test_luma_is_scaled_down_never_up(tmp_path: Path) -> None:
    """The long side is 480 px at most; small pictures stay as they are."""
    for size_px, expected in (((1280, 640), (240, 480)), ((64, 96), (96, 64))):
        make_clip(tmp_path / "clip.mp4", size_px=size_px, frames=2)
        samples: list[Sample] = []
        read_clip(tmp_path / "clip.mp4", feed=samples.append)
        assert samples[0].luma.shape == expected


def test_detectors_see_the_colours_of_a_player(tmp_path: Path) -> None:
    """The small colour plane holds the chart, with the stream's own matrix and range.

    Within 4 levels: the quick conversion is off by the same little in every frame.
    """
    for matrix, full in product(WEIGHTS, (False, True)):
        paint = patches(matrix, full=full, bits=8, subsampled=True)
        path = tmp_path / f"clip-{matrix}-{full}.mp4"
        make_clip(
            path, size_px=(128, 128), frames=2, paint=paint, options=LOSSLESS,
            colours=Colours(matrix=matrix, full_range=full),
        )  # fmt: skip
        assert np.abs(middles(colour_plane(path)) - PALETTE).max() <= 4


def test_colour_planes_are_small(tmp_path: Path) -> None:
    """The long side is 160 px at most; small pictures stay as they are."""
    for size_px, expected in (((1280, 640), (80, 160, 3)), ((64, 96), (96, 64, 3))):
        make_clip(tmp_path / "clip.mp4", size_px=size_px, frames=2)
        assert colour_plane(tmp_path / "clip.mp4").shape == expected


def test_a_sample_without_colours_is_gray() -> None:
    """Where only luma is known, all three channels hold it."""
    luma = np.arange(12, dtype=np.uint8).reshape(3, 4)
    assert (Sample(0, 0.0, luma).rgb == luma[:, :, None]).all()


def test_png_is_the_untouched_picture(tmp_path: Path) -> None:
    """Not turned, not stretched, and byte for byte the same each time."""
    path = tmp_path / "clip.mp4"
    make_clip(path, size_px=(96, 64), display=Display(clockwise=90), frames=2)
    png = encoding.png(only_frame(path).rgb())
    with Image.open(io.BytesIO(png)) as image:
        assert (image.mode, image.size) == ("RGB", (96, 64))
        assert read_code(np.asarray(image)).clockwise == 0
        assert "gamma" not in image.info
    assert encoding.png(only_frame(path).rgb()) == png


@pytest.mark.parametrize("matrix", [1, 6])
def test_png_has_the_right_colours(tmp_path: Path, matrix: int) -> None:
    """The PNG of a chart holds the chart."""
    paint = patches(matrix, full=False, bits=8, subsampled=True)
    make_clip(
        tmp_path / "clip.mp4", size_px=(128, 128), frames=2, paint=paint, options=LOSSLESS,
        colours=Colours(matrix=matrix),
    )  # fmt: skip
    with Image.open(io.BytesIO(encoding.png(only_frame(tmp_path / "clip.mp4").rgb()))) as image:
        assert np.abs(middles(np.asarray(image)) - PALETTE).max() <= 2


def test_png_of_a_deep_source_has_16_bits(tmp_path: Path) -> None:
    """10-bit sources keep their depth; white stays white."""
    make_clip(tmp_path / "clip.mp4", pixel_format="yuv420p10le", frames=2, options=LOSSLESS)
    png = encoding.png(only_frame(tmp_path / "clip.mp4").rgb())
    with av.open(io.BytesIO(png), "r") as picture:
        frame = next(picture.decode(video=0))
    assert frame.format.name == "rgb48be"
    assert frame.to_ndarray().max() >= 65535 - 256


def test_hdr_is_said_to_be_approximated(tmp_path: Path) -> None:
    """The user is told that the pages show PQ and HLG by a conversion, and by which."""
    for transfer in (16, 18):
        make_clip(
            tmp_path / "clip.mp4", codec="libx265", pixel_format="yuv420p10le", frames=12,
            colours=Colours(matrix=9, transfer=transfer),
        )  # fmt: skip
        warnings = read_clip(tmp_path / "clip.mp4").warnings
        assert any("HDR" in w and "approximated" in w and "BT.2390" in w for w in warnings)


@pytest.mark.parametrize(
    ("transfer", "signal", "shown"),
    [
        (16, 0.0, 0),  # PQ: black
        (16, 0.5081, 186),  # 100 cd/m², under the knee: 100/203 of white in sRGB
        (16, 0.7518, 255),  # 1,000 cd/m², the peak
        (16, 1.0, 255),  # 10,000 cd/m²
        (18, 0.0, 0),  # HLG: black
        (18, 0.5, 137),  # a twelfth of the scene's light: 50.7 cd/m² on a display of 1,000
        (18, 1.0, 255),  # the peak
    ],
)
def test_hdr_is_shown_by_the_stated_method(
    tmp_path: Path, transfer: int, signal: float, shown: int
) -> None:
    """Greys of known light come out where BT.2390 and sRGB put them; frames/ keeps the codes."""
    luma = round(64 + 876 * signal)
    planes = [np.full((s, s), v, np.uint16) for s, v in ((64, luma), (32, 512), (32, 512))]
    make_clip(
        tmp_path / "clip.mkv", codec="ffv1", pixel_format="yuv420p10le", frames=1,
        colours=Colours(matrix=9, transfer=transfer), paint=lambda _: planes,
    )  # fmt: skip
    frame = only_frame(tmp_path / "clip.mkv")
    assert np.abs(frame.picture().rgb.astype(int) - shown).max() <= 2
    with av.open(io.BytesIO(encoding.png(frame.rgb())), "r") as picture:
        raw = next(picture.decode(video=0)).to_ndarray().astype(int)
    assert np.abs(raw - round(65535 * signal)).max() <= 256


@pytest.mark.parametrize("pixel_format", ["pal8", "monob"])
def test_a_palette_is_taken_as_it_is(tmp_path: Path, pixel_format: str) -> None:
    """Its colours are RGB: nothing is approximated, and white is white."""
    path = tmp_path / "clip.mov"
    frame = av.VideoFrame.from_ndarray(np.full((64, 64), 255, np.uint8), "gray")
    if pixel_format == "pal8":
        white = np.full((256, 4), 255, np.uint8)
        indices_and_palette: Any = (np.zeros((64, 64), np.uint8), white)
        frame = av.VideoFrame.from_ndarray(indices_and_palette, "pal8")
    with av.open(str(path), "w") as container:
        stream = container.add_stream("png", rate=24)
        stream.width, stream.height, stream.pix_fmt = 64, 64, pixel_format
        container.mux([*stream.encode(frame), *stream.encode(None)])
    assert read_clip(path).warnings == ()
    assert only_frame(path).picture().rgb.min() >= 250


def test_number_planes_need_no_codec() -> None:
    """The factory paints limited range unless told otherwise."""
    assert set(np.unique(number_planes(5, (64, 64), "yuv420p")[0])) == {16, 235}


def see_through(pixel_format: str) -> Callable[[int], Planes]:
    """The numbers of the frames, everywhere transparent."""

    def paint(index: int) -> Planes:
        *opaque, alpha = number_planes(index, (64, 64), pixel_format)
        return [*opaque, np.zeros_like(alpha)]

    return paint


@pytest.mark.parametrize(
    ("name", "codec", "pixel_format"),
    [
        ("clip.webm", "libvpx-vp9", "yuva420p"),
        ("clip.webm", "libvpx", "yuva420p"),
        ("clip.mkv", "libvpx-vp9", "yuva420p"),
        ("clip.mkv", "ffv1", "yuva420p10le"),
        ("clip.mov", "prores_ks", "yuva444p10le"),
    ],
)
def test_transparency_is_ignored_and_said(
    tmp_path: Path, name: str, codec: str, pixel_format: str
) -> None:
    """What lies under it is shown, whether the pixel format or the container holds the alpha."""
    options = {"auto-alt-ref": "0"} if codec == "libvpx" else {}
    make_clip(
        tmp_path / name, codec=codec, pixel_format=pixel_format, frames=6,
        paint=see_through(pixel_format), options=options,
    )  # fmt: skip
    warnings = read_clip(tmp_path / name).warnings
    assert [w for w in warnings if "transparent" in w and "the colour that the file holds" in w]
    assert not any("private" in w for w in warnings)
    assert read_code(only_frame(tmp_path / name).picture().rgb).number == 0


def write_one(path: Path, codec: str, frame: av.VideoFrame) -> None:
    """Write a clip of one frame in its own pixel format."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=24)
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt = frame.width, frame.height, frame.format.name
        container.mux([*stream.encode(frame), *stream.encode(None)])


def test_the_colour_under_transparency_is_shown_unmixed(tmp_path: Path) -> None:
    """Neither black nor white is laid behind it."""
    colour = (200, 100, 50)
    frame = av.VideoFrame.from_ndarray(np.full((64, 64, 4), (0, *colour), np.uint8), "argb")
    write_one(tmp_path / "clip.mov", "qtrle", frame)
    assert any("transparent" in w for w in read_clip(tmp_path / "clip.mov").warnings)
    assert (only_frame(tmp_path / "clip.mov").picture().rgb == colour).all()
    assert (colour_plane(tmp_path / "clip.mov") == colour).all()


@pytest.mark.parametrize(
    ("name", "codec", "pixel_format"),
    [("clip.webm", "libvpx-vp9", "yuv420p"), ("clip.mkv", "ffv1", "bgr0")],
)
def test_without_transparency_nothing_is_said(
    tmp_path: Path, name: str, codec: str, pixel_format: str
) -> None:
    """The same codec without alpha, and a pixel format whose fourth byte means nothing."""
    frame = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), "rgb24")
    write_one(tmp_path / name, codec, frame.reformat(format=pixel_format))
    assert read_clip(tmp_path / name).warnings == ()
