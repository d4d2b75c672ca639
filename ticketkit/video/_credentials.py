"""Content Credentials (C2PA) of an MP4 or MOV file: who signed it, and with which program.

With the optional library c2pa-python the signature is checked, offline. Without it, names are taken
from the manifest's bytes as plain text, which shows what is written there and nothing more.
"""

import json
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from ticketkit.model.base import Record
from ticketkit.model.identification import FileMark, FileMarks, Trust
from ticketkit.model.provenance import NO_CREDENTIALS, Credentials
from ticketkit.video._manifest import clean, embedded, names_in

_NO_TRUST_LIST = "signingCredential.untrusted"
"""Told of every signer, as no list of trusted ones is shipped."""

_AS_TEXT = (
    "The file carries Content Credentials. They were read as plain text: no signature was checked,"
    " and a name in them may be that of an authority or of a picture that the clip was made from."
    " The extra `ticketkit[provenance]` adds a reader that checks them."
)


class _Manifest(Record):
    """What the reader tells of the manifest that is in force."""

    issuer: str
    names: tuple[str, ...]
    """As "issuer=...", "generator=..." and "model=..."."""
    state: str
    """ "Trusted", "Valid" or "Invalid"."""
    faults: tuple[str, ...]
    """Codes of the C2PA specification, without the one for the missing list."""


def read_credentials(path: Path) -> FileMarks:
    """Read the Content Credentials in the MP4 or MOV file at `path`; no marks without any."""
    written = embedded(path)
    if written is None:
        return FileMarks(marks=(), credentials=NO_CREDENTIALS)
    read = _by_reader(path)
    if read is None:
        marks = _marks(names_in(written), "low", "read as plain text, not checked")
        unchecked = Credentials(present=True, intact=None, signer="")
        return FileMarks(marks=marks, notes=(_AS_TEXT,), credentials=unchecked)
    sound = read.state in ("Valid", "Trusted")
    how = "signature intact" if sound else f"the reader reports {_listed(read)}"
    marks = _marks(read.names, "high" if sound else "low", how)
    checked = Credentials(
        present=True,
        intact=sound,
        signer=read.issuer,
        faults=read.faults,
        checked_by=_reader(),
    )
    return FileMarks(marks=marks, notes=(_note(read, sound=sound),), credentials=checked)


def _reader() -> str:
    try:
        return f"c2pa-python {version('c2pa-python')}"
    except PackageNotFoundError:
        return "c2pa-python"


def _note(read: _Manifest, *, sound: bool) -> str:
    name = f'"{read.issuer}"' if read.issuer else "an unnamed signer"
    if sound:
        unknown = "" if read.state == "Trusted" else "; who that is was not checked"
        return f"Its Content Credentials are intact, signed in the name of {name}{unknown}."
    return (
        f"Its Content Credentials, signed in the name of {name}, do not check out"
        f" ({_listed(read)}). An edit does that, and so do faulty or expired signatures."
    )


def _listed(read: _Manifest) -> str:
    return ", ".join(read.faults) or "a fault"


def _marks(names: tuple[str, ...], trust: Trust, how: str) -> tuple[FileMark, ...]:
    return tuple(
        FileMark(kind="c2pa_signer", text=name, shown=f"{name} ({how})", trust=trust)
        for name in names
    )


def _by_reader(path: Path) -> _Manifest | None:
    """Let c2pa-python read and check the file; None where it is missing or fails."""
    try:
        import c2pa  # noqa: PLC0415 - an optional extra
    except ImportError:
        return None
    offline = {"verify": {"remote_manifest_fetch": False, "ocsp_fetch": False}}
    try:
        settings = c2pa.Settings.from_dict(offline)
        with (
            path.open("rb") as file,
            c2pa.Context(settings) as context,
            c2pa.Reader("video/mp4", file, context=context) as reader,
        ):
            return _in_force(json.loads(reader.json()))
    except (c2pa.C2paError, ValueError, KeyError, TypeError, AttributeError):
        # Whatever a manifest may hold: then it is read as text.
        return None


def _in_force(store: dict[str, Any]) -> _Manifest:
    manifest = store["manifests"][store["active_manifest"]]
    issuer = clean((manifest.get("signature_info") or {}).get("issuer") or "")
    programs = [manifest.get("claim_generator")]
    programs += [info.get("name") for info in manifest.get("claim_generator_info") or ()]
    names = [f"issuer={issuer}"] if issuer else []
    names += [f"generator={clean(p)}" for p in programs if p]
    names += [f"model={clean(m)}" for m in _models(manifest)]
    codes = [clean(fault["code"]) for fault in store.get("validation_status") or ()]
    return _Manifest(
        issuer=issuer,
        names=tuple(dict.fromkeys(names)),
        state=store.get("validation_state") or "Invalid",
        faults=tuple(dict.fromkeys(c for c in codes if c != _NO_TRUST_LIST)),
    )


def _models(manifest: dict[str, Any]) -> Iterator[object]:
    for assertion in manifest.get("assertions") or ():
        if assertion["label"].startswith("c2pa.actions"):
            for action in assertion["data"].get("actions") or ():
                parameters = action.get("parameters") or {}
                if "model_name" in parameters:
                    yield parameters["model_name"]
