"""Measurements: one module is one detector, found by its file name.

A module implements the protocol by a class called `Detector`. It reads small planes one after
the other, keeps numbers rather than pictures, and returns measurements with units; it never judges.
"""

from collections.abc import Mapping
from typing import Protocol, cast

from ticketkit import registry
from ticketkit.model.finding import Measurement
from ticketkit.model.picture import Sample


class Detector(Protocol):
    """One measurement in progress over one clip."""

    def __init__(self, parameters: Mapping[str, float]) -> None:
        """Parameters override the module's defaults; an unknown name raises CatalogError."""

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
