"""What a file tells of itself, from the file to everything that is written about it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from support.clips import make_clip
from support.marks import marked_clip, sign

from ticketkit import catalog
from ticketkit.model.case import StoredCase
from ticketkit.model.request import BuildRequest
from ticketkit.outputs.report import files_inside
from ticketkit.pipeline import build_case, verify_case
from ticketkit.pipeline.origin import trace

ID = "c4d629bf-94bf-4c4e-955f-eba2de8e526c"
PRIVATE = {
    "comment": '{"prompt": "a hidden garden", "workflow": {"path": "/home/jo/lora"}}',
    "location": "+48.1371+011.5754/",
    "artist": "Josephine Example",
    "encoder": "/home/jo/tools/encode",
}


def built(folder: Path, tags: dict[str, str]) -> StoredCase:
    clip = marked_clip(folder / "clip.mp4", tags=tags)
    request = BuildRequest(clip=clip, id=ID, mode="hands", vendor="luma", at="0.1", frames=2)
    return build_case(request, folder / "cases", now=datetime(2026, 11, 20, tzinfo=UTC))


def written(stored: StoredCase) -> bytes:
    """Every byte that the case holds, also inside the report and as its text."""
    contents = [p.read_bytes() for p in stored.folder.rglob("*") if p.is_file()]
    report = stored.folder / "report.pdf"
    contents += (files_inside(report) or {}).values()
    contents += [page.extract_text().encode() for page in PdfReader(report).pages]
    return b"\n".join(contents)


def test_private_tags_reach_no_output(tmp_path: Path) -> None:
    """A workflow, a path, a place or a name in the file stays in the file."""
    everything = written(built(tmp_path, PRIVATE))
    for secret in (b"hidden garden", b"/home/jo", b"48.1371", b"Josephine"):
        assert secret not in everything


def test_an_altered_file_weakens_the_ticket_and_says_what_to_do(tmp_path: Path) -> None:
    """On the terminal, in the report and in SEND.md; it is never held back."""
    stored = built(tmp_path, {"software": "HandBrake 1.7.3"})
    provenance = stored.case.clip.provenance
    assert provenance is not None
    assert provenance.handling == "altered"
    assert any("not as the vendor delivered it" in text for text in stored.case.warnings)
    assert "Download the clip again from Luma" in stored.case.strength.missing[0]
    everything = written(stored)
    assert b"A tag names HandBrake, a converter." in everything
    assert b"Download the clip again from Luma" in (stored.folder / "SEND.md").read_bytes()


def test_the_history_is_read_again_with_the_clip(tmp_path: Path) -> None:
    """Who changes the verdict in case.json is contradicted by the clip."""
    stored = built(tmp_path, {})
    assert verify_case(stored.folder, tmp_path / "clip.mp4").ok
    provenance = stored.case.clip.provenance
    assert provenance is not None
    forged = stored.case.clip.model_copy(
        update={"provenance": provenance.model_copy(update={"handling": "as_delivered"})}
    )
    text = stored.case.model_copy(update={"clip": forged}).model_dump_json(by_alias=True)
    (stored.folder / "case.json").write_text(text, encoding="utf-8")
    problems = [p.problem for p in verify_case(stored.folder, tmp_path / "clip.mp4").problems]
    assert any("clip.provenance.handling is 'as_delivered'" in problem for problem in problems)


def warned(clip: Path, vendor: str) -> tuple[str, ...]:
    request = BuildRequest(clip=clip, id=ID, mode="hands", vendor=vendor, at="0.1")
    return tuple(w for w in trace(request, catalog.load()).warnings if "Credentials" in w)


def test_missing_credentials_are_told_with_source_limits_and_cure(tmp_path: Path) -> None:
    """Of a vendor whose files are known to have them, and of no other."""
    clip = marked_clip(tmp_path / "clip.mp4")
    (warning,) = warned(clip, "runway")
    assert (
        "The file has no Content Credentials, which files of Runway are known to have." in warning
    )
    assert "That proves nothing" in warning
    known = catalog.load().vendors["runway"].credentials
    assert known is not None
    assert f"Known from: {known.source}, read {known.checked_on}." in warning
    assert "download the original again" in warning
    assert warned(clip, "luma") == ()


def test_credentials_are_not_missed_where_they_are_or_cannot_be_seen(tmp_path: Path) -> None:
    """A manifest is seen without the library that checks it; in WebM none is looked for."""
    assert warned(sign(marked_clip(tmp_path / "a.mp4"), issuer="Runway"), "runway") == ()
    make_clip(tmp_path / "b.webm", codec="libvpx-vp9", frames=2)
    assert warned(tmp_path / "b.webm", "runway") == ()


TEXTS = ("ticket.txt", "SEND.md", "discord/message.txt")
ELSEWHERE = {"b.webm": "libvpx-vp9", "b.mkv": "libx264", "b.avi": "mpeg4"}


@pytest.mark.parametrize("name", [*ELSEWHERE, "b.mp4"])
def test_credentials_are_called_missing_only_where_they_were_looked_for(
    name: str, tmp_path: Path
) -> None:
    """In MP4 there are none; of other containers every output says that nobody looked."""
    make_clip(tmp_path / name, codec=ELSEWHERE.get(name, "libx264"), frames=6)
    request = BuildRequest(
        clip=tmp_path / name, id=ID, mode="hands", vendor="runway", at="0.1", frames=2
    )
    stored = build_case(request, tmp_path / "cases", now=datetime(2026, 11, 20, tzinfo=UTC))
    told = stored.case.clip.provenance
    assert told is not None
    assert told.credentials.present is (None if name in ELSEWHERE else False)
    pages = PdfReader(stored.folder / "report.pdf").pages
    report = " ".join(" ".join(page.extract_text() for page in pages).split())
    texts = [(stored.folder / name).read_text(encoding="utf-8") for name in TEXTS]
    everything = "\n".join([report, *texts, *stored.case.warnings])
    assert ("not looked for in this kind of file" in report) is (name in ELSEWHERE)
    assert ("no. That proves nothing" in report) is (name not in ELSEWHERE)
    assert ("has no Content Credentials" in everything) is (name not in ELSEWHERE)
    assert verify_case(stored.folder, tmp_path / name).ok


def test_of_an_altered_file_the_alteration_is_told_once(tmp_path: Path) -> None:
    clip = marked_clip(tmp_path / "clip.mp4", tags={"software": "HandBrake 1.7.3"})
    request = BuildRequest(clip=clip, id=ID, mode="hands", vendor="runway", at="0.1")
    told = [w for w in trace(request, catalog.load()).warnings if "original" in w]
    assert len(told) == 1
    assert "HandBrake" in told[0]
