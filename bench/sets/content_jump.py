"""Pictures that redraw themselves or snap elsewhere, and quick changes that are none of it."""

import sys
from collections.abc import Callable, Iterable, Iterator

import cv2
import numpy as np

from bench import drawn_scenes, movements
from bench.clips import Floats, texture
from bench.drawn_scenes import SIZE, Scene
from bench.movements import anything, handheld
from bench.scoring import Benchmark
from bench.trials import Drawing, Trial, outcome, series, shipped

_SECONDS = 3.0
Draw = Callable[[np.random.Generator, float], Drawing]


def run() -> Benchmark:
    """Draw every clip and measure it."""
    check = shipped("content_jump")
    sources = [sys.modules[__name__], drawn_scenes, movements]
    return Benchmark(
        detector="content_jump",
        outcomes=tuple(outcome(trial, check, sources) for trial in trials()),
        error_name="onset error, frames",
        error_limit=1.0,
        about=(
            "Clips of 3 s of camera or subject movement in which, at one place, a region of 12 to"
            " 60 % is drawn anew (at once or over two frames), all detail changes while the"
            " layout stays, the subject snaps to another place or turns into another one, or the"
            " camera snaps; and healthy clips with steady movement, cuts, flashes, whip pans,"
            " dissolves, fades, exposure steps, something passing close, stepped animation,"
            " pauses, sudden starts, boiling texture and small captions."
        ),
        measured_on="drawn clips with known jumps, the half that set no threshold",
    )


def trials() -> Iterable[Trial]:
    """Every clip of the set."""
    for name, draw in _JUMPS.items():
        yield from series(f"jump: {name}", draw, positive=True, each_half=14)
    for name, draw in _HEALTHY.items():
        yield from series(f"healthy: {name}", draw, positive=False, each_half=8)


