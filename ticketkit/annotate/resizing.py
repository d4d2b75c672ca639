"""Pictures at another size."""

from PIL import Image


def resized(picture: Image.Image, size_px: tuple[int, int]) -> Image.Image:
    """`picture` at `size_px` (width, height); as it is where it has that size.

    Reduced by a Hamming filter, which draws no rings along edges that a reader could take for a
    failure; enlarged by Lanczos, which keeps the grain of the pixels.
    """
    if picture.size == size_px:
        return picture
    smaller = size_px[0] <= picture.width and size_px[1] <= picture.height
    return picture.resize(
        size_px, Image.Resampling.HAMMING if smaller else Image.Resampling.LANCZOS
    )
