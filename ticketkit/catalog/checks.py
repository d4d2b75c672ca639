"""What makes a catalogue of valid records still wrong, or out of date."""

from collections.abc import Iterator
from datetime import date

from ticketkit.catalog.mode_checks import mode_errors
from ticketkit.catalog.problem import CatalogProblem
from ticketkit.catalog.reading import MODE_FILE, RATE_FILE, VENDOR_FILE, Contents
from ticketkit.catalog.vendor_checks import vendor_errors
from ticketkit.model.base import OLDEST_SOURCE_DAYS, Record


def errors(contents: Contents, detectors: frozenset[str] | None) -> Iterator[CatalogProblem]:
    """Find every contradiction inside a record and between records."""
    yield from vendor_errors(contents)
    yield from mode_errors(contents, detectors)
    for name in sorted(set(contents.error_rates) - set(contents.detectors)):
        nobody = f"is the error rate of no detector; known: {', '.join(contents.detectors)}"
        yield CatalogProblem(RATE_FILE.format(name), "", nobody)


def stale(contents: Contents, today: date) -> Iterator[CatalogProblem]:
    """Find every statement whose source was read too long ago, or is said to be read later."""
    for layout, records in ((VENDOR_FILE, contents.vendors), (MODE_FILE, contents.modes)):
        for name, record in records.items():
            for place, checked_on in _dates(record, ""):
                file, age_days = layout.format(name), (today - checked_on).days
                if age_days < 0:
                    yield CatalogProblem(file, place, f"is {checked_on}, a day still to come")
                if age_days > OLDEST_SOURCE_DAYS:
                    old = f"is {checked_on}, {age_days} days ago: re-check the source"
                    yield CatalogProblem(file, place, old, "stale")


def _dates(record: Record, where: str) -> Iterator[tuple[str, date]]:
    """Give the place and the value of every `checked_on` in `record`, nested ones included."""
    for field in type(record).model_fields:
        value = getattr(record, field)
        place = f"{where}.{field}".lstrip(".")
        if field == "checked_on":
            yield place, value
        elif isinstance(value, tuple):
            for number, item in enumerate(value, start=1):
                if isinstance(item, Record):
                    name = getattr(item, "name", "")
                    yield from _dates(item, f"{place}.{name}" if name else f"{place}#{number}")
