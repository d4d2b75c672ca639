"""The claims linter tells good sentences from bad ones."""

import pytest

from ticketkit.wording.claims import is_allowed, problems

DOMAINS = ("lumalabs.ai", "discord.gg/luma")

BAD = [
    ("claim", "You must refund my credits."),
    ("claim", "You have to issue a credit."),
    ("claim", "A refund is guaranteed."),
    ("claim", "I am entitled to my credits."),
    ("claim", "These credits are owed to me."),
    ("claim", "You owe me 40 credits."),
    ("claim", "I deserve a refund."),
    ("claim", "I demand a refund."),
    ("claim", "I insist on a credit."),
    ("claim", "I have a right to a refund."),
    ("claim", "The credit will be approved."),
    ("claim", "The credits should be refunded."),
    ("claim", "You will receive a full refund."),
    ("claim", "Such tickets are routinely approved."),
    ("claim", "Vendors usually grant a credit."),
    ("claim", "A credit is due."),
    ("claim", "90% of tickets succeed."),
    ("claim", "The approval rate is high."),
    ("claim", "There is a precedent for this."),
    ("deadline", "Please answer within 24 hours."),
    ("deadline", "Expect an answer in 1-3 business days."),
    ("deadline", "The deadline is Friday."),
    ("claim", "Otherwise I will file a chargeback."),
    ("claim", "I will charge back the payment."),
    ("claim", "I will dispute the charge."),
    ("claim", "My lawyer will write to you."),
    ("claim", "I will take legal action."),
    ("claim", "I will tell the consumer protection office."),
    ("secret", "My card number follows."),
    ("secret", "My password follows."),
    ("leftover", "Plan: [plan]"),
    ("leftover", "Generation ID: [your ID here]"),
    ("leftover", "Hello {{ name }}"),
    ("leftover", "{% if plan %}"),
    ("leftover", "TODO: the prompt"),
    ("leftover", "Seed: None"),
    ("leftover", "for nan ms"),
    ("address", "Write to support@lumengen.online."),
    ("address", "See https://runwaygen45.com/refund."),
    ("address", "See lumalabs.ai.example.com for more."),
    ("address", "See notlumalabs.ai for more."),
    ("address", "sora-support@openai.com"),
    ("address", "https://discord.gg/other"),
    ("channel", "I wrote to @On Call - Moderators before."),
]

GOOD = [
    "Please review this generation.",
    "I would be glad of a goodwill credit, which is at your discretion.",
    "The picture holds still for 1,000 ms, from 3.000 s to 4.000 s (frames 72 to 95).",
    "Credits used: 40",
    "Marked by a person, not measured.",
    "Write to support+web@lumalabs.ai or see https://docs.lumalabs.ai/docs/faq.",
    "Attached: report.pdf, annotated/0072_3.000s.png, MANIFEST.sha256, case.json.",
    "Join at https://discord.gg/luma.",
    "A subject credited to nobody stands on the right side of the nanometre scale.",
    "The longest hold lasts 83 ms, below the 125 ms at which it would count as a freeze.",
    "Measured after 2 seconds of movement, i.e. at 0:02.000, e.g. frame 48.",
]


@pytest.mark.parametrize(("kind", "sentence"), BAD)
def test_a_bad_sentence_is_found(kind: str, sentence: str) -> None:
    found = problems(sentence, domains=DOMAINS, foreign=("@On Call - Moderators",))
    assert [p.kind for p in found][:1] == [kind], found


@pytest.mark.parametrize("sentence", GOOD)
def test_a_good_sentence_passes(sentence: str) -> None:
    assert problems(sentence, domains=DOMAINS, foreign=("@On Call - Moderators",)) == []


@pytest.mark.parametrize("sentence", [sentence for _, sentence in BAD])
def test_the_users_own_words_are_not_judged(sentence: str) -> None:
    text = f"Prompt, verbatim:\n\n    {sentence}\n"
    assert problems(text, quoted=[sentence], foreign=("@On Call - Moderators",)) == []


def test_quoting_a_word_does_not_hide_our_sentence() -> None:
    """A prompt of one letter takes no other words out of the text."""
    found = problems("The refund is guaranteed.", quoted=["g", " ", ""])
    assert [p.found for p in found] == ["guaranteed"]


KNOWN = (
    "3.000 s", "0:03.000", "72", "1,000 ms", "1000", "409,348", "409 kB", "SHA-256", "0.1.0",
    "12 %",
)  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("It freezes at 3.5 s.", "3.5 s"),
        ("It freezes at 3 s.", "3 s"),
        ("First visible: 0:03.500", "0:03.500"),
        ("See frame 73.", "73"),
        ("It lasts 1,001 ms.", "1,001 ms"),
        ("It lasts 1,000 s.", "1,000 s"),
        ("It is 409 MB large.", "409 MB"),
        ("It fails in 90% of the frames.", "90%"),
        ("Frames 72-80 are bad.", "80"),
        ("(frame 7)", "7"),
        ("It lasts 72.5 frames.", "72.5"),
    ],
)
def test_a_number_that_nobody_measured_is_found(sentence: str, number: str) -> None:
    """Another number is found, and so is the same one in another unit or with other digits."""
    found = problems(sentence, known_numbers=KNOWN)
    assert [(p.kind, p.found) for p in found] == [("number", number)]


@pytest.mark.parametrize(
    "sentence",
    [
        "It holds still for 1,000 ms from 3.000 s (0:03.000, frame 72).",
        "SHA-256: 3f0c9a527d414b8e9a661c2d5e8f7b04",
        "409,348 bytes (409 kB), 12 % of it, ticketkit 0.1.0.",
        "Attached: annotated/0072_3.000s.png",
        "3f0c9a52-7d41 and v2 and H264 and s_12",
    ],
)
def test_numbers_of_the_case_pass(sentence: str) -> None:
    """Every printed form of a known number passes; digits inside a word are no number."""
    assert problems(sentence, known_numbers=(*KNOWN, "annotated/0072_3.000s.png")) == []


def test_numbers_are_judged_only_where_they_are_known() -> None:
    assert problems("It freezes at 3.5 s.") == []


def test_the_users_own_numbers_are_not_judged_and_hide_none_of_ours() -> None:
    """A prompt that is just "3" takes nothing out of 3.5 nor of 1,003."""
    text = "Seed: 3\nPlan: s\nAt 3.5 s, frame 1,003."
    found = problems(text, quoted=["3", "s"], known_numbers=())
    assert [p.found for p in found] == ["3.5 s", "1,003"]


def test_what_the_text_must_hold_is_missed() -> None:
    found = problems("Frame 72.", must_hold=("c4d629bf", "Frame 72"))
    assert [(p.kind, p.found) for p in found] == [("missing", "c4d629bf")]


@pytest.mark.parametrize(
    "text", ["discord.gg/BEea92KeR9", "**https://Discord.gg/BEea92KeR9**", "discord.gg/BEea92KeR9."]
)
def test_an_invitation_counts_as_it_is_written(text: str) -> None:
    """Hosts have no case, paths have one; what ends a sentence or bold type is no part of them."""
    assert problems(text, domains=("discord.gg/BEea92KeR9",)) == []
    assert problems(text, domains=("discord.gg/beea92ker9",))


def test_addresses_are_judged_one_by_one() -> None:
    assert is_allowed("https://lumalabs.ai/dream-machine/creations/1", DOMAINS)
    assert not is_allowed("https://klingai2.org/lumalabs.ai", DOMAINS)
