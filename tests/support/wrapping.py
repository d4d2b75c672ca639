"""The same coded pictures in another wrapper."""

from pathlib import Path

import av


def rewrapped(source: Path, target: Path, **options: str) -> Path:
    """Copy the video of `source` into `target`, with options of FFmpeg's muxer."""
    with (
        av.open(str(source)) as read,
        av.open(str(target), "w", container_options=options) as written,
    ):
        stream = written.add_stream_from_template(read.streams.video[0])
        for packet in read.demux(read.streams.video[0]):
            if packet.size:
                packet.stream = stream
                written.mux(packet)
    return target
