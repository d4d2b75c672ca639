"""`ticketkit build`: the main job."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from ticketkit import catalog
from ticketkit.cli import clipboard, config, console, summary
from ticketkit.cli.options import Clip, Copy, Json, Output, Overwrite, Templates
from ticketkit.errors import ExitCode, UsageError
from ticketkit.model.case import StoredCase
from ticketkit.model.identification import FileMarks
from ticketkit.model.request import BuildRequest


def build(
    clip: Clip,
    mode: Annotated[
        str,
        typer.Option(
            "--mode", "-m", metavar="MODE", help="What failed: a name or the technical term."
        ),
    ],
    id_: Annotated[
        str | None,
        typer.Option("--id", "-i", metavar="ID", help="Generation ID, or its share URL; required."),
    ] = None,
    vendor: Annotated[
        str | None, typer.Option("--vendor", "-v", metavar="VENDOR", help="Who took the credits.")
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(
            "--at", "-t", metavar="TIME", help="When it is first visible: 3.04, 0:03.5 or #72."
        ),
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="TIME", help="When it ends.")] = None,
    box: Annotated[
        list[str] | None,
        typer.Option(metavar="X,Y,W,H[@TIME][=LABEL]", help="Region to point at; repeatable."),
    ] = None,
    event: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SOUND,PICTURE[=LABEL]",
            help="When a sound is heard and its picture seen; repeatable.",
        ),
    ] = None,
    blur: Annotated[
        list[str] | None,
        typer.Option(
            metavar="X,Y,W,H",
            help="Region to hide in all public pictures; it stays in place; repeatable.",
        ),
    ] = None,
    frames: Annotated[int, typer.Option(metavar="N", help="How many frames to show, 1 to 16.")] = 6,
    observed: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What you see, one sentence.")
    ] = None,
    expected: Annotated[str | None, typer.Option(metavar="TEXT", help="What you expected.")] = None,
    prompt: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The prompt, quoted verbatim.")
    ] = None,
    prompt_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The prompt from a file.")
    ] = None,
    plan: Annotated[str | None, typer.Option(metavar="PLAN", help="Your plan, e.g. Plus.")] = None,
    surface: Annotated[
        str | None, typer.Option(metavar="NAME", help="Where you made it, e.g. web, ios, api.")
    ] = None,
    model: Annotated[
        str | None, typer.Option(metavar="NAME", help="The vendor's model, e.g. Ray 2.")
    ] = None,
    seed: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The seed, where the vendor shows it.")
    ] = None,
    share_url: Annotated[
        str | None, typer.Option(metavar="URL", help="A link that opens the clip.")
    ] = None,
    account: Annotated[
        str | None,
        typer.Option(metavar="EMAIL", help="Account that paid; in ticket and case.json only."),
    ] = None,
    credits_: Annotated[
        str | None, typer.Option("--credits", metavar="N", help="Credits it took.")
    ] = None,
    generated_at: Annotated[
        str | None, typer.Option(metavar="TEXT", help="When it was generated.")
    ] = None,
    output: Output = Path(),
    overwrite: Overwrite = False,
    copy: Copy = False,
    json: Json = False,
    _: Templates = None,
) -> int:
    """Measure the failure and make the case folder: report, ticket, frames and where to send them.

    Example: `ticketkit build clip.mp4 -v luma -i c4d629bf-94bf-4c4e-955f-eba2de8e526c -m motion`
    """
    if id_ is None:
        raise _no_id(vendor)
    try:
        request = BuildRequest(
            clip=clip, id=id_, mode=mode, vendor=vendor, at=at, until=until,
            boxes=tuple(box or ()), events=tuple(event or ()),
            blur=tuple(blur or ()), frames=frames,
            observed=observed, expected=expected,
            prompt=_prompt(prompt, prompt_file), plan=plan, surface=surface, model=model, seed=seed,
            share_url=share_url, account=account, credits=credits_, generated_at=generated_at,
        )  # fmt: skip
    except ValidationError as error:
        problem = error.errors()[0]
        if not problem["loc"]:
            raise UsageError(f"{problem['msg'].removeprefix('Value error, ')}.") from error
        raise UsageError(
            f"--{problem['loc'][0]} {problem['input']} is not possible.", f"{problem['msg']}."
        ) from error
    said, marks = _configured(request)
    if not json:
        config.tell(request.model_dump(), said.account)
    request = config.limited(config.filled(request, said.account), said.discord, quiet=json)
    stored = run(request, output, overwrite=overwrite, json=json, marks=marks)
    if copy:
        clipboard.copy((stored.folder / "ticket.txt").read_text(encoding="utf-8"))
    return exit_code(stored)


def run(
    request: BuildRequest,
    output: Path,
    *,
    overwrite: bool,
    json: bool,
    marks: FileMarks | None = None,
) -> StoredCase:
    """Build the case and print what was found; `marks` are the clip's where they are at hand."""
    from ticketkit import pipeline  # noqa: PLC0415 - heavy: OpenCV, FFmpeg, reportlab

    with console.progress(quiet=json) as progress:
        stored = pipeline.build_case(
            request, output, now=_now(), overwrite=overwrite, progress=progress, marks=marks
        )
    if json:
        console.print_json(summary.document(stored))
    else:
        summary.show(stored)
    return stored


def exit_code(stored: StoredCase) -> ExitCode:
    """0 when the failure was measured or is judged by eye, 6 when it was measured and not shown."""
    judged_by_eye = not stored.case.findings
    return ExitCode.OK if stored.case.shown or judged_by_eye else ExitCode.NOT_SHOWN


def _configured(request: BuildRequest) -> tuple[config.Said, FileMarks | None]:
    """What the configuration says for a request, and the clip's marks if that took reading them.

    Raises CatalogError for a bad configuration, and what `build_case` raises where links and clip
    name no vendor.
    """
    from ticketkit.pipeline import identifying, origin  # noqa: PLC0415 - heavy: FFmpeg

    if config.says_nothing():
        return config.Said(), None
    book = catalog.load()
    if request.vendor:
        return config.said_of(book.vendor(request.vendor), book), None
    marks = identifying.marks_of(request.clip)
    return config.said_of(origin.trace(request, book, marks).cited.vendor, book), marks


def _no_id(vendor: str | None) -> UsageError:
    """The error for a request without --id: what it is and where a person finds it."""
    cure = "Run `ticketkit vendors NAME` with the vendor's name: it says where the ID is found."
    if vendor is not None:
        cure = f"Give it with --id. {catalog.where_to_find(catalog.load().vendor(vendor))}"
    return UsageError("--id is missing: the ID under which the vendor finds the clip.", cure)


def _now() -> datetime:
    """The time that the case carries: SOURCE_DATE_EPOCH where it is set, else the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f"SOURCE_DATE_EPOCH is {epoch!r}.", "Set it to whole seconds since 1970, or unset it."
        ) from error


def _prompt(text: str | None, file: Path | None) -> str | None:
    if file is None:
        return text
    if text is not None:
        raise UsageError("--prompt and --prompt-file exclude each other.", "Give one of them.")
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"--prompt-file {file} cannot be read as UTF-8 text: {error}.") from error
