"""What a person asks for, verbatim."""

from pathlib import Path

from pydantic import Field, field_serializer, model_validator

from ticketkit.model.base import Record
from ticketkit.model.names import storable

MIN_DISCORD_BYTES = 2**17
"""128 KiB: ten pictures that can still be read."""


class BuildRequest(Record):
    """The request for one case; texts are kept as given, nothing is parsed yet."""

    clip: Path
    """Where the clip lies; only its name is written to disk."""
    id: str
    """Generation ID, or the share URL that contains it."""
    mode: str
    """Failure mode: canonical name, alias or technical term."""
    vendor: str | None = None
    at: str | None = None
    """When the failure is first visible."""
    until: str | None = None
    """End of the failure."""
    boxes: tuple[str, ...] = ()
    """X,Y,W,H[@TIME][=LABEL]."""
    events: tuple[str, ...] = ()
    """SOUND,PICTURE[=LABEL]: when a sound is heard, and when what belongs to it is seen."""
    blur: tuple[str, ...] = ()
    """X,Y,W,H of a region to hide in everything that is meant for the public."""
    discord_file_bytes: int = Field(default=10 * 2**20, ge=MIN_DISCORD_BYTES)
    """The most that one file of the Discord pack may weigh."""
    discord_total_bytes: int = Field(default=24 * 2**20, ge=MIN_DISCORD_BYTES)
    """The most that all pictures of the Discord pack may weigh together."""
    frames: int = Field(default=6, ge=1, le=16)
    """How many frames to show."""
    observed: str | None = None
    expected: str | None = None
    prompt: str | None = None
    plan: str | None = None
    surface: str | None = None
    model: str | None = None
    """The vendor's generation model, e.g. "Ray 2"."""
    seed: str | None = None
    share_url: str | None = None
    account: str | None = None
    """E-mail or handle of the account that paid."""
    credits: str | None = None
    """Credits that the generation took."""
    generated_at: str | None = None
    """When the clip was generated, in the user's words."""

    @model_validator(mode="before")
    @classmethod
    def _is_unicode(cls, given: dict[str, object]) -> dict[str, object]:
        for name, value in given.items():
            texts = value if isinstance(value, tuple | list) else (value,)
            if any(isinstance(text, str) and text != storable(text) for text in texts):
                raise ValueError(f"{name} holds a byte that is not UTF-8 text")
        return given

    @field_serializer("clip")
    def _name_only(self, clip: Path) -> str:
        return storable(clip.name)
