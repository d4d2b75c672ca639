"""The ticket says what is known, in the form of its channel, and nothing that none may say."""

import shutil
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import desks
from support.cases import ID, stored_case

from ticketkit import catalog, resources
from ticketkit.errors import CatalogError, UnknownNameError
from ticketkit.model.case import Moment, StoredCase
from ticketkit.model.frame import Mark
from ticketkit.model.request import BuildRequest
from ticketkit.model.vendor import ChannelKind, Limits, Route
from ticketkit.outputs import ticket
from ticketkit.wording.fitting import discord_length

KINDS: tuple[ChannelKind, ...] = get_args(ChannelKind)
TERM = "Temporal Coherence Degradation"
MINIMAL = BuildRequest(clip=Path("skate.mp4"), id=ID, mode="motion", vendor="luma")
GIVEN = Moment(time_s=3.0, frame=72, found_by="given", start_s=3.0, end_s=None)
NOWHERE = Moment(time_s=0.0, frame=0, found_by="located", start_s=0.0, end_s=5.0)


@pytest.fixture(autouse=True)
def _desks(monkeypatch: pytest.MonkeyPatch) -> None:
    desks.install(monkeypatch)


@pytest.fixture
def stored(tmp_path: Path) -> StoredCase:
    return stored_case(tmp_path, size=(64, 48))


def changed(stored: StoredCase, **values: object) -> StoredCase:
    return StoredCase(stored.case.model_copy(update=values), stored.folder)


def asking(stored: StoredCase, **values: object) -> StoredCase:
    return changed(stored, request=stored.case.request.model_copy(update=values))


def to(stored: StoredCase, kind: ChannelKind, **values: object) -> Route:
    return stored.case.route.model_copy(update={"kind": kind, **values})


def not_shown(stored: StoredCase, moment: Moment) -> StoredCase:
    finding = stored.case.findings[0].model_copy(
        update={"status": "not_shown", "value": 83.3, "sentence": "The longest hold is 83 ms."}
    )
    return changed(stored, findings=(finding,), moment=moment)


def test_the_letter_has_its_form(stored: StoredCase) -> None:
    """Subject, blank line, then first of all the defect with its time and numbers."""
    subject, blank, opening, *rest = ticket.text(stored).split("\n")
    assert subject == f"{TERM} at 0:03.000, Generation ID {ID}"
    assert blank == ""
    assert opening.startswith(stored.case.findings[0].sentence)
    body = "\n".join(rest)
    for needed in (
        f"Generation ID: {ID}",
        "Plan: Plus",
        "Observed: The skater freezes at 3 s and resumes elsewhere.",
        "Expected: One continuous forward roll.",
        "\n    A skateboarder rolling forward down a street\n",
        "on the decoded frames of the file by ticketkit 0.1.0; thresholds: hold duration 125 ms.",
        "Not ruled out by the measurement: A freeze that the prompt asked for.",
        f"SHA-256: {'ab' * 32}",
        "Please review this generation, or pass this to a person who can.",
        "at your discretion",
        "- report.pdf, with every number, the SHA-256 of every picture and how to check them",
        "- frame 72, annotated\n- frame 72, untouched",
        "The whole case folder, with the SHA-256 of every file, is at hand.",
    ):
        assert needed in body
    assert body.index("Generation ID:") < body.index("Please review") < body.index("Measured on")


def test_one_kind_of_finding_is_told_once(stored: StoredCase) -> None:
    """The strongest in full, the others as their number and times, and the doubts once."""
    freeze = stored.case.findings[0]
    doubts = ("A cut.", "A flash.")
    jumps = tuple(
        freeze.model_copy(
            update={
                "check": "content_jump",
                "metric": "change",
                "start_s": start_s,
                "sentence": f"The picture jumps at {start_s} s.",
                "alternatives": doubts,
            }
        )
        for start_s in (1.5, 1.25, 0.25, 0.75, 0.5, 2.0)
    )
    text = ticket.text(changed(stored, findings=(freeze, *jumps)))
    assert text.count("The picture jumps") == 1
    assert (
        "The picture jumps at 1.5 s. 5 more of this kind, the strongest at"
        " 0.250 s, 0.500 s, 0.750 s, 1.250 s. Technical term" in text
    )
    assert text.count("thresholds:") == text.count("Not ruled out") == 1
    assert f"{freeze.alternatives[0]} The report lists 2 more harmless causes." in text
    few = ticket.text(changed(stored, findings=(freeze, *jumps[:2])), to(stored, "discord"))
    assert "1 more of this kind, at 1.250 s." in few


