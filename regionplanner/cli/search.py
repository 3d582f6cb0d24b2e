"""What commands that search are asked for, and what a search starts from."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from regionplanner.choices import Coverage
from regionplanner.cli.choice_options import Made, OptionsOf
from regionplanner.cli.options import DataOptions, LockOptions, SearchOptions, ShownOptions
from regionplanner.criteria.registry import CRITERIA
from regionplanner.errors import Message, listing
from regionplanner.files.file_choices import RunChoices
from regionplanner.jobs.callbacks import JobCallbacks
from regionplanner.jobs.request import ResolvedRequest, resolve_request
from regionplanner.scenario import Scenario

if TYPE_CHECKING:
    from regionplanner.data.assignment import PlanTable
    from regionplanner.program.running.scheduler import SearchSettings
    from regionplanner.rules.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """The options of every command that searches.

    Attributes
    ----------
    scenario
        Numbers and sizes, criteria and rules.
    coverage
        Which part of the municipalities.
    locks
        Regions that are given.
    limits, search, shown
        How plans are searched for, and shown.
    data
        Which data.
    """

    scenario: Annotated[Made, OptionsOf(Scenario, ("Numbers and sizes", "Criteria", "Rules"))]
    coverage: Annotated[Made, OptionsOf(Coverage)]
    locks: LockOptions
    limits: Annotated[Made, OptionsOf(RunChoices, names=("time_limit_s",))]
    search: SearchOptions
    shown: ShownOptions
    data: DataOptions

    @property
    def made(self) -> dict[str, Any]:
        """The choices of the scenario but for the centres, which the data tell."""
        return {name: choice for name, choice in self.scenario.choices.items() if name != "centres"}

    @property
    def run(self) -> Made:
        """The choices of the run."""
        return Made({**self.limits.choices, **self.shown.choices})

    def resolved(self, file: Path | None, run: Mapping[str, Any] | None = None) -> ResolvedRequest:
        """Return what a scenario file asks for, and the options that override it.

        Parameters
        ----------
        file
            If any.
        run
            Further choices of the run.

        Raises
        ------
        ScenarioError
            When a choice is impossible.
        """
        self.locks.check()
        parts = self.coverage.choices.values()
        asked = resolve_request(
            file,
            self.made,
            data=self.data.choices,
            run={**self.run.choices, **(run or {})},
            coverage={name: made for part in parts for name, made in part.items()},
            resolved_later="centres" in self.scenario.choices or self.locks.given,
        )
        asked.plan_scenario()  # what is impossible is said before anything is done
        return asked


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchContext:
    """What a search starts from.

    Attributes
    ----------
    asked
        What was asked for.
    case
        The data, the graph, and the choices with those that depend on the data.
    settings
        How it is searched.
    callbacks
        Show its progress, and hear Ctrl-C.
    writes_scenario
        Whether scenario.toml is written with the results.
    quiet
        Whether nothing is said.
    earlier
        The plan whose regions go on, if any.
    """

    asked: ResolvedRequest
    case: "Case"
    settings: "SearchSettings"
    callbacks: JobCallbacks
    writes_scenario: bool
    quiet: bool
    earlier: "PlanTable | None" = None


_NEEDS = {
    "balance": ("balance",),
    "ties": ("ties",),
    "travellers": tuple(
        criterion.name for criterion in CRITERIA.values() if criterion.by_traveller
    ),
}
"""Choices of a scenario that count with one of some criteria only."""


def idle_of_search(
    wanted: SearchRequest,
    asked: ResolvedRequest,
    scenario: Scenario,
    usual: Scenario,
    *,
    traded: Collection[str] = (),
    reads_plan: bool = False,
) -> Iterator[tuple[str, str]]:
    """Yield the choices of a search that have no effect, each with an advice."""
    counting = {*traded} or {name for name, weight in scenario.criteria.items() if weight}
    made, search = wanted.scenario.choices, wanted.search
    if traded and "criteria" in made:
        yield "--criteria", Message("what counts here is {criteria}", criteria=listing(traded))
    for name, names in _NEEDS.items():
        chosen = getattr(scenario, name) not in ({}, getattr(usual, name))
        where = ""
        if chosen and asked.file is not None:
            where = Message("{name} in {file}", name=name, file=asked.file)
        where = f"--{name}" if name in made else where
        if where and not counting & {*names}:
            yield where, _count(names[0], traded)
    for name in sorted(asked.data.pair_tables):
        if "ties" not in counting:
            yield f"--pair-ties {name}", _count("ties", traded)
        elif not scenario.ties.get(name):
            yield f"--pair-ties {name}", Message("add {name}=WEIGHT to --ties", name=name)
    if "plan_columns" in wanted.data.choices and wanted.locks.lock is None and not reads_plan:
        yield "--plan-columns", Message("no plan is read; add --lock PLAN.CSV")
    if search.dask is not None and search.workers is not None:
        yield "--workers", Message("a cluster has its own (--dask)")


def _count(criterion: str, traded: Collection[str]) -> str:
    return Message(
        ("trade {criterion}") if traded else "add {criterion}=WEIGHT to --criteria",
        criterion=criterion,
    )
