"""The words for what a detector measured, as the catalogue holds them."""

from ticketkit.model.base import Record
from ticketkit.model.finding import ErrorRate


class DetectorWording(Record):
    """How one detector's numbers are said; sentences are strict templates."""

    name: str
    """The detector: the file's name."""
    title: str
    """What it looks for, e.g. "Frozen picture"."""
    shown: str
    """Sentence of a finding that shows the failure."""
    not_shown: str
    """Sentence of a finding that does not."""
    not_measured: str
    """Sentence when nothing could be measured; `reason` is filled in."""
    reasons: dict[str, str]
    """By key: why a status was given."""
    alternatives: dict[str, str]
    """By key: harmless explanations."""
    method: tuple[str, ...]
    """How the number comes about, in paragraphs for the report."""
    blind_spots: tuple[str, ...]
    """What the method cannot see."""
    source: str
    """Where the method comes from."""
    error_rate: ErrorRate | None = None
    """How often it errs; None until the benchmark has measured it."""
