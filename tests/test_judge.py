"""Judging: thresholds and windows decide, and the words follow."""

import pytest

from ticketkit.judge import judge
from ticketkit.model.detector_wording import DetectorWording
from ticketkit.model.failure_mode import Check
from ticketkit.model.finding import ErrorRate, Event, Measurement

WORDS = DetectorWording(
    name="frozen_frames",
    title="Frozen picture",
    shown="held {{ value }} {{ unit }}",
    not_shown="no: {{ reason }}",
    not_measured="cannot say: {{ reason }}",
    reasons={
        "shown": "it stops",
        "elsewhere": "at {{ start_s }}, not {{ given_s }}",
        "below": "only {{ value }}",
        "nothing_found": "nothing",
        "no_motion": "still",
    },
    alternatives={"pause": "a pause"},
    method=("m",),
    blind_spots=("b",),
    source="s",
)
CHECK = Check(detector="frozen_frames", threshold=150, tolerance_s=0.5, calibrated_on="none")


def event(start_s: float, value: float) -> Event:
    return Event(
        value=value,
        baseline=40,
        first_frame=round(start_s * 24),
        last_frame=round(start_s * 24 + value / 1000 * 24) - 1,
        start_s=start_s,
        end_s=start_s + value / 1000,
        alternatives=("pause",),
    )


def measurement(*events: Event, not_measured: str = "") -> Measurement:
    return Measurement(
        detector="frozen_frames",
        metric="hold",
        unit="ms",
        series=(),
        events=events,
        not_measured=not_measured,
    )


def test_every_event_beyond_the_threshold_is_shown_largest_first() -> None:
    """Over the whole clip, all events that reach the threshold are findings."""
    findings = judge(measurement(event(1, 200), event(3, 900), event(5, 149)), CHECK, WORDS)

    assert [(f.status, f.value, f.margin) for f in findings] == [
        ("shown", 900, 750),
        ("shown", 200, 50),
    ]
    assert findings[0].sentence == "held 900 ms"
    assert findings[0].alternatives == ("a pause",)


def test_the_threshold_itself_shows() -> None:
    """A value equal to the threshold is shown, with margin zero."""
    (finding,) = judge(measurement(event(1, 150)), CHECK, WORDS)

    assert (finding.status, finding.margin) == ("shown", 0)


def test_an_event_near_the_named_time_confirms_it() -> None:
    """The window is widened by the tolerance on both sides, no further."""
    events = measurement(event(3.0, 500))

    assert judge(events, CHECK, WORDS, (2.6, 2.6))[0].status == "shown"
    assert judge(events, CHECK, WORDS, (3.9, 3.9))[0].status == "shown"
    assert judge(events, CHECK, WORDS, (2.4, 2.4))[0].status == "not_shown"
    assert judge(events, CHECK, WORDS, (4.1, 4.1))[0].status == "not_shown"


def test_an_event_elsewhere_is_told_but_not_claimed() -> None:
    """A failure at another time than the named one is no evidence: no value, only a reason."""
    (finding,) = judge(measurement(event(3.0, 500)), CHECK, WORDS, (1.0, 1.0))

    assert (finding.value, finding.frames, finding.start_s) == (None, None, None)
    assert finding.reason == "at 3, not 1"


def test_a_weak_event_is_not_shown_with_its_number() -> None:
    """Below the threshold the answer is no, with the measured value and a negative margin."""
    (finding,) = judge(measurement(event(3.0, 130)), CHECK, WORDS)

    assert (finding.status, finding.value, finding.margin) == ("not_shown", 130, -20)


def test_nothing_found_is_an_answer() -> None:
    """No event at all gives one finding without a value."""
    (finding,) = judge(measurement(), CHECK, WORDS)

    assert (finding.status, finding.value, finding.sentence) == ("not_shown", None, "no: nothing")


@pytest.mark.parametrize("window_s", [None, (1.0, 2.0)])
def test_what_could_not_be_measured_is_not_denied(window_s: tuple[float, float] | None) -> None:
    """`not_measured` is neither yes nor no, and carries its reason."""
    (finding,) = judge(measurement(not_measured="no_motion"), CHECK, WORDS, window_s)

    assert (finding.status, finding.sentence) == ("not_measured", "cannot say: still")


def test_the_measured_error_rate_goes_with_every_finding() -> None:
    """What the benchmark says of the detector stands beside its answer, whatever the answer."""
    rate = ErrorRate(
        recall=0.9,
        precision=1,
        false_alarms=0,
        found=36,
        failures=40,
        alarmed=0,
        healthy=40,
        measured_on="a set",
    )
    words = WORDS.model_copy(update={"error_rate": rate})

    for measured in (
        measurement(event(1, 200)),
        measurement(),
        measurement(not_measured="no_motion"),
    ):
        assert [f.error_rate for f in judge(measured, CHECK, words)] == [rate]
    assert judge(measurement(), CHECK, WORDS)[0].error_rate is None


@pytest.mark.parametrize(
    ("value", "borderline"), [(150, True), (164, True), (166, False), (136, True), (134, False)]
)
def test_a_number_near_its_threshold_is_called_borderline(value: float, borderline: bool) -> None:
    """Within a tenth of it, on either side."""
    (finding,) = judge(measurement(event(1, value)), CHECK, WORDS)

    assert ("borderline" in finding.sentence) is borderline
