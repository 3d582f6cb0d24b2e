"""The command line: parse, call, write, exit code; no logic of its own."""

from regionplanner.cli.main import main

__all__ = ["main"]
