"""What identifies the clip, and how a reader checks the hashes."""

import shlex
from collections.abc import Iterator
from functools import partial

from reportlab.platypus import Flowable

from ticketkit import wording
from ticketkit.model.case import Case
from ticketkit.model.clip import Clip
from ticketkit.model.request import BuildRequest
from ticketkit.outputs._words import lead_frame
from ticketkit.outputs.report import _page_numbers
from ticketkit.outputs.report._commands import printed
from ticketkit.outputs.report._style import (
    CODE,
    PART,
    SMALL_HASH,
    STEP,
    Act,
    Fact,
    bookmark,
    heading,
    paired_facts,
    paragraph,
    small_facts,
)
from ticketkit.outputs.report._words import word

_STATED = ("plan", "surface", "model", "seed", "share_url", "credits", "generated_at")
"""What the reader may know; the account is for the vendor's own channel, not for this file."""

_SHORT = 45
"""Characters up to which a fact may stand beside another."""

_Told = tuple[str, str]


def story(case: Case) -> list[Flowable]:
    """Lay out the facts of the clip and the commands."""
    clip = case.clip
    told = [*_file(clip), *_picture(clip), *_time(clip), *_origin(clip)]
    short = [fact for fact in told if len(fact[1]) <= _SHORT]
    long = [fact for fact in told if len(fact[1]) > _SHORT]
    return [
        *heading(word("identity.heading")),
        small_facts(_name(clip)),
        paired_facts(short),
        *([small_facts(long)] if long else []),
        *_stated(case.request),
        *_checks(case),
    ]


def _name(clip: Clip) -> Iterator[Fact]:
    yield word("identity.file_name"), clip.file_name
    yield word("identity.sha256"), paragraph(clip.sha256, SMALL_HASH)


def _file(clip: Clip) -> Iterator[_Told]:
    yield word("identity.bytes"), word("identity.bytes_text", bytes=clip.bytes)
    yield word("identity.container"), clip.container
    yield word("identity.codec"), clip.codec
    yield (
        word("identity.audio"),
        word("identity.audio_yes" if clip.has_audio else "identity.audio_no"),
    )


def _picture(clip: Clip) -> Iterator[_Told]:
    yield word("identity.pixel_format"), clip.pixel_format
    yield (
        word("identity.size"),
        word(
            "identity.size_text",
            width=str(clip.width),
            height=str(clip.height),
            aspect=clip.sample_aspect_ratio,
        ),
    )
    width, height = map(str, clip.display_size_px)
    key = "display_text" if clip.rotation else "display_upright"
    said = word(f"identity.{key}", width=width, height=height, rotation=clip.rotation)
    yield word("identity.display"), said


def _time(clip: Clip) -> Iterator[_Told]:
    yield word("identity.frame_count"), wording.number(clip.frame_count)
    yield word("identity.duration"), wording.seconds(clip.duration_s)
    yield word("identity.rate"), _rate(clip)
    yield word("identity.time_base"), word("identity.time_base_text", time_base=clip.time_base)
    yield word("identity.start"), wording.seconds(clip.start_s)


def _rate(clip: Clip) -> str:
    if not clip.average_rate:
        return word("identity.rate_unknown")
    key = "rate_variable" if clip.variable_rate else "rate_constant"
    return word(f"identity.{key}", rate=wording.number(clip.average_rate))


def _origin(clip: Clip) -> Iterator[_Told]:
    for name, value in clip.tags.items():
        yield word("identity.tag", name=name), _tag(name, value)


def _tag(name: str, value: str) -> str:
    if name.rpartition(".")[2].casefold() != "encoder":
        return value
    return word("identity.encoder_text", value=value)


def _stated(request: BuildRequest) -> list[Flowable]:
    rows: list[Fact] = [
        (word(f"identity.{name}"), str(value))
        for name in _STATED
        if (value := getattr(request, name))
    ]
    if not rows:
        return []
    return [paragraph(word("identity.stated"), PART), small_facts(rows)]


def _checks(case: Case) -> Iterator[Flowable]:
    yield bookmark(word("identity.check"), 1)
    yield Act(partial(_page_numbers.define, _page_numbers.CHECK))
    yield paragraph(word("identity.check"), PART)
    clip, tool = shlex.quote(case.clip.file_name), case.tool.name
    index = lead_frame(case).index
    everything = "check_all" if case.findings else "check_all_unmeasured"
    for step in ("check_files", "check_clip", "check_frames", everything):
        said = word(f"identity.{step}", tool=tool, frame=str(index), line=str(index + 1))
        yield paragraph(said, STEP)
        command = word(f"identity.{step.removesuffix('_unmeasured')}_command", clip=clip, tool=tool)
        yield paragraph(printed(shlex.split(command)), CODE)
