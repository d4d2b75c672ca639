"""Where the files that are not Python lie: templates, fonts and sample clips.

A wheel carries them inside the package; a checkout keeps templates and sample clips at its top
level, where an editable install finds them.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent

FONTS = Path(__file__).resolve().parent / "fonts"


def _folder(name: str) -> Path:
    for parent in (_PACKAGE, _PACKAGE.parent):
        if (parent / name).is_dir():
            return parent / name
    raise FileNotFoundError(f"the installation is incomplete: no folder {name!r} beside ticketkit")


def templates() -> Path:
    """The folder of failure modes, vendors, channels and wording.

    Raises FileNotFoundError when the installation lacks it.
    """
    return _folder("templates")


def sample_clips() -> Path:
    """The folder of the drawn sample clips.

    Raises FileNotFoundError when the installation lacks it.
    """
    return _folder("sample_clips")
