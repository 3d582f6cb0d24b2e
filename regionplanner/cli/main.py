"""The application: its commands, and what becomes of errors."""

import os
import platform
import sys
import traceback
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Annotated, Any, cast

import typer
from typer.main import get_group

import regionplanner
from regionplanner.cli import EXIT_INTERRUPTED
from regionplanner.cli.choice_options import grouped
from regionplanner.cli.help import GroupedHelp, HelpGroup, mistake_text
from regionplanner.cli.progress import ctrl_c_stops
from regionplanner.cli.say import (
    OutputError,
    language_of,
    printable_streams,
    say,
    say_error,
    say_note,
    speak,
    terminal_language,
)
from regionplanner.errors import (
    DataError,
    InfeasibleError,
    LimitError,
    Message,
    RegionplannerError,
    ScenarioError,
    StoppedError,
    WorkerError,
    reason,
)
from regionplanner.files.paths import recorded_places

EXIT_USAGE, EXIT_DATA, EXIT_NO_PLAN, EXIT_LIMIT, EXIT_WORKERS = 2, 3, 4, 5, 7
EXIT_OURS, EXIT_CLOSED_PIPE = 70, 141


_EXIT_CODES: dict[type[RegionplannerError], int] = {
    ScenarioError: EXIT_USAGE,
    DataError: EXIT_DATA,
    InfeasibleError: EXIT_NO_PLAN,
    LimitError: EXIT_LIMIT,
    WorkerError: EXIT_WORKERS,
}

_STYLE: dict[str, Any] = {
    "add_completion": False,
    "pretty_exceptions_enable": False,
    "rich_markup_mode": None,  # help texts have defaults in square brackets
}

# a new one: a line here, a module like repair.py, its work in jobs/, its help in words/dutch/
_COMMANDS = {
    "app": "app",
    "plan": "plan",
    "init": "init",
    "check": "check",
    "compare": "compare",
    "audit": "audit",
    "map": "draw_map",
    "report": "report",
    "pages": "pages",
    "alternatives": "alternatives",
    "front": "front",
    "repair": "repair",
    "merge": "merge",
    "growth": "growth",
    "support": "support",
    "trekkers": "trekkers",
    "data": "data_app",
}
"""By its name, which is that of its module, the function or the application of a command."""


class _Commands(Mapping[str, Any]):
    """The commands by name; only what is asked for is imported."""

    def __getitem__(self, name: str) -> Any:
        command = getattr(import_module(f"regionplanner.cli.{name}"), _COMMANDS[name])
        alone = typer.Typer(**_STYLE)
        if isinstance(command, typer.Typer):
            alone.add_typer(command, name=name)
        else:
            alone.command(name, cls=GroupedHelp)(command)
        return get_group(alone).commands[name]

    def get(self, name: str, default: Any = None) -> Any:
        """Return a command, None where there is none of that name."""
        return self[name] if name in _COMMANDS else default

    def __iter__(self) -> Iterator[str]:
        return iter(_COMMANDS)

    def __len__(self) -> int:
        return len(_COMMANDS)


class _Group(HelpGroup):
    """The commands of the application."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.commands = cast("Any", _Commands())


app = typer.Typer(
    name="regionplanner",
    cls=_Group,
    help="Plan contiguous, nested youth regions that are provably the best.",
    no_args_is_help=True,
    **_STYLE,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        say(f"regionplanner {regionplanner.__version__}")
        raise typer.Exit


@app.callback()
@grouped
def _options(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, help="Show the version.", callback=_show_version),
    ] = False,
) -> None:
    """Plan contiguous, nested youth regions that are provably the best."""


def main() -> None:
    """Run the command line and end the process with its exit code.

    0 fine, 1 the plan or a group breaks rules (``check``, ``merge``) or a proof does not hold
    (``audit``), 2 usage, 3 data, 4 no plan exists, 5 limit reached without a plan, 6 some reference
    regions were left out (``plan --keep-going``), 7 processes or machines that plan cannot be
    reached, 70 our fault, 130 stopped by Ctrl-C, 141 what reads the output has ended.
    """
    with printable_streams(), recorded_places(), ctrl_c_stops():
        _run()


def _run() -> None:
    asked = os.environ.get("REGIONPLANNER_LANG", "")
    speak(terminal_language(sys.argv[1:], asked))
    if asked and not language_of(asked) and "--quiet" not in sys.argv:
        say_note(
            Message("REGIONPLANNER_LANG is {asked!r}; nl or en is expected; set one", asked=asked)
        )
    try:
        code = app(standalone_mode=False)  # mistakes in options are raised
    except StoppedError as stopped:
        say(*stopped.args, err=True)
        code = EXIT_INTERRUPTED
    except Exception as error:  # noqa: BLE001 (a planner never sees a traceback)
        if hasattr(error, "format_message"):  # of typer
            say(*mistake_text(error).split("\n"), err=True)
            code = EXIT_USAGE
        else:
            code = _end(error)
    else:
        if code == EXIT_INTERRUPTED:  # how typer ends after Ctrl-C
            say(Message("Stopped; files written so far are whole."), err=True)
    sys.exit(code)


def _end(error: Exception) -> int:
    """Say what was raised; return the exit code."""
    if isinstance(error, OutputError):
        if error.reader_ended:  # as programs end that the system stops for it
            return EXIT_CLOSED_PIPE
        say_error(
            Message(
                "standard output cannot be written ({error}); a place with room is expected; files "
                "written so far are whole",
                error=error,
            )
        )
        return EXIT_DATA
    if isinstance(error, MemoryError):
        say_error(
            Message(
                "memory is full; allow less with --memory or --max-states, or give smaller data"
            )
        )
        return EXIT_LIMIT
    if isinstance(error, OSError):
        say_error(
            Message(
                "{file} cannot be used ({why}); expected files and folders that the system allows; "
                "check them, or choose others",
                file=error.filename or Message("what is needed"),
                why=reason(error),
            )
        )
        return EXIT_DATA
    if not isinstance(error, RegionplannerError):
        say_error(Message("something went wrong that is our fault, not yours."))
        _report(error)
        return EXIT_OURS
    code = next((c for kind, c in _EXIT_CODES.items() if isinstance(error, kind)), EXIT_OURS)
    say_error(error.message)
    if code == EXIT_OURS:
        _report(error)
    return code


def _report(error: Exception) -> None:
    """Show the few lines that help us to find the fault."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if "regionplanner" in f.filename] or frames
    places = " < ".join(f"{f.name}:{f.lineno}" for f in reversed(ours[-4:]))
    lines = [
        Message("Please send us these lines, and the data if you may:"),
        f"  regionplanner {regionplanner.__version__}, Python {platform.python_version()}, "
        f"{platform.system()} {platform.machine()}",
        f"  {type(error).__name__}: {str(error)[:300]}",
        f"  at {places}",
    ]
    say(*lines, err=True)
