"""ticket.eml: the ticket as a draft that a mail program opens, addressed and with its files."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from math import ceil
from pathlib import Path, PurePosixPath

from ticketkit.model.case import StoredCase
from ticketkit.outputs import _attachments, ticket
from ticketkit.outputs._attachments import Attachment

LISTS_OTHERS = True
"""It holds files of the other outputs."""
WRITES_NOTHING_WHEN = "the route does not lead to an e-mail address"

_BOUNDARY = "=_ticketkit_{}"
"""Neither base64 nor quoted-printable text ever holds "=_"."""
_TYPES = {".pdf": ("application", "pdf"), ".png": ("image", "png")}
_LINE = 76
"""Characters of base64 on one line."""
_PART_HEADERS_BYTES = 400
"""More than the boundary and the headers of one attachment take."""


@dataclass(frozen=True)
class Draft:
    """What becomes of the files that go with the ticket; paths are those in the case folder."""

    attached: tuple[Attachment, ...]
    """Inside the draft."""
    too_large: tuple[Attachment, ...]
    """They would bring the encoded message over what the channel takes."""


def write(stored: StoredCase, folder: Path) -> list[Path]:
    """Write ticket.eml for a route to an e-mail address, nothing for any other.

    The same case and files give the same bytes. Raises as `ticket.text` does.
    """
    planned = draft(stored, folder)
    if planned is None:
        return []
    message = _message(stored, planned.attached)
    for attachment in planned.attached:
        main, sub = _TYPES[PurePosixPath(attachment.file).suffix]
        data = _read(attachment, stored, folder)
        message.add_attachment(data, main, sub, filename=_name(attachment))
    if planned.attached:
        message.set_boundary(_BOUNDARY.format(stored.case.clip.sha256[:16]))
    path = folder / "ticket.eml"
    path.write_bytes(bytes(message))
    return [path]


def draft(stored: StoredCase, folder: Path) -> Draft | None:
    """Plan the draft; None where the route does not lead to an e-mail address.

    Files are attached in the order of their weight as evidence, as long as the whole message,
    encoded for the mail, stays within the channel's limit.
    """
    route = stored.case.route
    if route.kind != "email" or "@" not in route.address:
        return None
    planned, _ = _attachments.plan(stored, route, folder)
    ready = [attachment for attachment in planned if attachment.bytes is not None]
    kept = _within(stored, ready, route.limits.total_bytes)
    return Draft(
        attached=kept,
        too_large=tuple(a for a in ready if a not in kept),
    )


def _within(
    stored: StoredCase, files: Sequence[Attachment], limit: int | None
) -> tuple[Attachment, ...]:
    """Choose the files that fit beside a text that lists all of them."""
    if limit is None:
        return tuple(files)
    used = len(bytes(_message(stored, files))) + _PART_HEADERS_BYTES
    kept: list[Attachment] = []
    for attachment in files:
        size = _encoded_bytes(attachment.bytes or 0) + _PART_HEADERS_BYTES
        if used + size <= limit:
            kept.append(attachment)
            used += size
    return tuple(kept)


def _encoded_bytes(size: int) -> int:
    """Count what base64 makes of `size` bytes, line ends included."""
    characters = 4 * ceil(size / 3)
    return characters + 2 * ceil(characters / _LINE)


def _message(stored: StoredCase, attached: Sequence[Attachment]) -> EmailMessage:
    """Address and word the message; its text lists the files, which are not in it yet."""
    route = stored.case.route
    subject, _, body = ticket.worded(stored, route, attached).partition("\n")
    message = EmailMessage(policy=SMTP)
    message["To"] = route.address
    message["Subject"] = subject
    message["Date"] = format_datetime(stored.case.created_at)
    message["X-Unsent"] = "1"
    message.set_content(body.lstrip("\n"), cte="quoted-printable")
    return message


def _name(attachment: Attachment) -> str:
    """Name a file in the mail: folders become part of it, so that no two are the same."""
    return attachment.file.replace("/", "-")


def _read(attachment: Attachment, stored: StoredCase, folder: Path) -> bytes:
    paths = [root / attachment.file for root in (folder, stored.folder)]
    return next(path for path in paths if path.is_file()).read_bytes()
