"""The camera's path is measured on views of a known ground and held against the prompt."""

import pytest
from support.planes import HEIGHT, WIDTH, Picture, ground, measured, only, view

from ticketkit.detectors.camera_path import Detector
from ticketkit.model.finding import Measurement
from ticketkit.model.question import Question

WORLD = ground()


def said(prompt: str | None, **rates: float) -> Measurement:
    """What is said of a camera that moves by `rates` a second: right and up in px, zoom, roll."""

    def picture(time_s: float) -> Picture:
        return view(
            WORLD,
            right=rates.get("right", 0) * time_s,
            up=rates.get("up", 0) * time_s,
            zoom=(1 + rates.get("zoom", 0)) ** time_s,
            roll_deg=rates.get("roll", 0) * time_s,
        )

    return measured(Detector, picture, frames=48, question=Question(prompt=prompt))


@pytest.mark.parametrize(
    ("component", "rates", "expected"),
    [
        ("pan", {"right": 0.08 * WIDTH}, 8.0),
        ("pan", {"right": -0.2 * WIDTH}, -20.0),
        ("tilt", {"up": 0.1 * HEIGHT}, 10.0),
        ("zoom", {"zoom": 0.06}, 6.0),
        ("zoom", {"zoom": -0.06}, -6.0),
        ("roll", {"roll": 5.0}, 5.0),
        ("roll", {"roll": -5.0}, -5.0),
    ],
)
def test_rates_are_right_within_a_tenth(
    component: str, rates: dict[str, float], expected: float
) -> None:
    """Pan and tilt in percent of the picture, zoom in percent, roll in degrees, a second."""
    rate = said("static shot", **rates).details[component]
    assert rate == pytest.approx(expected, rel=0.1)


@pytest.mark.parametrize(
    ("prompt", "rates"),
    [
        ("A static shot of a lake", {}),
        ("Locked-off camera, rain", {}),
        ("The camera pans left over the city", {"right": -30}),
        ("Slow dolly in on a cup", {"zoom": 0.08}),
        ("Orbit around the statue", {"right": 30}),
        ("Orbit around the statue", {"right": -30}),
        ("tilt up to the sky", {"up": 25}),
    ],
)
def test_a_camera_that_does_as_asked_gives_no_event(prompt: str, rates: dict[str, float]) -> None:
    """The asked move, and a camera that stands where it should, are no findings."""
    measurement = said(prompt, **rates)
    assert not measurement.not_measured
    assert measurement.events == ()


@pytest.mark.parametrize(
    ("prompt", "rates", "kind"),
    [
        ("A static shot of a lake", {"right": 10}, "wanders"),
        ("Tripod shot of a lake", {"zoom": 0.05}, "wanders"),
        ("The camera pans left over the city", {"right": 30}, "missing"),
        ("The camera pans left over the city", {}, "missing"),
        ("Slow dolly in on a cup", {"zoom": -0.05}, "missing"),
        ("Slow dolly in on a cup", {"zoom": 0.05, "right": 60}, "other"),
    ],
)
def test_a_camera_that_does_otherwise_is_found(
    prompt: str, rates: dict[str, float], kind: str
) -> None:
    """A move that was not asked for, the opposite one, or none at all, over the whole clip."""
    event = only(said(prompt, **rates))
    assert event.details["kind"] == kind
    assert event.value >= 1.0
    assert (event.first_frame, event.last_frame) == (0, 47)


@pytest.mark.parametrize(
    ("prompt", "reason"),
    [
        (None, "nothing_asked"),
        ("a cat on static electricity", "nothing_asked"),
        ("handheld footage of a market", "free_asked"),
        ("static shot, then the camera pans left", "several_asked"),
        ("pan left, then pan right", "several_asked"),
    ],
)
def test_where_nothing_can_be_compared_the_curve_is_still_there(
    prompt: str | None, reason: str
) -> None:
    """A prompt without a move, a free one, or several moves."""
    measurement = said(prompt, right=10)
    assert measurement.not_measured == reason
    assert measurement.series[0].values


def test_a_standing_camera_with_a_moving_subject_stands() -> None:
    """A subject that moves through a fifth of the picture does not move the camera."""

    def picture(time_s: float) -> Picture:
        shown = view(WORLD).copy()
        left = int(20 + 60 * time_s)
        shown[50:140, left : left + 100] = WORLD[100:190, 100:200]
        return shown

    measurement = measured(Detector, picture, frames=48, question=Question(prompt="static camera"))
    assert measurement.events == ()


def test_flat_pictures_are_not_measured() -> None:
    """Where nothing can be followed, no path is claimed."""
    flat = WORLD[:HEIGHT, :WIDTH] * 0 + 90
    assert measured(Detector, lambda _: flat, grain=0).not_measured == "no_texture"
