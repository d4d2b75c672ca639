"""What `build` says at the end."""

from collections.abc import Iterator

from rich.text import Text

from ticketkit import catalog, wording
from ticketkit.cli import console
from ticketkit.model.case import Case, StoredCase


def document(stored: StoredCase) -> dict[str, object]:
    """The JSON that `build --json` prints."""
    return {
        "case": str(stored.folder),
        "shown": stored.case.shown,
        "route": stored.case.route.model_dump(mode="json"),
        "warnings": list(stored.case.warnings),
    }


def show(stored: StoredCase) -> None:
    """The finding, the folder and the route for a person."""
    case = stored.case
    for warning in case.warnings:
        console.warn(warning)
    screen = console.out()
    screen.print(f"{_verdict(case)}: {case.failure.term}", style="bold", markup=False)
    for sentence in _told(case):
        screen.print(console.safe(sentence), markup=False)
    screen.print()
    for label, text in _rows(stored):
        # Paths stay whole, so that a click or a paste finds them.
        screen.print(Text(f"{label:<10}{console.safe(text)}"), soft_wrap=label == "case")
    for missing in case.strength.missing:
        screen.print(f"  would help: {missing}", markup=False, style="dim")
    if case.route.question:
        screen.print(f"{case.route.question} {_answer(case)}", markup=False)


def _answer(case: Case) -> str:
    """With which option the question that decides the place is answered."""
    vendor = catalog.load().vendor(case.failure.vendor)
    asked = {"--surface": vendor.surface_question, "--plan": vendor.plan_question}
    options = [option for option, text in asked.items() if text and text in case.route.question]
    return f"The answer decides the place: add {' and '.join(options)}."


def _told(case: Case) -> Iterator[str]:
    """The strongest finding of each measurement; where one is shown, of the shown ones only."""
    findings = [f for f in case.findings if f.status == "shown"] or case.findings
    first = {f.check: f for f in reversed(findings)}
    yield from (f.sentence for f in findings if f is first[f.check])
    more = len(findings) - len(first)
    if more:
        yield f"{more} more of this kind: see report.pdf."


def _verdict(case: Case) -> str:
    if case.shown is None:
        return "Not measured" if case.findings else "Judged by eye"
    return "Shown" if case.shown else "Not shown"


def _agreement(case: Case) -> str:
    """How the time that the user named and the measured one lie to each other."""
    measured = next((f for f in case.findings if f.status == "shown" and f.frames), None)
    if measured is None or measured.frames is None or case.moment.found_by != "given":
        return ""
    frames = measured.frames[0] - case.moment.frame
    if not frames:
        return ", as you said; the measurement begins with the same frame"
    apart_s = abs((measured.start_s or 0.0) - case.moment.time_s)
    count = f"{abs(frames)} frame{'' if abs(frames) == 1 else 's'}"
    side = "later" if frames > 0 else "earlier"
    begins = f"the measurement agrees and begins {wording.seconds(apart_s)} ({count}) {side}"
    return f", as you said; {begins}"


def _rows(stored: StoredCase) -> Iterator[tuple[str, str]]:
    case = stored.case
    if case.shown or case.request.at is not None:
        moment = f"frame {case.moment.frame}, {wording.seconds(case.moment.time_s)}"
        yield "moment", f"{moment}{_agreement(case)}"
    yield "case", str(stored.folder)
    yield "send to", f"{case.route.channel}: {case.route.address}; SEND.md says how"
    yield "strength", f"{case.strength.level} (how complete this ticket is)"
    if case.findings and not case.shown:
        yield "but", "look again before you send it: the measurement does not show the failure"
