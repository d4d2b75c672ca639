"""Real clips, whose failures were seen by eye, are judged right from end to end."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.real import CLIPS, needs_clips

from ticketkit.model.case import StoredCase
from ticketkit.model.finding import Finding
from ticketkit.model.request import BuildRequest
from ticketkit.pipeline import build_case, scan_clip, verify_case

pytestmark = needs_clips

ID = "c4d629bf-94bf-4c4e-955f-eba2de8e526c"


def built(folder: Path, clip: str, mode: str, **more: object) -> StoredCase:
    request = BuildRequest(clip=CLIPS / clip, id=ID, mode=mode, vendor="luma", **more)  # type: ignore[arg-type]  # a table of options
    return build_case(request, folder, now=datetime(2026, 11, 20, tzinfo=UTC))


def test_the_stall_of_the_maze_is_found_without_help(tmp_path: Path) -> None:
    """It begins within 2 frames of 3.50 s, lasts to the end, and the case verifies."""
    stored = built(tmp_path, "luma-ray2-maze.mp4", "motion")
    finding = stored.case.findings[0]

    assert stored.case.shown is True
    assert stored.case.moment.found_by == "located"
    assert abs(stored.case.moment.frame - 84) <= 2
    assert finding.frames is not None
    assert finding.frames[1] == 124
    assert finding.end_s == pytest.approx(stored.case.clip.duration_s)
    assert verify_case(stored.folder, CLIPS / "luma-ray2-maze.mp4").ok


def shown(clip: str, check: str) -> list[Finding]:
    """What one detector shows in a scan of the whole clip, by time."""
    findings = scan_clip(CLIPS / clip).scan.findings
    return sorted(
        (f for f in findings if (f.check, f.status) == (check, "shown")),
        key=lambda f: f.start_s or 0.0,
    )


def test_the_freeze_of_the_arm_wrestlers_is_the_only_freeze() -> None:
    """The true freeze is found to two frames; the near-duplicate every 7th frame is rhythm."""
    (freeze,) = shown("camera-arm-wrestling.mp4", "frozen_frames")

    assert freeze.start_s == pytest.approx(8.32, abs=2 / 28)
    assert freeze.end_s == pytest.approx(9.57, abs=2 / 28)


def test_a_camera_in_the_hand_trembles_and_may_be_meant_to() -> None:
    """Somebody filmed these: the trembling is true, and what makes it harmless is said."""
    for clip in ("camera-arm-wrestling.mp4", "c2pa-signed.mp4"):
        trembling = shown(clip, "camera_jitter")
        assert trembling
        assert all("held by hand" in " ".join(f.alternatives) for f in trembling)


def test_the_jumps_of_the_maze_are_found() -> None:
    """It redraws itself with jumps at 1.25 and 1.42, seen by eye to 0.1 s."""
    jumps = shown("luma-ray2-maze.mp4", "content_jump")

    for seen_s in (1.25, 1.42):
        assert any(
            f.start_s is not None
            and f.end_s is not None
            and f.start_s - 0.1 <= seen_s <= f.end_s + 0.1
            for f in jumps
        ), seen_s


@pytest.mark.parametrize(
    "clip",
    [
        "anatomy-badminton.mp4",
        "av1.mkv",
        "cogvideox-1.mp4",
        "full-range.mp4",
        "hands-seamstress.mp4",
        "hevc-10bit.mp4",
        "luma-ray2-maze.mp4",
        "pika-pushpin.mp4",
        "still-pot.mp4",
    ],
)
def test_colours_sharpness_and_camera_are_left_in_peace(clip: str) -> None:
    """Nobody who watches these sees colours drift, detail fade or the camera tremble."""
    checks = {"color_drift", "sharpness_decay", "camera_jitter"}
    findings = [f for f in scan_clip(CLIPS / clip).scan.findings if f.check in checks]

    assert {f.check for f in findings} == checks
    assert not [f for f in findings if f.status == "shown"]


@pytest.mark.parametrize(
    "clip", ["cogvideox-1.mp4", "hands-seamstress.mp4", "anatomy-badminton.mp4", "pika-pushpin.mp4"]
)
def test_moving_clips_hold_no_freeze(clip: str) -> None:
    """Nothing of the kind is said about clips that move to their end."""
    assert not shown(clip, "frozen_frames")
    assert not shown(clip, "motion_amount")


def test_a_picture_that_never_moves_is_not_called_frozen(tmp_path: Path) -> None:
    """A still picture may be meant: the answer is that it cannot be measured."""
    case = built(tmp_path, "still-pot.mp4", "motion").case

    (freeze,) = [f for f in case.findings if f.check == "frozen_frames"]
    assert freeze.status == "not_measured"


def test_a_marked_hand_is_shown_with_its_box(tmp_path: Path) -> None:
    """The frame on screen at 5.7 s carries the box, and nothing is said to be measured."""
    stored = built(
        tmp_path, "hands-seamstress.mp4", "hands", at="5.7", boxes=("75,48,270,280=fingers",)
    )
    at = next(f for f in stored.case.frames if f.index == stored.case.moment.frame)

    assert at.index == 45
    assert [m.label for m in at.marks] == ["fingers"]
    assert stored.case.findings == ()
    assert "measured" not in (stored.folder / "ticket.txt").read_text().replace("not measured", "")
