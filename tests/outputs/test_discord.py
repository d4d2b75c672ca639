"""The Discord pack fits one message, calls nobody unasked and names no account."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from support import desks
from support.cases import stored_case

from ticketkit.errors import CaseError
from ticketkit.model.case import StoredCase
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
        "01-overview.png",
        "02-frame-0048-2.000s.png",
        "03-frame-0071-2.958s.png",
        "04-frame-0072-3.000s.png",
        "05-frame-0084-3.500s.png",
        "06-frame-0095-3.958s.png",
        "07-frame-0096-4.000s.png",
    ]
    annotated = stored.folder / stored.case.frames[2].annotated
    assert made[4].read_bytes() == annotated.read_bytes()


def test_the_message_says_what_each_picture_is(tmp_path: Path) -> None:
    text = message(stored_case(tmp_path, size=(64, 48)))
    assert text.startswith(
        "**Temporal Coherence Degradation at 0:03.000**\n\nThe picture holds still"
    )
    assert "Pictures: 1 overview, 2 at 0:02.000 (earlier, for comparison)," in text
    assert "4 at 0:03.000 (failure visible)" in text


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


def test_heavy_pictures_are_made_lighter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file and all of them together stay within what one message takes."""
    monkeypatch.setattr(discord, "TOTAL_BYTES", 400_000)
    stored = stored_case(tmp_path, size=(64, 48))
    noise = np.random.default_rng(1).integers(0, 256, (400, 400, 3), dtype=np.uint8)
    for frame in stored.case.frames:
        Image.fromarray(noise).save(stored.folder / frame.annotated)
    _, *pictures = discord.write(stored, stored.folder)
    assert [path.suffix for path in pictures][1:] == [".jpg"] * 6
    assert sum(path.stat().st_size for path in pictures) <= 400_000
    for path in pictures:
        with Image.open(path) as image:
            image.load()


def test_at_most_ten_pictures_and_the_moment_is_among_them(tmp_path: Path) -> None:
    stored = stored_case(tmp_path, size=(64, 48))
    frames = tuple(
        stored.case.frames[2].model_copy(update={"index": i, "time_s": i / 24})
        for i in range(60, 76)
    )
    _, *pictures = discord.write(changed(stored, frames=frames), tmp_path)
    assert len(pictures) == 10
    assert any("frame-0072" in path.name for path in pictures)


def test_the_overview_stands_upright(tmp_path: Path) -> None:
    """A clip that players turn by a quarter is turned here as well."""
    stored = stored_case(tmp_path, size=(96, 48))
    turned = stored.case.clip.model_copy(update={"rotation": 90})
    sizes = []
    for number, clip in enumerate((stored.case.clip, turned)):
        made = discord.write(changed(stored, clip=clip), tmp_path / str(number))
        with Image.open(made[1]) as overview:
            sizes.append(overview.width / overview.height)
    assert sizes[0] != sizes[1]


def test_a_missing_picture_is_named(tmp_path: Path) -> None:
    stored = stored_case(tmp_path, size=(64, 48))
    (stored.folder / stored.case.frames[0].annotated).unlink()
    with pytest.raises(CaseError, match="0048_2"):
        discord.write(stored, tmp_path)
