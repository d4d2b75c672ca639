"""Goldens: pictures that were looked at once and must not change unnoticed; no configuration."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

_MEAN_LEVELS = 1.0
_STRONG_LEVELS, _STRONG_SHARE = 40, 0.004

Golden = Callable[[str, Image.Image], None]


@pytest.fixture(scope="session", autouse=True)
def _no_configuration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads the configuration of the person who runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TICKETKIT_CONFIG_DIR", str(tmp_path_factory.mktemp("config")))
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --adopt` takes every picture as drawn now for the new golden."""
    parser.addoption("--adopt", action="store_true", help="accept the pictures as drawn now")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a picture with `goldens/<name>.png` beside the test.

    Text rasterisers differ a little between builds, so a picture matches when its size is equal,
    the mean difference is at most one level and few pixels differ strongly. What fails is written
    to `actual/<name>.png`.
    """
    folder = request.path.parent
    adopt = bool(request.config.getoption("--adopt"))

    def compare(name: str, image: Image.Image) -> None:
        path = folder / "goldens" / f"{name}.png"
        if adopt:
            _save(image, path)
        problem = _difference(image, path)
        if problem:
            actual = folder / "actual" / f"{name}.png"
            _save(image, actual)
            pytest.fail(f"{problem}\nLook at {actual}; if it is right, run pytest with --adopt.")

    return compare


def _save(image: Image.Image, path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    image.convert("RGB").save(path, optimize=True)


def _difference(image: Image.Image, path: Path) -> str:
    """What differs from the golden; empty when nothing of note does."""
    if not path.exists():
        return f"there is no golden {path.name}"
    with Image.open(path) as stored:
        if stored.size != image.size:
            return f"{path.name} is {stored.size}, the picture {image.size}"
        before, now = (np.asarray(i.convert("RGB"), np.int16) for i in (stored, image))
    levels = np.abs(before - now)
    mean, share = float(levels.mean()), float((levels.max(axis=2) > _STRONG_LEVELS).mean())
    if mean <= _MEAN_LEVELS and share <= _STRONG_SHARE:
        return ""
    return f"{path.name} differs by {mean:.2f} levels on average, strongly in {share:.2%}"
