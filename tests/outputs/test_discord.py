"""The Discord pack fits one message, calls nobody unasked and names no account."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from support import desks
from support.cases import STRETCH, stored_case

from ticketkit.errors import CaseError
from ticketkit.model.case import StoredCase
from ticketkit.model.frame import Mark
from ticketkit.outputs import discord
from ticketkit.wording.fitting import discord_length


@pytest.fixture(autouse=True)
def _desks(monkeypatch: pytest.MonkeyPatch) -> None:
    desks.install(monkeypatch)


def changed(stored: StoredCase, **values: object) -> StoredCase:
    return StoredCase(stored.case.model_copy(update=values), stored.folder)


def message(stored: StoredCase) -> str:
    discord.write(stored, stored.folder)
    return (stored.folder / "discord/message.txt").read_text(encoding="utf-8")


def test_the_pictures_are_numbered_in_the_order_of_the_clip(tmp_path: Path) -> None:
    stored = stored_case(tmp_path / "case")
    made = discord.write(stored, tmp_path / "out")
    assert [path.name for path in made] == [
        "message.txt",
        "alt-texts.txt",
        "01-overview.png",
        "02-loop.webp",
        "03-frame-0048-2.000s.png",
        "04-frame-0071-2.958s.png",
        "05-frame-0072-3.000s.png",
        "06-frame-0084-3.500s.png",
        "07-frame-0095-3.958s.png",
        "08-frame-0096-4.000s.png",
    ]
    annotated = stored.folder / stored.case.frames[2].annotated
    assert made[6].read_bytes() == annotated.read_bytes()


def test_the_message_says_what_each_picture_is(tmp_path: Path) -> None:
    text = message(stored_case(tmp_path, size=(64, 48)))
    assert text.startswith(
        "**Temporal Coherence Degradation at 0:03.000**\n\nThe picture holds still"
    )
    assert "Pictures: 1 overview, 2 the moment in motion, 3 at 0:02.000 (earlier, for c" in text
    assert "5 at 0:03.000 (failure visible)" in text


def test_only_a_route_to_discord_mentions_somebody(tmp_path: Path) -> None:
    stored = stored_case(tmp_path, size=(64, 48))
    named = {"vendor": "runway", "mention": "@On Call - Moderators"}
    by_email = stored.case.route.model_copy(update=named)
    assert "@" not in message(changed(stored, route=by_email))
    there = by_email.model_copy(update={"kind": "discord"})
    assert message(changed(stored, route=there)).count("@On Call - Moderators") == 1


def test_no_account_is_in_the_pack(tmp_path: Path) -> None:
    stored = stored_case(tmp_path, size=(64, 48))
    request = stored.case.request.model_copy(update={"account": "rider@example.com"})
    discord.write(changed(stored, request=request), tmp_path)
    assert all(b"rider" not in path.read_bytes() for path in (tmp_path / "discord").iterdir())


def test_a_long_prompt_leaves_a_message_that_fits(tmp_path: Path) -> None:
    stored = stored_case(tmp_path, size=(64, 48))
    request = stored.case.request.model_copy(update={"prompt": "\N{SNAKE}" * 1500})
    text = message(changed(stored, request=request))
    assert discord_length(text) <= 2000
    assert stored.case.identifier.value in text
    assert "\N{SNAKE}" not in text


def limited(stored: StoredCase, file_bytes: int, total_bytes: int) -> StoredCase:
    update = {"discord_file_bytes": file_bytes, "discord_total_bytes": total_bytes}
    return changed(stored, request=stored.case.request.model_copy(update=update))


@pytest.mark.parametrize(("file_bytes", "total_bytes"), [(10**7, 400_000), (60_000, 10**7)])
def test_heavy_pictures_are_made_lighter(file_bytes: int, total_bytes: int, tmp_path: Path) -> None:
    """Every file and all of them together stay within the limits of the request."""
    stored = limited(stored_case(tmp_path, size=(64, 48)), file_bytes, total_bytes)
    noise = np.random.default_rng(1).integers(0, 256, (400, 400, 3), dtype=np.uint8)
    drawn = [f.annotated for f in stored.case.frames] + [f.file for f in stored.case.stretch]
    for name in drawn:
        Image.fromarray(noise).save(stored.folder / name)
    _, _, *pictures = discord.write(stored, stored.folder)
    sizes = [path.stat().st_size for path in pictures]
    assert [path.suffix for path in pictures][2:] == [".jpg"] * 6
    assert sum(sizes) <= total_bytes
    assert max(sizes) <= file_bytes
    for path in pictures:
        with Image.open(path) as image:
            image.load()


def test_a_channel_that_takes_less_is_obeyed(tmp_path: Path) -> None:
    """The limits of the route's own Discord go before the common ones."""
    stored = stored_case(tmp_path, size=(64, 48))
    limits = stored.case.route.limits.model_copy(update={"files": 4, "total_bytes": 90_000})
    route = stored.case.route.model_copy(update={"kind": "discord", "limits": limits})
    _, _, *pictures = discord.write(changed(stored, route=route), tmp_path)
    assert len(pictures) == 4
    assert sum(path.stat().st_size for path in pictures) <= 90_000


