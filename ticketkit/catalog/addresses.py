"""Addresses inside texts, and whether they are a vendor's own."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_HOST = r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}"
_LINK = re.compile(
    rf"(?P<scheme>https?://)?(?:[^/?#@\s]*@)?(?P<host>{_HOST})\.?(?::\d+)?(?P<rest>[/?#]\S*)?",
    re.ASCII | re.IGNORECASE,
)
_ANY_ADDRESS = re.compile(
    rf"(?<![\w.-])(?:https?://)?(?:[\w.+-]+@)?(?P<host>{_HOST})(?P<path>/[^\s,;)\"'<>]*)?",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True)
class Link:
    """A URL that somebody pasted; nothing is looked up."""

    host: str
    """Lower case, without "www."."""
    rest: str
    """Path and query, from the slash on."""

    def __str__(self) -> str:
        return self.host + self.rest


def link(text: str) -> Link | None:
    """Read `text` as a URL, with or without https://; None for anything else."""
    found = _LINK.fullmatch(text)
    if found is None or not (found["scheme"] or found["rest"]):
        return None
    return Link(found["host"].lower().removeprefix("www."), found["rest"] or "")


def addresses_in(text: str) -> Iterator[str]:
    """Give every host in `text`, with its path: of URLs, e-mail addresses and bare domains."""
    for found in _ANY_ADDRESS.finditer(text):
        yield found["host"].lower().removeprefix("www.") + (found["path"] or "").rstrip(".")


def allowed_by(address: str, domains: Iterable[str]) -> str | None:
    """Find the longest entry of an allow-list that covers `address` (a host, maybe with a path)."""
    host, _, path = address.partition("/")
    fitting = [entry for entry in domains if _covers(entry, host, path)]
    return max(fitting, key=len, default=None)


def _covers(entry: str, host: str, path: str) -> bool:
    own_host, _, own_path = entry.partition("/")
    if host != own_host and not host.endswith("." + own_host):
        return False
    return not own_path or path == own_path or path.startswith((own_path + "/", own_path + "?"))
