"""What the marks of a file say of its history: as delivered, altered, or not to be told."""

import pytest

from ticketkit import catalog
from ticketkit.identify import provenance
from ticketkit.model.identification import FileMark, FileMarks
from ticketkit.model.provenance import (
    NO_CREDENTIALS,
    Credentials,
    EditList,
    Provenance,
    Structure,
)

ONE_PIECE = EditList(pieces=1, hidden_start_s=0.083)


def judged(
    vendor: str = "luma",
    *,
    tags: tuple[str, ...] = (),
    credentials: Credentials = NO_CREDENTIALS,
    edits: EditList = ONE_PIECE,
) -> Provenance:
    book = catalog.load()
    marks = tuple(FileMark(kind="container_tag", text=tag, shown="") for tag in tags)
    built = Structure(fragments=0, index_first=True, edits=edits)
    read = FileMarks(marks=marks, credentials=credentials, structure=built)
    return provenance(read, book.vendors[vendor], book.vendors.values())


def signed(intact: bool, signer: str = "", *faults: str) -> Credentials:
    return Credentials(present=True, intact=intact, signer=signer, faults=faults)


def test_ffmpeg_says_nothing_about_history() -> None:
    """Vendors and converters both use it, so the answer is that nobody can tell."""
    found = judged(tags=("encoder=Lavf61.7.100", "video.encoder=Lavc61.19.100 libx264"))
    assert found.handling == "cannot_tell"
    assert any("Lavf61.7.100" in trace.text for trace in found.traces)
    assert found.original == ""


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("encoder=HandBrake 1.7.3 2024020900", "HandBrake"),
        ("software=Adobe Premiere Pro 24.0", "Adobe Premiere Pro"),
        ("comment=Created with DaVinci Resolve", "DaVinci Resolve"),
        ("encoder=libebml v1.4.4 & mkvmerge v82.0", "MKVToolNix"),
    ],
)
def test_a_program_that_names_itself_has_altered_the_file(tag: str, name: str) -> None:
    """The evidence names the program, never the tag's own text; the cure is said."""
    found = judged(tags=(tag,))
    assert found.handling == "altered"
    assert name in found.traces[0].text
    assert "Download the clip again from Luma" in found.original


@pytest.mark.parametrize("tag", ["title=Obsolete", "comment=a moltar", "artist=Canvas", "x=gpacs"])
def test_words_that_resemble_a_program_are_none(tag: str) -> None:
    assert judged(tags=(tag,)).handling == "cannot_tell"


@pytest.mark.parametrize(
    ("edits", "handling"),
    [
        (ONE_PIECE, "cannot_tell"),
        (EditList(pieces=0, hidden_start_s=0), "cannot_tell"),
        (EditList(pieces=1, hidden_start_s=1.2), "altered"),
        (EditList(pieces=2, hidden_start_s=0), "altered"),
    ],
)
def test_an_edit_list_that_hides_or_joins_is_a_cut(edits: EditList, handling: str) -> None:
    """The delay of reordered pictures is none."""
    assert judged(edits=edits).handling == handling


def test_only_the_vendors_own_intact_signature_says_as_delivered() -> None:
    """Anybody else may have signed an edit."""
    assert judged("sora", credentials=signed(True, "OpenAI")).handling == "as_delivered"
    stranger = judged("sora", credentials=signed(True, "C2PA Test Signing Cert"))
    assert stranger.handling == "cannot_tell"
    assert stranger.credentials.signer_known is False


def test_content_that_is_not_what_was_signed_is_altered() -> None:
    found = judged("sora", credentials=signed(False, "OpenAI", "assertion.bmffHash.mismatch"))
    assert found.handling == "altered"


def test_an_expired_signature_is_no_edit() -> None:
    found = judged("sora", credentials=signed(False, "OpenAI", "signingCredential.expired"))
    assert found.handling == "cannot_tell"


def test_what_reads_broken_on_untouched_files_is_no_edit() -> None:
    """Runway Gen-3: every file examined read so, touched or not."""
    fault = "assertion.bmffHash.mismatch"
    found = judged("runway", credentials=signed(False, "RUNWAY AI, INC.", fault))
    assert found.handling == "cannot_tell"
    assert "nobody touched" in found.traces[0].text
    assert "claimSignature.mismatch" in found.notes[0].text


def test_no_credentials_of_luma_are_expected() -> None:
    """The note carries its source and day."""
    (note,) = judged().notes
    assert "No Content Credentials were in any" in note.text
    assert note.source
    assert note.checked_on


def test_credentials_that_should_be_there_are_missed_and_prove_nothing() -> None:
    """Firefly's files have them; Luma's never did, and of Sora's some have none."""
    missed = judged("firefly")
    assert missed.handling == "cannot_tell"
    assert "That proves nothing: converting" in missed.traces[0].text
    for vendor in ("luma", "sora", "stability"):
        assert "credentials" not in [trace.kind for trace in judged(vendor).traces]


def test_credentials_that_nobody_looked_for_are_not_missed() -> None:
    """They are looked for in MP4 and MOV files alone."""
    book = catalog.load()
    found = provenance(FileMarks(marks=()), book.vendors["firefly"], book.vendors.values())
    assert found.traces == ()
    assert found.credentials.present is None
