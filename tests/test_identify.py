"""Which shop, which model, which ID: from marks, names and links, with contradictions shown."""

from pathlib import Path

import pytest
from support.clips import make_clip
from support.marks import KLING, marked_clip, sign

from ticketkit import catalog, identify
from ticketkit.catalog.addresses import link
from ticketkit.errors import ClipError, UsageError
from ticketkit.model.identification import FileMark, FileMarks, Identification
from ticketkit.model.request import BuildRequest
from ticketkit.model.vendor import Fingerprint, FingerprintKind, Vendor
from ticketkit.pipeline import identify as look
from ticketkit.pipeline.claim import Claim, understand
from ticketkit.video import _credentials

VENDORS = list(catalog.load().vendors.values())
MARKS = [(vendor, form) for vendor in VENDORS for form in vendor.fingerprints]
UUID = "c4d629bf-94bf-4c4e-955f-eba2de8e526c"
HEX = UUID.replace("-", "")
KLING_NAME = "kling_20260308_Text_to_Video_A_paper_bo_2417_0.mp4"
WORKFLOW = '{"prompt": "a secret prompt", "workflow": {"nodes": "/home/jo"}}'

NAMES_AND_LINKS = {
    KLING_NAME: ("kling", None, None),
    "kling_20260308_Image_to_Video_A_paper_bo_2417_0 (1).mp4": ("kling", None, None),
    "kling_20260308_VIDEO_A_paper_bo_55_1.mp4": ("kling", None, None),
    "kling_20260308_Lip_Sync__5949_0.mp4": ("kling", None, None),
    "kling_20260308_作品_纸船_2417_0.mp4": ("kling", None, None),
    "20250314_0915_Paper Boat_simple_compose_01jq7v3w9xkc5e2hn8t4b6mzra.mp4": (
        "sora", "Sora 1", "01jq7v3w9xkc5e2hn8t4b6mzra",
    ),
    "Hailuo_Video_A paper boat on a rainy s_471305826914037562.mp4": (
        "hailuo", None, "471305826914037562",
    ),
    "vidu-video-2846013957720418.mp4": ("vidu", None, "2846013957720418"),
    "PixVerse_V6_Image_Text_360P_a paper boat.mp4": ("pixverse", "V6", None),
    "PixVerse_V5.5_Text_1080P_a paper boat.mp4": ("pixverse", "V5.5", None),
    "dreamina-2026-05-12-4821-A paper boat....mp4": ("seedance", None, None),
    "jimeng-2026-05-12-482-雨中的纸船....mp4": ("seedance", None, None),
    f"hf_20260308_141502_{UUID}.mp4": ("higgsfield", None, UUID),
    "gemini_generated_video_1f0c9a3e.mp4": ("veo", None, None),
    "Gemini_Generated_Video_1F0C9A3E.MOV": ("veo", None, None),
    "Gen-3 Alpha 2840175936, a paper boat on a r, M 5.mp4": ("runway", "Gen-3 Alpha", None),
    "Gen-3 Alpha Turbo 2840175936, a boat, Cropped - boat 2png, M 5.mp4": (
        "runway", "Gen-3 Alpha Turbo", None,
    ),
    "freepik__a-paper-boat__48213.png": ("magnific", None, None),
    "watermarked_video0c4e7a19b3d2f58.mp4": ("luma", None, None),
    f"https://lumalabs.ai/dream-machine/creations/{UUID}": ("luma", None, UUID),
    f"https://app.lumalabs.ai/board/{UUID}": ("luma", None, UUID),
    f"https://storage.cdn-luma.com/dream_machine/{UUID}/0_watermarked_video0c4e.mp4": (
        "luma", None, UUID,
    ),
    f"https://app.runwayml.com/creation/{UUID}": ("runway", None, UUID),
    f"app.runwayml.com/share/{UUID}?utm=1": ("runway", None, UUID),
    f"https://sora.chatgpt.com/p/s_{HEX}": ("sora", None, f"s_{HEX}"),
    "https://sora.chatgpt.com/g/gen_01jq7v3w9xkc5e2hn8t4b6mzra": (
        "sora", None, "gen_01jq7v3w9xkc5e2hn8t4b6mzra",
    ),
    f"https://grok.com/imagine/post/{UUID}": ("grok", None, UUID),
    "https://hailuoai.video/share/ai-video/aB3dE6gH9jK2": ("hailuo", None, "aB3dE6gH9jK2"),
    f"https://www.midjourney.com/jobs/{UUID}?index=0": ("midjourney", None, UUID),
    f"https://cdn.midjourney.com/video/{UUID}/2_1080_N.mp4": ("midjourney", None, UUID),
    f"https://labs.google/fx/tools/flow/project/{UUID}": ("veo", None, UUID),
    f"https://d8j0ntlcm91z4.cloudfront.net/user_x/hf_20260308_141502_{UUID}.mp4": (
        "higgsfield", None, UUID,
    ),
}  # fmt: skip
"""Shop, model and ID of every kind of name and link that the research lists."""


