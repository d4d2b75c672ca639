"""A person's box follows its content into other frames, and only where that can be trusted."""

from collections.abc import Callable

import cv2
import numpy as np
from support.planes import HEIGHT, RATE, WIDTH, Picture, ground, view

from ticketkit.model.frame import Mark
from ticketkit.model.picture import Sample
from ticketkit.model.question import PlacedBox
from ticketkit.pipeline.following import Follower, Track, marks_of

WORLD = ground(9)
SIZE_PX = (2 * WIDTH, 2 * HEIGHT)
LEFT, TOP, SIDE = 110, 40, 90
"""In pixels of the small plane, on the frame that the box is drawn on."""


def box(frame: int | None) -> PlacedBox:
    return PlacedBox(LEFT / WIDTH, TOP / HEIGHT, SIDE / WIDTH, SIDE / HEIGHT, frame=frame)


def track(picture: Callable[[int], Picture], drawn_on: int | None, frames: int = 24) -> Track:
    follower = Follower([box(drawn_on)])
    for index in range(frames):
        grey = cv2.cvtColor(picture(index).astype(np.uint8), cv2.COLOR_RGB2GRAY)
        for look in follower.lookers:
            look(Sample(index, index / RATE, np.asarray(grey, np.uint8)))
    (found,) = follower.tracks()
    return found


def test_a_box_goes_with_its_content_backwards_and_forwards() -> None:
    """The camera moves 1.5 px a frame to the right, so the content goes to the left."""
    found = track(lambda i: view(WORLD, right=1.5 * i), drawn_on=12)

    assert set(found) == set(range(24))
    for frame, (x, y, w, h) in found.items():
        assert abs(x * WIDTH - (LEFT - 1.5 * (frame - 12))) < 1.5
        assert abs(y * HEIGHT - TOP) < 1.5
        assert abs(w * WIDTH - SIDE) < 2
        assert abs(h * HEIGHT - SIDE) < 2


def test_a_box_is_not_followed_across_a_cut() -> None:
    """Other content at the same place is not what the person marked."""
    other = ground(10)
    found = track(lambda i: view(WORLD if i < 15 else other), drawn_on=12)

    assert set(found) == set(range(15))


def test_a_box_without_a_moment_is_nowhere() -> None:
    """Nobody knows which frame it was drawn on."""
    assert track(lambda i: view(WORLD, right=1.5 * i), drawn_on=None) == {}


def test_a_followed_mark_says_whose_it_is() -> None:
    """It keeps the person's words and names the frame that the person drew on."""
    drawn = Mark(x=220, y=80, w=180, h=180, label="jaw")
    marks = marks_of({3: (0.5, 0.5, 0.25, 0.25), 4: (0.4, 0.5, 0.25, 0.25)}, drawn, 3, SIZE_PX)

    assert list(marks) == [4]
    assert marks[4] == Mark(x=256, y=180, w=160, h=90, label="jaw", followed_from=3)
    assert drawn.is_drawn
    assert not marks[4].is_drawn


def test_a_mark_ends_where_its_thing_leaves_the_picture() -> None:
    """A little of it may be cut off; half of it may not."""
    drawn = Mark(x=0, y=0, w=64, h=36)
    marks = marks_of({1: (-0.02, 0.1, 0.1, 0.1), 2: (-0.06, 0.1, 0.1, 0.1)}, drawn, 0, SIZE_PX)

    assert list(marks) == [1]
    assert (marks[1].x, marks[1].w) == (0, 51)
