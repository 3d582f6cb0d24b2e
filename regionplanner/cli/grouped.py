"""Options in groups: a class for each, and a heading for each in the help."""

import dataclasses
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import typer
from pydantic import ValidationError
from typer.core import TyperCommand

from regionplanner.cli.named_values import figure_reader
from regionplanner.errors import ScenarioError
from regionplanner.io.places import check_path
from regionplanner.mistakes import choice_mistakes
from regionplanner.numerals import Kind


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
        Each field of such a class is an option: its annotation names it, as for any option.

    Returns
    -------
    callable
        Takes the options one by one, as the command line does.
    """
    arguments = inspect.signature(command, eval_str=True).parameters.values()
    groups: dict[str, Any] = {
        a.name: a.annotation for a in arguments if dataclasses.is_dataclass(a.annotation)
    }
    options = []
    for argument in arguments:
        if argument.name in groups:
            options += [_option(field) for field in dataclasses.fields(groups[argument.name])]
        else:
            options.append(argument)

    def run(**given: Any) -> None:
        _check_value([*given.values()])
        for name, group in groups.items():
            fields = {field.name for field in dataclasses.fields(group)}
            given[name] = group(**{field: given.pop(field) for field in fields})
        command(**given)

    run.__name__, run.__doc__ = command.__name__, command.__doc__
    run.__annotations__ = {option.name: option.annotation for option in options}
    run.__signature__ = inspect.Signature(options)  # type: ignore[attr-defined]
    return run


def _option(field: dataclasses.Field[Any]) -> inspect.Parameter:
    return inspect.Parameter(
        field.name,
        inspect.Parameter.KEYWORD_ONLY,
        default=field.default,
        annotation=field.type,
    )


def option(
    group: str,
    *names: str,
    metavar: str | None,
    help_text: str,
    kind: Kind | Literal["whole"] | None = None,
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
    kind
        What its number is of, as people write it; None: it is none.
    """
    parser = None if kind is None else figure_reader(names[0], kind)
    return typer.Option(
        *names, metavar=metavar, help=help_text, rich_help_panel=group, parser=parser
    )