def _judge(kind: FingerprintKind, example: str) -> Identification:
    if kind == "file_name":
        return identify.of_name(example, VENDORS)
    if kind == "url":
        pasted = link(f"https://{example}")
        assert pasted
        return identify.of_link(pasted, VENDORS)
    mark = FileMark(kind=kind, text=example, shown="a mark")
    return identify.of_file("clip.mp4", FileMarks(marks=(mark,)), VENDORS)


@pytest.mark.parametrize(
    ("vendor", "form"), MARKS, ids=[f"{v.name}-{f.kind}-{n}" for n, (v, f) in enumerate(MARKS)]
)
def test_every_fingerprint_identifies_its_vendor(vendor: Vendor, form: Fingerprint) -> None:
    """Its example leads to its vendor and to no other, with the source of the form."""
    found = _judge(form.kind, form.example)
    assert {s.vendor for s in found.statements} == {vendor.name}
    own = [s for s in found.statements if s.source == form.source]
    assert own
    assert ("shop" if form.says == "shop" else "maker") in {s.says for s in own}
    assert not form.model or found.model == form.model or form.weak
    assert not form.surface or found.surface == form.surface
    assert found.contradictions == ()


@pytest.mark.parametrize("text", NAMES_AND_LINKS)
def test_every_kind_of_name_and_link_is_known(text: str) -> None:
    """Shop, model and ID come out, and nothing contradicts itself."""
    found = look(text)
    assert (found.shop, found.model, found.id) == NAMES_AND_LINKS[text]
    assert found.contradictions == ()
    assert found.statements[0].trust == ("high" if "/" in text else "medium")


@pytest.mark.parametrize("text", ["/home/jo/Downloads/", "C:\\Users\\jo\\", "./"])
def test_a_name_is_found_at_the_end_of_a_path(text: str) -> None:
    """A path of another machine is a name, and the folders before it are not repeated."""
    found = look(text + KLING_NAME)
    assert (found.kind, found.name, found.shop) == ("name", KLING_NAME, "kling")
    assert any("name alone" in note for note in found.notes)


@pytest.mark.parametrize("text", ["final cut 3.mp4", "kling.mp4", "my_kling_clip.mp4", UUID])
def test_an_unknown_name_says_so(text: str) -> None:
    """A word in a name is no form."""
    found = look(text)
    assert (found.shop, found.maker, found.statements) == (None, None, ())
    assert any("no form that the catalogue knows" in note for note in found.notes)


@pytest.mark.parametrize(
    "text", ["https://klingai2.org/video/1", "runwaygen45.com/creation/" + UUID]
)
def test_a_lookalike_site_names_nobody(text: str) -> None:
    found = look(text)
    assert found.statements == ()
    assert "Lookalike sites exist" in found.notes[0]


def test_a_site_without_a_known_form_carries_less() -> None:
    """The address is the vendor's own; which page it is stays open."""
    found = look("https://lumalabs.ai/somewhere/else")
    assert (found.shop, found.id) == ("luma", None)
    assert [(s.trust, s.source) for s in found.statements] == [("medium", None)]


