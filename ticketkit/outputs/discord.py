"""discord/: a message within Discord's limits and the numbered pictures to attach to it."""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from ticketkit import annotate
from ticketkit.model.case import Case, StoredCase
from ticketkit.model.finding import caption_word
from ticketkit.model.frame import FrameRecord
from ticketkit.model.vendor import Route
from ticketkit.outputs import _desk, _pictures, _words, ticket
from ticketkit.wording import seconds

MOST_PICTURES = 10
"""Files that one message takes."""
FILE_BYTES = 19 * 2**19
"""9.5 MiB: below the 10 MiB that Discord takes without a subscription."""
TOTAL_BYTES = 24 * 2**20
"""Below the 25 MiB that one message may weigh."""

_TEMPLATE = "discord/message.txt"


def write(stored: StoredCase, folder: Path) -> list[Path]:
    """Write discord/message.txt and the pictures, the overview first.

    Raises CatalogError for a message that cannot be made to fit or says what none may say,
    UnknownNameError for a vendor that the catalogue lacks, CaseError for a missing picture.
    """
    target = folder / "discord"
    target.mkdir(parents=True, exist_ok=True)
    frames = _words.evenly(stored.case, MOST_PICTURES - 1)
    budget = min(FILE_BYTES, TOTAL_BYTES // (1 + len(frames)))
    message = target / "message.txt"
    message.write_text(_message(stored, frames), encoding="utf-8", newline="\n")
    overview = annotate.encode_png(_overview(stored))
    pictures = [_pictures.save(overview, target / "01-overview", budget)]
    for number, frame in enumerate(frames, start=2):
        stem = target / f"{number:02d}-frame-{frame.index:04d}-{frame.time_s:.3f}s"
        png = _pictures.read(stored.folder / frame.annotated)
        pictures.append(_pictures.save(png, stem, budget))
    return [message, *pictures]


def _message(stored: StoredCase, frames: Sequence[FrameRecord]) -> str:
    """Word the message; a mention and a shorter limit come from a route that leads to Discord."""
    route = stored.case.route
    here = route if route.kind == "discord" else _unaddressed(route)
    return ticket.compose(stored, here, _TEMPLATE, frames)


def _unaddressed(route: Route) -> Route:
    limits = route.limits.model_copy(update={"characters": None})
    return route.model_copy(update={"kind": "discord", "mention": "", "limits": limits})


def _overview(stored: StoredCase) -> Image.Image:
    """Show what was earlier, the failure with its marks, and what followed or how it stayed."""
    case = stored.case
    lead = _words.lead_frame(case)
    earlier = [f for f in case.frames if f.index < lead.index and f.role != "failure"]
    compared = [f for f in earlier if f.role == "reference"] or earlier
    later = [f for f in case.frames if f.index > lead.index]
    ended = [f for f in later if f.role == "after" and case.moment.end_s is not None]
    panels = [
        (
            _pictures.displayed(stored.folder / frame.file, case.clip),
            f"{_role(case, frame)} · {seconds(frame.time_s)} · #{frame.index}",
        )
        for frame in (*compared[-1:], lead, *(ended[:1] or later[-1:]))
    ]
    return annotate.lead_picture(panels, _caption(case, lead), lead.marks)


def _role(case: Case, frame: FrameRecord) -> str:
    return caption_word(frame.role, case.findings, marked=frame.is_marked)


def _caption(case: Case, frame: FrameRecord) -> annotate.Caption:
    return annotate.Caption(
        frame=frame.index,
        time_text=seconds(frame.time_s),
        id_text=case.identifier.value,
        term=case.failure.term,
        role=_role(case, frame),
        vendor=_desk.vendor(case.failure.vendor).title,
    )
