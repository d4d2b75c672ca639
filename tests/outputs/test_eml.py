"""ticket.eml: a draft that holds the ticket and as many files as the mail may carry."""

import email
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import desks
from support.cases import stored_case

from ticketkit.model.case import StoredCase
from ticketkit.model.vendor import Limits
from ticketkit.outputs import eml, send, ticket

PICTURES = ("annotated-0072_3.000s.png", "frames-0072_3.000s.png")
REPORT = bytes(range(256)) * 40


@pytest.fixture(autouse=True)
def _desks(monkeypatch: pytest.MonkeyPatch) -> None:
    desks.install(monkeypatch)


@pytest.fixture
def stored(tmp_path: Path) -> StoredCase:
    (tmp_path / "report.pdf").write_bytes(REPORT)
    return stored_case(tmp_path, size=(64, 48))


def routed(stored: StoredCase, **values: object) -> StoredCase:
    route = stored.case.route.model_copy(update=values)
    return StoredCase(stored.case.model_copy(update={"route": route}), stored.folder)


def written(stored: StoredCase) -> tuple[bytes, EmailMessage]:
    [path] = eml.write(stored, stored.folder)
    assert path == stored.folder / "ticket.eml"
    data = path.read_bytes()
    message = email.message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return data, message


def body(message: EmailMessage) -> str:
    part = message.get_body()
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def listed(message: EmailMessage) -> list[str]:
    """Files that the text names, by the names that they have in the draft."""
    report = "report.pdf, with every number, the SHA-256 of every picture and how to check them"
    files = {
        report: "report.pdf",
        "frame 72, annotated": PICTURES[0],
        "frame 72, untouched": PICTURES[1],
    }
    return [files[line[2:]] for line in body(message).splitlines() if line.startswith("- ")]


def named(message: EmailMessage) -> list[str | None]:
    return [part.get_filename() for part in message.iter_attachments()]


def test_it_is_an_addressed_draft_of_the_ticket(stored: StoredCase) -> None:
    """The address is the route's; subject and text are the ticket's, down to the attachments."""
    _, message = written(stored)
    subject, _, rest = ticket.text(stored).partition("\n\n")
    assert message["To"] == "support@lumalabs.ai"
    assert message["Subject"] == subject
    assert message["X-Unsent"] == "1"
    assert message["Date"].datetime == stored.case.created_at
    assert "From" not in message
    assert body(message).split("Attached:")[0] == rest.split("Attached:")[0]


def test_it_attaches_what_exists_byte_for_byte_and_lists_nothing_else(stored: StoredCase) -> None:
    """Every file of the draft is named in its text, and no other."""
    _, message = written(stored)
    assert named(message) == ["report.pdf", *PICTURES]
    report, marked, _ = message.iter_attachments()
    assert report.get_content() == REPORT
    assert marked.get_content() == (stored.folder / "annotated/0072_3.000s.png").read_bytes()
    assert listed(message) == named(message)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(3_000, 40_000))
def test_the_whole_encoded_message_stays_within_the_limit(stored: StoredCase, limit: int) -> None:
    """Base64 makes files a third larger; what does not fit then is left out and not listed."""
    limited = routed(stored, limits=Limits(total_bytes=limit))
    data, message = written(limited)
    assert len(data) <= limit
    assert listed(message) == named(message)
    planned = eml.draft(limited, limited.folder)
    assert planned is not None
    assert [a.file.replace("/", "-") for a in planned.attached] == named(message)
    assert ("report.pdf" in named(message)) == (limit > 18_000) or 15_000 < limit < 18_000


@pytest.mark.parametrize(
    "values",
    [{"kind": "web_form"}, {"kind": "discord"}, {"address": "reply to the billing receipt"}],
)
def test_without_an_address_there_is_no_draft(
    stored: StoredCase, values: dict[str, object]
) -> None:
    other = routed(stored, **values)
    assert eml.write(other, other.folder) == []
    assert not (other.folder / "ticket.eml").exists()
    [path] = send.write(other, other.folder)
    assert "ticket.eml" not in path.read_text(encoding="utf-8")


def test_words_of_any_script_survive(stored: StoredCase) -> None:
    """Long lines and letters beyond ASCII come out of the mail as they went in."""
    prompt = "Ein Skater fährt 即梦 " * 60 + "\n=_ticketkit_ and =3D\n.\nFrom here"
    request = stored.case.request.model_copy(update={"prompt": prompt})
    case = stored.case.model_copy(update={"request": request})
    data, message = written(StoredCase(case, stored.folder))
    assert data.isascii()
    for line in prompt.splitlines():
        assert line.strip() in body(message)
    assert max(map(len, data.splitlines())) <= 78


def test_send_md_says_what_the_draft_holds_and_what_it_cannot(stored: StoredCase) -> None:
    """What does not fit is named, with the reason."""
    [path] = send.write(stored, stored.folder)
    said = " ".join(path.read_text(encoding="utf-8").split())
    assert "draft for a mail program, addressed, with the files below attached." in said
    assert "in the draft, `annotated-` and `frames-` stand before it" in said
    [path] = send.write(routed(stored, limits=Limits(total_bytes=12_500)), stored.folder)
    said = path.read_text(encoding="utf-8")
    assert "with annotated/0072_3.000s.png, frames/0072_3.000s.png attached." in said
    assert "Too large for the draft once encoded for the mail: report.pdf." in said