def test_a_name_and_marks_of_one_vendor_agree(tmp_path: Path) -> None:
    found = look(str(marked_clip(tmp_path / KLING_NAME, user_data=KLING)))
    assert (found.kind, found.shop, found.maker) == ("file", "kling", "kling")
    assert found.contradictions == ()
    assert [(s.says, s.trust) for s in found.statements] == [("maker", "high"), ("shop", "medium")]


def test_marks_alone_name_the_maker_and_not_the_shop(tmp_path: Path) -> None:
    """The same model runs in many shops."""
    found = look(str(marked_clip(tmp_path / "clip.mp4", user_data=KLING)))
    assert (found.shop, found.maker) == (None, "kling")
    assert "not who sold the clip" in found.notes[0]


def test_a_name_against_the_marks_is_shown(tmp_path: Path) -> None:
    """Either a shop that sells another maker's model, or a renamed file: both are said."""
    found = look(str(marked_clip(tmp_path / f"hf_20260308_141502_{UUID}.mp4", user_data=KLING)))
    assert (found.shop, found.maker) == ("higgsfield", "kling")
    (sentence,) = found.contradictions
    assert "Higgsfield (name)" in sentence
    assert "Kling AI (user data in the video stream)" in sentence
    assert "renamed" in sentence


def test_two_shops_give_none_and_the_contradiction() -> None:
    """A link on one site to a file named by another."""
    found = look(f"https://lumalabs.ai/files/{KLING_NAME}")
    assert found.shop is None
    assert found.contradictions == (
        "The shop is told in more than one way: Kling AI (name) and Luma (link).",
    )


def test_a_better_mark_outweighs_a_weak_one(tmp_path: Path) -> None:
    """The weak one is shown as that, and as a contradiction."""
    clip = marked_clip(tmp_path / "a.mkv", tags={"comment": "Signature: 8f2c"}, user_data=KLING)
    found = look(str(clip))
    assert found.maker == "kling"
    assert "Grok Imagine (container tag, a weak hint)" in found.contradictions[0]


def test_a_weak_hint_concludes_nothing(tmp_path: Path) -> None:
    found = look(str(marked_clip(tmp_path / "a.mkv", tags={"comment": "Signature: 8f2c"})))
    assert found.maker is None
    assert [(s.vendor, s.trust) for s in found.statements] == [("grok", "low")]


def test_unchecked_credentials_are_a_hint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names in a manifest that nobody checked conclude nothing."""
    monkeypatch.setattr(_credentials, "_by_reader", lambda _: None)
    found = look(str(sign(marked_clip(tmp_path / "a.mp4"), issuer="OpenAI OpCo, LLC")))
    assert (found.maker, found.statements[0].vendor) == (None, "sora")
    assert "not checked" in found.statements[0].evidence


def test_a_chinese_label_gives_the_firm_and_its_id(tmp_path: Path) -> None:
    label = '{"ContentProducer": "001191110108MA01R70K8D10000", "ProduceID": "a1b2-c3d4"}'
    found = look(str(marked_clip(tmp_path / "a.mp4", tags={"AIGC": label})))
    assert (found.maker, found.id) == ("seedance", "a1b2-c3d4")


def test_a_workflow_is_recognised_and_not_repeated(tmp_path: Path) -> None:
    """ComfyUI's tag names no vendor to write to; nothing of its content leaves the process."""
    found = look(str(marked_clip(tmp_path / "a.mp4", tags={"comment": WORKFLOW})))
    assert found.shop == "self-hosted"
    assert "secret" not in found.model_dump_json()
    assert "/home" not in found.model_dump_json()


def test_a_clip_without_marks_says_that_this_proves_nothing(tmp_path: Path) -> None:
    found = look(str(marked_clip(tmp_path / "a.mp4")))
    assert found.statements == ()
    assert "proves nothing" in found.notes[0]
    assert not any("not looked for" in note for note in found.notes)


