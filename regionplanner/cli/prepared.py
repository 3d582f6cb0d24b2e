"""What every command that searches does first: choices, data and engine, in this order."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from regionplanner.choices import Coverage
from regionplanner.cli import choices
from regionplanner.cli.choice_options import Made, OptionsOf
from regionplanner.cli.engine import Engine
from regionplanner.cli.idle import idle_of_search, tell_idle
from regionplanner.cli.options import (
    DataOptions,
    LockOptions,
    SearchOptions,
    ShownOptions,
    centre_choice,
    memory_budget,
)
from regionplanner.files.file_choices import RunChoices
from regionplanner.jobs.request import ResolvedRequest, resolve_request
from regionplanner.scenario import Scenario

if TYPE_CHECKING:
    from regionplanner.files.cache import FolderStore


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
        return {name: one for name, one in self.scenario.choices.items() if name != "centres"}

    @property
    def run(self) -> Made:
        """The choices of the run."""
        return Made({**self.limits.choices, **self.shown.choices})

    def resolved(
        self, file: Path | None, run: Mapping[str, Any] | None = None
    ) -> "ResolvedRequest":
        """Return what a scenario file asks for, and the options that override it.

        Parameters
        ----------
        file
            If any.
        run
            Further choices of the run.
        """
        parts = self.coverage.choices.values()
        return resolve_request(
            file,
            self.made,
            data=self.data.choices,
            run={**self.run.choices, **(run or {})},
            coverage={name: made for part in parts for name, made in part.items()},
            resolved_later="centres" in self.scenario.choices or self.locks.given,
        )


@dataclass(frozen=True, slots=True)
class SearchContext:
    """What a search starts from.

    Attributes
    ----------
    asked
        What was asked for.
    scenario
        The choices, with those that depend on the data.
    engine
        The data, and how it is searched.
    writes_scenario
        Whether scenario.toml is written with the results.
    """

    asked: ResolvedRequest
    scenario: Scenario
    engine: Engine
    writes_scenario: bool


def prepared(
    file: Path | None,
    wanted: SearchRequest,
    *,
    check: "Callable[[ResolvedRequest, Scenario], bool]",
    quiet: bool,
    run: Mapping[str, Any] | None = None,
    figures: Collection[str] = (),
    traded: Collection[str] = (),
    reads_plan: bool = False,
) -> SearchContext:
    """Return what a search starts from; mistakes are said before the data is read.

    Parameters
    ----------
    file
        The scenario file; None: the options alone.
    wanted
        The options that override it.
    check
        Looks at what does not need the data, such as where results go; returns whether
        scenario.toml is written with them.
    quiet
        Say nothing.
    run
        Further choices of the run.
    figures
        Columns that must hold numbers, besides those of the scenario.
    traded
        Criteria that count whatever their weights are.
    reads_plan
        Whether a plan is read besides one with locked regions.

    Raises
    ------
    ScenarioError
        When a choice is impossible.
    DataError
        When the data cannot be used.
    """
    from regionplanner.data.named_scenario import scenario_with_codes

    wanted.locks.check()
    budget = memory_budget(wanted.search, quiet=quiet)
    asked = wanted.resolved(file, run)
    writes_scenario = check(asked, asked.plan_scenario())
    municipalities = choices.load(
        asked.data, leave_out=asked.leave_out, quiet=quiet, figures={*asked.figures(), *figures}
    )
    asked = asked.resolved(municipalities)
    scenario = asked.plan_scenario(
        {
            **centre_choice(wanted.scenario.choices.get("centres"), municipalities),
            **wanted.locks.choices(
                municipalities,
                lambda path: choices.read_plan(path, municipalities, asked.data, quiet=quiet),
            ),
        }
    )
    if not quiet:
        choices.tell_bounds(scenario)
        usual = scenario_with_codes(Scenario(), municipalities)
        tell_idle(
            idle_of_search(wanted, asked, scenario, usual, traded=traded, reads_plan=reads_plan)
        )
    engine = Engine(
        municipalities=municipalities,
        graph=choices.neighbours(municipalities, scenario),
        n_workers=budget.fits.n_workers,
        time_limit_s=asked.run.time_limit_s,
        gap=asked.run.gap or 0.0,
        max_states=budget.asked.max_states,
        held_states=budget.held_states,
        dask=wanted.search.dask,
        store=None if wanted.search.no_cache else _store(),
        quiet=quiet,
    )
    return SearchContext(asked, scenario, engine, writes_scenario)


def _store() -> "FolderStore":
    from regionplanner.files.cache import curve_store

    return curve_store()
