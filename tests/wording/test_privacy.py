"""A warning of private matters: what looks like one is found, what only resembles it is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketkit.wording.privacy import matters

HEX = "0123456789abcdef"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("write to anna.k+ai@mail.example.org please", "an e-mail address"),
        ("ANNA@EXAMPLE.COM", "an e-mail address"),
        ("mailto:a@b.co.", "an e-mail address"),
        ("card 4111 1111 1111 1111 12/27", "a card number"),
        ("4111111111111111", "a card number"),
        ("amex 3782-822463-10005", "a card number"),
        ("5555-5555-5555-4444", "a card number"),
        ("key sk-proj-abcdefghij0123456789", "a token or password"),
        ("AKIAIOSFODNN7EXAMPLE", "a token or password"),
        (f"luma-c4d629bf-{'ab12' * 7}", "a token or password"),
        (f"key_{HEX * 8}", "a token or password"),
        ("ghp_" + "a1" * 18, "a token or password"),
        ("Authorization: Bearer abcdefghij0123456789xyz", "a token or password"),
        ("my password: correcthorse", "a token or password"),
        ("https://anna:hunter22@host.example/x", "a token or password"),
        (f"https://cdn.example/x.mp4?X-Amz-Signature={HEX * 4}", "a token or password"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmN", "a token or password"),
        ("-----BEGIN OPENSSH PRIVATE KEY-----", "a token or password"),
        ("start image /home/anna/pics/me.png", "a path with a name"),
        ("file:///Users/anna/Desktop", "a path with a name"),
        (r"C:\Users\Anna\clip.mp4", "a path with a name"),
        ("/mnt/c/Users/anna/x", "a path with a name"),
    ],
)
def test_what_is_private_is_found(text: str, kind: str) -> None:
    assert [matter.kind for matter in matters(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "icon@2x.png beside photo@3x.jpg",
        "@anna looks at me @ 5 pm",
        "a@b and scp user@host:file",
        "c4d629bf-94bf-4c4e-955f-eba2de8e526c",
        "4111111111111112",
        "1700000000000",
        "a 16-digit number 1234567812345670",
        "4111.1111.1111.1111",
        "frame 4111111111111111.5",
        "a desk-lamp-with-a-very-long-shade-standing-there",
        "a token of love, a secret: the old garden",
        "the bearer of very old and unimportant tidings",
        "a sign that reads password: none",
        "https://example.com/home/anna/gallery",
        "/Users/Shared/clip.mp4",
        "and/home/or",
        "16:9, 24 fps, seed 4242424242",
        "https://lumalabs.ai/share/abc?key=short",
    ],
)
def test_what_only_resembles_it_is_not(text: str) -> None:
    assert list(matters(text)) == []


def test_a_desks_own_address_is_not_private() -> None:
    said = "support@lumalabs.ai and help@eu.lumalabs.ai told anna@lumalabs.ai.example.org"
    assert [m.words for m in matters(said, ("lumalabs.ai",))] == ["anna@lumalabs.ai.example.org"]


@given(st.text(alphabet="4111 -@./abcsk_:=\\UsershomeC", max_size=300))
def test_every_find_stands_in_the_text(text: str) -> None:
    assert all(matter.words in text for matter in matters(text))


def test_a_long_text_is_read_quickly() -> None:
    """100 kB of what every pattern begins with: no pattern goes back and forth over it."""
    for piece in ("a", "a.", "4111 ", "sk-", "/home/", "eyJ", "key=", "-", "://a:", "bearer "):
        assert len(list(matters(piece * (100_000 // len(piece))))) <= 100_000
