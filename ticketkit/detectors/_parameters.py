"""Parameters of a detector: the module's defaults, overridden by the catalogue."""

from collections.abc import Mapping

from ticketkit.errors import CatalogError


def merged(
    detector: str, defaults: Mapping[str, float], overrides: Mapping[str, float]
) -> dict[str, float]:
    """The defaults with the overrides. Raises CatalogError for a name without a default."""
    unknown = sorted(set(overrides) - set(defaults))
    if unknown:
        raise CatalogError(
            f"Detector {detector} has no parameter {', '.join(unknown)};"
            f" it has {', '.join(sorted(defaults))}."
        )
    return {**defaults, **overrides}
