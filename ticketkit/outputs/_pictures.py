"""Pictures of a stored case: as a player shows them, and small enough to send."""

from io import BytesIO
from pathlib import Path

from PIL import Image

from ticketkit import annotate
from ticketkit.errors import CaseError
from ticketkit.model.case import StoredCase

_UPRIGHT = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}
"""By the clip's rotation, which is clockwise; Pillow's turns are not."""

_JPEG_QUALITIES = (92, 85, 75)


def displayed(stored: StoredCase, file: str) -> Image.Image:
    """Turn, mirror and stretch an untouched frame to the picture that a player shows.

    Raises CaseError for a file that is missing or not a picture.
    """
    picture, clip = opened(stored, file), stored.case.clip
    turn = _UPRIGHT.get(clip.rotation)
    upright = picture if turn is None else picture.transpose(turn)
    if clip.mirrored:
        upright = upright.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    size_px = clip.display_size_px
    return annotate.resized(upright, size_px)


def opened(stored: StoredCase, file: str) -> Image.Image:
    """Open a picture of the case as RGB.

    Raises CaseError for a file that is missing or not a picture.
    """
    if (pixels := stored.at_hand.get(file)) is not None:
        return Image.fromarray(pixels)
    path = stored.folder / file
    try:
        with Image.open(path) as raw:
            return raw.convert("RGB")
    except (OSError, Image.DecompressionBombError) as error:
        raise _unreadable(path, error) from error


def read(file: Path) -> bytes:
    """Read a picture's file as it is. Raises CaseError where it is missing."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise _unreadable(file, error) from error


def save(png: bytes, stem: Path, budget: int) -> Path:
    """Write a PNG as it is, or the best JPEG of it within `budget` bytes; returns the file."""
    if len(png) <= budget:
        path = stem.with_name(f"{stem.name}.png")
        path.write_bytes(png)
        return path
    path = stem.with_name(f"{stem.name}.jpg")
    path.write_bytes(_smaller(png, budget))
    return path


def _smaller(png: bytes, budget: int) -> bytes:
    """Lower the quality step by step, then halve the sides and try again."""
    with Image.open(BytesIO(png)) as opened:
        image = opened.convert("RGB")
    while True:
        for quality in _JPEG_QUALITIES:
            data = _jpeg(image, quality)
            if len(data) <= budget or max(image.size) == 1:
                return data
        image = image.reduce(2)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


def _unreadable(file: Path, error: Exception) -> CaseError:
    return CaseError(
        f"{file} cannot be read as a picture: {getattr(error, 'strerror', None) or error}.",
        "Build the case again with `ticketkit build --overwrite`.",
    )
