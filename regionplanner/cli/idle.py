"""Options without effect, because what they belong to is not asked for: each is named."""

import dataclasses
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from regionplanner.cli.choice_options import Made
from regionplanner.cli.say import say
from regionplanner.criteria.registry import CRITERIA

if TYPE_CHECKING:
    from regionplanner.cli.inputs import SearchRequest
    from regionplanner.files.file_choices import DataChoices
    from regionplanner.jobs.request import ResolvedRequest
    from regionplanner.scenario import Scenario


_NEEDS = {
    "balance": ("balance",),
    "ties": ("ties",),
    "travellers": tuple(one.name for one in CRITERIA.values() if one.by_traveller),
}
"""Choices of a scenario that count with one of some criteria only."""


def tell_idle(idle: Iterable[tuple[str, str]]) -> None:
    """Say which options have no effect, and what would give them one."""
    for name, advice in idle:
        say(f"Note: {name} has no effect; {advice}", err=True)


def typed(*groups: Any, but: Collection[str] = ()) -> list[str]:
    """Return the options of some groups that were typed, such as ``--lock``."""
    return [name for group in groups for name in _typed(group) if name not in but]


def _typed(group: Any) -> Iterable[str]:
    if isinstance(group, Made):
        return group.options
    fields = dataclasses.fields(group)
    return [_name(field) for field in fields if getattr(group, field.name) != field.default]


def _name(field: "dataclasses.Field[Any]") -> str:
    (option,) = field.type.__metadata__  # type: ignore[union-attr]
    # typer has the first name in the place of a default
    declared = [name for name in (option.default, *option.param_decls) if isinstance(name, str)]
    return declared[0] if declared else f"--{field.name.replace('_', '-')}"


def idle_of_search(
    wanted: "SearchRequest",
    asked: "ResolvedRequest",
    scenario: "Scenario",
    usual: "Scenario",
    *,
    traded: Collection[str] = (),
    reads_plan: bool = False,
) -> Iterator[tuple[str, str]]:
    """Yield the choices of a search that have no effect, each with an advice."""
    counting = {*traded} or {name for name, weight in scenario.criteria.items() if weight}
    made, search = wanted.scenario.choices, wanted.search
    if traded and "criteria" in made:
        yield "--criteria", f"what counts here is {' and '.join(traded)}"
    for name, names in _NEEDS.items():
        chosen = getattr(scenario, name) not in ({}, getattr(usual, name))
        where = f"{name} in {asked.file}" if chosen and asked.file is not None else ""
        where = f"--{name}" if name in made else where
        if where and not counting & {*names}:
            yield where, _count(names[0], traded)
    for name in sorted(asked.data.pair_tables):
        if "ties" not in counting:
            yield f"--pair-ties {name}", _count("ties", traded)
        elif not scenario.ties.get(name):
            yield f"--pair-ties {name}", f"add {name}=WEIGHT to --ties"
    if "plan_columns" in wanted.data.choices and wanted.locks.lock is None and not reads_plan:
        yield "--plan-columns", "no plan is read; add --lock PLAN.CSV"
    if search.dask is not None and search.workers is not None:
        yield "--workers", "a cluster has its own (--dask)"


def _count(criterion: str, traded: Collection[str]) -> str:
    return f"trade {criterion}" if traded else f"add {criterion}=WEIGHT to --criteria"


def idle_of_data(data: "DataChoices") -> Iterator[tuple[str, str]]:
    """Yield the choices of data that have no effect, each with an advice."""
    if data.time_unit is not None and data.travel_times is None:
        yield "--time-unit (time_unit in [data])", "add --travel-times FILE"
