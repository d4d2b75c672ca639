"""From a camera's level over time (a speed, a trembling) to a curve and to stretches of it."""

from collections.abc import Iterator

import numpy as np

from ticketkit.detectors._arrays import Float64s
from ticketkit.detectors._camera_motion import CameraPath
from ticketkit.model.finding import Event, Series

UNIT = "% of the diagonal a second"


def curve(path: CameraPath, name: str, level: Float64s) -> Series:
    """`level` at every row of `path`."""
    return Series(
        name=name,
        unit=UNIT,
        frames=tuple(int(f) for f in path.frames),
        times_s=tuple(float(t) for t in path.times_s),
        values=tuple(round(float(v), 4) for v in level),
    )


def stretches(level: Float64s, floor: float) -> Iterator[tuple[int, int]]:
    """First and last rows of every run above `floor` and above half of the level's own height."""
    high = level >= max(floor, 0.5 * float(np.percentile(level, 95)))
    edges = np.flatnonzero(np.diff(np.concatenate(([0], high.astype(np.int8), [0]))))
    for first, after in zip(edges[::2], edges[1::2], strict=True):
        yield int(first), int(after) - 1


def loud_event(
    path: CameraPath,
    level: Float64s,
    rows: tuple[int, int],
    clip_end_s: float,
    alternatives: tuple[str, ...],
) -> Event:
    """The stretch with its usual level, against the usual level of the rest of the clip."""
    first, last = rows
    rest = np.concatenate((level[:first], level[last + 1 :]))
    baseline = float(np.median(rest)) if len(rest) >= 4 else None
    value = float(np.percentile(level[first : last + 1], 75))
    return event(path, value, baseline, rows, clip_end_s, alternatives)


def event(
    path: CameraPath,
    value: float,
    baseline: float | None,
    rows: tuple[int, int],
    clip_end_s: float,
    alternatives: tuple[str, ...],
    **details: str,
) -> Event:
    """Rows `first` to `last` of the path as frames and times, with the camera's rates there."""
    first, last = rows
    to_the_end = last + 1 >= len(path.frames)
    return Event(
        value=value,
        baseline=baseline,
        first_frame=int(path.frames[first]),
        last_frame=path.last_frame if to_the_end else int(path.frames[last + 1]) - 1,
        start_s=float(path.times_s[first]),
        end_s=clip_end_s if to_the_end else float(path.times_s[last + 1]),
        details={**path.rates(first, last), **details},
        alternatives=alternatives,
    )