@pytest.mark.parametrize("name", ["a.mkv", "a.avi"])
def test_where_credentials_are_not_looked_for_this_is_said(name: str, tmp_path: Path) -> None:
    """Only MP4 and MOV files are searched for them."""
    make_clip(tmp_path / name, codec="mpeg4", frames=2)
    notes = look(str(tmp_path / name)).notes
    assert any("Credentials were not looked for in this kind of file" in note for note in notes)


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001])
def test_an_unusable_text_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        look(text)


def test_a_folder_is_no_clip(tmp_path: Path) -> None:
    with pytest.raises(ClipError, match="is a folder"):
        look(str(tmp_path))


def _claim(clip: Path, *, vendor: str | None = None, id_: str = UUID, **facts: str) -> Claim:
    return understand(
        BuildRequest(clip=clip, id=id_, mode="hands", at="1", vendor=vendor, **facts)  # type: ignore[arg-type]  # texts
    )


def test_build_takes_the_shop_from_the_name() -> None:
    """Without --vendor, the name of the file is enough, and the evidence is a warning."""
    claim = _claim(Path(KLING_NAME), id_="1234567890")
    assert claim.vendor.name == "kling"
    assert claim.warnings[0] == (
        "No vendor was named. The name has the form of Kling AI's file names."
    )


def test_build_takes_the_maker_from_the_marks_and_says_so(tmp_path: Path) -> None:
    claim = _claim(marked_clip(tmp_path / "a.mp4", user_data=KLING), id_="1234567890")
    assert claim.vendor.name == "kling"
    assert '"kling-ai"' in claim.warnings[0]
    assert "if another shop took the credits, name it with --vendor" in claim.warnings[0]


def test_build_takes_the_shop_from_the_share_link(tmp_path: Path) -> None:
    """A link outweighs the file: it names the shop, the marks the maker."""
    clip = marked_clip(tmp_path / "a.mp4", user_data=KLING)
    claim = _claim(clip, share_url=f"https://lumalabs.ai/dream-machine/creations/{UUID}")
    assert claim.vendor.name == "luma"
    assert "The link has the form of Luma's links" in claim.warnings[0]
    assert "The file says Kling AI" in claim.warnings[1]


def test_build_does_not_guess_from_a_weak_hint(tmp_path: Path) -> None:
    clip = marked_clip(tmp_path / "a.mkv", tags={"comment": "Signature: 8f2c"})
    with pytest.raises(UsageError, match="says which vendor made the clip"):
        _claim(clip)


def test_build_warns_of_another_vendor_and_goes_on(tmp_path: Path) -> None:
    """The file says Kling, you say Luma."""
    claim = _claim(marked_clip(tmp_path / "a.mp4", user_data=KLING), vendor="luma")
    assert claim.vendor.name == "luma"
    told = (
        "The file says Kling AI (user data in the video stream), you say Luma. The ticket belongs"
        " to the shop that took the credits: check --vendor."
    )
    assert claim.warnings == (told,)


def test_build_is_content_when_the_name_confirms_the_shop(tmp_path: Path) -> None:
    """A shop that sells another maker's model is nothing to warn of."""
    clip = marked_clip(tmp_path / f"hf_20260308_141502_{UUID}.mp4", user_data=KLING)
    assert _claim(clip, vendor="higgsfield").warnings == ()


def test_build_warns_of_another_id_of_the_same_form() -> None:
    other = "61d8f2b4-3e7a-4c90-b5f1-82a6d0c94e7b"
    claim = _claim(Path(f"hf_20260308_141502_{other}.mp4"), vendor="higgsfield")
    assert claim.warnings == (
        f"The file's name holds the ID {other}, you cite {UUID}. Check --id.",
    )


def test_build_takes_the_surface_from_the_name() -> None:
    """Where the surface decides the route, the name of the file answers the question."""
    claim = _claim(Path("dreamina-2026-05-12-4821-A boat.mp4"), vendor="seedance")
    assert claim.route.channel == "dreamina-feedback"
    assert any("No surface was named" in warning for warning in claim.warnings)
