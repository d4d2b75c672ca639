"""Motion reversal: movement that runs backwards for some frames, or starts again from earlier.

Measured: dense optical flow from every frame to the next, taken apart into the camera's motion
(shift, zoom, roll) and the motion of what moves besides, as a mean and by place. Each is a signed
motion: its cosine with its own direction in the 0.35 s before. A reversal is a run of at least
three frames that go against that direction, abruptly, with one-way motion before and after that is
longer than the way back. A repeat is a step back to an earlier picture from which the same
pictures follow again. The value is the time in milliseconds for which the movement runs backwards,
or for which an earlier stretch is shown again; 0 would be none, the clip's duration all of it.

Blind spots: fewer than three frames back; a turn that eases out and in; movement too small or too
fast for optical flow; a turn close to the beginning or the end; a clip that turns only once.
Swinging, waving and bouncing turn too: motion that turns back elsewhere as well, or regularly, is
not reported; what does so only once may be.

Method: dense inverse search flow (Kroeger et al., 2016); a robust similarity fit for the camera;
the match with earlier pictures as in frame-repetition detection.
"""

from collections.abc import Mapping
from functools import partial

import numpy as np
import numpy.typing as npt

from ticketkit.detectors._flow import flow_since
from ticketkit.detectors._parameters import merged
from ticketkit.detectors._planes import block_means, small_plane
from ticketkit.detectors.motion_reversal._events import of_repeat, of_reversal
from ticketkit.detectors.motion_reversal._layers import Layers, layers, main_direction
from ticketkit.detectors.motion_reversal._repeats import Sameness, repeats
from ticketkit.detectors.motion_reversal._reversals import reversals
from ticketkit.model.finding import Measurement, Series
from ticketkit.model.picture import Plane, Sample
from ticketkit.model.question import NOTHING_ASKED, Question

# Pixels are those of the 160 px plane, a frame; shares and slowest_ratio are 0 to 1.
DEFAULTS = {
    # Least speed that tells a direction: of the camera's shift, of its zoom or roll (mean
    # displacement), of the subject as a mean, and by place (root of the sum of squares).
    "camera_px": 0.08,
    "zoom_px": 0.025,
    "subject_px": 0.35,
    "field_px": 2.0,
    # Fewest frames that run back or are shown again, and longest way back in seconds.
    "least_frames": 3.0,
    "most_s": 1.5,
    # How much motion before a turn sets its direction, seconds.
    "reach_s": 0.35,
    # How much longer than the way back the motion goes one way before and after.
    "straight_ratio": 1.5,
    # How abrupt both turns are at least: 0 eases out and in, 1 turns at full speed.
    "abruptness": 0.45,
    # Cosine with the direction before, below which a frame moves backwards: 0 to -1.
    "opposite": -0.5,
    # A repeat begins with this multiple of the usual step. Its frames differ from the earlier ones
    # by at most this share of that step, and by this share of what frames aside of them differ.
    "repeat_step": 1.7,
    "repeat_share": 0.4,
    "repeat_aside": 0.6,
    # A step that correlates more than this with its neighbours is ordinary motion, 0 to 1.
    "repeat_smooth": 0.3,
    # Least speed of the way back, as a share of that of the way there.
    "slowest_ratio": 0.5,
    # Share of the motion around that goes ahead at least: less is swaying.
    "one_way_share": 0.8,
    # How far the picture returns to an earlier one: 0 not at all, 100 the same picture.
    "match_percent": 40.0,
    # Frames whose layouts correlate by less begin another shot, -1 to 1.
    "cut_likeness": 0.4,
}

_THUMBNAIL_PX = 4

_measurement = partial(
    Measurement,
    detector="motion_reversal",
    metric="time of reversed or repeated motion",
    unit="ms",
    series=(),
)


class Detector:
    """Measures turned motion over one clip; see the module's text."""

    def __init__(
        self, parameters: Mapping[str, float], _question: Question = NOTHING_ASKED
    ) -> None:
        self._set = merged("motion_reversal", DEFAULTS, parameters)
        self._before: Plane | None = None
        self._percent_px = 1.0
        """One percent of the small plane's long side."""
        self._times_s: list[float] = []
        self._motion: list[Layers] = []
        self._thumbnails: list[npt.NDArray[np.float16]] = []

    def feed(self, sample: Sample) -> None:
        """Take the next frame; its motion and a thumbnail are kept, about 5 kB together.

        A repeat is known from its pictures alone and may begin at any frame, so that every frame
        leaves a thumbnail, of 40 x 22 places with two bytes each.
        """
        plane = small_plane(sample)
        before = plane if self._before is None else self._before
        self._motion.append(layers(before, flow_since(before, sample)))
        self._thumbnails.append(block_means(plane, _THUMBNAIL_PX).astype(np.float16))
        self._times_s.append(sample.time_s)
        self._before, self._percent_px = plane, max(plane.shape) / 100

    def finish(self, clip_end_s: float) -> Measurement:
        """The signed motion, the turns that nothing even explains, and repeated stretches."""
        if len(self._times_s) < 2 * self._set["least_frames"] + 2:
            return _measurement(not_measured="too_short")
        times_s = np.asarray(self._times_s, np.float32)
        found = reversals(self._motion, self._thumbnails, times_s, self._set)
        again = repeats(
            self._thumbnails,
            times_s,
            Sameness(
                step=self._set["repeat_step"],
                share=self._set["repeat_share"],
                aside=self._set["repeat_aside"],
                smooth=self._set["repeat_smooth"],
                least_frames=int(self._set["least_frames"]),
            ),
        )
        ends_s = [*self._times_s[1:], clip_end_s]
        events = [of_reversal(one, self._times_s) for one in found]
        events += [of_repeat(one, self._times_s, ends_s) for one in again]
        in_order = tuple(sorted(events, key=lambda event: event.start_s))
        return _measurement(series=self._series(), events=in_order)

    def _series(self) -> tuple[Series, ...]:
        """Signed speed along the clip's own main direction, of the stronger of both motions."""
        camera = np.stack([m.camera for m in self._motion])
        subject = np.stack([m.subject for m in self._motion])
        strong = camera if np.abs(camera).sum() >= np.abs(subject).sum() else subject
        frames = range(1, len(self._times_s))
        main = main_direction(strong[1:])
        what = "camera" if strong is camera else "subject"
        return (
            Series(
                name=f"motion of the {what} along its main direction",
                unit="% of the picture's long side per frame",
                frames=tuple(frames),
                times_s=tuple(self._times_s[i] for i in frames),
                values=tuple(round(float(strong[i] @ main) / self._percent_px, 4) for i in frames),
                reference=0.0,
                reference_name="no motion",
            ),
        )
