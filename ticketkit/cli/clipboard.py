"""Putting text on the clipboard."""

from ticketkit.cli import console


def copy(text: str) -> None:
    """Copy `text`; where the system offers no clipboard, say so and go on."""
    import pyperclip  # noqa: PLC0415 - looks for the system's clipboard when imported

    try:
        pyperclip.copy(text)
    except pyperclip.PyperclipException:
        console.warn(
            "this system offers no clipboard (on Linux, install xclip or wl-clipboard);"
            " copy the text from ticket.txt instead"
        )
    else:
        console.err().print("The ticket text is on the clipboard.")
