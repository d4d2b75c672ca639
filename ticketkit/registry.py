"""Find implementations by listing a package, so that adding one is adding a file."""

import importlib
import pkgutil
from functools import cache


def names(package: str) -> list[str]:
    """The public module names inside `package`, sorted; a leading underscore marks a helper."""
    paths = importlib.import_module(package).__path__
    return sorted(m.name for m in pkgutil.iter_modules(paths) if not m.name.startswith("_"))


@cache
def implementation(package: str, name: str, attribute: str) -> object:
    """The object called `attribute` in the module `package.name`.

    Raises KeyError for a module that the package does not hold, AttributeError for a module that
    does not implement the package's protocol.
    """
    if name not in names(package):
        raise KeyError(name)
    return getattr(importlib.import_module(f"{package}.{name}"), attribute)
