"""The command line: options become one record, one library call, and its result printed."""

from ticketkit.cli.entry import main

__all__ = ["main"]
