"""Pictures as bytes of files that hold pixels and nothing else: same pixels, same bytes."""

import io

import cv2
import numpy as np
from PIL import Image

from ticketkit.model.picture import Plane, Rgb

_PNG = (
    # Each pixel is predicted by the one above. What is left is noise, in which a search for repeats
    # finds little: runs alone take a fifteenth of the time, and video comes out about as small.
    *(cv2.IMWRITE_PNG_FILTER, cv2.IMWRITE_PNG_FILTER_UP),
    *(cv2.IMWRITE_PNG_STRATEGY, cv2.IMWRITE_PNG_STRATEGY_RLE),
)
_QUALITY = 90


def png(rgb: Rgb | Image.Image) -> bytes:
    """Lossless PNG of a picture in RGB, (height, width, 3), 8 or 16 bits a channel as given.

    Raises MemoryError.
    """
    try:
        _, data = cv2.imencode(".png", cv2.cvtColor(np.asarray(rgb), cv2.COLOR_RGB2BGR), _PNG)
    except cv2.error as error:
        if error.code == cv2.Error.StsNoMem:
            raise MemoryError from error
        raise
    return data.tobytes()


def jpeg(rgb: Plane) -> bytes:
    """JPEG with full colour resolution of a picture, (height, width, 3)."""
    buffer = io.BytesIO()
    Image.fromarray(rgb).save(buffer, "JPEG", quality=_QUALITY, subsampling=0)
    return buffer.getvalue()
