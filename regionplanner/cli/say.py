"""All that the command line shows goes through here: names in data cannot steer the terminal."""

import json
import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console

# what is not seen but acts: controls but tab and new line, formats (directions, joiners, tags),
# separators of lines and paragraphs, fillers, and halves of characters, which UTF-8 cannot hold
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff"
    "\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def printable(text: str) -> str:
    r"""Return a text without characters that are not seen: each is written as ``\u001b``.

    Parameters
    ----------
    text
        Any text; tabs and new lines stay. JSON stays JSON with the same values.
    """
    return _UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], text)


def say(*lines: object, err: bool = False) -> None:
    """Show lines.

    Parameters
    ----------
    *lines
        Each on one line of its own, whatever names it holds.
    err
        Whether they go to standard error: notes and errors do, results do not.
    """
    for line in lines:
        typer.echo(printable(str(line)).replace("\n", "\\n"), err=err)


def say_json(value: object) -> None:
    """Show a value as a JSON document.

    Parameters
    ----------
    value
        What `json` can write.
    """
    say(*json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False).split("\n"))


def say_error(message: object) -> None:
    """Show what is wrong; a message can have several lines.

    Parameters
    ----------
    message
        Of the error.
    """
    say(*f"Error: {message}".split("\n"), err=True)


def on_terminal(*, quiet: bool) -> bool:
    """Return whether progress is shown: somebody looks at standard error, and wants to.

    Parameters
    ----------
    quiet
        Show nothing.
    """
    return not quiet and sys.stderr.isatty()


def live_console() -> "Console":
    """Return where lines that change are shown; texts of data in them must be `printable`."""
    from rich.console import Console

    return Console(file=getattr(sys.stderr, "stream", sys.stderr))


class _Notes(logging.Handler):
    """Shows what the library warns of as notes."""

    def emit(self, record: logging.LogRecord) -> None:
        say(f"Note: {record.getMessage()}", err=True)


_NOTES = _Notes(logging.WARNING)


def hush(quiet: bool) -> bool:
    """Return whether nothing but errors is said, and see to it that the library is silent too.

    Parameters
    ----------
    quiet
        As the option says.
    """
    _NOTES.setLevel(logging.ERROR if quiet else logging.WARNING)
    return quiet


class _Printable:
    """A stream to which only printable text is written.

    Parameters
    ----------
    stream
        Takes the text.
    """

    def __init__(self, stream: IO[str]) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        self.stream.write(printable(text))
        return len(text)

    def writelines(self, lines: Any) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


@contextmanager
def printable_streams() -> Iterator[None]:
    """Make standard output and error printable, for what libraries show by themselves.

    Mistakes in options and help come from typer, warnings and logs from anywhere. What our own
    library warns of is shown as notes.
    """
    streams = sys.stdout, sys.stderr
    library = logging.getLogger("regionplanner")
    library.addHandler(_NOTES)
    sys.stdout, sys.stderr = map(_Printable, streams)
    try:
        yield
    finally:
        library.removeHandler(_NOTES)
        hush(quiet=False)
        sys.stdout, sys.stderr = streams
