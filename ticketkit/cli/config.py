"""The configuration of one person: templates of their own, and facts about their accounts."""

import os
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Any, NamedTuple

import platformdirs
from pydantic import Field, ValidationError

from ticketkit import routing
from ticketkit.catalog import Catalog, CatalogProblem
from ticketkit.catalog.sentences import place, sentence
from ticketkit.cli import console
from ticketkit.errors import CatalogError, UnknownNameError
from ticketkit.model.base import Record
from ticketkit.model.limits import ReadingLimits
from ticketkit.model.request import MIN_DISCORD_BYTES, BuildRequest
from ticketkit.model.vendor import Vendor

_FILE = "config.toml"
_MIB = 2**20
_LEAST_MIB = MIN_DISCORD_BYTES / _MIB


class Account(Record):
    """What holds for everything that this person makes at one vendor."""

    plan: str | None = None
    account: str | None = None
    """E-mail address or handle of the account that pays."""
    surface: str | None = None


class DiscordLimits(Record):
    """What the Discord pack may weigh; a subscription or a boosted server takes more."""

    file_mib: float = Field(default=10, ge=_LEAST_MIB)
    """The most that one file may weigh, in MiB."""
    total_mib: float = Field(default=24, ge=_LEAST_MIB)
    """The most that all files may weigh together, in MiB."""


class Config(Record):
    """The whole of config.toml."""

    vendors: dict[str, Account] = Field(default_factory=dict)
    """By any name of the vendor."""
    discord: DiscordLimits = DiscordLimits()
    limits: ReadingLimits = ReadingLimits()


class Said(Record):
    """What the file says for one clip."""

    account: Account = Account()
    discord: DiscordLimits = DiscordLimits()


class _Parsed(NamedTuple):
    """The file as TOML; empty without a file, and where it cannot be read."""

    table: dict[str, Any]
    problem: CatalogProblem | None


_HELD: ContextVar[_Parsed | None] = ContextVar("config", default=None)


@contextmanager
def read_once() -> Iterator[None]:
    """Read the file now and at no other time within the block, whatever happens to it meanwhile."""
    token = _HELD.set(_parse())
    try:
        yield
    finally:
        with suppress(ValueError):  # the context that it was set in has ended already
            _HELD.reset(token)


def folder() -> Path:
    """Where the configuration lies: TICKETKIT_CONFIG_DIR, else the platform's own place."""
    named = os.environ.get("TICKETKIT_CONFIG_DIR")
    return Path(named) if named else platformdirs.user_config_path("ticketkit", appauthor=False)


def file() -> Path:
    """Where the facts about accounts stand, should there be any."""
    return folder() / _FILE


def additions() -> list[Path]:
    """The folder of templates beside the configuration, where there is one."""
    own = folder() / "templates"
    return [own] if own.is_dir() else []


def limits() -> ReadingLimits:
    """How much of a clip is read, as the file says; the defaults where it says nothing.

    Raises CatalogError that names every limit that is wrong.
    """
    table = _parsed().table  # whoever needs the rest says why it cannot be read
    try:
        return ReadingLimits.model_validate(table.get("limits", {}))
    except ValidationError as error:
        wrong = (
            f"limits.{place(e['loc'], table)} {sentence(e, ReadingLimits)}".replace(". ", " ")
            for e in error.errors(include_url=False)
        )
        raise CatalogError(
            f"{file()}: {'; '.join(wrong)}.", "Correct the file, or remove what is wrong there."
        ) from error


def says_nothing() -> bool:
    """Whether the file is missing or empty, so that nobody needs to know whose clip it is."""
    return _parsed() == ({}, None)


def said_of(vendor: Vendor, book: Catalog) -> Said:
    """What the file says for a clip of `vendor`; the defaults where there is no file.

    Raises CatalogError that names every field that is wrong, with the allowed values.
    """
    config, found = _read(book)
    if found:
        raise CatalogError(
            f"{file()}: {'; '.join(f'{p.field} {p.problem}'.strip() for p in found)}",
            "Correct the file, or remove what is wrong there.",
        )
    named = (a for name, a in config.vendors.items() if book.vendor(name) == vendor)
    return Said(account=next(named, Account()), discord=config.discord)


def filled(request: BuildRequest, said: Account) -> BuildRequest:
    """The request with what the file says wherever no option said it."""
    return request.model_copy(update=_taken(request.model_dump(), said))


def limited(request: BuildRequest, limits: DiscordLimits, *, quiet: bool) -> BuildRequest:
    """The request with the limits of the Discord pack, and a note of those that the file sets."""
    if limits != DiscordLimits() and not quiet:
        console.note(
            f"From {file()}: discord/ takes at most {limits.file_mib:g} MiB a file and"
            f" {limits.total_mib:g} MiB in all."
        )
    return request.model_copy(
        update={
            "discord_file_bytes": int(limits.file_mib * _MIB),
            "discord_total_bytes": int(limits.total_mib * _MIB),
        }
    )


def tell(given: Mapping[str, str | None], said: Account) -> None:
    """Say on the terminal which of the facts `given` come from the file instead."""
    taken = _taken(given, said)
    if taken:
        console.note(f"From {file()}: {', '.join(f'{k} {v}' for k, v in taken.items())}.")


def _taken(given: Mapping[str, str | None], said: Account) -> dict[str, str]:
    return {k: v for k, v in said.model_dump().items() if v and k in given and not given[k]}


def problems(book: Catalog) -> list[CatalogProblem]:
    """Everything that is wrong with the file."""
    return _read(book)[1]


def _read(book: Catalog) -> tuple[Config, list[CatalogProblem]]:
    table, problem = _parsed()
    if problem is not None:
        return Config(), [problem]
    try:
        config = Config.model_validate(table)
    except ValidationError as error:
        wrong = error.errors(include_url=False)
        return Config(), [_problem(place(e["loc"], table), sentence(e, Config)) for e in wrong]
    return config, [_problem(field, what) for field, what in _unknown(config, book)]


def _parsed() -> _Parsed:
    return _HELD.get() or _parse()


def _parse() -> _Parsed:
    try:
        return _Parsed(tomllib.loads(file().read_text(encoding="utf-8")), None)
    except FileNotFoundError:
        return _Parsed({}, None)
    except OSError as error:
        what = f"cannot be read: {error.strerror}"
    except tomllib.TOMLDecodeError as error:
        what = f"is not valid TOML: {error}"
    except UnicodeDecodeError as error:
        what = f"is not UTF-8 text: byte {error.start} cannot be read"
    return _Parsed({}, _problem("", what))


def _unknown(config: Config, book: Catalog) -> Iterator[tuple[str, str]]:
    """Find names that the catalogue lacks, each with the allowed ones."""
    seen: dict[str, str] = {}
    for name, said in config.vendors.items():
        try:
            vendor = book.vendor(name)
        except UnknownNameError as error:
            yield f"vendors.{name}", f"is not usable: {error.what}"
            continue
        if seen.setdefault(vendor.name, name) != name:
            yield f"vendors.{name}", f"names the same vendor as vendors.{seen[vendor.name]}"
        for field, plan, surface in (("plan", said.plan, None), ("surface", None, said.surface)):
            try:
                routing.choose(vendor, plan, surface, "quality")
            except UnknownNameError as error:
                yield f"vendors.{name}.{field}", f"is not usable: {error.what}"


def _problem(field: str, what: str) -> CatalogProblem:
    return CatalogProblem(_FILE, field, what, folder=folder())
