"""The frame that every output puts in front is the one that shows the failure best."""

from pathlib import Path

import pytest
from support.cases import stored_case

from ticketkit.model.frame import Mark
from ticketkit.outputs._words import lead_frame

_BOX = Mark(x=10, y=10, w=40, h=30, label="shoe")
_FOLLOWED = _BOX.model_copy(update={"followed_from": 84})


@pytest.mark.parametrize(
    ("marks", "lead"),
    [
        ({}, 72),
        ({84: _BOX}, 84),
        ({72: _BOX, 84: _BOX}, 72),
        ({72: _FOLLOWED, 84: _BOX}, 84),
        ({71: _BOX}, 72),
    ],
    ids=["no box", "a box later", "a box at the moment too", "a followed box", "a box before"],
)
def test_a_failure_that_a_person_marked_leads(
    marks: dict[int, Mark], lead: int, tmp_path: Path
) -> None:
    """A person who draws a box has said which frame shows it; else it is the moment's."""
    case = stored_case(tmp_path).case
    frames = [
        f.model_copy(update={"marks": (marks[f.index],) if f.index in marks else ()})
        for f in case.frames
    ]
    assert lead_frame(case.model_copy(update={"frames": tuple(frames)})).index == lead
