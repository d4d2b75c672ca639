"""Pictures as PNG bytes."""

import io

from PIL import Image

_LEVEL = 6


def encode_png(image: Image.Image) -> bytes:
    """8-bit RGB PNG that holds pixels and nothing else: same pixels, same bytes."""
    buffer = io.BytesIO()
    pixels = image.convert("RGB")
    pixels.info = {}
    pixels.save(buffer, "PNG", compress_level=_LEVEL)
    return buffer.getvalue()
