"""Limits: rules of a desk with a value, made from the described choices of a scenario."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from regionplanner.choice import Language, choices_of
from regionplanner.scenario import Scenario
from regionplanner.words.rule_text import rule_sentences
from regionplanner.words.sentences import number

_BLANK = 8888
"""Stands for the value that is still to be given, as no rule has it in its sentence otherwise."""


@dataclass(frozen=True, slots=True)
class DeskLimit:
    """A limit that can be set.

    Attributes
    ----------
    kind
        The choice, and its side where it has two: ``"max_distance_km"``, ``"bounds.min"``.
    unit
        Of measure; empty for one of a figure, by column of the data.
    """

    kind: str
    unit: str = ""

    @property
    def choice(self) -> str:
        """Name of the choice of the scenario."""
        return self.kind.partition(".")[0]

    @property
    def is_most(self) -> bool:
        """Whether it says what is passed by nothing; else what is reached."""
        return self.kind.startswith("max_") or self.kind.endswith(".max")

    def closer(self, a: float, b: float) -> float:
        """Return which of two values leaves less."""
        return min(a, b) if self.is_most else max(a, b)

    def changed(self, choices: Mapping[str, Any], figure: str, value: float) -> Any:
        """Return the choice with a value of this limit, unless a closer one is there."""
        known = choices.get(self.choice)
        if self.unit:
            return value if known is None else self.closer(value, known)
        table, side = dict(known or {}), self.kind.partition(".")[2]
        if not side:
            table[figure] = self.closer(value, table.get(figure, value))
            return table
        bound = dict(table.get(figure, {}))
        there = bound.get(side)
        bound[side] = value if there is None else self.closer(value, there)
        return table | {figure: bound}

    def taken(self, choices: dict[str, Any]) -> Iterator[tuple[str, float]]:
        """Yield figures and values of this limit, and take them out of the choices."""
        known = choices.get(self.choice)
        if known is None:
            return
        if self.unit:
            yield "", choices.pop(self.choice)
            return
        side = self.kind.partition(".")[2]
        table = {figure: dict(bound) if side else bound for figure, bound in known.items()}
        for figure, bound in [*table.items()]:
            value = bound.pop(side, None) if side else table.pop(figure)
            if isinstance(value, int | float):
                yield figure, value
            elif value is not None:  # a share of a mean
                bound[side] = value
            if side and not {"min", "max"} & {k for k, v in bound.items() if v is not None}:
                del table[figure]
        choices[self.choice] = table
        if not table:
            del choices[self.choice]


@cache
def limits() -> Mapping[str, DeskLimit]:
    """Return the limits by kind: distances and times, and those by column of the data."""
    known: list[DeskLimit] = []
    for name, choice in choices_of(Scenario).items():
        sides = choice.example.values() if isinstance(choice.example, dict) else ()
        if choice.group != "Rules":
            continue
        if choice.unit in ("km", "min"):
            known.append(DeskLimit(name, choice.unit))
        elif sides and all(isinstance(side, dict) for side in sides):
            known += [DeskLimit(f"{name}.min"), DeskLimit(f"{name}.max")]
        elif sides:
            known.append(DeskLimit(name))
    return {limit.kind: limit for limit in known}


def _text(kind: str, figure: str, value: float, language: Language) -> str:
    """Return what a rule with a value says, as reports have it, without its full stop."""
    limit = limits()[kind]
    scenario = Scenario(**{limit.choice: limit.changed({}, figure, value)})
    return " ".join(rule_sentences(scenario, language)).removesuffix(".")


def limit_forms(
    figures: Iterable[str], language: Language, *, in_minutes: bool
) -> list[dict[str, str]]:
    """Return the limits that can be set, each with its sentence, in which the value is left open.

    Parameters
    ----------
    figures
        Columns of the data that have numbers.
    language
        Of the sentences.
    in_minutes
        Whether travel times are known.
    """
    columns = [*figures]
    asked = [
        (limit.kind, figure)
        for limit in sorted(limits().values(), key=lambda limit: limit.unit)
        for figure in ([""] if limit.unit else columns)
        if limit.unit != "min" or in_minutes
    ]
    blank = number(_BLANK, language)
    return [
        {
            "kind": kind,
            "figure": figure,
            "text": _text(kind, figure, _BLANK, language).replace(blank, "\N{HORIZONTAL ELLIPSIS}"),
        }
        for kind, figure in asked
    ]
