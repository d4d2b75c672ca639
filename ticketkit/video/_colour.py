"""From the stream's own pixel format to RGB and to luma, with the right matrix and range.

The matrix is the one the stream names. Where it names none, the convention of common players
decides by size: BT.709 from 1280 pixels of width or above 576 of height, else BT.601. An unnamed
range is limited (16-235), as MPEG codecs have it.
"""

from typing import Final

import numpy as np
import numpy.typing as npt
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Interpolation, VideoReformatter

from ticketkit.model.picture import Rgb
from ticketkit.video._hdr import METHOD, is_hdr, to_sdr

LONG_SIDE_PX: Final = 480
"""Longer side of the luma planes that detectors see; smaller pictures keep their size."""

COLOUR_LONG_SIDE_PX: Final = 160
"""Longer side of the colour planes that detectors see; smaller pictures keep their size."""

_HD_WIDTH_PX: Final = 1280
_SD_HEIGHT_PX: Final = 576
_BYTE_BITS: Final = 8

_EXACT = Interpolation.ACCURATE_RND | Interpolation.BITEXACT
_FOR_EYES = (
    Interpolation.BICUBIC | Interpolation.FULL_CHR_H_INT | Interpolation.FULL_CHR_H_INP | _EXACT
)
_FOR_NUMBERS = Interpolation.AREA | _EXACT
_FOR_COLOURS = _FOR_NUMBERS | Interpolation.FULL_CHR_H_INT | Interpolation.FULL_CHR_H_INP

# Numbers of ITU-T H.273, table 4 (matrix coefficients).
_BT709, _UNSPECIFIED, _RESERVED, _SMPTE170M, _BT2020 = 1, 2, 3, 6, 9
_BY_SIZE = {_UNSPECIFIED, _RESERVED}
_CONVERTIBLE = {_BT709, 4, 5, _SMPTE170M, 7, _BT2020}


def is_deep(frame: VideoFrame) -> bool:
    """Whether a component has more than 8 bits."""
    return max(c.bits for c in frame.format.components) > _BYTE_BITS


def approximated(frame: VideoFrame) -> str:
    """Why the shown colours are not exactly a player's; empty when they are."""
    if is_hdr(frame):
        return (
            "The clip is HDR (high dynamic range): the pictures on the pages are approximated in"
            f" SDR by {METHOD}. Times, hashes and frames/ keep the original values, which look"
            " pale in a viewer."
        )
    if _matrix(frame) != _convertible_matrix(frame):
        return (
            "The clip uses a rare colour matrix: its colours are only approximated in the"
            " pictures. Times and hashes are exact."
        )
    return ""


def to_rgb(frame: VideoFrame, size_px: tuple[int, int], pixel_format: str = "rgb24") -> VideoFrame:
    """Convert `frame` to full-range RGB of `size_px` (width, height), as decoded: not turned."""
    source = _with_chroma(frame)
    matrix = _convertible_matrix(source)
    return _converted(source, size_px, pixel_format, matrix, _FOR_EYES, VideoReformatter())


class PlaneScaler:
    """Makes the small planes that detectors measure; all of one clip have the same sizes."""

    def __init__(self, first: VideoFrame) -> None:
        self._luma_px = _within(first, LONG_SIDE_PX)
        self._colour_px = _within(first, COLOUR_LONG_SIDE_PX)
        self._to_small, self._to_colour = VideoReformatter(), VideoReformatter()

    def small(self, frame: VideoFrame) -> VideoFrame:
        """`frame` at the size of its luma plane, as full-range YUV 4:4:4."""
        source = _with_chroma(frame)
        # Luma needs no matrix; but only under BT.601 does swscale take it as it stands, under any
        # other it goes through RGB and shifts the values.
        small = _converted(
            source, self._luma_px, "yuv444p", _SMPTE170M, _FOR_NUMBERS, self._to_small
        )
        small.colorspace = _SMPTE170M if _holds_rgb(source) else _convertible_matrix(source)
        small.color_range = ColorRange.JPEG
        return small

    def luma(self, small: VideoFrame) -> npt.NDArray[np.uint8]:
        """(height, width), 0 black to 255 white, as decoded: neither turned nor stretched."""
        return rows(small, 1)

    def rgb(self, small: VideoFrame) -> npt.NDArray[np.uint8]:
        """(height, width, 3), full-range RGB as decoded: neither turned nor stretched."""
        rgb = _converted(
            small, self._colour_px, "rgb24", small.colorspace, _FOR_COLOURS, self._to_colour
        )
        return rows(rgb, 3).reshape(rgb.height, rgb.width, 3)


