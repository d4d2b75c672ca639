"""A small case on disk, made without a clip, for tests of what reads a case."""

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path

from PIL import Image, ImageDraw

from ticketkit.model.case import Case, Failure, Identifier, Moment, StoredCase, Strength, Tool
from ticketkit.model.clip import Clip
from ticketkit.model.finding import Event, Finding, Measurement, Series
from ticketkit.model.frame import FrameRecord, Mark, Role, StretchFrame
from ticketkit.model.request import BuildRequest
from ticketkit.model.vendor import Limits, Route

ID = "c4d629bf-94bf-4c4e-955f-eba2de8e526c"
SHOWN: tuple[tuple[int, Role], ...] = (
    (48, "reference"), (71, "before"), (72, "failure"), (84, "failure"), (95, "failure"),
    (96, "after"),
)  # fmt: skip

STRETCH: tuple[tuple[int, Role], ...] = (
    (66, "before"), (72, "failure"), (78, "failure"), (84, "failure"), (90, "failure"),
    (96, "after"), (102, "after"),
)  # fmt: skip
"""Every sixth frame around the failure: each stands for a quarter of a second."""


def stored_case(
    folder: Path,
    *,
    size: tuple[int, int] = (768, 768),
    request: BuildRequest | None = None,
    marks: tuple[Mark, ...] = (),
) -> StoredCase:
    """A motion case of a 24 fps, 5 s Luma clip that freezes from 3.0 to 4.0 s."""
    frames = tuple(_frame(folder, index, role, size, marks) for index, role in SHOWN)
    case = _case(frames, size, request or _request())
    stretch = tuple(_small(folder, index, role, size, marks) for index, role in STRETCH)
    return StoredCase(case.model_copy(update={"stretch": stretch}), folder)


def _request() -> BuildRequest:
    return BuildRequest(
        clip=Path("skate.mp4"),
        id=ID,
        mode="motion",
        vendor="luma",
        plan="Plus",
        prompt="A skateboarder rolling forward down a street",
        observed="The skater freezes at 3 s and resumes elsewhere.",
        expected="One continuous forward roll.",
    )


def _picture(folder: Path, name: str, text: str, size: tuple[int, int]) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.new("RGB", size, (96, 120, 144))
    draw = ImageDraw.Draw(image)
    draw.rectangle((size[0] // 4, size[1] // 4, size[0] // 2, size[1] // 2), fill=(220, 160, 60))
    draw.text((20, 20), text, fill="white")
    image.save(path)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _frame(
    folder: Path, index: int, role: Role, size: tuple[int, int], marks: tuple[Mark, ...]
) -> FrameRecord:
    name = f"{index:04d}_{index / 24:.3f}s.png"
    return FrameRecord(
        index=index,
        pts=index * 512,
        time_base="1/12288",
        time_s=index / 24,
        key_frame=index == 48,
        picture_type="I" if index == 48 else "P",
        role=role,
        file=f"frames/{name}",
        sha256=_picture(folder, f"frames/{name}", f"frame {index}", size),
        pixels_sha256=hashlib.sha256(name.encode()).hexdigest(),
        annotated=f"annotated/{name}",
        annotated_sha256=_picture(folder, f"annotated/{name}", f"frame {index} marked", size),
        marks=marks if role == "failure" else (),
    )


def _small(
    folder: Path, index: int, role: Role, size: tuple[int, int], marks: tuple[Mark, ...]
) -> StretchFrame:
    name = f"moment/{index:04d}_{index / 24:.3f}s.jpg"
    small = tuple(max(1, round(side * min(1, 480 / max(size)))) for side in size)
    return StretchFrame(
        index=index,
        time_s=index / 24,
        duration_s=0.25,
        file=name,
        sha256=_picture(folder, name, f"frame {index}", (small[0], small[1])),
        role=role,
        marks=marks if role == "failure" else (),
    )


def _case(frames: tuple[FrameRecord, ...], size: tuple[int, int], request: BuildRequest) -> Case:
    indices = tuple(range(120))
    series = Series(
        name="largest block change",
        unit="levels",
        frames=indices,
        times_s=tuple(i / 24 for i in indices),
        values=tuple(0.4 if 72 < i < 96 else 9.0 + (i * 7 % 11) / 4 for i in indices),
        reference=1.9,
        reference_name="freeze limit",
        logarithmic=True,
    )
    event = Event(
        value=1000.0, baseline=41.7, first_frame=72, last_frame=95, start_s=3.0, end_s=4.0
    )
    return Case(
        tool=Tool(name="ticketkit", version="0.1.0", libraries={"av": "18.1.0", "numpy": "2.4.6"}),
        created_at=datetime(2026, 11, 20, 12, 0, tzinfo=UTC),
        request=request,
        clip=Clip(
            file_name="skate.mp4",
            sha256="ab" * 32,
            bytes=409348,
            container="mov,mp4,m4a,3gp,3g2,mj2",
            codec="h264",
            pixel_format="yuv420p",
            width=size[0],
            height=size[1],
            rotation=0,
            sample_aspect_ratio="1:1",
            frame_count=120,
            duration_s=5.0,
            average_rate=24.0,
            time_base="1/12288",
            start_s=0.0,
            variable_rate=False,
            has_audio=False,
            tags={"encoder": "Lavf61.7.100"},
        ),
        failure=Failure(
            mode="motion",
            title="Motion failure",
            term="Temporal Coherence Degradation",
            vendor="luma",
            severity="MAJOR",
            signs=("The picture holds still for 200 to 500 ms in the middle of a movement.",),
            source="reference page luma-motion-failure",
        ),
        moment=Moment(time_s=3.0, frame=72, found_by="located", start_s=3.0, end_s=4.0),
        frames=frames,
        findings=(
            Finding(
                check="frozen_frames",
                status="shown",
                metric="hold duration",
                value=1000.0,
                unit="ms",
                threshold=125.0,
                margin=875.0,
                baseline=41.7,
                start_s=3.0,
                end_s=4.0,
                frames=(72, 95),
                sentence=(
                    "The picture holds still for 1,000 ms, from 3.000 s to 4.000 s (frames 72 to"
                    " 95), where this clip otherwise shows a new picture every 42 ms."
                ),
                reason="The picture stops in the middle of a movement and goes on afterwards.",
                alternatives=("A freeze that the prompt asked for.",),
            ),
        ),
        strength=Strength(
            level="HIGH",
            have=("an ID in the vendor's form", "an exact time", "the technical term"),
            missing=("the prompt: add --prompt",),
        ),
        route=Route(
            vendor="luma",
            channel="support-email",
            kind="email",
            address="support@lumalabs.ai",
            why="Luma's terms name this address for any issue with the service.",
            source="https://lumalabs.ai/legal/tos",
            checked_on=date(2026, 11, 20),
            confidence="primary",
            limits=Limits(total_bytes=14_000_000),
            steps=("Write from the account's own address.", "Attach report.pdf."),
            avoid=("Do not post in another vendor's channels.",),
        ),
        identifier=Identifier(name="Generation ID", value=ID, matches_pattern=True),
        measurements=(
            Measurement(
                detector="frozen_frames",
                metric="hold duration",
                unit="ms",
                series=(series,),
                events=(event,),
            ),
        ),
    )
