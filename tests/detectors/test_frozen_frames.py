"""Frozen frames are found in planes whose truth is known by construction."""

from collections.abc import Callable, Sequence

import cv2
import numpy as np
import pytest
from support.real import CLIPS

from ticketkit import video
from ticketkit.detectors.frozen_frames import Detector
from ticketkit.errors import CatalogError
from ticketkit.model.finding import Event, Measurement
from ticketkit.model.picture import Sample

HEIGHT, WIDTH, RATE = 270, 480, 24
ROWS, COLUMNS = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
TEXTURE = cv2.GaussianBlur(np.random.default_rng(3).normal(110, 300, (HEIGHT, WIDTH)), (0, 0), 6)
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
    steps: dict[int, int] | None = None,
    packet_bytes: Callable[[int], int] | None = None,
) -> Measurement:
    """What the detector says of a clip whose frames show `picture` at `places`.

    `steps` names the frames that are on screen for more than one frame duration.
    """
    noise = np.random.default_rng(7)
    detector = Detector({})
    time_s = 0.0
    for index, place in enumerate(places):
        plane = picture(place) + grain * noise.standard_normal((HEIGHT, WIDTH), np.float32)
        luma = np.clip(plane, 0, 255).astype(np.uint8)
        coded = packet_bytes(index) if packet_bytes else None
        detector.feed(Sample(index, time_s, luma, coded))
        time_s += (steps or {}).get(index, 1) / rate
    return detector.finish(time_s)


def rolling(frames: int, freeze: range = range(0)) -> list[float]:
    """The disc moves 3 px a frame and stays where it is at the start of `freeze` meanwhile."""
    return [40 + 3.0 * (freeze.start if i in freeze else i) for i in range(frames)]


def eased(frame: int, stop: int, ease: int, rest: int) -> float:
    """Frames of movement so far, of one that dies away, rests for `rest` frames and returns."""
    if frame <= stop:
        return frame
    into = min(frame - stop, ease)
    moved = stop + into - into * into / (2 * ease)
    out = max(0, frame - stop - ease - rest)
    return moved + (out * out / (2 * ease) if out < ease else out - ease / 2)


def only(measurement: Measurement) -> Event:
    assert len(measurement.events) == 1
    return measurement.events[0]


@pytest.mark.parametrize("grain", [0.0, 2.0, 5.0])
@pytest.mark.parametrize("length", [3, 5, 24])
def test_a_freeze_is_found_to_the_frame(grain: float, length: int) -> None:
    """First frame, last frame and duration of a freeze are exact, with and without grain."""
    event = only(measured(rolling(96, range(40, 40 + length)), grain=grain))

    assert (event.first_frame, event.last_frame) == (40, 39 + length)
    assert event.value == pytest.approx(length * 1000 / RATE)
    assert event.baseline == pytest.approx(1000 / RATE)


def test_a_stall_of_near_identical_pictures_is_a_freeze() -> None:
    """Frames that creep and shimmer a little, as generators stall, are held all the same."""
    creeping = [40 + 3.0 * (30 + 0.02 * (i - 30) if 30 <= i < 54 else i) for i in range(84)]

    event = only(measured(creeping, grain=1.0))
    assert (event.first_frame, event.last_frame) == (30, 53)


def test_one_long_frame_is_a_freeze_without_repeats() -> None:
    """A gap in the timestamps holds the picture although no frame is repeated."""
    event = only(measured(rolling(60), steps={30: 8}))

    assert (event.first_frame, event.last_frame) == (30, 30)
    assert event.value == pytest.approx(8000 / RATE)
    assert event.details["cause"] == "long_frame"


