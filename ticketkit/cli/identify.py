"""`ticketkit identify`: where a clip comes from."""

from collections.abc import Iterator
from typing import Annotated

import typer

from ticketkit import catalog
from ticketkit.cli import console
from ticketkit.cli.options import Json, Templates
from ticketkit.cli.sources import show_rows, told
from ticketkit.model.identification import Identification, Said, Statement

_HEADINGS: dict[Said, str] = {
    "shop": "Shop",
    "surface": "Surface",
    "maker": "Maker",
    "model": "Model",
    "id": "ID",
}

_NEXT = (
    "Next: name the shop that took the credits with --vendor; `ticketkit vendors NAME` says where"
    " it shows the ID."
)


def identify(
    text: Annotated[
        str,
        typer.Argument(
            metavar="CLIP-OR-URL-OR-FILENAME",
            help="A downloaded clip, a link to one, or the name of one.",
            show_default=False,
        ),
    ],
    json: Json = False,
    _: Templates = None,
) -> None:
    """Say which shop and model made a clip and which ID it carries, each with its evidence.

    Example: `ticketkit identify kling_20260308_Text_to_Video_A_paper_bo_2417_0.mp4`
    """
    from ticketkit import pipeline  # noqa: PLC0415 - heavy: OpenCV, FFmpeg, reportlab

    found = pipeline.identify(text)
    if json:
        console.print_json(found)
    else:
        _show(found)


def _show(found: Identification) -> None:
    screen = console.out()
    looked_at = {"file": "file and its name", "link": "link", "name": "name alone"}[found.kind]
    screen.print(console.safe(found.name), style="bold", markup=False)
    screen.print(f"Judged by: {looked_at}\n", style="dim", markup=False)
    show_rows(list(_conclusions(found)))
    _show_part("Evidence, and how far to trust it", list(_evidence(found)))
    _show_part("What does not agree", [("  -", line) for line in found.contradictions])
    _show_part("Worth knowing", [("  -", line) for line in found.notes])
    numbered = enumerate(_sources(found), start=1)
    _show_part("Sources", [(f"  [{n}]", source) for n, source in numbered], style="dim")
    if found.shop is None and found.maker is None:
        screen.print(f"\n{_NEXT}", markup=False)


def _conclusions(found: Identification) -> Iterator[tuple[str, str]]:
    for says, heading in _HEADINGS.items():
        best = found.best(says)
        if best or says != "surface":
            yield heading, _conclusion(getattr(found, says), best)


def _conclusion(value: str | None, best: Statement | None) -> str:
    if best is None:
        return "not known"
    if value is not None:
        return _named(best)
    return f"not certain; perhaps {_named(best)}"


def _named(statement: Statement) -> str:
    vendor = catalog.load().vendors[statement.vendor]
    if statement.says in ("shop", "maker"):
        return vendor.title
    if statement.says == "surface":
        return next(s.title for s in vendor.surfaces if s.name == statement.value)
    return console.safe(statement.value)


def _evidence(found: Identification) -> Iterator[tuple[str, str]]:
    """Give one row for each piece of evidence, with everything that it says."""
    sources = _sources(found)
    for first in found.statements:
        same = [s for s in found.statements if s.evidence == first.evidence]
        if first is not same[0]:
            continue
        said = ", ".join(f"{_HEADINGS[s.says]} {_named(s)}" for s in same)
        cited = "".join(f" [{n}]" for n, s in enumerate(sources, 1) if s in map(_source, same))
        text = " ".join(filter(None, (first.evidence, first.note)))
        yield f"  {first.trust}", f"{said}\n{console.safe(text)}{cited}"


def _sources(found: Identification) -> list[str]:
    return list(dict.fromkeys(source for s in found.statements if (source := _source(s))))


def _source(statement: Statement) -> str:
    if not (statement.source and statement.checked_on and statement.confidence):
        return ""
    return told(statement.source, statement.checked_on, statement.confidence)


def _show_part(heading: str, rows: list[tuple[str, str]], style: str = "") -> None:
    if rows:
        console.out().print(f"\n{heading}", style="bold", markup=False)
        show_rows(rows, style=style)
