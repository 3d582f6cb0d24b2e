"""The command line: parse, call, write, exit code; no logic of its own."""

import atexit
import contextlib
import gc
import os
import sys
import threading

EXIT_FAULT = 1
EXIT_INTERRUPTED = 130

_OBJECTS = 200_000


def main() -> None:
    """Run the command line and end the process with its exit code."""
    # nearly all objects live until the end: looking for cycles among them takes a tenth of the time
    gc.set_threshold(_OBJECTS)
    codes = [EXIT_FAULT]
    # what is registered first is called last, when all is written and closed
    atexit.register(lambda: _leave(codes[-1]))
    try:
        # worker processes import this module again, and have no use for the commands
        from regionplanner.cli.main import main as run

        run()
    except KeyboardInterrupt:  # before a command began
        codes.append(EXIT_INTERRUPTED)
        sys.exit(EXIT_INTERRUPTED)
    except SystemExit as end:
        codes.append(0 if end.code is None else int(end.code))
        if end.code == EXIT_INTERRUPTED and threading.active_count() > 1:
            _leave(EXIT_INTERRUPTED)  # a solver that was given up would be waited for
        raise


def _leave(code: int) -> None:
    """End the process at once: to give all its memory back object by object takes 0.3 s."""
    for stream in filter(None, (sys.stdout, sys.stderr)):  # one can be closed from the start
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