@pytest.mark.parametrize(
    ("cause", "creep", "grain", "held_bytes"),
    [
        ("repeat", 0.0, 0.0, 30),
        ("same", 0.0, 0.0, 900),
        ("live_grain", 0.0, 4.0, 900),
        ("corrections", 0.025, 0.0, 30),
        ("near_repeat", 0.025, 0.0, 900),
    ],
)
def test_pixels_and_coded_sizes_tell_what_the_file_does(
    cause: str, creep: float, grain: float, held_bytes: int
) -> None:
    """A repeated picture, live grain on a still one, and new pictures are told apart."""
    held = range(30, 43)
    places = [40 + 3.0 * (30 + creep * (i - 30) if i in held else i) for i in range(72)]
    event = only(
        measured(places, grain=grain, packet_bytes=lambda i: held_bytes if i in held[1:] else 1000)
    )
    assert event.details["cause"] == cause


def test_a_gap_after_which_the_movement_is_further_on_lacks_frames() -> None:
    """One long frame with a jump behind it is told from one whose movement just goes on."""
    places = [*rolling(31), *(40 + 3.0 * (i + 8) for i in range(31, 60))]
    event = only(measured(places, steps={30: 9}))

    assert event.details["cause"] == "missing_frames"
    assert "frames_lost" in event.alternatives


@pytest.mark.parametrize("first", [60, 61])
@pytest.mark.parametrize("length", [8, 9, 30])
def test_a_freeze_in_a_fast_clip_is_found_to_the_frame(first: int, length: int) -> None:
    """At 60 frames a second every second frame is looked at, yet first and last are exact."""
    freeze = range(first, first + length)
    event = only(measured(rolling(150, freeze), rate=60, grain=1.0))

    assert (event.first_frame, event.last_frame) == (first, freeze[-1])


@pytest.mark.parametrize("frame", [60, 61])
def test_a_long_frame_in_a_fast_clip_is_found(frame: int) -> None:
    """A frame that is shown for long is found at 60 frames a second, wherever it stands."""
    event = only(measured(rolling(150), rate=60, steps={frame: 12}))

    assert (event.first_frame, event.last_frame) == (frame, frame)
    assert event.value == pytest.approx(200)


def test_the_baseline_covers_doubled_frames() -> None:
    """Where every fifth frame is doubled, other pictures last up to two frames, not one."""
    doubled = [40 + 3.0 * (i - i // 5) for i in range(96)]
    held = [*doubled[:40], *[doubled[40]] * 12, *(p for p in doubled[41:])]

    assert only(measured(held)).baseline == pytest.approx(2000 / RATE)


def test_the_least_length_of_a_hold_follows_the_frame_rate() -> None:
    """At 8 frames a second no hold below three frames, 375 ms, is seen; the finding says so."""
    assert measured(rolling(24), rate=8).details["least_ms"] == pytest.approx(375)


@pytest.mark.parametrize("grain", [12.0, 20.0])
def test_strong_grain_does_not_hide_a_freeze(grain: float) -> None:
    """Averaging over blocks keeps a freeze of three frames visible in grain of 20 levels."""
    event = only(measured(rolling(96, range(40, 43)), grain=grain))

    assert (event.first_frame, event.last_frame) == (40, 42)


@pytest.mark.parametrize("speed_px", [0.4, 3.0])
def test_grain_that_hides_movement_is_said(speed_px: float) -> None:
    """Where grain changes as much as movement does, the answer is not that there is no freeze."""
    places = [120 + speed_px * i for i in range(96)]

    assert measured(places, grain=50.0).not_measured == "noise"


def test_movement_of_the_whole_picture_is_not_taken_for_grain() -> None:
    """A pan changes every block, as grain does, and can be judged all the same."""

    def panned(place: float) -> np.ndarray:
        return np.roll(TEXTURE, round(place), axis=1)

    assert measured(rolling(96), picture=panned).not_measured == ""


def test_it_tells_whether_the_movement_went_on_unseen() -> None:
    """After a freeze the movement has jumped ahead, or goes on from where it stopped."""
    jumped = only(measured(rolling(72, range(30, 42)))).details["jump"]
    stayed = only(measured([40 + 3.0 * (i - min(12, max(0, i - 30))) for i in range(72)]))

    assert isinstance(jumped, float)
    assert jumped > 2
    assert stayed.details["jump"] == pytest.approx(1, abs=0.2)


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
        ("a rest that eases in and out", [40 + 2.5 * eased(i, 30, 14, 12) for i in range(96)]),
        (
            "slow motion between",
            [40 + 3.0 * (i - 0.8 * min(30, max(0, i - 30))) for i in range(96)],
        ),
        ("somebody leaves the picture", [200 + 9.0 * i for i in range(72)]),
        ("somebody comes in", [-400 + 9.0 * i for i in range(72)]),
    ],
)
def test_healthy_motion_is_not_a_freeze(name: str, places: list[float]) -> None:
    """Rhythm and gentle movement give no event."""
    assert measured(places, grain=1.0).events == (), name


