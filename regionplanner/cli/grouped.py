"""Options in groups: a class for each, and a heading for each in the help."""

import dataclasses
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer
from pydantic import ValidationError
from typer.core import TyperCommand

from regionplanner.cli.choice_options import OptionsOf
from regionplanner.errors import ScenarioError
from regionplanner.files.paths import check_path
from regionplanner.mistakes import choice_mistakes


class GroupedHelp(TyperCommand):
    """A command whose help shows its options under the headings of their groups.

    An option that takes one value is given once: of several the last would silently count alone.
    """

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
                    f"{parameter.opts[0]} is given {times} times; once is expected, with all that "
                    "it is to say (see --help)"
                )
        try:
            found: list[str] = super().parse_args(ctx, args)
        except typer.BadParameter as error:
            if not isinstance(error.__cause__, ValidationError):
                raise
            option = error.param.opts[0] if error.param else ""
            mistakes = choice_mistakes(error.__cause__, known={}, within=option)
            raise ScenarioError(f"{mistakes[0]}; see --help") from None
        return found

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
                heading = heading or ("Arguments" if is_argument else "Options")
                groups.setdefault(heading, []).append(record)
        for heading, records in groups.items():
            with formatter.section(heading):
                formatter.write_dl(records)


def _check_value(value: Any) -> None:
    """Raise when a path can be none, for reading or for writing, or a text is none."""
    if isinstance(value, list | tuple):
        for one in value:
            _check_value(one)
    elif isinstance(value, Path):
        check_path(value)
    elif isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            raise ScenarioError(
                f"{value!r} is no text; UTF-8 is expected on the command line; type it again"
            ) from None


def grouped(command: Callable[..., None]) -> Callable[..., None]:
    """Return a command in which arguments that are dataclasses are filled from options.

    All paths and texts are looked at first: what the system refuses is refused for all alike.

    Parameters
    ----------
    command
        Each field of such a class is an option: its annotation names it, as for any option; or a
        group itself. What is annotated by `OptionsOf` is made from the options of choices.

    Returns
    -------
    callable
        Takes the options one by one, as the command line does.
    """
    arguments = inspect.signature(command, eval_str=True).parameters.values()
    options = [option for argument in arguments for option in _flat(argument)]

    def run(**given: Any) -> None:
        _check_value([*given.values()])
        command(**{a.name: _filled(a.annotation, a.name, given) for a in arguments})

    run.__name__, run.__doc__ = command.__name__, command.__doc__
    run.__annotations__ = {option.name: option.annotation for option in options}
    run.__signature__ = inspect.Signature(options)  # type: ignore[attr-defined]
    return run


def _choices(annotation: Any) -> OptionsOf | None:
    """Return the choices that an argument takes its options from, if it does."""
    said = getattr(annotation, "__metadata__", ())
    return next((one for one in said if isinstance(one, OptionsOf)), None)


def _flat(argument: inspect.Parameter) -> list[inspect.Parameter]:
    """Return the options of an argument, of a group those of all its fields."""
    if choices := _choices(argument.annotation):
        return [*choices.parameters()]
    if not dataclasses.is_dataclass(argument.annotation):
        return [argument]
    fields = dataclasses.fields(argument.annotation)
    return [
        option
        for field in fields
        for option in _flat(
            argument.replace(name=field.name, default=field.default, annotation=field.type)
        )
    ]


def _filled(annotation: Any, name: str, given: dict[str, Any]) -> Any:
    """Return the value of an argument by the values of its options."""
    if choices := _choices(annotation):
        return choices.read(given)
    if not dataclasses.is_dataclass(annotation):
        return given[name]
    fields = dataclasses.fields(annotation)
    return annotation(**{f.name: _filled(f.type, f.name, given) for f in fields})  # type: ignore[operator]


def option(
    group: str,
    *names: str,
    metavar: str | None,
    help_text: str,
) -> Any:
    """Return an option that is shown under the heading of its group.

    Parameters
    ----------
    group
        The heading.
    *names
        As they are typed.
    metavar
        What is typed after it; None shows the type.
    help_text
        What it is.
    """
    return typer.Option(*names, metavar=metavar, help=help_text, rich_help_panel=group)
