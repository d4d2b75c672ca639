"""Finding a failure mode or a vendor by what a person calls it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from ticketkit.catalog import citation, names
from ticketkit.catalog.citation import Citation
from ticketkit.model.base import Severity
from ticketkit.model.detector_wording import DetectorWording
from ticketkit.model.failure_mode import FailureMode
from ticketkit.model.names import key
from ticketkit.model.vendor import Vendor

_OWN_WAYS = (names.own_names, names.pages)
"""Names that belong to one mode alone."""
_SEVEREST = get_args(Severity)
"""In the order of the type: the most severe first."""


@dataclass(frozen=True)
class Catalog:
    """Everything that is known, by canonical name, sorted by name."""

    modes: Mapping[str, FailureMode]
    vendors: Mapping[str, Vendor]
    detectors: Mapping[str, DetectorWording]
    """The words for what each detector measured."""

    def mode(self, text: str, vendor: Vendor | None = None) -> FailureMode:
        """Find a failure mode by name, title, alias, group, technical term or page.

        Case, spaces and punctuation do not matter. Where several modes answer, the one whose term
        at `vendor` it is wins, then the one whose default term it is, then the most severe. A group
        gives the kind for which `vendor` has a term of its own; `kinds` tells the others.

        Raises UnknownNameError that names the three closest.
        """
        shop = vendor.name if vendor else None
        ways: tuple[Callable[[FailureMode], Iterable[str]], ...] = (
            *_OWN_WAYS,
            lambda mode: [mode.group] if shop in mode.terms else [],
            lambda mode: [mode.group],
            lambda mode: _agreed_term(mode, shop),
            lambda mode: names.terms(mode, shop) if shop else [],
            lambda mode: [mode.default_term],
            names.terms,
        )
        for names_of in ways:
            for mode in self._answering(text, names_of):
                return mode
        raise names.unknown("failure mode", text, self._mode_names(), "modes")

    def kinds(self, text: str) -> tuple[FailureMode, ...]:
        """Give the modes that `text` stands for as the name of their group, the most severe first.

        Empty for a text that names one mode, as "motion" does although it is a group as well.
        """
        if any(mode for names_of in _OWN_WAYS for mode in self._answering(text, names_of)):
            return ()
        return tuple(self._answering(text, lambda mode: [mode.group]))

    def kind_note(self, text: str, taken: FailureMode) -> str:
        """Say which kind was taken where `text` names a group of several; otherwise empty."""
        others = [mode.name for mode in self.kinds(text) if mode != taken]
        if not others:
            return ""
        if len(others) == 1:
            return f"{taken.group} has two kinds; {taken.name} was taken, the other is {others[0]}."
        rest = ", ".join(others)
        return f"{taken.group} has {len(others) + 1} kinds; {taken.name} was taken, others: {rest}."

    def vendor(self, text: str) -> Vendor:
        """Find a vendor by name, title or alias in any case.

        Raises UnknownNameError that names the three closest.
        """
        wanted = key(text)
        for vendor in self.vendors.values():
            if wanted and wanted in map(key, names.own_names(vendor)):
                return vendor
        known = {name: v.name for v in self.vendors.values() for name in names.own_names(v)}
        raise names.unknown("vendor", text, known, "vendors")

    def identify(self, text: str, vendor: Vendor | None = None) -> Citation:
        """Take the ID out of a bare ID or a share URL, and say which vendor it names.

        Raises UsageError for an empty or unusable ID, and where neither `vendor` nor the text says
        who made the clip.
        """
        return citation.cite(text, vendor, self.vendors.values())

    def _answering(
        self, text: str, names_of: Callable[[FailureMode], Iterable[str]]
    ) -> Iterator[FailureMode]:
        """Give the modes with `text` among their `names_of`, the most severe first."""
        wanted = key(text)
        for mode in sorted(self.modes.values(), key=lambda mode: _SEVEREST.index(mode.severity)):
            if wanted and wanted in map(key, names_of(mode)):
                yield mode

    def _mode_names(self) -> dict[str, str]:
        return {
            name: mode.name
            for mode in self.modes.values()
            for name in (*names.own_names(mode), *names.terms(mode), *names.pages(mode))
        }


def _agreed_term(mode: FailureMode, shop: str | None) -> Iterable[str]:
    return [t.term for t in mode.terms.get(shop or "", ()) if key(t.term) == key(mode.default_term)]