def _clip(rng: np.random.Generator, rate: float) -> tuple[int, int]:
    """Number of frames, and a frame somewhere in the middle."""
    count = round(_SECONDS * rate)
    return count, int(rng.integers(count // 4, 3 * count // 4))


def _blob(rng: np.random.Generator, share: float) -> Floats:
    """A soft-edged region that covers about `share` of the picture, (height, width, 1)."""
    height, width = SIZE
    aspect = rng.uniform(0.6, 1.6)
    half_h = min(height / 2, np.sqrt(share * height * width / np.pi / aspect))
    half_w = share * height * width / np.pi / half_h
    x, y = rng.uniform(0.3, 0.7, 2) * (width, height)
    rows, columns = np.mgrid[0:height, 0:width]
    reach = np.hypot((columns - x) / half_w, (rows - y) / half_h)
    return np.asarray(np.clip((1.05 - reach) / 0.1, 0, 1)[:, :, None], np.float32)


def _redrawn(over: int) -> Draw:
    """A region shows another scene from one frame on, or blends over to it within `over`."""

    def draw(rng: np.random.Generator, rate: float) -> Drawing:
        count, at = _clip(rng, rate)
        show, scene, other = anything(rng), Scene(rng), Scene(rng)
        mask = _blob(rng, rng.uniform(0.12, 0.6))

        def picture(i: int) -> Floats:
            part = mask * min(1.0, max(0.0, (i - at + 1) / over))
            mixed = show(scene, i / rate) * (1 - part) + part * show(other, i / rate)
            return np.asarray(mixed, np.float32)

        return Drawing((picture(i) for i in range(count)), (at, at + over - 1))

    return draw


def _new_detail(rng: np.random.Generator, rate: float) -> Drawing:
    """All detail changes; what is large stays."""
    count, at = _clip(rng, rate)
    show, scene = anything(rng), Scene(rng)
    shape = scene.world.shape[:2]
    first, second = (
        texture(rng, shape, mean=0, contrast=24, finest_px=4)[:, :, None] for _ in range(2)
    )
    coarse = cv2.GaussianBlur(scene.world, (0, 0), 9)
    other = Scene(rng)
    scene.world, other.world = coarse + _fine(first), coarse + _fine(second)
    return Drawing((show(scene if i < at else other, i / rate) for i in range(count)), (at, at))


def _fine(detail: Floats) -> Floats:
    blurred = cv2.GaussianBlur(detail, (0, 0), 9)
    fine = detail[:, :, 0] - blurred
    return np.asarray(18 * fine / fine.std(), np.float32)[:, :, None]


def _subject_snaps(rng: np.random.Generator, rate: float) -> Drawing:
    count, at = _clip(rng, rate)
    scene = Scene(rng, int(rng.integers(80, 120)))
    x, speed, y = rng.uniform(70, 120), rng.uniform(10, 45), rng.uniform(80, 130)
    leap, pan = rng.uniform(60, 150), rng.uniform(0, 40) * rng.choice((0, 1))

    def picture(i: int) -> Floats:
        place = x + speed * i / rate + (leap if i >= at else 0)
        return scene.with_subject(scene.seen(pan * i / rate), place, y)

    return Drawing((picture(i) for i in range(count)), (at, at))


def _subject_changes(rng: np.random.Generator, rate: float) -> Drawing:
    """From one frame on, another subject moves on in its place."""
    count, at = _clip(rng, rate)
    size = int(rng.integers(110, 170))
    scene, other = Scene(rng, size), Scene(rng, size)
    x, speed, y = rng.uniform(80, 140), rng.uniform(10, 60), rng.uniform(90, 120)

    def picture(i: int) -> Floats:
        who = scene if i < at else other
        return who.with_subject(scene.seen(), x + speed * i / rate, y)

    return Drawing((picture(i) for i in range(count)), (at, at))


def _camera_snaps(rng: np.random.Generator, rate: float) -> Drawing:
    count, at = _clip(rng, rate)
    show, scene = anything(rng), Scene(rng)
    angle, way = rng.uniform(0, 2 * np.pi), rng.uniform(0.05, 0.14) * SIZE[1]
    nearer = float(rng.choice((1.0, rng.uniform(1.08, 1.2))))
    height, width = SIZE
    shift = np.array(
        [
            [nearer, 0, width * (1 - nearer) / 2 + way * np.cos(angle)],
            [0, nearer, height * (1 - nearer) / 2 + way * np.sin(angle)],
        ]
    )

    def picture(i: int) -> Floats:
        seen = show(scene, i / rate)
        if i < at:
            return seen
        moved = cv2.warpAffine(seen, shift, (width, height), borderMode=cv2.BORDER_REFLECT)
        return np.asarray(moved, np.float32)

    return Drawing((picture(i) for i in range(count)), (at, at))


_JUMPS: dict[str, Draw] = {
    "region redrawn at once": _redrawn(1),
    "region redrawn over two frames": _redrawn(2),
    "new detail": _new_detail,
    "subject snaps": _subject_snaps,
    "subject becomes another": _subject_changes,
    "camera snaps": _camera_snaps,
}


def _steady(rng: np.random.Generator, rate: float) -> Drawing:
    return Drawing(movements.steady(rng, rate, _SECONDS))


def _retimed(when: Callable[[np.random.Generator, float], Callable[[int], float]]) -> Draw:
    """Any movement, with the time of every frame given by `when`."""

    def draw(rng: np.random.Generator, rate: float) -> Drawing:
        show, scene, at = anything(rng), Scene(rng), when(rng, rate)
        return Drawing(show(scene, at(i)) for i in range(round(_SECONDS * rate)))

    return draw


def _stepped(rng: np.random.Generator, rate: float) -> Callable[[int], float]:
    every = int(rng.choice((2, 3)))
    return lambda i: i // every * every / rate


def _doubled(_rng: np.random.Generator, rate: float) -> Callable[[int], float]:
    return lambda i: (i - i // 5) / rate


def _pausing(rng: np.random.Generator, rate: float) -> Callable[[int], float]:
    first, length = rng.uniform(0.6, 1.5), rng.uniform(0.2, 0.8)
    return lambda i: i / rate - min(max(i / rate - first, 0), length)


def _starting(rng: np.random.Generator, rate: float) -> Callable[[int], float]:
    first, length = rng.uniform(0.4, 1.2), rng.uniform(0.8, 1.2)
    return lambda i: min(max(i / rate - first, 0), length)


def _shaky(rng: np.random.Generator, rate: float) -> Callable[[int], float]:
    place = handheld(rng)
    return lambda i: place(i / rate)


def _whip(rng: np.random.Generator, rate: float) -> Drawing:
    """The camera swings over to another view within 0.2 to 0.45 s, blurred by its speed."""
    scene = Scene(rng)
    start, length = rng.uniform(0.8, 1.6), rng.uniform(0.2, 0.45)
    way, drift = rng.uniform(300, 480), rng.uniform(0, 30)

    def place(t: float) -> float:
        part = min(1.0, max(0.0, (t - start) / length))
        return -250 + drift * t + way * part * part * (3 - 2 * part)

    def picture(i: int) -> Floats:
        open_for = np.linspace(0, 0.5 / rate, 5)
        seen = [scene.seen(place(i / rate + t)) for t in open_for]
        return np.asarray(np.mean(seen, axis=0), np.float32)

    return Drawing(picture(i) for i in range(round(_SECONDS * rate)))


def _flash(rng: np.random.Generator, rate: float) -> Drawing:
    count, at = _clip(rng, rate)
    show, scene = anything(rng), Scene(rng)
    frames, add = int(rng.integers(1, 4)), rng.uniform(40, 160)
    fall = 0.6 if rng.random() < 0.5 else 0.0

    def light(i: int) -> float:
        if at <= i < at + frames:
            return add
        return add * fall ** (i - at - frames + 1) if fall and i >= at + frames else 0.0

    return Drawing(show(scene, i / rate) + light(i) for i in range(count))


def _exposure(rng: np.random.Generator, rate: float) -> Drawing:
    count, at = _clip(rng, rate)
    show, scene, gain = anything(rng), Scene(rng), rng.uniform(0.7, 1.35)
    frames = int(rng.choice((1, 4, 12)))
    return Drawing(
        show(scene, i / rate) * (1 + (gain - 1) * min(1.0, max(0.0, (i - at) / frames)))
        for i in range(count)
    )


def _cut(rng: np.random.Generator, rate: float) -> Drawing:
    count, at = _clip(rng, rate)
    show, scene = anything(rng), Scene(rng)
    other_show, other = anything(rng), Scene(rng)
    return Drawing(
        show(scene, i / rate) if i < at else other_show(other, i / rate) for i in range(count)
    )


def _dissolve(rng: np.random.Generator, rate: float) -> Drawing:
    count, at = _clip(rng, rate)
    show, scene = anything(rng), Scene(rng)
    other_show, other = anything(rng), Scene(rng)
    frames = rng.uniform(0.4, 1.0) * rate

    def picture(i: int) -> Floats:
        part = min(1.0, max(0.0, (i - at) / frames))
        return show(scene, i / rate) * (1 - part) + part * other_show(other, i / rate)

    return Drawing(picture(i) for i in range(count))


def _fade(rng: np.random.Generator, rate: float) -> Drawing:
    show, scene, length = anything(rng), Scene(rng), rng.uniform(0.4, 1.0)
    return Drawing(
        show(scene, i / rate) * min(1.0, (_SECONDS - i / rate) / length, (i / rate) / length)
        for i in range(round(_SECONDS * rate))
    )


def _passing(rng: np.random.Generator, rate: float) -> Drawing:
    """Something large passes close to the camera within half a second."""
    scene, near = Scene(rng), Scene(rng, 280)
    start, length = rng.uniform(0.6, 1.6), rng.uniform(0.35, 0.9)
    pan = rng.uniform(0, 40)

    def picture(i: int) -> Floats:
        x = -150 + (SIZE[1] + 300) * (i / rate - start) / length
        return near.with_subject(scene.seen(pan * i / rate), x, 120)

    return Drawing(picture(i) for i in range(round(_SECONDS * rate)))


def _boiling(rng: np.random.Generator, rate: float) -> Drawing:
    """Water, smoke or leaves: a texture that changes all the time."""
    scene, share = Scene(rng), rng.uniform(0.2, 0.8)
    mask, pace = _blob(rng, share), rng.uniform(0.15, 0.5)
    return Drawing(_boil(rng, scene.seen(), mask, pace, round(_SECONDS * rate)))


def _boil(
    rng: np.random.Generator, ground: Floats, mask: Floats, pace: float, count: int
) -> Iterator[Floats]:
    cloud = texture(rng, SIZE, mean=0, contrast=22, finest_px=4)
    for _ in range(count):
        fresh = texture(rng, SIZE, mean=0, contrast=22, finest_px=4)
        cloud = np.asarray(np.sqrt(1 - pace**2) * cloud + pace * fresh, np.float32)
        yield ground + mask * cloud[:, :, None]


def _caption(rng: np.random.Generator, rate: float) -> Drawing:
    count, at = _clip(rng, rate)
    show, scene = anything(rng), Scene(rng)

    def picture(i: int) -> Floats:
        seen = np.clip(show(scene, i / rate), 0, 255).astype(np.uint8)
        if i >= at:
            cv2.putText(seen, "a caption", (130, 196), 0, 0.8, (245, 245, 245), 2, cv2.LINE_AA)
        return seen.astype(np.float32)

    return Drawing(picture(i) for i in range(count))


_HEALTHY: dict[str, Draw] = {
    "steady movement": _steady,
    "stepped animation": _retimed(_stepped),
    "every fifth frame doubled": _retimed(_doubled),
    "pause": _retimed(_pausing),
    "sudden start and stop": _retimed(_starting),
    "handheld": _retimed(_shaky),
    "cut": _cut,
    "flash": _flash,
    "whip pan": _whip,
    "dissolve": _dissolve,
    "fade": _fade,
    "exposure step": _exposure,
    "passing close": _passing,
    "boiling texture": _boiling,
    "caption": _caption,
}
