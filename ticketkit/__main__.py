"""`python -m ticketkit`: the command line where no script is on the path."""

from ticketkit.cli import main

if __name__ == "__main__":
    main()
