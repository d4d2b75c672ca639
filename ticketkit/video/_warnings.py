"""What a user should know about a clip before relying on it, as sentences."""

import re
from collections.abc import Iterator
from fractions import Fraction

import av
from av.video.frame import VideoFrame

from ticketkit.model.timeline import Timeline
from ticketkit.video import _rate
from ticketkit.video._container import Source
from ticketkit.video._decoding import Health
from ticketkit.video._orientation import Orientation

_SHORT_BY_FRAMES = 1.5
"""A shortfall of so many usual frame durations is no longer a matter of rounding."""

_SHORT_BY_S = Fraction(1, 4)
"""The same where the file announces only how long the longest of picture and sound is."""

_LIVE_AVI_FRAMES = 1 << 30
"""What FFmpeg writes into the header (dwLength) of an AVI file whose length it does not know."""

_ALPHA_BESIDE = {"vp8", "vp9"}

_CLOCK = re.compile(r"(\d+):(\d\d):(\d\d(?:\.\d+)?)")


def about_decoding(health: Health, timeline: Timeline, source: Source) -> Iterator[str]:
    """What was damaged, missing or out of order."""
    if health.broken_off:
        yield "The file could not be read to its end; the clip may be cut short."
    if n := health.undecodable:
        yield f"{_count(n, 'piece')} of the video could not be decoded."
    if n := health.damaged:
        yield (
            f"{_count(n, 'frame')} {_are(n)} damaged in the file; the decoder patched the picture"
            " up."
        )
    if n := health.untimed:
        yield f"{_count(n, 'frame')} {_have(n)} no time in the file; it was counted on from before."
    if n := health.turned_back:
        yield (
            f"{_count(n, 'frame')} {_have(n)} a time before the frame ahead; the time of the frame"
            " ahead was taken."
        )
    if n := health.repeated:
        yield f"{_count(n, 'frame')} {_have(n)} the same time as the frame before."
    if 0 < (counted := source.stream.frames) < len(timeline):
        yield f"The header counts {_count(counted, 'frame')}; {len(timeline)} were decoded."
    yield from _shortfall(timeline, source)


def _shortfall(timeline: Timeline, source: Source) -> Iterator[str]:
    announced, tolerance = _announced_end(timeline, source)
    if announced is not None and announced - timeline.end >= tolerance:
        yield (
            f"The file announces {float(announced):.3f} s of video; its frames end at"
            f" {float(timeline.end):.3f} s."
        )


def _announced_end(timeline: Timeline, source: Source) -> tuple[Fraction | None, Fraction]:
    """When the video ends according to the header, on the player's clock, and how exactly."""
    stream, container = source.stream, source.container
    frame = _rate.usual_interval(timeline.pts) * timeline.time_base
    exactly = Fraction(_SHORT_BY_FRAMES) * frame
    if container.format.name == "avi":
        # The duration that FFmpeg gives is guessed from the size where the index is cut off.
        known = 0 < stream.frames < _LIVE_AVI_FRAMES
        return (stream.frames * timeline.time_base - timeline.start if known else None), exactly
    if stream.duration is not None and stream.start_time is not None:
        end = (stream.start_time + stream.duration) * timeline.time_base - timeline.start
        return end, exactly
    # Matroska counts from its own zero, which may lie before the start.
    before = max(timeline.start, Fraction(0))
    if clock := _CLOCK.fullmatch(stream.metadata.get("DURATION", "")):
        hours, minutes, seconds = clock.groups()
        return int(hours) * 3600 + int(minutes) * 60 + Fraction(seconds) - before, exactly
    if container.duration is None:
        return None, exactly
    alone = len(container.streams) == 1
    end = Fraction(container.duration, av.time_base) - before
    return end, exactly if alone else max(exactly, _SHORT_BY_S)


def about_picture(
    first: VideoFrame, turn: Orientation, source: Source, formats: int
) -> Iterator[str]:
    """What makes the shown picture a matter of choice."""
    if source.video_streams > 1:
        yield f"The clip holds {source.video_streams} video streams; the first one is used."
    if formats > 1:
        yield (
            "Picture size or pixel format change inside the clip. The first frame's are given, and"
            " boxes are placed on its size; frames/ holds every frame as it is."
        )
    if turn.mirrored:
        yield "The file asks players to mirror the picture; the shown pictures are mirrored too."
    if not turn.exact:
        yield (
            "The file asks for a rotation between the quarter turns; the nearest quarter turn is"
            " shown."
        )
    if _has_alpha(first, source):
        yield (
            "The clip has an alpha channel, so parts of it may be transparent. Pictures and"
            " measurements ignore that: where a player shows its background, they show the colour"
            " that the file holds there. Times and hashes are exact."
        )


def _has_alpha(frame: VideoFrame, source: Source) -> bool:
    """Whether a player can make the picture transparent.

    Matroska and WebM hold the alpha of VP8 and VP9 beside the pictures, so that their pixel format
    has none (RFC 9559, AlphaMode).
    """
    codec = source.stream.codec_context.codec.canonical_name
    beside = codec in _ALPHA_BESIDE and source.stream.metadata.get("alpha_mode") == "1"
    return beside or any(component.is_alpha for component in frame.format.components)


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"


def _are(n: int) -> str:
    return "is" if n == 1 else "are"


def _have(n: int) -> str:
    return "has" if n == 1 else "have"
