"""The command line: parse, call, write, exit code; no logic of its own."""

import contextlib
import gc
import os
import sys
import threading

EXIT_INTERRUPTED = 130

_OBJECTS = 50_000


def main() -> None:
    """Run the command line and end the process with its exit code."""
    # nearly all objects live until the end: looking for cycles among them takes a tenth of the time
    gc.set_threshold(_OBJECTS)
    try:
        # worker processes import this module again, and have no use for the commands
        from regionplanner.cli.main import main as run

        run()
    except KeyboardInterrupt:  # before a command began
        sys.exit(EXIT_INTERRUPTED)
    except SystemExit as end:
        if end.code == EXIT_INTERRUPTED and threading.active_count() > 1:
            # a solver that was given up would be waited for
            for stream in (sys.stdout, sys.stderr):
                with contextlib.suppress(OSError, ValueError):
                    stream.flush()
            os._exit(EXIT_INTERRUPTED)
        raise
