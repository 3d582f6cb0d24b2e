"""All that the command line shows goes through here: names in data cannot steer the terminal."""

import codecs
import contextlib
import errno
import io
import json
import logging
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import IO, TYPE_CHECKING, Any, cast, get_args

from regionplanner.choice import Language
from regionplanner.errors import Message, reason

if TYPE_CHECKING:
    from rich.console import Console

# what is not seen but acts: controls but tab and new line, formats (directions, joiners, tags),
# separators of lines and paragraphs, fillers, and halves of characters, which UTF-8 cannot hold
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff"
    "\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)

_SPOKEN: dict[str, Language] = {"language": "en"}

_ESCAPED = "regionplanner.escaped"


def printable(text: str) -> str:
    r"""Return a text without characters that are not seen: each is written as ``\u001b``.

    Parameters
    ----------
    text
        Any text; tabs and new lines stay. JSON stays JSON with the same values.
    """
    return _UNSEEN.sub(lambda match: json.dumps(match[0])[1:-1], text)


def say(*lines: object, err: bool = False) -> None:
    """Show lines.

    Parameters
    ----------
    *lines
        Each on one line of its own, whatever names it holds.
    err
        Whether they go to standard error: notes and errors do, results do not.
    """
    _write(map(in_words, lines), err=err)


def _write(lines: Iterable[str], *, err: bool) -> None:
    stream = sys.stderr if err else sys.stdout
    stream.writelines(printable(line).replace("\n", "\\n") + "\n" for line in lines)
    stream.flush()


def in_words(line: object) -> str:
    """Return a line in the language of the terminal, with the nouns of the data.

    Parameters
    ----------
    line
        A `regionplanner.errors.Message`; any other text is shown as it is.
    """
    return _said(line if isinstance(line, str) else str(line), _SPOKEN["language"])


def worded(template: str, /, **values: object) -> str:
    """Return a part of a line in the language of the terminal, such as a cell of a table.

    Parameters
    ----------
    template, **values
        As of `regionplanner.errors.Message`.
    """
    return in_words(Message(template, **values))


def command(*words: object) -> str:
    """Return a command to type, with quotes where a path needs them.

    Parameters
    ----------
    *words
        Behind the name of the program.
    """
    texts = ["regionplanner", *map(str, words)]
    return subprocess.list2cmdline(texts) if os.name == "nt" else shlex.join(texts)


def with_nouns(text: str) -> str:
    """Return an English text, for files, with the nouns of the data.

    Parameters
    ----------
    text
        In the words of Flanders.
    """
    from regionplanner.words.messages import said
    from regionplanner.words.nouns import in_english, vocabulary_in, with_nouns

    language = in_english(_SPOKEN["language"])
    if isinstance(text, Message):
        return said(text, language)
    return with_nouns(text, language, vocabulary_in(language))


def _said(line: str, language: Language) -> str:
    if language == "en" and not hasattr(language, "vocabulary"):
        return str(line)  # without the words of the data, which take a while to read
    from regionplanner.words.messages import said

    return said(line, language)


def speak(language: Language) -> None:
    """Say all that follows in a language, and with the nouns of data that it comes with.

    Parameters
    ----------
    language
        See `regionplanner.words.nouns.spoken`.
    """
    _SPOKEN["language"] = language


def spoken_language() -> Language:
    """Return the language of the terminal."""
    return _SPOKEN["language"]


def terminal_language(arguments: Sequence[str], variable: str = "") -> Language:
    """Return the language that is asked for: by ``--lang``, else by the environment, else English.

    Parameters
    ----------
    arguments
        Of the command line. They are read before the options are, whose mistakes are said too.
    variable
        What ``REGIONPLANNER_LANG`` holds.
    """
    asked = ""
    for argument, following in pairwise([*arguments, ""]):
        name, equals, value = argument.partition("=")
        if name == "--lang":
            asked = value if equals else following
    return language_of(asked) or language_of(variable) or "en"


