"""Marked sounds and pictures give an offset with its uncertainty."""

import numpy as np
import pytest
from support.planes import only

from ticketkit.detectors.paired_times import Detector
from ticketkit.model.finding import Measurement
from ticketkit.model.picture import Sample
from ticketkit.model.question import MarkedPair, Question

PLANE = np.zeros((9, 16), np.uint8)


def said(*pairs: MarkedPair, times_s: tuple[float, ...] = ()) -> Measurement:
    detector = Detector({}, Question(events=pairs))
    for index, time_s in enumerate(times_s or [i / 25 for i in range(75)]):
        detector.feed(Sample(index, time_s, PLANE))
    return detector.finish(3.0)


@pytest.mark.parametrize(("sound_s", "offset_ms"), [(1.2, 200.0), (0.9, -100.0)])
def test_the_offset_has_a_size_a_sign_and_an_uncertainty(sound_s: float, offset_ms: float) -> None:
    """Positive is a late sound; the picture's time is known to within its frame, 40 ms."""
    event = only(said(MarkedPair(sound_s, 1.0, "door")))
    assert event.value == pytest.approx(abs(offset_ms))
    assert event.details["offset_ms"] == pytest.approx(offset_ms)
    assert event.details["uncertainty_ms"] == pytest.approx(40)
    assert event.details["side"] == ("after" if offset_ms > 0 else "before")
    assert event.first_frame == min(25, int(sound_s * 25 + 1e-6))


def test_an_offset_within_a_frame_is_none() -> None:
    """30 ms at 25 frames a second cannot be told from 0."""
    assert said(MarkedPair(1.03, 1.0)).events == ()


def test_the_frame_on_screen_decides_at_a_variable_rate() -> None:
    """A picture that stays for half a second is uncertain by half a second."""
    times_s = (0.0, 0.1, 0.2, 0.7, 0.8)
    assert said(MarkedPair(0.7, 0.3), times_s=times_s).events == ()
    assert only(said(MarkedPair(1.5, 0.7), times_s=times_s)).value == pytest.approx(800)


def test_without_marks_nothing_is_measured() -> None:
    """The detector does not listen by itself."""
    assert said().not_measured == "no_pairs"
