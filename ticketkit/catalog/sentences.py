"""Validation errors in the words of somebody who edits a TOML file."""

from collections.abc import Mapping
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic_core import ErrorDetails

from ticketkit.model.base import Record

_PLAIN = {
    "missing": "is missing",
    "string_type": "must be text in quotation marks",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "tuple_type": "must be a list in square brackets",
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "date_type": "must be a date such as 2026-11-20",
    "date_from_datetime_parsing": "must be a date such as 2026-11-20",
}


def place(location: tuple[int | str, ...], table: Mapping[str, Any]) -> str:
    """Name the field at `location`; entries of a list by their own name or their number from 1."""
    parts: list[str] = []
    node: Any = table
    for step in location:
        node = _inside(node, step)
        if isinstance(step, str):
            parts.append(step)
        elif isinstance(node, dict) and isinstance(node.get("name"), str):
            parts.append(node["name"])
        else:
            parts[-1] += f"#{step + 1}"
    return ".".join(parts)


def sentence(error: ErrorDetails, model: type[Record]) -> str:
    """Say what one validation error of `model` means and what is allowed instead."""
    kind, given = error["type"], error["input"]
    if kind == "literal_error":
        return f"is {given!r}; allowed: {error['ctx']['expected']}"
    if kind == "extra_forbidden":
        known = _record_at(model, error["loc"][:-1])
        return "is not a known field" + (
            f"; known: {', '.join(known.model_fields)}" if known else ""
        )
    return _PLAIN.get(kind) or error["msg"].replace("Input should be", f"is {given!r} but must be")


def _inside(node: Any, step: int | str) -> Any:  # noqa: ANN401 - TOML
    try:
        return node[step]
    except (KeyError, IndexError, TypeError):
        return None


def _record_at(model: type[Record], location: tuple[int | str, ...]) -> type[Record] | None:
    """Find the record whose field `location` is, following names and stepping into collections."""
    current: type[Record] | None = model
    for step in location:
        if current is None:
            return None
        if isinstance(step, str) and step in current.model_fields:
            current = _record_in(current.model_fields[step].annotation)
    return current


def _record_in(annotation: Any) -> type[Record] | None:  # noqa: ANN401 - any type annotation
    if get_origin(annotation) in (tuple, dict, Union, UnionType):
        inner = (_record_in(argument) for argument in get_args(annotation))
        return next((record for record in inner if record is not None), None)
    return annotation if isinstance(annotation, type) and issubclass(annotation, Record) else None
