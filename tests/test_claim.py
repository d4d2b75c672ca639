"""The claim: a request in the catalogue's terms, with what the user has to be told."""

from pathlib import Path

import pytest

from ticketkit.errors import UsageError
from ticketkit.model.request import BuildRequest
from ticketkit.pipeline.claim import understand

GENERATION = "c4d629bf-94bf-4c4e-955f-eba2de8e526c"


def _request(mode: str, at: str | None = "1", vendor: str = "luma") -> BuildRequest:
    return BuildRequest(clip=Path("clip.mp4"), id=GENERATION, mode=mode, at=at, vendor=vendor)


def test_a_group_says_which_kind_was_taken() -> None:
    """The ticket is about one kind, and a warning names it and the one it is not about."""
    claim = understand(_request("camera"))
    assert claim.mode.name == "camera-path"
    assert claim.term.term == "Cinematographic Trajectory Failure"
    told = "camera has two kinds; camera-path was taken, the other is camera-jitter."
    assert claim.warnings == (told,)


@pytest.mark.parametrize(
    "mode", ["camera-jitter", "luma-camera-jitter", "Camera Path Coherence Failure", "shaky"]
)
def test_a_name_of_one_kind_needs_no_word(mode: str) -> None:
    """Who names the kind is not told of the other."""
    claim = understand(_request(mode))
    assert (claim.mode.name, claim.warnings) == ("camera-jitter", ())


def test_a_page_of_two_gives_its_own_term() -> None:
    """Runway has two pages on text; the slug says which words the ticket uses."""
    terms = {
        said: understand(_request(said, vendor="runway")).term.term
        for said in ("text-rendering", "runway-hallucinated-text")
    }
    assert terms == {
        "text-rendering": "Glyph Synthesis & Typography Coherence Failure",
        "runway-hallucinated-text": "Glyph Synthesis & Semantic Adherence Failure",
    }


def test_a_failure_for_the_eye_needs_a_time() -> None:
    with pytest.raises(UsageError, match="judged by eye") as caught:
        understand(_request("face", at=None))
    assert "--at" in caught.value.next_step


@pytest.mark.parametrize("mode", ["job-failed", "blocked-by-moderation", "charged-twice"])
def test_a_failure_without_a_picture_is_sent_to_its_route(mode: str) -> None:
    """Nobody is asked for the second at which a charge is visible."""
    with pytest.raises(UsageError, match="not seen in a clip") as caught:
        understand(_request(mode, at=None))
    assert f"`ticketkit route --vendor luma --mode {mode}`" in caught.value.next_step
