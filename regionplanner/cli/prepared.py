"""What every command that searches does first: choices, data and engine, in this order."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from regionplanner.cli import choices
from regionplanner.cli.engine import Engine
from regionplanner.cli.idle import idle_of_search, tell_idle
from regionplanner.cli.memory import memory_budget
from regionplanner.cli.options import DataOptions, ShownOptions
from regionplanner.cli.plan_options import CoverageOptions, CriteriaOptions, LockOptions
from regionplanner.cli.rule_options import NumberOptions, RuleOptions
from regionplanner.cli.search_options import SearchOptions
from regionplanner.cli.texts import given
from regionplanner.jobs.request import ResolvedRequest, resolve_request
from regionplanner.scenario import Scenario

if TYPE_CHECKING:
    from regionplanner.io.curve_store import FolderStore


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """A scenario file, and the options that override it.

    Attributes
    ----------
    file
        The scenario file; None: the options alone.
    numbers, criteria, rules, coverage, locks, shown, data, search
        Options.
    """

    file: Path | None
    numbers: NumberOptions
    criteria: CriteriaOptions
    rules: RuleOptions
    coverage: CoverageOptions
    locks: LockOptions
    shown: ShownOptions
    data: DataOptions
    search: SearchOptions


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
    wanted: SearchRequest,
    *,
    check: "Callable[[ResolvedRequest, Scenario], bool]",
    quiet: bool,
    gap: float | None = None,
    figures: Collection[str] = (),
    traded: Collection[str] = (),
    reads_plan: bool = False,
) -> SearchContext:
    """Return what a search starts from; mistakes are said before the data is read.

    Parameters
    ----------
    wanted
        What is asked for.
    check
        Looks at what does not need the data, such as where results go; returns whether
        scenario.toml is written with them.
    quiet
        Say nothing.
    gap
        What a plan may cost more than any other, as a share.
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
    from regionplanner.io.named_scenario import scenario_with_codes

    wanted.locks.check()
    budget = memory_budget(wanted.search, quiet=quiet)
    asked = resolve_request(
        wanted.file,
        {**wanted.numbers.choices(), **wanted.criteria.choices(), **wanted.rules.choices()},
        data=wanted.data.choices(),
        run=wanted.search.run_choices() | wanted.shown.choices() | given({"gap": gap}),
        coverage=wanted.coverage.choices(),
        resolved_later=wanted.criteria.centres is not None or wanted.locks.given,
    )
    writes_scenario = check(asked, asked.plan_scenario())
    municipalities = choices.load(
        asked.data, leave_out=asked.leave_out, quiet=quiet, figures={*asked.figures(), *figures}
    )
    asked = asked.resolved(municipalities)
    scenario = asked.plan_scenario(
        {
            **wanted.criteria.centre_choice(municipalities),
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
    from regionplanner.io.curve_store import curve_store

    return curve_store()
