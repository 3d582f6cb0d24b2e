"""Options that are made from choices: what is said of one stands with its field."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from inspect import Parameter
from pathlib import Path
from typing import Annotated, Any, Literal, get_origin

import typer
from pydantic import BaseModel

from regionplanner.choice import Choice, Group, choices_of, kinds_of
from regionplanner.choices import AsWritten, Coverage
from regionplanner.cli import growth_texts, texts
from regionplanner.cli.named_values import figure_reader, named_values
from regionplanner.files.file_choices import DataChoices, RunChoices
from regionplanner.growth_choices import GrowthChoices
from regionplanner.numerals import named_parts, number
from regionplanner.scenario import Scenario
from regionplanner.support_choices import SupportChoices


def _read_words(text: str) -> Any:
    from regionplanner.files.scenario_file import read_words

    return read_words(text)


def _read_files(given: list[str]) -> dict[str, Path]:
    return {name: Path(path) for name, path in texts.read_files(given).items()}


def _read_anchor(text: str) -> dict[str, float]:
    expected, example = "a column and a figure are expected", "inhabitants=20000"
    return named_values(
        named_parts(text), lambda figure: number(figure, "count"), "--anchor", expected, example
    )


def _read_years(option: str, example: str) -> Callable[[str], Any]:
    return partial(growth_texts.read_years, option=option, example=example)


_READERS: Mapping[type[BaseModel], Mapping[str, Callable[[Any], Any]]] = {
    Scenario: {
        "criteria": texts.read_criteria,
        "ties": texts.read_ties,
        "balance": texts.read_balance,
        "centres": str,
        "regions": texts.read_count,
        "regions_per": texts.read_counts,
        "links": partial(texts.read_pairs, option="--link"),
        "no_links": partial(texts.read_pairs, option="--no-link"),
        "together": lambda given: tuple(map(texts.read_list, given)),
        "apart": partial(texts.read_pairs, option="--apart"),
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
        "time_limit_s": figure_reader("--time-limit", "count", least=0),
        "gap": partial(texts.read_share, option="--gap", example=0.5),
    },
    GrowthChoices: {
        "regions": growth_texts.read_whole_numbers,
        "budget": growth_texts.read_money,
        "value": growth_texts.read_values,
        "one_in_each": _read_years("--one-in-each", "province=2028"),
        "start": _read_years("--start", "kempen-a=2027"),
        "not_before": _read_years("--not-before", "limburg-a=2028"),
    },
    SupportChoices: {
        "supporters": str,
        "balance": growth_texts.read_balance,
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
            if value != ():  # nothing between the commas: what a file says stays
                made[name] = tuple(value) if isinstance(value, list) else value
        return Made(made, tuple(options))

    def _choices(self) -> dict[str, Choice]:
        found = {
            name: choice
            for name, choice in choices_of(self.model).items()
            if choice.option
            and (not self.groups or choice.group in self.groups)
            and (not self.names or name in self.names)
        }
        order = self.groups or [choice.group for choice in found.values()]
        return dict(sorted(found.items(), key=lambda one: order.index(one[1].group)))

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
            parser = figure_reader(choice.option_name, written[0] if written else "whole")
        option = typer.Option(
            choice.option_name,
            metavar=choice.option.partition(" ")[2] or None,
            help=_help(choice, default),
            rich_help_panel=choice.group,
            parser=parser,
        )
        if kind is bool:
            return Annotated[bool, option]
        one = list[kind] if choice.repeated else kind  # type: ignore[valid-type]
        return Annotated[one | None, option]


def _help(choice: Choice, default: Any) -> str:
    """Return what the help says of a choice: how it is typed, and what holds without it."""
    parts = [choice.line(), f"{choice.how}." if choice.how else ""]
    parts += ["May be repeated." if choice.repeated else "", _default(default)]
    return " ".join(filter(None, parts))


def _default(value: Any) -> str:
    if isinstance(value, Mapping):
        value = ",".join(f"{name}={one:g}" for name, one in value.items())
    elif isinstance(value, float | int) and not isinstance(value, bool):
        value = f"{value:g}"
    return f"[default: {value}]" if value and isinstance(value, str) else ""
