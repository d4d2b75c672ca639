"""Frozen frames are found in planes whose truth is known by construction."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from ticketkit.detectors.frozen_frames import Detector
from ticketkit.errors import CatalogError
from ticketkit.model.finding import Event, Measurement
from ticketkit.model.picture import Sample

HEIGHT, WIDTH, RATE = 270, 480, 24
ROWS, COLUMNS = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
GROUND = 90 + 20 * np.sin(COLUMNS / 17) + 15 * np.cos(ROWS / 11)


def disc_at(x_px: float) -> np.ndarray:
    """A bright disc on a textured ground."""
    disc = (COLUMNS - x_px) ** 2 + (ROWS - 135) ** 2 < 40**2
    return np.where(disc, np.float32(210), GROUND)


def measured(
    places: Sequence[float],
    *,
    grain: float = 0.0,
    rate: float = RATE,
    picture: Callable[[float], np.ndarray] = disc_at,
) -> Measurement:
    """What the detector says of a clip whose frames show `picture` at `places`."""
    noise = np.random.default_rng(7)
    detector = Detector({})
    for index, place in enumerate(places):
        plane = picture(place) + grain * noise.standard_normal((HEIGHT, WIDTH), np.float32)
        luma = np.clip(plane, 0, 255).astype(np.uint8)
        detector.feed(Sample(index, index / rate, luma))
    return detector.finish(len(places) / rate)


def rolling(frames: int, freeze: range = range(0)) -> list[float]:
    """The disc moves 3 px a frame and stays where it is at the start of `freeze` meanwhile."""
    return [40 + 3.0 * (freeze.start if i in freeze else i) for i in range(frames)]


def only(measurement: Measurement) -> Event:
    assert len(measurement.events) == 1
    return measurement.events[0]


@pytest.mark.parametrize("grain", [0.0, 2.0, 5.0])
@pytest.mark.parametrize("length", [5, 12, 24])
def test_a_freeze_is_found_to_the_frame(grain: float, length: int) -> None:
    """First frame, last frame and duration of a freeze are exact, with and without grain."""
    event = only(measured(rolling(96, range(40, 40 + length)), grain=grain))

    assert (event.first_frame, event.last_frame) == (40, 39 + length)
    assert event.value == pytest.approx(length * 1000 / RATE)
    assert event.baseline == pytest.approx(1000 / RATE)


def test_a_freeze_to_the_end_has_an_end() -> None:
    """A hold that lasts to the end of the file ends with the clip."""
    event = only(measured(rolling(96, range(60, 96))))

    assert event.last_frame == 95
    assert event.end_s == pytest.approx(96 / RATE)


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("steady motion", rolling(96)),
        ("animation on twos", [40 + 6.0 * (i // 2) for i in range(96)]),
        ("animation on threes", [40 + 9.0 * (i // 3) for i in range(96)]),
        ("every fifth frame doubled", [40 + 3.0 * (i - i // 5) for i in range(96)]),
        ("ease in and out", [240 + 180 * np.sin(i / 15) for i in range(96)]),
        ("slow motion", [40 + 0.5 * i for i in range(96)]),
    ],
)
def test_healthy_motion_is_not_a_freeze(name: str, places: list[float]) -> None:
    """Rhythm and gentle movement give no event."""
    assert measured(places, grain=1.0).events == (), name


def test_a_black_end_is_not_a_freeze() -> None:
    """After a fade the black picture stands still, but no movement was stopped."""

    def fading(place: float) -> np.ndarray:
        shown: np.ndarray = disc_at(place) * max(0.0, 1 - max(0.0, place - 180) / 36)
        return shown

    assert measured(rolling(96), picture=fading).events == ()


def test_a_picture_that_never_moves_cannot_be_judged() -> None:
    """Where nothing moves, a freeze cannot be told from a still picture: the detector says so."""
    measurement = measured([200.0] * 60, grain=2.0)

    assert measurement.not_measured == "no_motion"
    assert measurement.events == ()


def test_too_few_frames_are_not_measured() -> None:
    """Three frames hold no motion to compare with."""
    assert measured(rolling(3)).not_measured == "too_short"


def test_the_curve_has_one_value_for_every_change() -> None:
    """The series covers every frame but the first, at its presentation time."""
    series = measured(rolling(48, range(20, 30))).series[0]

    assert series.frames == tuple(range(1, 48))
    assert series.times_s[0] == pytest.approx(1 / RATE)
    assert series.reference is not None
    held = [v for f, v in zip(series.frames, series.values, strict=True) if 20 < f < 30]
    assert max(held) < series.reference


def test_an_unknown_parameter_is_refused() -> None:
    """A misspelt parameter of a catalogue file does not pass silently."""
    with pytest.raises(CatalogError, match="blocks_px"):
        Detector({"blocks_px": 8})
