"""What is told of a reversal and of a repeat."""

from collections.abc import Sequence

from ticketkit.detectors.motion_reversal._repeats import Repeat
from ticketkit.detectors.motion_reversal._reversals import Reversal
from ticketkit.model.finding import Event


def of_reversal(found: Reversal, times_s: Sequence[float]) -> Event:
    """Turned at its first frame; the last one is the first that goes on again."""
    turn = found.turn
    start_s, end_s = times_s[turn.first], times_s[turn.last]
    return Event(
        value=(end_s - start_s) * 1000,
        baseline=None,
        first_frame=turn.first,
        last_frame=turn.last,
        start_s=start_s,
        end_s=end_s,
        details={
            "kind": "reversal",
            "what": found.what,
            "frames_back": turn.last - turn.first,
            "speed_ratio": turn.speed_back / turn.speed_forward,
            "abruptness": turn.abruptness,
            "match_percent": found.match_percent,
        },
        alternatives=("swing", "back_asked_for", "two_subjects"),
    )


def of_repeat(again: Repeat, times_s: Sequence[float], ends_s: Sequence[float]) -> Event:
    """From the first frame that is shown again to the end of the last."""
    start_s, end_s = times_s[again.first], ends_s[again.last]
    return Event(
        value=(end_s - start_s) * 1000,
        baseline=None,
        first_frame=again.first,
        last_frame=again.last,
        start_s=start_s,
        end_s=end_s,
        details={
            "kind": "repeat",
            "earlier_s": times_s[again.first - again.back],
            "earlier_frame": again.first - again.back,
            "match_percent": again.match_percent,
        },
        alternatives=("loop_asked_for", "edit"),
    )
