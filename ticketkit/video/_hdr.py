"""HDR pictures for pages and screens that show SDR, by one fixed method.

Transfer: SMPTE ST 2084 (PQ), or ITU-R BT.2100 HLG with its system gamma of 1.2 for a display of
1,000 cd/m². Brightness: the EETF of ITU-R BT.2390, from a peak of 1,000 cd/m² to the 203 cd/m² that
BT.2408 gives to white, on the largest of R, G and B, so that hues stay. Colours: BT.2020 to BT.709
by ITU-R BT.2407's matrix, clipped. Result: sRGB, IEC 61966-2-1.
"""

from typing import Final

import numpy as np
import numpy.typing as npt
from av.video.frame import VideoFrame
from av.video.reformatter import ColorTrc

METHOD: Final = "ITU-R BT.2390 from 1,000 to 203 cd/m², BT.2020 to BT.709 colours"

_PEAK, _WHITE = 1000.0, 203.0
_LEVELS = 65536
_LUMA = np.array([0.2627, 0.6780, 0.0593], np.float32)
_TO_BT709 = np.array(
    [[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]],
    np.float32,
)

_M1, _M2 = 2610 / 16384, 2523 / 4096 * 128
_C1, _C2, _C3 = 3424 / 4096, 2413 / 4096 * 32, 2392 / 4096 * 32

Floats = npt.NDArray[np.float32]


def is_hdr(frame: VideoFrame) -> bool:
    """Whether the stream says that its brightness is coded as PQ or HLG."""
    return frame.color_trc in {ColorTrc.SMPTE2084, ColorTrc.ARIB_STD_B67}


def to_sdr(codes: npt.NDArray[np.uint16], transfer: int) -> npt.NDArray[np.uint8]:
    """(height, width, 3) full-range BT.2020 RGB, 0 to 65535, to sRGB, 0 to 255."""
    linear = _pq_light()[codes] if transfer == ColorTrc.SMPTE2084 else _hlg_light(codes)
    grid, gain = _compression()
    linear *= np.interp(linear.max(axis=2, keepdims=True), grid, gain).astype(np.float32)
    srgb = _srgb_codes()
    shown = np.clip(linear @ _TO_BT709.T / _WHITE, 0, 1)
    return np.asarray(srgb[np.rint(shown * (len(srgb) - 1)).astype(np.uint16)], np.uint8)


def _pq_light() -> Floats:
    """Light in cd/m² for every code of ST 2084."""
    return _from_pq(np.linspace(0, 1, _LEVELS)).astype(np.float32)


def _from_pq(signal: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    root = signal ** (1 / _M2)
    return 10_000 * (np.maximum(root - _C1, 0) / (_C2 - _C3 * root)) ** (1 / _M1)


def _to_pq(light: npt.NDArray[np.float64] | float) -> npt.NDArray[np.float64]:
    power = (np.asarray(light) / 10_000) ** _M1
    return np.asarray(((_C1 + _C2 * power) / (1 + _C3 * power)) ** _M2)


def _hlg_light(codes: npt.NDArray[np.uint16]) -> Floats:
    """Light in cd/m² of an HLG display with a peak of 1,000 (BT.2100, table 5)."""
    a = 0.17883277
    b, c = 1 - 4 * a, 0.5 - a * np.log(4 * a)
    signal = np.linspace(0, 1, _LEVELS)
    scene = np.where(signal <= 0.5, signal**2 / 3, (np.exp((signal - c) / a) + b) / 12)
    light: Floats = scene.astype(np.float32)[codes]
    brightness = np.maximum(light @ _LUMA, 1e-6)[:, :, None]
    return np.asarray(_PEAK * brightness**0.2 * light, np.float32)


def _compression() -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Light in cd/m², and by how much the EETF multiplies it (BT.2390, section 5.4.1)."""
    top = float(_to_pq(_PEAK))
    highest = float(_to_pq(_WHITE)) / top
    knee = 1.5 * highest - 0.5
    signal = np.linspace(1e-4, 1, 4096)
    t = np.clip((signal - knee) / (1 - knee), 0, 1)
    bent = (
        (2 * t**3 - 3 * t**2 + 1) * knee
        + (t**3 - 2 * t**2 + t) * (1 - knee)
        + (3 * t**2 - 2 * t**3) * highest
    )
    before = _from_pq(signal * top)
    after = _from_pq(np.where(signal < knee, signal, bent) * top)
    # Beyond the peak everything becomes white.
    beyond = np.linspace(_PEAK, 10_000, 256)[1:]
    return np.append(before, beyond), np.append(after / before, _WHITE / beyond)


def _srgb_codes() -> npt.NDArray[np.uint8]:
    """The sRGB code of linear light, 0 to 1, at 65536 steps."""
    linear = np.linspace(0, 1, _LEVELS)
    curved = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.asarray(np.rint(255 * curved), np.uint8)
