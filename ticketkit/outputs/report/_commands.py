"""Commands as they are printed: a line that is too long goes on after a backslash."""

import shlex
from collections.abc import Sequence

_LINE = 88
"""Characters of a line of code on the page."""
_GOES_ON = " \\"


def printed(words: Sequence[str]) -> str:
    """One command that a shell reads as typed, broken between its words only.

    A word that is longer than a line is left whole; the lines are not indented, because a copied
    indent may come out as characters that no shell skips.
    """
    lines = [""]
    for said in map(shlex.quote, words):
        if lines[-1] and len(lines[-1]) + 1 + len(said) + len(_GOES_ON) > _LINE:
            lines[-1] += _GOES_ON
            lines.append("")
        lines[-1] = f"{lines[-1]} {said}".lstrip()
    return "\n".join(lines)
