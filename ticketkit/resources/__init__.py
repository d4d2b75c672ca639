"""Where the files that are not Python lie: templates, fonts and sample clips.

A wheel carries them inside the package; a checkout keeps templates and sample clips at its top
level, where an editable install finds them. A person's own templates lie above the shipped ones: a
file there replaces or adds the one with the same relative path.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_ADDITIONS: ContextVar[tuple[Path, ...]] = ContextVar("additions", default=())

FONTS = Path(__file__).resolve().parent / "fonts"


def _folder(name: str) -> Path:
    for parent in (_PACKAGE, _PACKAGE.parent):
        if (parent / name).is_dir():
            return parent / name
    raise FileNotFoundError(f"the installation is incomplete: no folder {name!r} beside ticketkit")


def templates() -> Path:
    """The shipped folder of failure modes, vendors, channels and wording.

    Raises FileNotFoundError when the installation lacks it.
    """
    return _folder("templates")


@contextmanager
def overlaid(*folders: Path) -> Iterator[None]:
    """Lay folders of additions over the templates for the code inside the block.

    The first folder wins, and all of them win over what was laid before. A thread that is started
    inside the block sees the shipped templates alone.
    """
    token = _ADDITIONS.set((*(folder.resolve() for folder in folders), *_ADDITIONS.get()))
    try:
        yield
    finally:
        with suppress(ValueError):  # the context that it was laid in has ended already
            _ADDITIONS.reset(token)


def layers() -> tuple[Path, ...]:
    """Every folder of templates, the one that wins first and the shipped one last.

    Raises FileNotFoundError when the installation lacks the shipped one.
    """
    return (*_ADDITIONS.get(), templates())


def find(name: str) -> Path:
    """The file of the topmost folder that holds `name`, a path with forward slashes.

    Where none does, the path that it would have among the shipped ones.
    """
    places = [folder / name for folder in layers()]
    return next((path for path in places if path.is_file()), places[-1])


def sample_clips() -> Path:
    """The folder of the drawn sample clips.

    Raises FileNotFoundError when the installation lacks it.
    """
    return _folder("sample_clips")