def _within(frame: VideoFrame, long_side_px: int) -> tuple[int, int]:
    factor = min(1.0, long_side_px / max(frame.width, frame.height))
    return max(1, round(frame.width * factor)), max(1, round(frame.height * factor))


def rows(frame: VideoFrame, channels: int) -> npt.NDArray[np.uint8]:
    """The packed 8-bit plane of `frame`, (height, width x channels), without padding."""
    plane = frame.planes[0]
    padded = np.frombuffer(memoryview(plane), np.uint8).reshape(frame.height, plane.line_size)
    return np.ascontiguousarray(padded[:, : frame.width * channels])


def decoded_rgb(frame: VideoFrame) -> Rgb:
    """(height, width, 3) RGB as decoded, not turned, not stretched; 16 bits where deeper."""
    size_px = frame.width, frame.height
    if is_deep(frame):
        deep = rows(to_rgb(frame, size_px, "rgb48le"), 6)
        return deep.view("<u2").reshape(frame.height, frame.width, 3)
    return rows(to_rgb(frame, size_px), 3).reshape(frame.height, frame.width, 3)


def shown_rgb(frame: VideoFrame, size_px: tuple[int, int]) -> npt.NDArray[np.uint8]:
    """(height, width, 3) RGB for eyes, of `size_px` (width, height); HDR becomes SDR."""
    width, height = size_px
    if not is_hdr(frame):
        return rows(to_rgb(frame, size_px), 3).reshape(height, width, 3)
    deep = rows(to_rgb(frame, size_px, "rgb48le"), 6).view("<u2").reshape(height, width, 3)
    return to_sdr(deep, frame.color_trc)


def _converted(
    frame: VideoFrame,
    size_px: tuple[int, int],
    pixel_format: str,
    matrix: int,
    interpolation: Interpolation,
    reformatter: VideoReformatter,
) -> VideoFrame:
    stated, frame.colorspace = frame.colorspace, matrix
    try:
        # One thread: small planes gain nothing from more while the decoder keeps the cores busy.
        return reformatter.reformat(
            frame,
            *size_px,
            pixel_format,
            interpolation=interpolation,
            src_color_range=_range(frame),
            dst_color_range=ColorRange.JPEG,
            threads=1,
        )
    finally:
        frame.colorspace = stated


def _with_chroma(frame: VideoFrame) -> VideoFrame:
    """`frame`, or when it is gray the same with empty chroma.

    swscale takes every gray picture as full range, whatever it says; with chroma it listens.
    """
    if not frame.format.name.startswith("gray"):
        return frame
    pixel_format = frame.format.name.replace("gray", "yuv444p", 1)
    copy = VideoReformatter().reformat(frame, format=pixel_format, dst_color_range=ColorRange.JPEG)
    copy.color_range = _range(frame)
    return copy


def _matrix(frame: VideoFrame) -> int:
    if frame.colorspace not in _BY_SIZE:
        return frame.colorspace
    large = frame.width >= _HD_WIDTH_PX or frame.height > _SD_HEIGHT_PX
    return _BT709 if large else _SMPTE170M


def _convertible_matrix(frame: VideoFrame) -> int:
    matrix = _matrix(frame)
    if _holds_rgb(frame) or matrix in _CONVERTIBLE:
        return matrix
    return _BT2020 if is_deep(frame) else _BT709


def _range(frame: VideoFrame) -> int:
    if frame.color_range != ColorRange.UNSPECIFIED:
        return frame.color_range
    full = _holds_rgb(frame) or frame.format.name.startswith("yuvj")
    return ColorRange.JPEG if full else ColorRange.MPEG


def _holds_rgb(frame: VideoFrame) -> bool:
    """Whether the pixels are RGB, by themselves or through a palette, so that no matrix applies."""
    form = frame.format
    return form.is_rgb or form.has_palette or form.name in {"monob", "monow"}
