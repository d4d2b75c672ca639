"""What every detector keeps, so that adding one is adding a file."""

import importlib

import numpy as np
import pytest

from ticketkit import catalog, detectors
from ticketkit.judge import judge
from ticketkit.model.failure_mode import Check
from ticketkit.model.finding import Measurement
from ticketkit.model.picture import Sample
from ticketkit.model.question import NOTHING_ASKED

ALL = detectors.names()


def measured(name: str, frames: int) -> Measurement:
    noise = np.random.default_rng(3)
    detector = detectors.load(name)({}, NOTHING_ASKED)
    for index in range(frames):
        luma = noise.integers(0, 255, (90, 160), dtype=np.uint8)
        detector.feed(Sample(index, index / 24, luma))
    return detector.finish(frames / 24)


@pytest.mark.parametrize("name", ALL)
def test_it_says_how_it_measures(name: str) -> None:
    """The docstring states what is measured, its blind spots and the source of the method."""
    text = importlib.import_module(f"ticketkit.detectors.{name}").__doc__ or ""

    assert all(word in text for word in ("Measured:", "Blind spots:", "Method:"))


@pytest.mark.parametrize("name", ALL)
def test_its_numbers_can_be_said(name: str) -> None:
    """The catalogue has the words: method, blind spots and a sentence for every status."""
    words = catalog.load().detectors[name]

    assert words.method
    assert words.blind_spots
    for status in ("shown", "not_shown", "not_measured"):
        assert getattr(words, status)
    assert {"shown", "elsewhere", "below", "nothing_found"} <= set(words.reasons)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("frames", [0, 1, 2, 5, 40])
def test_any_number_of_frames_is_survived(name: str, frames: int) -> None:
    """However short the clip, a measurement comes back whose reasons have words."""
    measurement = measured(name, frames)

    assert measurement.detector == name
    if measurement.not_measured:
        assert measurement.not_measured in catalog.load().detectors[name].reasons
    for event in measurement.events:
        assert set(event.alternatives) <= set(catalog.load().detectors[name].alternatives)
    for series in measurement.series:
        assert len(series.frames) == len(series.times_s) == len(series.values)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("threshold", [0.0, 1e9])
@pytest.mark.parametrize("window_s", [None, (0.5, 0.5), (90.0, 91.0)])
def test_what_it_measured_can_be_said(
    name: str, threshold: float, window_s: tuple[float, float] | None
) -> None:
    """Whatever the threshold and the time asked about, there is a finding in whole sentences."""
    check = Check(detector=name, threshold=threshold, calibrated_on="a test")

    for frames in (1, 40):
        found = judge(measured(name, frames), check, catalog.load().detectors[name], window_s)
        assert found
        assert all(f.sentence.endswith(".") and f.reason.endswith(".") for f in found)


@pytest.mark.parametrize("name", ALL)
def test_the_same_frames_give_the_same_numbers(name: str) -> None:
    """A second person gets what the first one got."""
    assert measured(name, 40) == measured(name, 40)


def test_every_worded_detector_exists() -> None:
    """The catalogue has no words for a detector that is not there."""
    assert set(catalog.load().detectors) <= set(ALL)
