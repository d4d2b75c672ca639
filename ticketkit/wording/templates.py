"""Strict templates: what a template needs and does not get is an error, never a gap.

A template of a person's own replaces the shipped one of the same path, and may extend it as
"shipped/<path>".
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    Undefined,
)
from jinja2.runtime import Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ticketkit import resources
from ticketkit.errors import CatalogError
from ticketkit.wording import escaping, numbers
from ticketkit.wording.fitting import Section

_FILTERS = {
    "clock": numbers.clock,
    "day": numbers.day,
    "measure": numbers.measure,
    "number": numbers.number,
    "one_line": escaping.one_line,
    "seconds": numbers.seconds,
    "size": numbers.size,
}
_MARK = "\x1e"
"""Begins a section; printed values never hold it."""


def render(template_path: str, values: Mapping[str, object]) -> str:
    """See `ticketkit.wording.render`."""
    return _rendered(template_path, values).strip() + "\n"


def sections(template_path: str, values: Mapping[str, object]) -> tuple[Section, ...]:
    """See `ticketkit.wording.sections`; what stands before the first section is left out."""
    _, *parts = _rendered(template_path, values).split(_MARK)
    return tuple(_section(part) for part in parts)


def fill(sentence: str, values: Mapping[str, object]) -> str:
    """See `ticketkit.wording.fill`."""
    with explained(f'"{sentence}"'):
        return environment(resources.layers()).from_string(sentence).render(values)


class _Mark(str):
    """Text of ours that passes the cleaning of printed values."""

    __slots__ = ()


class _Environment(ImmutableSandboxedEnvironment):
    """Templates may call filters, macros and the methods of texts and lists; nothing else."""

    def is_safe_callable(self, obj: object) -> bool:
        owner = getattr(obj, "__self__", None)
        ours = isinstance(obj, Macro) or obj in self.globals.values()
        return ours or isinstance(owner, str | list | tuple | dict)


@cache
def environment(folders: tuple[Path, ...]) -> Environment:
    """The engine over folders of templates, the first on top and the shipped one last."""
    shipped = PrefixLoader({"shipped": FileSystemLoader(folders[-1])})
    made = _Environment(
        loader=ChoiceLoader([FileSystemLoader(folders), shipped]),
        undefined=StrictUndefined,
        autoescape=False,
        finalize=_printed,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(_FILTERS)
    made.globals = {"section": _begin_section}
    return made


def _begin_section(name: str, drop: int | None = None) -> str:
    return _Mark(f"{_MARK}{name}:{'' if drop is None else drop}\n")


def _section(part: str) -> Section:
    head, _, text = part.partition("\n")
    name, _, drop = head.partition(":")
    return Section(name, text.strip(), int(drop) if drop else None)


def _printed(value: object) -> str:
    """Say what `{{ value }}` prints. Raises TypeError for what has no words of its own."""
    match value:
        case _Mark():
            return value
        case str():
            return escaping.plain(value)
        case Undefined():
            return str(value)
        case bool() | None:
            raise TypeError(f"{value} is not a text")
        case int() | float():
            return numbers.number(value)
        case date():
            return numbers.day(value)
    raise TypeError(f"a {type(value).__name__} is not a text")


def _rendered(template_path: str, values: Mapping[str, object]) -> str:
    with explained(template_path):
        template = environment(resources.layers()).get_template(template_path)
        return template.render(values)


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turn what goes wrong with a template into a CatalogError that names it."""
    try:
        yield
    except TemplateNotFound as error:
        raise CatalogError(f"template {name}: there is no file {error.message!r}") from error
    except RecursionError as error:
        raise CatalogError(f"template {name}: extends or includes itself") from error
    except (TemplateError, TypeError, ValueError, ArithmeticError) as error:
        raise CatalogError(f"template {name}: {error}") from error
