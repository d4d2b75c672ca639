"""Finding a failure mode or a vendor by what a person calls it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ticketkit.catalog import citation, names
from ticketkit.catalog.citation import Citation
from ticketkit.model.detector_wording import DetectorWording
from ticketkit.model.failure_mode import FailureMode
from ticketkit.model.names import key
from ticketkit.model.vendor import Vendor


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
        at `vendor` it is wins, then the one whose default term it is. A group gives the kind for
        which `vendor` has a term of its own.

        Raises UnknownNameError that names the three closest.
        """
        shop = vendor.name if vendor else None
        ways: tuple[Callable[[FailureMode], Iterable[str]], ...] = (
            names.own_names,
            names.pages,
            lambda mode: [mode.group] if shop in mode.terms else [],
            lambda mode: [mode.group],
            lambda mode: _agreed_term(mode, shop),
            lambda mode: names.terms(mode, shop) if shop else [],
            lambda mode: [mode.default_term],
            names.terms,
        )
        wanted = key(text)
        for names_of in ways:
            for mode in self.modes.values():
                if wanted and wanted in map(key, names_of(mode)):
                    return mode
        raise names.unknown("failure mode", text, self._mode_names(), "modes")

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

    def _mode_names(self) -> dict[str, str]:
        return {
            name: mode.name
            for mode in self.modes.values()
            for name in (*names.own_names(mode), *names.terms(mode), *names.pages(mode))
        }


def _agreed_term(mode: FailureMode, shop: str | None) -> Iterable[str]:
    return [t.term for t in mode.terms.get(shop or "", ()) if key(t.term) == key(mode.default_term)]