def test_a_time_is_quoted_as_it_was_given(stored: StoredCase) -> None:
    """The sender's own words, and the frame that is on screen then."""
    for at, quoted in (("3.02", "3.02 s"), ("0:03.02", "0:03.02")):
        text = ticket.text(changed(asking(stored, at=at), findings=(), moment=GIVEN))
        assert (
            f"First visible, as the sender says: {quoted} (frame 72, on screen from 0:03.000)"
            in text
        )
    text = ticket.text(changed(asking(stored, at="#72"), findings=(), moment=GIVEN))
    assert "First visible, as the sender says: 0:03.000 (3.000 s, frame 72)" in text


@pytest.mark.parametrize("kind", KINDS)
def test_the_start_of_the_container_is_told_where_it_is_not_zero(
    stored: StoredCase, kind: ChannelKind
) -> None:
    """Who looks with ffprobe finds the frame at another time."""
    assert "ffprobe" not in ticket.text(stored, to(stored, kind))
    for start_s, way in ((0.083333, "0.083 s later"), (-0.5, "0.500 s earlier")):
        clip = stored.case.clip.model_copy(update={"start_s": start_s})
        text = ticket.text(changed(stored, clip=clip), to(stored, kind))
        assert f"In ffprobe these times are {way} (start of the container).\n" in text


def test_it_is_written_beside_the_case(stored: StoredCase, tmp_path: Path) -> None:
    [path] = ticket.write(stored, tmp_path)
    assert path == tmp_path / "ticket.txt"
    assert path.read_text(encoding="utf-8") == ticket.text(stored)


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_not_given_is_left_out(stored: StoredCase, kind: ChannelKind) -> None:
    bare = changed(stored, request=MINIMAL)
    text = ticket.text(bare, to(bare, kind))
    for label in (
        "Plan",
        "Model",
        "Seed",
        "Account",
        "Prompt",
        "Observed",
        "Share link",
        "Credits",
    ):
        assert f"{label}:" not in text
        assert f"{label}," not in text
    assert "[" not in text
    assert "\n\n\n" not in text


@pytest.mark.parametrize("kind", KINDS)
def test_every_channel_names_the_id_the_time_and_the_term(
    stored: StoredCase, kind: ChannelKind
) -> None:
    text = ticket.text(stored, to(stored, kind))
    for needed in (ID, "0:03.000", TERM, stored.case.findings[0].sentence):
        assert needed in text


def test_what_only_an_eye_judged_says_so(stored: StoredCase) -> None:
    text = ticket.text(changed(stored, findings=(), moment=GIVEN))
    assert (
        f"\n\n{TERM}, first visible at 0:03.000 (frame 72). Seen by a person, not measured.\n"
        in text
    )
    assert "failure visible" not in text


def test_a_measurement_that_does_not_show_it_is_not_hidden(stored: StoredCase) -> None:
    text = ticket.text(not_shown(stored, GIVEN))
    assert "Seen by a person; the measurement made with this case does not show it." in text
    assert "The longest hold is 83 ms." in text
    assert "failure visible" not in text


def test_without_any_time_none_is_claimed(stored: StoredCase) -> None:
    text = ticket.text(not_shown(stored, NOWHERE))
    assert text.startswith(f"Possible {TERM}, Generation ID {ID}\n\n{TERM}. Reported by a person;")
    assert "First visible" not in text
    assert "0:00.000" not in text


def test_harmless_causes_are_those_of_what_was_shown(stored: StoredCase) -> None:
    """A failure that was not found has no cause to rule out, and its sentence has the threshold."""
    text = ticket.text(not_shown(stored, GIVEN))
    assert "Not ruled out" not in text
    assert "thresholds:" not in text
    one_more = stored.case.findings[0].model_copy(update={"alternatives": ("A cut.", "A flash.")})
    text = ticket.text(changed(stored, findings=(one_more,)))
    assert "The report lists 1 more harmless cause." in text


def test_the_first_time_is_the_first(stored: StoredCase) -> None:
    """Where something weaker was shown earlier, the moment is not called the first one."""
    freeze = stored.case.findings[0]
    jump = freeze.model_copy(update={"check": "content_jump", "start_s": 1.0, "sentence": "Jump."})
    text = ticket.text(changed(stored, findings=(freeze, jump)))
    assert "First visible" not in text
    assert "Strongest from: 0:03.000 (3.000 s, frame 72)" in text


