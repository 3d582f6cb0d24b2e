"""Commands and their options, made from choices: what is said of one stands with its field."""

import dataclasses
import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from inspect import Parameter
from pathlib import Path
from typing import Annotated, Any, Literal, get_origin

import typer
from pydantic import BaseModel, TypeAdapter, ValidationError

from regionplanner.choice import Choice, Group, Language, choices_of, kinds_of, lower_limit_of
from regionplanner.choices import AsWritten, Coverage
from regionplanner.cli import texts
from regionplanner.cli.say import in_words, spoken_language, worded
from regionplanner.cli.texts import figure_reader, named_values
from regionplanner.errors import Message, ScenarioError
from regionplanner.files.file_choices import DataChoices, RunChoices
from regionplanner.files.paths import check_path
from regionplanner.numerals import named_parts, number
from regionplanner.rollout_choices import GrowthChoices, SupportChoices
from regionplanner.scenario import BY_GROUP, BY_PAIR, Scenario
from regionplanner.validation_messages import choice_mistakes, unknown_name


def _read_words(text: str) -> Any:
    from regionplanner.files.scenario_file import read_words

    return read_words(text)


def _read_files(given: list[str]) -> dict[str, Path]:
    return {name: Path(path) for name, path in texts.read_files(given).items()}


def _read_anchor(text: str) -> dict[str, float]:
    expected, example = Message("a column and a figure above 0 are expected"), "inhabitants=20000"
    return named_values(named_parts(text), _positive, "--anchor", expected, example)


def _positive(text: str) -> float:
    figure = number(text, "count")
    if figure <= 0:
        raise ValueError
    return figure


def _read_years(option: str, example: str) -> Callable[[str], Any]:
    return partial(texts.read_years, option=option, example=example)


_READERS: Mapping[type[BaseModel], Mapping[str, Callable[[Any], Any]]] = {
    Scenario: {
        "criteria": texts.read_criteria,
        "ties": texts.read_ties,
        "balance": texts.read_balance,
        "centres": str,
        "regions": texts.read_count,
        "regions_per": texts.read_counts,
        **{
            name: partial(texts.read_pairs, option=choices_of(Scenario)[name].option_name)
            for name in BY_PAIR
        },
        **dict.fromkeys(BY_GROUP, lambda given: tuple(map(texts.read_list, given))),
        "anchor": _read_anchor,
        "bounds": texts.read_bounds,
        "leave_out": texts.read_list,
    },
    Coverage: {"least": texts.read_covered, "reward": texts.read_reward},
    DataChoices: {
        "pair_tables": _read_files,
        "words": _read_words,
        "plan_columns": texts.read_list,
    },
    RunChoices: {
        "time_limit_s": figure_reader("--time-limit", "count", least=0, example="600"),
        "gap": partial(texts.read_share, option="--gap", example=0.5, most=1.0),
    },
    GrowthChoices: {
        "regions": texts.read_whole_numbers,
        "budget": texts.read_money,
        "value": texts.read_values,
        "first_year": partial(texts.read_year, option="--first-year"),
        "one_in_each": _read_years("--one-in-each", "province=2028"),
        "start": _read_years("--start", "kempen-a=2027"),
        "not_before": _read_years("--not-before", "limburg-a=2028"),
        "all_by": partial(texts.read_year, option="--all-by"),
    },
    SupportChoices: {
        "supporters": str,
        "balance": texts.read_load_balance,
        "meetings": figure_reader("--meetings", "whole", least=1),
    },
}
"""How the text of an option is read, where its type does not say it."""

_TYPES = (bool, Path, int, float)


@dataclass(frozen=True, slots=True)
class Made:
    """What options say.

    Attributes
    ----------
    choices
        Those that were made, by name.
    options
        Those that were typed.
    """

    choices: Mapping[str, Any] = field(default_factory=dict)
    options: tuple[str, ...] = ()


NOTHING = Made()
"""Where nothing was typed."""


