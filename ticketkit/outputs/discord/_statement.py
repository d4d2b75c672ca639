"""What was found, in the few words that stand on the overview."""

from ticketkit.model.case import Case
from ticketkit.outputs import _words
from ticketkit.wording import escaping, render

_TEMPLATE = "discord/overview.txt"


def of(case: Case) -> str:
    """Say what was measured, or who says it; the sender's own words are in quotation marks."""
    return escaping.one_line(
        render(
            _TEMPLATE,
            shown=case.shown,
            known=_words.when(case).known,
            sentences=[finding.sentence for finding in _words.telling(case)],
            marked=any(frame.marks for frame in case.frames),
            observed=escaping.one_line(case.request.observed or ""),
        )
    )
