"""Pictures as bytes of files that hold pixels and nothing else: same pixels, same bytes."""

import io

from PIL import Image

from ticketkit.model.picture import Plane

_LEVEL = 6
_QUALITY = 90


def encode_png(image: Image.Image) -> bytes:
    """8-bit RGB PNG."""
    buffer = io.BytesIO()
    pixels = image.convert("RGB")
    pixels.info = {}
    pixels.save(buffer, "PNG", compress_level=_LEVEL)
    return buffer.getvalue()


def encode_jpeg(rgb: Plane) -> bytes:
    """JPEG with full colour resolution of a picture, (height, width, 3)."""
    buffer = io.BytesIO()
    Image.fromarray(rgb).save(buffer, "JPEG", quality=_QUALITY, subsampling=0)
    return buffer.getvalue()
