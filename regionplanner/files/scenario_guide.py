"""The tables of a scenario file, in their order, each with what is said of its choices."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import get_origin

from regionplanner.choice import GROUPS, Choice, choices_of, part_of
from regionplanner.criteria.registry import CRITERIA
from regionplanner.files.scenario_file import TABLES
from regionplanner.scenario import Scenario

CRITERION_CHOICES: Mapping[str, Choice] = {
    one.name: Choice("Criteria", one.explained["en"], one.explained["nl"], one.example)
    for one in CRITERIA.values()
}
"""What is said of the weight of each criterion."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a scenario file.

    Attributes
    ----------
    name
        Empty for the top of the file.
    choice
        What is said of it; its example has entries where a planner chooses their names.
    choices
        Those with a fixed name.
    repeated
        Whether there may be any number of such tables.
    """

    name: str
    choice: Choice | None = None
    choices: Mapping[str, Choice] = field(default_factory=dict)
    repeated: bool = False


def file_tables() -> Iterator[Table]:
    """Yield the tables of a scenario file in their order, with every choice that there is."""
    said = choices_of(Scenario)
    tables = [_table(name, choice) for name, choice in said.items() if _is_table(name)]
    top = {name: choice for name, choice in said.items() if not _is_table(name)}
    sorted_top = sorted(top.items(), key=lambda one: GROUPS.index(one[1].group))
    models = []
    for name, (model, choice) in TABLES.items():
        inner = choices_of(model)
        models.append(Table(name, choice, {k: inner[k] for k in inner if k != "words"}))
        sorted_top += [(k, inner[k]) for k in inner if k == "words"]
    yield Table("", choices=dict(sorted_top))
    yield from (*models[:2], *tables, *models[2:])


def _is_table(name: str) -> bool:
    return part_of(Scenario, name) is not None or _is_named(name)


def _is_named(name: str) -> bool:
    """Return whether a choice of the scenario has entries of which a planner chooses the names."""
    return get_origin(Scenario.model_fields[name].annotation) is Mapping


def _table(name: str, choice: Choice) -> Table:
    if name == "criteria":
        return Table(name, choice, CRITERION_CHOICES)
    part = None if _is_named(name) else part_of(Scenario, name)
    repeated = get_origin(Scenario.model_fields[name].annotation) is tuple
    return Table(name, choice, choices_of(part) if part else {}, repeated=repeated)
