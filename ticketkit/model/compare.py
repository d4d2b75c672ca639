"""Comparing what a record states with what was found again."""

from collections.abc import Iterator, Mapping, Sequence

from pydantic import BaseModel


def differences(
    stated: object, found: object, tolerance: float = 0.0, path: str = ""
) -> Iterator[str]:
    """Yield a sentence for every place where two records of the same kind differ.

    Numbers differ when they are further apart than `tolerance` times the larger one; texts,
    whole numbers, lengths and missing values have to be equal.
    """
    if isinstance(stated, BaseModel) and isinstance(found, BaseModel):
        for name in type(stated).model_fields:
            inside = f"{path}.{name}" if path else name
            yield from differences(getattr(stated, name), getattr(found, name), tolerance, inside)
    elif isinstance(stated, Mapping) and isinstance(found, Mapping):
        for name in sorted({*stated, *found}):
            inside = f"{path}.{name}"
            yield from differences(stated.get(name), found.get(name), tolerance, inside)
    elif _listed(stated) and _listed(found) and len(stated) == len(found):  # type: ignore[arg-type]  # lists
        for index, (one, other) in enumerate(zip(stated, found, strict=True)):  # type: ignore[call-overload]  # lists
            yield from differences(one, other, tolerance, f"{path}[{index}]")
    elif not _equal(stated, found, tolerance):
        yield f"{path} is {_brief(stated)}, found again: {_brief(found)}"


def _listed(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _equal(stated: object, found: object, tolerance: float) -> bool:
    if isinstance(stated, float) and isinstance(found, float):
        return abs(stated - found) <= tolerance * max(abs(stated), abs(found))
    return stated == found


def _brief(value: object) -> str:
    text = f"a list of {len(value)}" if _listed(value) else repr(value)  # type: ignore[arg-type]  # a list
    return text if len(text) <= 60 else f"{text[:57]}..."
