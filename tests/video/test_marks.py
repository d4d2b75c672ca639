"""The marks of a file are read as they stand in it, and private ones are never shown."""

import json
from pathlib import Path

import pytest
from support.clips import make_clip
from support.marks import KLING, MANIFEST_BOX, marked_clip, sign
from support.real import CLIPS, needs_clips

from ticketkit.errors import ClipError
from ticketkit.model.identification import FileMark
from ticketkit.model.vendor import FingerprintKind
from ticketkit.video import _credentials, read_marks

WORKFLOW = '{"prompt": "a secret", "workflow": {"path": "/home/jo/lora"}}'
LABEL = {"Label": "1", "ContentProducer": "001191110108MA01R70K8D10000", "ProduceID": "a1b2-c3d4"}


def _marks(path: Path, kind: FingerprintKind) -> list[FileMark]:
    return [mark for mark in read_marks(path).marks if mark.kind == kind]


@pytest.fixture
def as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if c2pa-python were not installed."""
    monkeypatch.setattr(_credentials, "_by_reader", lambda _: None)


def test_user_data_is_found_beside_the_encoders_own(tmp_path: Path) -> None:
    """x264 writes a message too; both are given, with UUID and text."""
    found = _marks(marked_clip(tmp_path / "a.mp4", user_data=KLING), "sei")
    texts = [mark.text for mark in found]
    assert len(texts) == 2
    assert texts[0].startswith("dc45e9bd-e6d9-48b7-962c-d820d923eeef x264")
    assert texts[1] == KLING.replace("+", " ")
    assert found[1].shown == '91ca6061-4aee-3854-8614-2d5f73f4ae2e "kling-ai"'


def test_user_data_of_hevc_is_found(tmp_path: Path) -> None:
    """x265 introduces itself in the same kind of message."""
    make_clip(tmp_path / "a.mp4", codec="libx265", frames=6)
    (mark,) = _marks(tmp_path / "a.mp4", "sei")
    assert mark.text.startswith("2ca2de09-b517-47db-bb55-a4fe7fc2fc4e x265")


def test_user_data_that_may_be_private_is_not_shown(tmp_path: Path) -> None:
    """Of a longer text, the UUID alone may be printed."""
    user_data = KLING.replace("kling-ai", "/home/jo/secret")
    mark = _marks(marked_clip(tmp_path / "a.mp4", user_data=user_data), "sei")[-1]
    assert mark.text.endswith("secret")
    assert mark.shown == "91ca6061-4aee-3854-8614-2d5f73f4ae2e"


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv", "a.mov"])
def test_tags_are_read_whole_and_shown_by_name(name: str, tmp_path: Path) -> None:
    """A workflow can be recognised, but nothing of its value may be printed."""
    clip = marked_clip(tmp_path / name, tags={"comment": WORKFLOW})
    (mark,) = [m for m in _marks(clip, "container_tag") if m.text.lower().startswith("comment=")]
    assert mark.text.partition("=")[2] == WORKFLOW
    assert mark.shown.lower() == "comment"
    assert "secret" not in repr(read_marks(clip))


def test_technical_tags_are_shown(tmp_path: Path) -> None:
    """Which program wrote a file is no secret."""
    shown = [mark.shown for mark in _marks(marked_clip(tmp_path / "a.mp4"), "container_tag")]
    assert "handler_name=VideoHandler" in shown


def test_a_chinese_label_gives_producer_and_id(tmp_path: Path) -> None:
    """The label of GB 45438-2025, a JSON text in the tag AIGC."""
    clip = marked_clip(tmp_path / "a.mp4", tags={"AIGC": json.dumps(LABEL)})
    (mark,) = _marks(clip, "aigc_producer")
    assert (mark.text, mark.id) == (LABEL["ContentProducer"], LABEL["ProduceID"])


@pytest.mark.parametrize("label", ["yes", "[]", '"a"', '{"Label": "1"}', '{"ContentProducer": 7}'])
def test_a_strange_label_is_said_and_not_read(label: str, tmp_path: Path) -> None:
    """Whatever a label holds, nothing fails."""
    read = read_marks(marked_clip(tmp_path / "a.mp4", tags={"AIGC": label}))
    assert "aigc_producer" not in [mark.kind for mark in read.marks]
    assert read.notes == ("The file carries an AIGC label whose form is not known.",)


@pytest.mark.usefixtures("as_text")
def test_names_in_credentials_are_read_with_low_trust(tmp_path: Path) -> None:
    """Without the library, what is written there is told, and that nothing was checked."""
    clip = sign(
        marked_clip(tmp_path / "a.mp4"),
        issuer="OpenAI OpCo, LLC",
        generator="OpenAI Media Service API",
        model="dreamina-seedance-2-0",
    )
    found = _marks(clip, "c2pa_signer")
    assert [mark.text for mark in found] == [
        "issuer=OpenAI OpCo, LLC",
        "generator=OpenAI Media Service API",
        "model=dreamina-seedance-2-0",
    ]
    assert {mark.trust for mark in found} == {"low"}
    assert "no signature was checked" in read_marks(clip).notes[0]


@pytest.mark.usefixtures("as_text")
@pytest.mark.parametrize("damage", [b"", b"\xff" * 40, b"\x06\x03\x55\x04\x0a\x0c\x7fshort"])
def test_damaged_credentials_fail_nothing(damage: bytes, tmp_path: Path) -> None:
    """A box cut short or full of nonsense gives no mark or a shorter one."""
    clip = marked_clip(tmp_path / "a.mp4")
    box = b"\x00\x00\x10\x00uuid" + MANIFEST_BOX + b"\x00\x00\x00\x00manifest\x00" + damage
    clip.write_bytes(clip.read_bytes() + box)
    assert len(_marks(clip, "c2pa_signer")) <= 1


@pytest.mark.parametrize(
    ("state", "faults", "trust", "said"),
    [
        ("Trusted", [], "high", 'in the name of "RUNWAY AI, INC.".'),
        ("Valid", ["signingCredential.untrusted"], "high", "who that is was not checked"),
        ("Invalid", ["claimSignature.mismatch"], "low", "claimSignature.mismatch"),
    ],
)
def test_a_checked_signature_carries_as_far_as_it_holds(
    state: str,
    faults: list[str],
    trust: str,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The reader's verdict sets the trust, and a mismatch is not called an edit."""
    store = {
        "active_manifest": "a",
        "manifests": {
            "a": {
                "claim_generator_info": [{"name": "Runway"}],
                "signature_info": {"issuer": "RUNWAY AI, INC."},
                "assertions": [
                    {
                        "label": "c2pa.actions.v2",
                        "data": {"actions": [{"parameters": {"model_name": "gen3"}}, {}]},
                    }
                ],
            }
        },
        "validation_state": state,
        "validation_status": [{"code": code} for code in faults],
    }
    monkeypatch.setattr(_credentials, "_by_reader", lambda _: _credentials._in_force(store))
    read = read_marks(sign(marked_clip(tmp_path / "a.mp4"), issuer="x"))
    found = [mark for mark in read.marks if mark.kind == "c2pa_signer"]
    assert [mark.text for mark in found] == [
        "issuer=RUNWAY AI, INC.",
        "generator=Runway",
        "model=gen3",
    ]
    assert {mark.trust for mark in found} == {trust}
    assert said in read.notes[0]


