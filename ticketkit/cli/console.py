"""What the terminal shows: messages and progress on stderr, results on stdout."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pydantic import BaseModel
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from ticketkit.wording import escaping

if TYPE_CHECKING:
    from ticketkit.pipeline import Progress as Report


_LONGEST = 600
"""Characters of one line of an error: a value that somebody pasted may be a whole book."""


def out() -> Console:
    """The console for results; made anew so that tests and NO_COLOR are honoured."""
    return Console(highlight=False, soft_wrap=False)


def err() -> Console:
    """The console for messages."""
    return Console(stderr=True, highlight=False)


def say(message: Text) -> None:
    """A message on stderr, wrapped between words on a terminal and left whole in a file."""
    console = err()
    console.print(message, soft_wrap=not console.is_terminal)


def safe(text: str) -> str:
    """Text from outside without control characters, so that no escape sequence passes."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)


def _short(line: str) -> str:
    """A line of a message with what makes it endless left out."""
    half = _LONGEST // 2
    return line if len(line) <= _LONGEST else f"{line[:half]} … {line[-half:]}"


def error(what: str, next_step: str = "") -> None:
    """One to three lines: what is wrong, and what to do next."""
    lines = [_short(safe(line)) for line in (what, next_step) if line]
    message = Text("error: ", style="bold red")
    message.append(lines[0], style="default not bold")
    say(message)
    for line in lines[1:]:
        say(Text(line))


def warn(text: str) -> None:
    """A warning: the work goes on."""
    message = Text("warning: ", style="bold yellow")
    message.append(safe(text), style="default not bold")
    say(message)


def note(text: str) -> None:
    """A message that is neither a result nor a warning."""
    say(Text(safe(text)))


def print_json(document: BaseModel | dict[str, object] | list[object]) -> None:
    """Exactly one JSON document on stdout."""
    if isinstance(document, BaseModel):
        document = document.model_dump(mode="json", by_alias=True)
    utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    text = json.dumps(document, indent=2, ensure_ascii=not utf8, allow_nan=False)
    # Half a character, from a name that is not UTF-8, stays the escape that it is in JSON.
    whole = text.encode("utf-8", "backslashreplace").decode()
    sys.stdout.write(escaping.visible_json(whole) + "\n")


@contextmanager
def progress(*, quiet: bool) -> Iterator["Report"]:
    """A bar on a terminal, one line a stage elsewhere, nothing when `quiet`."""
    console = err()
    if quiet:
        yield lambda _stage, _done, _total: None
    elif console.is_terminal:
        columns = (
            TextColumn("{task.description}"),
            BarColumn(bar_width=30),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=console, transient=True) as bar:
            yield _on_bar(bar)
    else:
        yield _as_lines(console)


def _on_bar(bar: Progress) -> Callable[[str, int, int | None], None]:
    tasks: dict[str, TaskID] = {}

    def report(stage: str, done: int, total: int | None) -> None:
        if stage not in tasks:
            for task in tasks.values():
                bar.update(task, visible=False)
            tasks[stage] = bar.add_task(stage, total=total)
        # Headers undercount: a bar that is past its end says less than none.
        if total is None or done > total:
            next(task for task in bar.tasks if task.id == tasks[stage]).total = None
        bar.update(tasks[stage], completed=done)

    return report


def _as_lines(console: Console) -> Callable[[str, int, int | None], None]:
    seen: set[str] = set()

    def report(stage: str, _done: int, _total: int | None) -> None:
        if stage not in seen:
            seen.add(stage)
            console.print(f"{stage} ...", markup=False)

    return report