@dataclass(frozen=True, slots=True)
class OptionsOf:
    """The options of the choices of a model.

    Attributes
    ----------
    model
        With a `Choice` at its fields.
    groups
        Only the choices of these groups, in their order; empty: of all.
    names
        Only these choices; empty: all.
    """

    model: type[BaseModel]
    groups: tuple[Group, ...] = ()
    names: tuple[str, ...] = ()

    def parameters(self) -> Iterator[Parameter]:
        """Yield the options as parameters of a command."""
        for name, choice in self._choices().items():
            yield Parameter(
                self._key(name),
                Parameter.KEYWORD_ONLY,
                default=False if self._type(name) is bool else None,
                annotation=self._annotation(name, choice),
            )

    def read(self, given: Mapping[str, Any]) -> Made:
        """Return what the options say.

        Parameters
        ----------
        given
            Values of all `parameters`, by name.

        Raises
        ------
        ScenarioError
            When a text cannot be read.
        """
        made, options = {}, []
        for name, choice in self._choices().items():
            value = given[self._key(name)]
            if value is None or value is False or value == []:
                continue
            reader = _READERS.get(self.model, {}).get(name)
            if reader is not None:
                value = reader(value)
            elif value is True:
                value = not self.model.model_fields[name].default
            options.append(choice.option_name)
            if reader not in {str, _read_words}:  # those need the data, or are read already
                parts = value if self.model is Coverage else {name: value}
                _check_choices(self.model, parts, choice.option_name)
            if value != ():  # nothing between the commas: what a file says stays
                made[name] = tuple(value) if isinstance(value, list) else value
        return Made(made, tuple(options))

    def _choices(self) -> dict[str, Choice]:
        choices = {
            name: choice
            for name, choice in choices_of(self.model).items()
            if choice.option
            and (not self.groups or choice.group in self.groups)
            and (not self.names or name in self.names)
        }
        order = self.groups or [choice.group for choice in choices.values()]
        return dict(sorted(choices.items(), key=lambda item: order.index(item[1].group)))

    def _key(self, name: str) -> str:
        return f"{self.model.__name__}_{name}"

    def _type(self, name: str) -> Any:
        if name in _READERS.get(self.model, {}):
            return str
        kinds = kinds_of(self.model, name)
        return next((k for k in kinds if k in _TYPES or get_origin(k) is Literal), str)

    def _annotation(self, name: str, choice: Choice) -> Any:
        kind, default = self._type(name), self.model.model_fields[name].default
        parser = None
        if kind in {int, float}:
            written = [k.kind for k in kinds_of(self.model, name) if isinstance(k, AsWritten)]
            parser = figure_reader(
                choice.option_name,
                written[0] if written else "whole",
                **lower_limit_of(self.model, name),
                example="" if choice.example is None else f"{choice.example:g}",
            )
        option = typer.Option(
            choice.option_name,
            metavar=choice.option.partition(" ")[2] or None,
            help=_help(choice, default),
            rich_help_panel=choice.group,
            parser=parser,
        )
        if kind is bool:
            return Annotated[bool, option]
        annotation = list[kind] if choice.repeated else kind  # type: ignore[valid-type]
        return Annotated[annotation | None, option]


def _check_choices(model: type[BaseModel], made: Mapping[str, Any], option_name: str) -> None:
    """Raise where a value is none for its choice, in the name of the option that was typed."""
    for name, value in made.items():
        try:
            _alone(model, name).validate_python(value)
        except ValidationError as error:
            if any(unknown_name(details) for details in error.errors()):
                return  # said with the names that there are, where all choices are looked at
            mistakes = choice_mistakes(error, known={}, within=option_name)
            raise ScenarioError("{mistakes}; see --help", mistakes=mistakes[0]) from None


@cache
def _alone(model: type[BaseModel], name: str) -> TypeAdapter[Any]:
    """Return what reads one choice without the others."""
    choice = model.model_fields[name]
    annotated: Any = choice.annotation
    for limit in choice.metadata:
        annotated = Annotated[annotated, limit]
    return TypeAdapter(annotated)


def _help(choice: Choice, default: Any) -> str:
    """Return what the help says of a choice: how it is typed, and what holds without it."""
    text = _help_in(choice, default, "en")
    _CHOICES[text] = choice, default
    return text


_CHOICES: dict[str, tuple[Choice, Any]] = {}
"""Choices and their defaults by the help of their options, of which typer keeps the text alone."""


def option_help(text: str) -> str:
    """Return the help of an option in the language of the terminal.

    Parameters
    ----------
    text
        In English.
    """
    choice = _CHOICES.get(text)
    return worded(text) if choice is None else _help_in(*choice, spoken_language())


def _help_in(choice: Choice, default: Any, language: Language) -> str:
    how = Message("{how}.", how=Message(choice.how)) if choice.how else ""
    parts = [how, _default(default)]
    parts.insert(1, Message("May be repeated.") if choice.repeated else "")
    worded_parts = map(in_words, parts) if language == "nl" else parts
    return " ".join(filter(None, (choice.line(language), *worded_parts)))


def _default(value: Any) -> str:
    if isinstance(value, Mapping):
        value = ",".join(f"{name}={weight:g}" for name, weight in value.items())
    elif isinstance(value, float | int) and not isinstance(value, bool):
        value = f"{value:g}"
    return f"[default: {value}]" if value and isinstance(value, str) else ""


def _check_value(value: Any) -> None:
    """Raise when a path can be none, for reading or for writing, or a text is none."""
    if isinstance(value, list | tuple):
        for part in value:
            _check_value(part)
    elif isinstance(value, Path):
        check_path(value)
    elif isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            raise ScenarioError(
                "{value!r} is no text; UTF-8 is expected on the command line; type it again",
                value=value,
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
    if not any("--lang" in _declared(option) for option in options):
        options.append(_TERMINAL_LANGUAGE)
    for option in options:
        for declared in getattr(option.annotation, "__metadata__", ()):
            declared.readable = False  # what reads a file says why it cannot

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
    return next((parameter for parameter in said if isinstance(parameter, OptionsOf)), None)


def _declared(parameter: Parameter) -> list[Any]:
    """Return how an option is typed; typer has the first name in the place of a default."""
    said = getattr(parameter.annotation, "__metadata__", ())
    return [name for declared in said for name in (declared.default, *(declared.param_decls or ()))]


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


_TERMINAL_LANGUAGE = Parameter(
    "terminal_language",
    Parameter.KEYWORD_ONLY,
    default=None,
    annotation=Annotated[
        Language | None,
        option("How it is shown", "--lang", metavar=None, help_text="Language of the terminal."),
    ],
)
"""For commands that show nothing else; it is read before the options are (`terminal_language`)."""
