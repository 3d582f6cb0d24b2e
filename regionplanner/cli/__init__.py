"""The command line: parse, call, write, exit code; no logic of its own."""

import sys

EXIT_INTERRUPTED = 130


def main() -> None:
    """Run the command line and end the process with its exit code."""
    try:
        # worker processes import this module again, and have no use for the commands
        from regionplanner.cli.main import main as run

        run()
    except KeyboardInterrupt:  # before a command began
        sys.exit(EXIT_INTERRUPTED)
