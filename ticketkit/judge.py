"""Judging: a measurement and a threshold become a finding, in words.

Pure: the same measurement and check give the same findings.
"""

from collections.abc import Iterable

from ticketkit import wording
from ticketkit.model.detector_wording import DetectorWording
from ticketkit.model.failure_mode import Check
from ticketkit.model.finding import Event, Finding, Measurement, Status

_BORDERLINE_SHARE = 0.1
"""Of the threshold: so near to it, another decoder or a little more noise could tip the answer."""
_BORDERLINE = "This is borderline: the number lies within a tenth of the threshold."


def judge(
    measurement: Measurement,
    check: Check,
    words: DetectorWording,
    window_s: tuple[float, float] | None = None,
) -> tuple[Finding, ...]:
    """What `measurement` says of the failure that `check` looks for.

    `window_s` is the stretch that a person named, or None when the whole clip is asked about. Every
    event at or beyond the threshold that reaches into the window, widened by the check's tolerance,
    is `shown`, largest first. Without one there is a single finding: `not_shown`, or `not_measured`
    when the detector could not measure, or when the number alone does not decide.
    """
    said = _Sayer(measurement, check, words)
    if measurement.not_measured:
        return (said.finding("not_measured", measurement.not_measured),)
    beyond = sorted(
        (e for e in measurement.events if e.value >= check.threshold),
        key=lambda e: (-e.value, e.start_s),
    )
    near = [e for e in beyond if window_s is None or _reaches(e, window_s, check.tolerance_s)]
    if near and near[0].undecided:
        return (said.finding("not_measured", near[0].undecided, elsewhere=near[0]),)
    if near:
        given_s = window_s[0] if window_s else None
        return tuple(said.finding("shown", "shown", event, given_s=given_s) for event in near)
    if beyond and window_s is not None:
        closest = min(beyond, key=lambda e: abs(e.start_s - window_s[0]))
        return (said.finding("not_shown", "elsewhere", elsewhere=closest, given_s=window_s[0]),)
    weak = _largest(
        e
        for e in measurement.events
        if window_s is None or _reaches(e, window_s, check.tolerance_s)
    )
    return (said.finding("not_shown", "below" if weak else "nothing_found", weak),)


def _reaches(event: Event, window_s: tuple[float, float], tolerance_s: float) -> bool:
    return event.start_s <= window_s[1] + tolerance_s and event.end_s >= window_s[0] - tolerance_s


def _largest(events: Iterable[Event]) -> Event | None:
    return max(events, key=lambda e: e.value, default=None)


class _Sayer:
    """Makes the findings of one measurement, so that each carries the same frame around it."""

    def __init__(self, measurement: Measurement, check: Check, words: DetectorWording) -> None:
        self._measurement = measurement
        self._check = check
        self._words = words

    def finding(
        self,
        status: Status,
        reason: str,
        event: Event | None = None,
        *,
        elsewhere: Event | None = None,
        given_s: float | None = None,
    ) -> Finding:
        """One finding; `elsewhere` is quoted by the sentences but not claimed."""
        values = self._values(event or elsewhere, given_s)
        reason_text = wording.fill(self._words.reasons[reason], **values)
        sentence = wording.fill(
            getattr(self._words, status), reason=reason_text, event=event, **values
        )
        margin = event.value - self._check.threshold if event else None
        return Finding(
            check=self._measurement.detector,
            status=status,
            metric=self._measurement.metric,
            value=event.value if event else None,
            unit=self._measurement.unit,
            threshold=self._check.threshold,
            margin=margin,
            baseline=event.baseline if event else None,
            start_s=event.start_s if event else None,
            end_s=event.end_s if event else None,
            frames=(event.first_frame, event.last_frame) if event else None,
            sentence=f"{sentence} {_BORDERLINE}" if self._is_borderline(margin) else sentence,
            reason=reason_text,
            alternatives=tuple(
                self._words.alternatives[key] for key in (event.alternatives if event else ())
            ),
            error_rate=self._words.error_rate,
        )

    def _is_borderline(self, margin: float | None) -> bool:
        return margin is not None and abs(margin) <= _BORDERLINE_SHARE * self._check.threshold

    def _values(self, event: Event | None, given_s: float | None) -> dict[str, object]:
        values: dict[str, object] = {
            **self._measurement.details,
            "threshold": self._check.threshold,
            "unit": self._measurement.unit,
            "given_s": given_s,
        }
        if event is not None:
            values |= {
                **event.details,
                "value": event.value,
                "baseline": event.baseline,
                "start_s": event.start_s,
                "end_s": event.end_s,
                "first_frame": event.first_frame,
                "last_frame": event.last_frame,
                "frames": event.last_frame - event.first_frame + 1,
                "offset_s": None if given_s is None else event.start_s - given_s,
            }
        return values
