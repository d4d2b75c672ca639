"""Something private is named by kind and files before it is written, and never repeated."""

from pathlib import Path

import pytest
from support import desks
from support.cases import stored_case

from ticketkit.model.case import StoredCase
from ticketkit.model.frame import Mark
from ticketkit.pipeline.privacy import privacy_warnings


@pytest.fixture(autouse=True)
def _desks(monkeypatch: pytest.MonkeyPatch) -> None:
    desks.install(monkeypatch)


def asked(folder: Path, **values: object) -> StoredCase:
    stored = stored_case(folder, size=(64, 48))
    request = stored.case.request.model_copy(update=values)
    return StoredCase(stored.case.model_copy(update={"request": request}), folder)


def test_source_kind_and_files_are_named_and_the_secret_is_not(tmp_path: Path) -> None:
    (warning,) = privacy_warnings(asked(tmp_path, prompt="as anna@mail.test wrote"))
    assert warning == (
        "--prompt holds what looks like an e-mail address. It goes into ticket.txt,"
        " discord/message.txt, report.pdf and case.json; take it out if nobody is to see it."
    )


def test_what_is_given_on_purpose_is_not_warned_of(tmp_path: Path) -> None:
    """The account stands in the ticket because the desk needs it; an ID is what it is."""
    card = "4111111111111111"
    given = asked(
        tmp_path,
        account="anna@mail.test",
        id=card,
        seed=card,
        share_url="https://lumalabs.ai/a@b.test",
    )
    assert privacy_warnings(given) == ()


def test_the_account_elsewhere_is_warned_of(tmp_path: Path) -> None:
    """In a prompt it would become public."""
    given = asked(tmp_path, account="anna@mail.test", observed="See anna@mail.test")
    assert len(privacy_warnings(given)) == 1


def test_every_source_is_looked_at(tmp_path: Path) -> None:
    stored = asked(
        tmp_path,
        boxes=("1,1,9,9=/home/anna/x.png",),
        events=("1,2=sk-abcdefghij0123456789",),
        model="4111 1111 1111 1111",
    )
    clip = stored.case.clip.model_copy(
        update={"file_name": "anna@mail.test.mp4", "tags": {"comment": "C:\\Users\\Anna\\a"}}
    )
    frames = tuple(
        f.model_copy(update={"marks": (Mark(x=1, y=1, w=9, h=9, label="/home/anna/x.png"),)})
        for f in stored.case.frames
    )
    case = stored.case.model_copy(update={"clip": clip, "frames": frames})
    said = privacy_warnings(StoredCase(case, tmp_path))
    assert [warning.partition(" holds")[0] for warning in said] == [
        "--model", "--box", "--event", "the clip's name", "the clip's tag 'comment'",
    ]  # fmt: skip
    assert "annotated/, discord/, report.pdf" in said[1]
    assert "discord/alt-texts.txt" in said[1]


def test_a_desk_that_is_quoted_is_not_private(tmp_path: Path) -> None:
    assert privacy_warnings(asked(tmp_path, observed="support@lumalabs.ai said no")) == ()