@needs_clips
def test_a_real_signed_clip_and_its_stripped_copy_differ() -> None:
    """The same video with and without Content Credentials."""
    signers = [mark.text for mark in _marks(CLIPS / "c2pa-signed.mp4", "c2pa_signer")]
    assert "issuer=C2PA Test Signing Cert" in signers
    assert "generator=TestApp c2patool/0.6.2 c2pa-rs/0.28.2" in signers
    assert _marks(CLIPS / "c2pa-stripped.mp4", "c2pa_signer") == []


@needs_clips
def test_the_library_checks_a_real_signature(tmp_path: Path) -> None:
    """Intact as it came; after one changed byte of the picture, no longer."""
    pytest.importorskip("c2pa", reason="the extra `provenance` is not installed")
    signed = CLIPS / "c2pa-signed.mp4"
    assert {mark.trust for mark in _marks(signed, "c2pa_signer")} == {"high"}
    data = bytearray(signed.read_bytes())
    data[-100] ^= 1
    (tmp_path / "edited.mp4").write_bytes(data)
    assert {mark.trust for mark in _marks(tmp_path / "edited.mp4", "c2pa_signer")} == {"low"}


def test_what_is_no_video_is_refused(tmp_path: Path) -> None:
    """The same files are clips for every command."""
    (tmp_path / "a.mp4").write_text("no video")
    with pytest.raises(ClipError, match="cannot be read as video"):
        read_marks(tmp_path / "a.mp4")
