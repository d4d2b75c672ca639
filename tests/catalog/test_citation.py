"""The ID that a ticket cites, from what people paste."""

import pytest

from ticketkit import catalog
from ticketkit.errors import ExitCode, UsageError

BOOK = catalog.load()
LUMA, RUNWAY = BOOK.vendor("luma"), BOOK.vendor("runway")
KLING, SEEDANCE = BOOK.vendor("kling"), BOOK.vendor("seedance")
ID = "c4d629bf-94bf-4c4e-955f-eba2de8e526c"


@pytest.mark.parametrize(
    ("text", "vendor", "word"),
    [
        (f"https://lumalabs.ai/dream-machine/creations/{ID}", "luma", "Generation ID"),
        (f"lumalabs.ai/dream-machine/creations/{ID}?utm=x#top", "luma", "Generation ID"),
        (f"https://WWW.LumaLabs.ai/dream-machine/creations/{ID}/", "luma", "Generation ID"),
        (f"https://storage.cdn-luma.com/dream_machine/{ID}/v.mp4", "luma", "Generation ID"),
        (f"https://app.lumalabs.ai/board/{ID}", "luma", "board ID"),
        (f"https://app.lumalabs.ai/something/new/{ID}", "luma", "Generation ID"),
        (f"https://app.runwayml.com/creation/{ID}", "runway", "asset ID"),
        (f"  https://app.runwayml.com/share/{ID}\n", "runway", "asset ID"),
    ],
)
def test_a_share_link_gives_the_id_and_the_vendor(text: str, vendor: str, word: str) -> None:
    """The ID is taken out, the vendor is named with the evidence, nothing is warned of."""
    cited = BOOK.identify(text)
    assert (cited.vendor.name, cited.identifier.value) == (vendor, ID)
    assert (cited.identifier.name, cited.identifier.matches_pattern) == (word, True)
    assert cited.vendor.title in cited.evidence
    assert cited.warnings == ()


def test_a_bare_id_needs_a_vendor() -> None:
    """A UUID alone does not say who made the clip."""
    with pytest.raises(UsageError, match="which vendor") as caught:
        BOOK.identify(ID)
    assert caught.value.exit_code is ExitCode.USAGE
    cited = BOOK.identify(f" {ID.upper()} ", LUMA)
    assert cited.identifier.value == ID.upper()
    assert cited.identifier.matches_pattern
    assert (cited.evidence, cited.warnings) == ("", ())


@pytest.mark.parametrize("text", ["abc", "../../etc/passwd", "12 34", ID[:-1], "gen_Ünïcode"])
def test_an_id_of_another_form_is_taken_verbatim_with_a_warning(text: str) -> None:
    """An unusual ID is not refused: the person may know better."""
    cited = BOOK.identify(f" {text} ", LUMA)
    assert (cited.identifier.value, cited.identifier.matches_pattern) == (text, False)
    assert cited.identifier.name == "Generation ID"
    assert "does not look like" in cited.warnings[0]


@pytest.mark.parametrize(
    "text", ["", "  ", "a\nb", "a\x00b", "a\u202eb", "a\u200bb", "a\u2028b", "x" * 201]
)
def test_an_unusable_id_is_refused(text: str) -> None:
    """Empty, over-long and invisibly altered IDs end with what to do."""
    with pytest.raises(UsageError) as caught:
        BOOK.identify(text, LUMA)
    assert "--id" in caught.value.next_step or "Copy" in caught.value.next_step


def test_a_link_to_another_vendor_is_warned_of() -> None:
    """The ticket stays with the vendor that was named, and says what contradicts."""
    cited = BOOK.identify(f"https://app.runwayml.com/share/{ID}", LUMA)
    assert (cited.vendor.name, cited.identifier.value) == ("luma", ID)
    assert "Runway" in cited.warnings[0]


@pytest.mark.parametrize(
    "link",
    [
        f"https://lumalabs.ai.evil.example/dream-machine/creations/{ID}",
        f"https://lumalabs.ai@evil.example/dream-machine/creations/{ID}",
        f"https://notlumalabs.ai/dream-machine/creations/{ID}",
        f"https://evil.example/?u=https://lumalabs.ai/dream-machine/creations/{ID}",
        f"https://evil.example/lumalabs.ai/dream-machine/creations/{ID}",
    ],
)
def test_a_lookalike_site_names_no_vendor(link: str) -> None:
    """Only the host decides: nothing else in a link makes it a vendor's."""
    with pytest.raises(UsageError):
        BOOK.identify(link)
    cited = BOOK.identify(link, LUMA)
    assert cited.identifier.value == ID
    assert "not known as a site of Luma" in cited.warnings[0]


@pytest.mark.parametrize(
    ("link", "vendor"),
    [
        ("https://lumalabs.ai/dream-machine", "luma"),
        (f"https://lumalabs.ai/dream-machine/creations/{ID[:-5]}", "luma"),
        ("https://kling.ai/creations/something", "kling"),
    ],
)
def test_a_link_without_an_id_is_refused(link: str, vendor: str) -> None:
    """A link is never cited as an ID; the person is told how that is called and where it is."""
    shop = BOOK.vendor(vendor)
    for named in (None, shop):
        with pytest.raises(UsageError, match="No ID of") as caught:
            BOOK.identify(link, named)
        assert "--share-url" in caught.value.next_step
        assert f"{shop.title} calls it {shop.ids[0].name}: " in caught.value.next_step


def test_a_refused_id_says_where_the_right_one_is() -> None:
    with pytest.raises(UsageError) as caught:
        BOOK.identify("", KLING)
    assert "Kling AI calls it task ID: " in caught.value.next_step


def test_a_vendor_without_known_ids_says_so() -> None:
    """Where no form is known, nothing is said about the form of this ID."""
    cited = BOOK.identify("12345", LUMA.model_copy(update={"ids": ()}))
    assert cited.identifier.name == "ID"
    assert cited.warnings == (
        "How Luma's IDs look is not known, so this one could not be checked.",
    )


@pytest.mark.parametrize("text", ["792461830562", "abc-123"])
def test_an_id_whose_form_is_not_known_is_cited_with_the_doubt(text: str) -> None:
    """A pattern that takes anything has checked nothing, and the person is told."""
    cited = BOOK.identify(text, KLING)
    assert (cited.identifier.name, cited.identifier.matches_pattern) == ("task ID", True)
    assert "could not be checked" in cited.warnings[0]


def test_a_known_form_comes_before_one_that_takes_anything() -> None:
    cited = BOOK.identify(ID, SEEDANCE)
    assert (cited.identifier.name, cited.warnings) == ("ProduceID", ())


@pytest.mark.parametrize(
    ("text", "vendor", "known"),
    [
        (ID, "luma", True),
        ("no ID of Luma's", "luma", True),
        ("7f3k2m9q", "pika", False),
        ("no ID at all", "pika", False),
        ("7f3k2m9qabcd", "replicate", False),
        ("https://replicate.com/p/7f3k2m9qabcd", "replicate", True),
    ],
)
def test_a_form_that_is_not_known_is_not_taken_for_known(
    text: str, vendor: str, known: bool
) -> None:
    """Where nobody knows how IDs look, only the vendor's own link tells one."""
    assert BOOK.identify(text, BOOK.vendor(vendor)).identifier.form_known == known
