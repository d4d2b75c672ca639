"""The command line: options become one record, one library call, and its result printed."""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with the contract's exit code."""
    try:
        # Loading takes a moment, and an interruption then is one like any other.
        from ticketkit.cli import entry  # noqa: PLC0415
    except KeyboardInterrupt:
        sys.exit(130)
    entry.main(arguments)
