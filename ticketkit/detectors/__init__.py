"""Measurements: one module or package is one detector, found by its name.

It implements the protocol by a class called `Detector`. It reads small planes one after the other,
keeps numbers rather than pictures, and returns measurements with units; it never judges. Parts that
one detector alone needs lie in its package; those that several need lie beside the detectors.
"""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, cast

from ticketkit import registry
from ticketkit.model.finding import Measurement
from ticketkit.model.picture import Sample
from ticketkit.model.question import PlacedBox, Question

if TYPE_CHECKING:
    from ticketkit.detectors._box_tracking import BoxTracker


class Detector(Protocol):
    """One measurement in progress over one clip."""

    def __init__(self, parameters: Mapping[str, float], question: Question, /) -> None:
        """Parameters override the module's defaults; an unknown name raises CatalogError.

        `question` is what a person asks and marked; most detectors look at the pixels alone.
        """

    def feed(self, sample: Sample) -> None:
        """Take the next frame in presentation order."""

    def finish(self, clip_end_s: float) -> Measurement:
        """The numbers, once every frame was fed."""


def names() -> list[str]:
    """Every detector of this package."""
    return registry.names(__name__)


def load(name: str) -> type[Detector]:
    """The class of one detector. Raises KeyError for an unknown name."""
    return cast(type[Detector], registry.implementation(__name__, name, "Detector"))


def needs(name: str) -> tuple[str, ...]:
    """What a detector cannot do without: fields of the question, and of the request behind it.

    A detector says so in a class attribute `needs`; most need nothing but the pixels. Raises
    KeyError for an unknown name.
    """
    return cast(tuple[str, ...], getattr(load(name), "needs", ()))


def tracker(box: PlacedBox) -> "BoxTracker":
    """One that follows `box` through the clip whose samples it is fed."""
    from ticketkit.detectors._box_tracking import BoxTracker  # noqa: PLC0415 - heavy: OpenCV

    return BoxTracker(box)


@contextmanager
def single_threaded() -> Iterator[None]:
    """Keep OpenCV to the calling thread.

    On small planes its own threads cost more than they give, and take the cores from the decoder.
    """
    _one_thread.begin()
    try:
        yield
    finally:
        _one_thread.end()


class _OneThread:
    """OpenCV's number of threads holds for the process: the last run to end puts it back."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._runs, self._before = 0, 1

    def begin(self) -> None:
        import cv2  # noqa: PLC0415 - heavy, and only running detectors need it

        with self._lock:
            if self._runs == 0:
                self._before = cv2.getNumThreads()
                cv2.setNumThreads(1)
            self._runs += 1

    def end(self) -> None:
        import cv2  # noqa: PLC0415 - heavy, and only running detectors need it

        with self._lock:
            self._runs -= 1
            if self._runs == 0:
                cv2.setNumThreads(self._before)


_one_thread = _OneThread()