def language_of(text: str) -> Language | None:
    """Return the language that a text such as ``nl`` or ``nl_BE.UTF-8`` names, None for another."""
    return next(
        (language for language in get_args(Language) if language == text.strip().lower()[:2]), None
    )


def say_json(value: object) -> None:
    """Show a value as a JSON document.

    Parameters
    ----------
    value
        What `json` can write.
    """
    text = json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False)
    _write(text.split("\n"), err=False)


def say_note(message: object) -> None:
    """Show what is good to know, beside results.

    Parameters
    ----------
    message
        A sentence.
    """
    say(Message("Note: {message}", message=message), err=True)


def say_error(message: object) -> None:
    """Show what is wrong; a message can have several lines.

    Parameters
    ----------
    message
        Of the error.
    """
    _write(in_words(Message("Error: {message}", message=message)).split("\n"), err=True)


def on_terminal(*, quiet: bool = False) -> bool:
    """Return whether progress is shown: somebody looks at standard error, and wants to.

    Parameters
    ----------
    quiet
        Show nothing; as `hush` knows already where a command has the option.
    """
    seen = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"  # that has no lines to change
    return seen and not quiet and _NOTES.level < logging.ERROR


def live_console() -> "Console":
    """Return where lines that change are shown; texts of data in them must be `printable`."""
    from rich.console import Console

    return Console(file=getattr(sys.stderr, "stream", sys.stderr))


class _Notes(logging.Handler):
    """Shows what the library warns of as notes."""

    def emit(self, record: logging.LogRecord) -> None:
        say_note(record.getMessage() if record.args else record.msg)


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


class OutputError(Exception):
    """Standard output takes no more: its reader has ended, or the disk is full.

    Parameters
    ----------
    error
        What the system says.
    """

    def __init__(self, error: OSError) -> None:
        super().__init__(reason(error))
        self.reader_ended = error.errno == errno.EPIPE


class _Printable:
    """A stream to which only printable text is written.

    Parameters
    ----------
    stream
        Takes the text; None where it was closed before the program began.
    must
        Whether the program ends where it takes no more; else it goes on, unseen.
    """

    encoding = "utf-8"  # or typer would write to what is below it, in another encoding

    def __init__(self, stream: IO[str] | None, *, must: bool) -> None:
        self.stream = io.StringIO() if stream is None else stream
        self._must = must

    def write(self, text: str) -> int:
        shown = printable(text)
        if shown:  # typer tries streams out by writing nothing, and swallows what that raises
            with self._taken():
                self.stream.write(shown)
        return len(text)

    def flush(self) -> None:
        with self._taken():
            self.stream.flush()

    @contextmanager
    def _taken(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            _drain(self.stream)
            if self._must:
                raise OutputError(error) from None

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
    _fill_closed()
    kept = [(stream, stream.errors) for stream in streams if isinstance(stream, io.TextIOWrapper)]
    for stream, _ in kept:
        stream.reconfigure(errors=_ESCAPED)
    sys.stdout = cast("Any", _Printable(streams[0], must=True))
    sys.stderr = cast("Any", _Printable(streams[1], must=False))
    try:
        yield
    finally:
        library.removeHandler(_NOTES)
        hush(quiet=False)
        speak("en")
        sys.stdout, sys.stderr = streams
        for stream, errors in kept:
            stream.reconfigure(errors=errors)


def _fill_closed() -> None:
    """Open the null device where a stream is closed: else the next file would have its number.

    Whatever a library writes to standard output would then be in that file.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def _drain(stream: IO[str]) -> None:
    """Let what a stream still holds go nowhere, or Python fails to write it when it ends."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _escaped(error: UnicodeError) -> tuple[str, int]:
    r"""Return what stands for text that an encoding cannot show: ``\u0142``, also in JSON."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


codecs.register_error(_ESCAPED, _escaped)