def test_at_most_ten_pictures_and_the_moment_is_among_them(tmp_path: Path) -> None:
    stored = stored_case(tmp_path, size=(64, 48))
    frames = tuple(
        stored.case.frames[2].model_copy(update={"index": i, "time_s": i / 24})
        for i in range(60, 76)
    )
    _, _, *pictures = discord.write(changed(stored, frames=frames), tmp_path)
    assert len(pictures) == 10
    assert any("frame-0072" in path.name for path in pictures)


def test_the_loop_holds_every_frame_twice(tmp_path: Path) -> None:
    _, _, _, loop, *_ = discord.write(stored_case(tmp_path, size=(64, 48)), tmp_path)
    with Image.open(loop) as image:
        assert getattr(image, "n_frames", 1) == 2 * len(STRETCH)


def test_without_a_moment_there_is_no_loop(tmp_path: Path) -> None:
    stored = changed(stored_case(tmp_path, size=(64, 48)), stretch=())
    made = [path.name for path in discord.write(stored, tmp_path)]
    assert made[2:4] == ["01-overview.png", "02-frame-0048-2.000s.png"]
    text = (tmp_path / "discord/message.txt").read_text(encoding="utf-8")
    assert "Pictures: 1 overview, 2 at 0:02.000" in text


def described(folder: Path) -> dict[str, str]:
    blocks = (folder / "discord/alt-texts.txt").read_text(encoding="utf-8").split("\n\n")
    pairs = (block.strip().partition("\n") for block in blocks[1:])
    return {name: text for name, _, text in pairs}


def test_every_picture_has_a_description_that_discord_takes(tmp_path: Path) -> None:
    """One line below the name of its file, at most 1,024 characters however Discord counts."""
    marks = (Mark(x=1, y=1, w=9, h=9, label="\N{SNAKE} @everyone " * 200),)
    made = discord.write(stored_case(tmp_path, size=(64, 48), marks=marks), tmp_path)
    texts = described(tmp_path)
    assert list(texts) == [path.name for path in made[2:]]
    assert all(discord_length(text) <= 1024 for text in texts.values())
    assert "holds still for 1,000 ms" in texts["01-overview.png"]
    assert "first at quarter speed and then in real time" in texts["02-loop.webp"]
    assert "@everyone" not in "".join(texts.values())
    assert texts["05-frame-0072-3.000s.png"].endswith("\N{HORIZONTAL ELLIPSIS}")


def test_a_region_to_blur_is_hidden_in_every_public_picture(tmp_path: Path) -> None:
    """Overview, loop and frames lack what was inside, say so, and the frames stay as they are."""
    stored = stored_case(tmp_path, size=(320, 240))
    before = {path: path.read_bytes() for path in (tmp_path / "frames").iterdir()}
    plain = discord.write(stored, tmp_path / "plain")
    # The square that stored_case draws, with its orange that is nowhere else.
    request = stored.case.request.model_copy(update={"blur": ("0.2,0.2,0.35,0.35",)})
    hidden = discord.write(changed(stored, request=request), tmp_path / "hidden")
    for shown, blurred in zip(plain[2:], hidden[2:], strict=True):
        if "frame" not in shown.name:  # of those, the case's own annotated files are no drawings
            assert orange(shown) > 0.01
        assert orange(blurred) < 0.001
    assert "A region of these pictures is blurred" in hidden[0].read_text(encoding="utf-8")
    assert all("A region is blurred." in text for text in described(tmp_path / "hidden").values())
    assert {path: path.read_bytes() for path in (tmp_path / "frames").iterdir()} == before


def orange(path: Path) -> float:
    """Share of pixels with the very colour of the drawn square."""
    with Image.open(path) as image:
        rgb = np.asarray(image.convert("RGB"), np.int16)
    return float((np.abs(rgb - (220, 160, 60)).max(axis=2) <= 6).mean())


def test_the_overview_stands_upright(tmp_path: Path) -> None:
    """A clip that players turn by a quarter is turned here as well."""
    stored = stored_case(tmp_path, size=(96, 48))
    turned = stored.case.clip.model_copy(update={"rotation": 90})
    sizes = []
    for number, clip in enumerate((stored.case.clip, turned)):
        made = discord.write(changed(stored, clip=clip), tmp_path / str(number))
        with Image.open(made[2]) as overview:
            sizes.append(overview.width / overview.height)
    assert sizes[0] != sizes[1]


def test_a_missing_picture_is_named(tmp_path: Path) -> None:
    stored = stored_case(tmp_path, size=(64, 48))
    (stored.folder / stored.case.frames[0].annotated).unlink()
    with pytest.raises(CaseError, match="0048_2"):
        discord.write(stored, tmp_path)


def test_a_followed_box_is_told_from_a_drawn_one(tmp_path: Path) -> None:
    """The descriptions, the loop's too, say what a person drew and what ticketkit followed."""
    mark = Mark(x=1, y=1, w=9, h=9, label="sixth finger", followed_from=71)
    stored = stored_case(tmp_path, size=(64, 48), marks=(mark,))
    told = message(stored)
    alt = (tmp_path / "discord/alt-texts.txt").read_text(encoding="utf-8")
    words = "Box drawn by the sender on another frame and followed to here by ticketkit"
    assert f"{words}: sixth finger." in alt
    assert "Box drawn by the sender: " not in alt
    assert "The sender drew the box on one frame; ticketkit followed it into others." in alt
    assert "ticketkit followed it into others." in told
