"""Turns of the camera, of the subject and by place that bring the earlier pictures back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ticketkit.detectors._arrays import Float32s
from ticketkit.detectors._planes import likeness
from ticketkit.detectors.motion_reversal._layers import Layers
from ticketkit.detectors.motion_reversal._retracing import Thumbnails, match_percent, moving_places
from ticketkit.detectors.motion_reversal._turns import Limits, Turn, turns


@dataclass(frozen=True)
class Reversal:
    """A turn and what it is the motion of."""

    turn: Turn
    what: str
    """ "camera" or "subject"."""
    match_percent: float
    """How far the picture returns to an earlier one: 0 not at all, 100 the same picture."""


def reversals(
    motion: Sequence[Layers],
    thumbnails: Thumbnails,
    times_s: Float32s,
    settings: Mapping[str, float],
) -> list[Reversal]:
    """Find them, each stretch once; one motion and one thumbnail a frame.

    `settings` are the detector's.
    """
    found: list[Reversal] = []
    camera = np.stack([m.camera for m in motion])
    cuts = _cuts(thumbnails, settings["cut_likeness"])
    for what, least, vectors in (
        ("camera", "camera_px", camera),
        ("camera", "zoom_px", camera[:, 2:3]),
        ("camera", "zoom_px", camera[:, 3:4]),
        ("subject", "subject_px", np.stack([m.subject for m in motion])),
        ("subject", "field_px", np.stack([m.field for m in motion])),
    ):
        for turn in turns(vectors, times_s, cuts, _limits(settings, least)):
            if any(_overlap(turn, other.turn) for other in found):
                continue
            match = _match_percent(turn, what, motion, thumbnails)
            if match >= settings["match_percent"]:
                found.append(Reversal(turn, what, match))
    return found


def _cuts(thumbnails: Thumbnails, least_likeness: float) -> list[int]:
    """Frames whose layout is unlike that of the frame before."""
    return [
        i
        for i in range(1, len(thumbnails))
        if likeness(thumbnails[i - 1], thumbnails[i]) < least_likeness
    ]


def _limits(settings: Mapping[str, float], least_speed: str) -> Limits:
    return Limits(
        least_speed=settings[least_speed],
        least_frames=int(settings["least_frames"]),
        most_s=settings["most_s"],
        reach_s=settings["reach_s"],
        straight_ratio=settings["straight_ratio"],
        abruptness=settings["abruptness"],
        opposite=settings["opposite"],
        slowest_ratio=settings["slowest_ratio"],
        one_way_share=settings["one_way_share"],
    )


def _match_percent(
    turn: Turn, what: str, motion: Sequence[Layers], thumbnails: Thumbnails
) -> float:
    moving = motion[turn.first + 1 : turn.last + 1]
    places = moving_places(moving, thumbnails[0].shape) if what == "subject" else None
    return match_percent(thumbnails, turn.first, turn.last, places)


def _overlap(one: Turn, other: Turn) -> bool:
    return one.first <= other.last and other.first <= one.last
