"""What typer shows by itself, help and mistakes, in the language of the terminal."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from string import Formatter
from typing import Any

import typer
from pydantic import ValidationError
from typer.core import TyperCommand, TyperGroup

from regionplanner.cli.choice_options import option_help
from regionplanner.cli.say import spoken_language, worded
from regionplanner.errors import ScenarioError
from regionplanner.validation_messages import choice_mistakes

_NAME = re.compile(r"\b(?:[A-Z]{4,}|or)\b(?!\.)")
"""What stands for a value, such as COLUMN, but no name of a file."""
_TYPE = re.compile(r" <(path|list\[\w+\])>")
"""How typer marks a file: the name of an argument says that already."""


class HelpGroup(TyperGroup):
    """Commands whose help is in the language of the terminal."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.subcommand_metavar = _value_in_words(self.subcommand_metavar)
        _translate(self)

    def get_help(self, ctx: Any) -> str:
        """Return the help."""
        return _in_words(super().get_help(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what stands before a command.

        Parameters
        ----------
        ctx
            Of the group.
        args
            As typed.

        Raises
        ------
        ScenarioError
            When a value is none for its option.
        """
        with _mistakes_in_words():
            rest: list[str] = super().parse_args(ctx, args)
        return rest


class GroupedHelp(TyperCommand):
    """A command whose help shows its options under the headings of their groups.

    An option that takes one value is given once: of several the last would silently count alone.
    """

    def __init__(self, *names: str | None, **given: Any) -> None:
        super().__init__(*names, **given)
        _translate(self)

    def get_help(self, ctx: Any) -> str:
        """Return the help."""
        return _in_words(super().get_help(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments, after a look at what stands there twice.

        Parameters
        ----------
        ctx
            Of the command.
        args
            As typed.

        Raises
        ------
        ScenarioError
            When an option that takes one value is given more than once, or a value is none for it.
        """
        typed = [text.partition("=")[0] for text in args]
        for parameter in self.get_params(ctx):
            names = {*parameter.opts, *parameter.secondary_opts}
            once = parameter.param_type_name == "option" and not (
                getattr(parameter, "multiple", False) or getattr(parameter, "is_flag", False)
            )
            times = sum(text in names for text in typed)
            if once and times > 1:
                raise ScenarioError(
                    "{opts} is given {times} times; once is expected, with all that "
                    "it is to say (see --help)",
                    opts=parameter.opts[0],
                    times=times,
                )
        with _mistakes_in_words():
            rest: list[str] = super().parse_args(ctx, args)
        return rest

    # Any: typer brings click along under another name from one version to the next
    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the options, group by group in the order in which they first appear.

        Parameters
        ----------
        ctx
            Of the command.
        formatter
            Is written to.
        """
        groups: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None:
                is_argument = parameter.param_type_name == "argument"
                heading = getattr(parameter, "rich_help_panel", None)
                heading = worded(heading or ("Arguments" if is_argument else "Options"))
                name = _TYPE.sub("" if is_argument else f" {worded('PATH')}", record[0])
                groups.setdefault(heading, []).append((name, record[1]))
        for heading, records in groups.items():
            with formatter.section(heading):
                formatter.write_dl(records)


@contextmanager
def _mistakes_in_words() -> Iterator[None]:
    """Say of a value that is none what its option or argument, as in the help, expects."""
    try:
        yield
    except typer.BadParameter as error:
        if not isinstance(error.__cause__, ValidationError):
            raise
        mistakes = choice_mistakes(error.__cause__, known={}, within=_named(error.param))
        raise ScenarioError("{mistakes}; see --help", mistakes=mistakes[0]) from None


def _named(parameter: Any) -> str:
    """Return how the help names an option or an argument."""
    if parameter is None:
        return ""
    is_argument = parameter.param_type_name == "argument"
    return str((is_argument and parameter.metavar) or parameter.opts[0])


def mistake_text(error: Any) -> str:
    """Return what typer shows of a mistake in what was typed.

    Parameters
    ----------
    error
        With a method that shows it.
    """
    shown = io.StringIO()
    error.show(shown)
    return _in_words(shown.getvalue().rstrip("\n"))


def _translate(command: Any) -> None:
    """Put the help of a command and its options in the language of the terminal."""
    if spoken_language() == "nl":
        paragraphs = (command.help or "").split("\n\n")
        command.help = "\n\n".join(worded(" ".join(text.split())) for text in paragraphs)
        command.options_metavar = _value_in_words(command.options_metavar)
        for parameter in command.params:
            parameter.help = option_help(parameter.help or "")
            parameter.metavar = parameter.metavar and _value_in_words(parameter.metavar)


def _value_in_words(text: str) -> str:
    return _NAME.sub(lambda name: worded(name[0]), text)


def _in_words(text: str) -> str:
    """Return what typer writes, line by line, in the language of the terminal."""
    return "\n".join(map(_line, text.split("\n"))) if spoken_language() == "nl" else text


def _line(text: str) -> str:
    for pattern, template in _patterns():
        if match := pattern.fullmatch(text):
            return template.format(
                **{name: _line(part) for name, part in match.groupdict().items()}
            )
    return text


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Return the lines that typer writes as patterns, with their Dutch."""
    from regionplanner.words.messages import dutch_of

    return [(_pattern(english), dutch) for english, dutch in dutch_of("typer.toml").items()]


def _pattern(template: str) -> re.Pattern[str]:
    parts = Formatter().parse(template)
    return re.compile(
        "".join(re.escape(text) + (f"(?P<{name}>.*)" if name else "") for text, name, *_ in parts)
    )