def test_credit_is_asked_for_only_where_the_vendor_leaves_room(
    stored: StoredCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "goodwill credit" in ticket.text(stored)
    desks.install(monkeypatch, goodwill=False)
    assert "credit" not in ticket.text(stored)
    assert "Please review this generation, or pass" in ticket.text(stored)


def test_the_first_message_of_a_chat_is_short(stored: StoredCase) -> None:
    """It fits a chat window; the report carries the rest."""
    text = ticket.text(stored, to(stored, "in_app_chat"))
    assert len(text) < 1000
    assert "report.pdf" in text
    assert "A skateboarder" not in text


@pytest.mark.parametrize("kind", ["discord", "forum"])
def test_an_account_is_never_made_public(stored: StoredCase, kind: ChannelKind) -> None:
    person = asking(stored, account="rider@example.com")
    assert "Account: rider@example.com" in ticket.text(person)
    public = ticket.text(person, to(stored, kind))
    assert "rider" not in public
    assert "case.json" not in public


def test_user_text_is_never_read_as_a_template(stored: StoredCase) -> None:
    text = ticket.text(asking(stored, prompt="{{ 7*7 }}\n\n\n{% raw %}", observed="{{ id }}"))
    assert "\n    {{ 7*7 }}\n\n\n    {% raw %}\n" in text
    assert "Observed: {{ id }}" in text


def test_the_users_words_are_theirs(stored: StoredCase) -> None:
    """Quoted words are not ours to censor."""
    words = "A lawyer says: you must refund her, see https://example.com"
    assert words in ticket.text(asking(stored, prompt=words, observed=words))


def test_a_discord_post_calls_nobody_but_the_one_the_route_names(stored: StoredCase) -> None:
    noisy = asking(stored, prompt="@everyone <@123> **bold** @here", observed="# loud\n> quote")
    route = to(stored, "discord", vendor="runway", mention="@On Call - Moderators")
    text = ticket.text(noisy, route)
    assert text.count("@On Call - Moderators, could somebody") == 1
    assert text.replace("@On Call - Moderators", "").replace("@\u200b", "").count("@") == 0
    assert "\\*\\*bold\\*\\*" in text
    assert "\n# loud" not in text


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(prompt=st.text(max_size=3000), observed=st.text(max_size=1500))
def test_a_discord_post_always_fits(stored: StoredCase, prompt: str, observed: str) -> None:
    text = ticket.text(asking(stored, prompt=prompt, observed=observed), to(stored, "discord"))
    assert discord_length(text) <= 2000
    assert ID in text
    assert "please review this generation" in text


def test_a_short_limit_drops_whole_sections_in_order(stored: StoredCase) -> None:
    route = to(stored, "web_form", limits=Limits(characters=700))
    text = ticket.text(stored, route)
    assert len(text) <= 700
    assert "The whole case folder" not in text
    assert "Plan: Plus" in text
    assert "Please review this generation, or pass" in text
    with pytest.raises(CatalogError, match="where 300 are allowed"):
        ticket.text(stored, to(stored, "web_form", limits=Limits(characters=300)))


def test_a_share_link_off_the_vendors_domains_is_left_out(stored: StoredCase) -> None:
    own = "https://lumalabs.ai/dream-machine/creations/1"
    assert f"Share link: {own}" in ticket.text(asking(stored, share_url=own))
    assert "lumengen" not in ticket.text(asking(stored, share_url="https://lumengen.online/1"))


def test_only_attachments_within_the_limit_are_named(stored: StoredCase) -> None:
    few = ticket.text(stored, to(stored, "email", limits=Limits(files=2)))
    assert "report.pdf" in few
    assert "- frame 72, annotated" in few
    assert "untouched" not in few


def test_of_many_marked_frames_six_are_listed(stored: StoredCase) -> None:
    mark = Mark(x=1, y=1, w=9, h=9, label="sixth finger")
    frames = tuple(
        stored.case.frames[2].model_copy(update={"index": i, "time_s": i / 24, "marks": (mark,)})
        for i in range(60, 76)
    )
    text = ticket.text(changed(stored, frames=frames))
    assert text.count("    frame ") == 6
    assert "frame 72" in text


def test_a_marks_label_stands_beside_its_frame(tmp_path: Path) -> None:
    mark = Mark(x=1, y=1, w=9, h=9, label="sixth finger")
    text = ticket.text(stored_case(tmp_path, size=(64, 48), marks=(mark,)))
    assert "frame 72     failure visible: sixth finger" in text


def test_a_box_that_the_tool_placed_is_not_called_the_senders(tmp_path: Path) -> None:
    """Who drew a box and who followed it are told apart."""
    mark = Mark(x=1, y=1, w=9, h=9, label="sixth finger", followed_from=71)
    stored = stored_case(tmp_path, size=(64, 48), marks=(mark,))
    text = ticket.text(stored)
    assert "failure visible; box followed by ticketkit: sixth finger" in text
    assert "visible: sixth finger" not in text


def test_an_unknown_vendor_is_refused(stored: StoredCase) -> None:
    with pytest.raises(UnknownNameError, match="nobody"):
        ticket.text(stored, to(stored, "email", vendor="nobody"))


@pytest.fixture
def own_templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the templates in which Luma may have its own wording."""
    root = tmp_path / "templates"
    shutil.copytree(resources.templates() / "channels", root / "channels")
    (root / "vendors/luma").mkdir(parents=True)
    monkeypatch.setattr(resources, "templates", lambda: root)
    return root / "vendors/luma/email.txt"


def reworded(request: str) -> str:
    block = f'{{% block request %}}{{{{ section("request") }}}}\n{request}\n\n{{% endblock %}}'
    return f'{{% extends "channels/email.txt" %}}{block}'


def test_a_vendor_may_word_its_channel_itself(stored: StoredCase, own_templates: Path) -> None:
    own_templates.write_text(reworded("Kindly look at this generation."), encoding="utf-8")
    text = ticket.text(stored)
    assert "\n\nKindly look at this generation.\n\nPlan: Plus\n" in text
    assert "Please review" not in text


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("It lasts {{ 31.5 * 2 }} s.", "63 s"),
        ("See frame {{ moment.frame + 1 }}.", "73"),
        ("At {{ (moment.time_s / 2) | clock }}.", "0:01.500"),
        ("It covers {{ clip.frame_count / 2 }}% of the clip.", "60%"),
        ("The file has {{ (clip.bytes * 2) | size }}.", "819 kB"),
    ],
)
def test_a_number_that_is_not_of_the_case_is_refused(
    stored: StoredCase, own_templates: Path, sentence: str, number: str
) -> None:
    """What a template works out by itself was neither measured nor given."""
    own_templates.write_text(reworded(sentence), encoding="utf-8")
    with pytest.raises(CatalogError, match="not a number of this case") as caught:
        ticket.text(stored)
    assert f'"{number}"' in caught.value.what


def test_every_number_of_the_case_may_be_printed(stored: StoredCase, own_templates: Path) -> None:
    """Measured values in their unit, times in both forms, sizes, counts, and fixed numbers."""
    sentence = (
        "From {{ moment.time_s | seconds }} to {{ moment.end_s | clock }},"
        " {{ findings[0].margin | measure('ms') }} beyond, {{ findings[0].baseline }} elsewhere,"
        " {{ clip.bytes | size }}, {{ clip.width }} px, {{ clip.average_rate }} fps, step 2 of 3."
    )
    own_templates.write_text(reworded(sentence), encoding="utf-8")
    said = "From 3.000 s to 0:04.000, 875 ms beyond, 41.7 elsewhere, 409 kB, 64 px, 24 fps, step 2"
    assert said in ticket.text(stored)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    words=st.text(alphabet="0123456789.,:% ms-/#\n|", max_size=60),
    kind=st.sampled_from(KINDS),
)
def test_numbers_in_the_users_words_never_stop_a_ticket(
    stored: StoredCase, words: str, kind: ChannelKind
) -> None:
    """Whatever digits a person writes, they are that person's and no claim of the ticket."""
    asked = asking(stored, prompt=words, observed=words, expected=words, seed=words, plan=words)
    assert ID in ticket.text(asked, to(asked, kind))


@pytest.mark.parametrize(
    "sentence",
    ["You must refund my credits.", "Ask @On Call - Moderators.", "See https://lumengen.online."],
)
def test_a_template_that_says_what_none_may_say_is_refused(
    stored: StoredCase, own_templates: Path, sentence: str
) -> None:
    own_templates.write_text(reworded(sentence), encoding="utf-8")
    with pytest.raises(CatalogError, match="The ticket cannot go out") as caught:
        ticket.text(stored)
    assert "vendors/luma/email.txt" in str(caught.value)


def test_every_shipped_vendor_gets_a_clean_ticket(
    stored: StoredCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The linter finds nothing in any channel, and a Luma ticket never names a Runway channel."""
    monkeypatch.undo()
    for vendor in catalog.load().vendors.values():
        for channel in vendor.channels:
            route = to(
                stored, channel.kind, vendor=vendor.name, address=channel.address,
                mention=channel.mention, limits=channel.limits,
            )  # fmt: skip
            text = ticket.text(stored, route)
            if vendor.name == "luma":
                for word in ("AI Assistant", "#community-help", "On Call", "Runway"):
                    assert word not in text
