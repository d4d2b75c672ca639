"""discord/: a message within Discord's limits, the numbered pictures, and words for each of them.

The pictures are meant for everybody: regions that the request names are hidden in all of them.
"""

from collections.abc import Sequence
from pathlib import Path

from ticketkit.model.case import StoredCase
from ticketkit.outputs.discord import _alt_texts, _message, _pictures
from ticketkit.outputs.discord._pictures import PackedPicture


def write(stored: StoredCase, folder: Path) -> list[Path]:
    """Write discord/message.txt, the pictures, the overview first, and discord/alt-texts.txt.

    Raises CatalogError for a message that cannot be made to fit or says what none may say,
    UnknownNameError for a vendor that the catalogue lacks, CaseError for a missing picture.
    """
    target = folder / "discord"
    target.mkdir(parents=True, exist_ok=True)
    pictures = _pictures.write(stored, target)
    worded = _worded(stored, pictures)
    for name, text in worded.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return [*(folder / name for name in worded), *(target / picture.file for picture in pictures)]


def texts(stored: StoredCase) -> dict[str, str]:
    """Word what `write` writes, by its path, before any picture is drawn.

    Only the numbers of the pictures can differ. Raises as `write` does.
    """
    return _worded(stored, _pictures.planned(stored.case))


def _worded(stored: StoredCase, pictures: Sequence[PackedPicture]) -> dict[str, str]:
    return {
        "discord/message.txt": _message.text(stored, pictures),
        "discord/alt-texts.txt": _alt_texts.text(stored, pictures),
    }