def test_cards_and_fades_are_not_freezes() -> None:
    """A still picture beyond a cut, and one that a fade leads to, are meant."""
    card = np.where((COLUMNS // 40 + ROWS // 60) % 2 == 0, 20, 235)

    def to_card(place: float) -> np.ndarray:
        return disc_at(40 + 3 * place) if place < 40 else card

    def to_black(place: float) -> np.ndarray:
        return disc_at(40 + 3 * place) * max(0.0, min(1.0, (60 - place) / 20))

    def dissolve(place: float) -> np.ndarray:
        share = max(0.0, min(1.0, (place - 40) / 16))
        return disc_at(40 + 3 * place) * (1 - share) + card * share

    for picture in (to_card, to_black, dissolve):
        assert measured([float(i) for i in range(80)], picture=picture).events == ()


def test_a_face_that_only_blinks_is_not_frozen() -> None:
    """Movement that is over at once does not make the stillness around it a freeze."""

    def face(lid: float) -> np.ndarray:
        eyes = (abs(COLUMNS - 240) - 40) ** 2 + (ROWS - 120) ** 2 < 12**2
        return np.where(eyes, 40 + 130 * np.float32(lid), GROUND)

    blinks = [max(0.0, 1 - abs(i % 30 - 15) / 3) for i in range(96)]
    assert measured(blinks, grain=1.0, picture=face).events == ()


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


def real(name: str) -> Measurement:
    """What the detector says of a real clip; skips where the clips are absent."""
    path = CLIPS / name
    if not path.exists():
        pytest.skip(f"needs {path}")
    detector = Detector({})
    return detector.finish(float(video.read_clip(path, detector.feed).timeline.end))


def found(measurement: Measurement) -> list[tuple[int, int]]:
    """First and last frames of what counts as a freeze."""
    return [(e.first_frame, e.last_frame) for e in measurement.events if e.value >= 125]


@pytest.mark.slow
def test_the_stall_of_a_generated_clip_is_found() -> None:
    """The maze stalls from about 3.5 s to its end, in near-identical pictures."""
    [(first, last)] = found(real("luma-ray2-maze.mp4"))

    assert 82 <= first <= 86
    assert last == 124


@pytest.mark.slow
def test_the_freeze_of_a_camera_clip_is_found_and_its_doubled_frames_are_not() -> None:
    """The camera's freeze is exact; the near-duplicate every seventh frame is its rhythm."""
    assert found(real("camera-arm-wrestling.mp4")) == [(233, 267)]


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "cogvideox-1.mp4",
        "hands-seamstress.mp4",
        "anatomy-badminton.mp4",
        "pika-pushpin.mp4",
        "c2pa-signed.mp4",
        "hevc-10bit.mp4",
        "av1.mkv",
        "full-range.mp4",
    ],
)
def test_real_clips_that_move_throughout_have_no_freeze(name: str) -> None:
    """Nothing freezes in these clips, and the detector could have seen it."""
    measurement = real(name)

    assert not measurement.not_measured
    assert found(measurement) == []


@pytest.mark.slow
def test_a_real_clip_without_any_motion_cannot_be_judged() -> None:
    """Nothing moves in the picture of a pot: no freeze is claimed, and none is denied."""
    assert real("still-pot.mp4").not_measured == "no_motion"
