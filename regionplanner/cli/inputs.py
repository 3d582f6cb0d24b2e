"""What commands read: data, plan files, and what a search starts from."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from regionplanner.cli.choice_options import NOTHING
from regionplanner.cli.options import (
    OpenOptions,
    centre_choice,
    idle_of_data,
    memory_budget,
    report_idle,
)
from regionplanner.cli.outputs import claim_plans
from regionplanner.cli.progress import CTRL_C, shown_progress, shown_steps, step, stoppable
from regionplanner.cli.say import command, say, say_note, speak, spoken_language
from regionplanner.cli.search import SearchContext, SearchRequest, idle_of_search
from regionplanner.errors import Message, ScenarioError, counted, joined
from regionplanner.jobs.callbacks import JobCallbacks, SearchCallbacks
from regionplanner.jobs.request import ResolvedRequest
from regionplanner.scenario import Scenario

if TYPE_CHECKING:
    import networkx as nx

    from regionplanner.data.assignment import PlanTable
    from regionplanner.data.municipalities import Municipalities
    from regionplanner.files.file_choices import DataChoices
    from regionplanner.jobs.plans import PlanBundle
    from regionplanner.program.running.scheduler import SearchSettings


def on_terminal(*, quiet: bool, says_place: bool = True) -> JobCallbacks:
    """Return the callbacks of jobs that report to the terminal."""
    note = noting(quiet=quiet)

    def loaded(municipalities: "Municipalities", data: "DataChoices") -> None:
        from regionplanner.words.nouns import spoken

        speak(spoken(spoken_language(), municipalities))
        source = municipalities.source
        for text in source.notes:
            note(text)
        if source.place and says_place and not quiet:
            n_units = len(municipalities.frame)
            say(
                Message(
                    "{title}: {n_units} in or near {place}",
                    title=source.named,
                    n_units=counted(n_units, "unit"),
                    place=source.place,
                ),
                err=True,
            )
        if not quiet:
            report_idle(idle_of_data(data))

    return JobCallbacks(
        step=step,
        note=note,
        loaded=loaded,
        counted=lambda what, total: shown_steps(what, total, quiet=quiet),
        stop=CTRL_C,
    )


def noting(*, quiet: bool) -> Callable[[str], None]:
    """Return what says on the terminal how something was read."""

    def note(text: str) -> None:
        if not quiet:
            say_note(text)

    return note


def read_plan(
    path: Path, municipalities: "Municipalities", data: "DataChoices", *, quiet: bool
) -> "PlanTable":
    """Return what a plan file says, and say how it was read."""
    from regionplanner.data.assignment import read_plan_table

    return read_plan_table(
        path, municipalities, columns=data.plan_columns or None, note=noting(quiet=quiet)
    )


def neighbours(municipalities: "Municipalities", scenario: "Scenario") -> "nx.Graph[str]":
    """Return the rook graph, with the links of the scenario."""
    from regionplanner.jobs.case import neighbours_reported

    return neighbours_reported(municipalities, scenario, on_terminal(quiet=True))


def report_bounds(scenario: "Scenario") -> None:
    """Say how the bounds of a scenario are understood."""
    from regionplanner.rules.bounds import bound_texts

    bounds = bound_texts(scenario)
    if bounds:
        say(Message("Bounds of a region: {bounds}", bounds=joined(bounds, ", ")), err=True)


def opened(
    files: Sequence[Path],
    options: OpenOptions,
    *,
    made: Mapping[str, object] = NOTHING.choices,
    names: str | None = None,
    figures: Collection[str] = (),
) -> "PlanBundle":
    """Return plans with their rules and their proofs, as `open_plans`; say how they were read."""
    from regionplanner.jobs.plans import PlanRequest, open_plans

    data, quiet = options.data.choices, options.quiet

    def ready(asked: "ResolvedRequest") -> None:
        if "bounds" in made and not quiet:
            report_bounds(asked.scenario())

    return open_plans(
        PlanRequest(
            files=files,
            scenario_file=options.scenario_file,
            choices=made,
            data=data,
            run=options.shown.choices,
            names=None if names is None else given_names(names, len(files)),
            figures=figures,
        ),
        # where the data of a plan lie was said when that was made
        callbacks=on_terminal(quiet=quiet, says_place="file" in data),
        ready=ready,
    )


def report_broken(files: Sequence[Path], bundle: "PlanBundle") -> None:
    """Say on the terminal which plans break rules, a line each."""
    for path, (name, plan) in zip(files, bundle.plans.items(), strict=True):
        count, rules = len(plan.violations), bundle.scenarios[name]
        if count:
            say(
                Message(
                    "{path} breaks {count}, and what is written says so; see {command}",
                    path=path,
                    count=counted(count, "rule"),
                    command=command(
                        "check", path, *([] if rules is None else ["--scenario", rules])
                    ),
                ),
                err=True,
            )


def given_names(names: str, count: int) -> list[str]:
    """Return what plans are called, as it was typed."""
    given = [name.strip() for name in names.split(",")]
    if len(given) != count or not all(given) or len(set(given)) < count:
        plans = counted(count, "plan")
        raise ScenarioError(
            "--names is {names!r}; for {plans} as many different names are expected, separated by "
            "commas; give each plan a name",
            names=names,
            plans=plans,
        )
    return given


def prepared(
    asked: ResolvedRequest,
    wanted: SearchRequest,
    *,
    out: Path,
    names: Iterable[str],
    quiet: bool,
    figures: Collection[str] = (),
    traded: Collection[str] = (),
    reads_plan: bool = False,
) -> SearchContext:
    """Return what a search starts from; the places of results are claimed before data is read.

    Parameters
    ----------
    asked
        What is asked for, as `SearchRequest.resolved` returns.
    wanted
        The options of it.
    out, names
        Folder and names of the results.
    quiet
        Say nothing.
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
        When the data or a place cannot be used.
    """
    from regionplanner.data.named_scenario import scenario_with_codes
    from regionplanner.files.cache import curve_store
    from regionplanner.jobs.case import case_of, load_asked
    from regionplanner.program.running.scheduler import SearchSettings

    writes_scenario = claim_plans(out, asked, names)
    budget = memory_budget(wanted.search, quiet=quiet)
    callbacks = on_terminal(quiet=quiet)
    asked, units = load_asked(asked, callbacks, figures=figures)
    locks = wanted.locks.choices(
        units, lambda path: read_plan(path, units, asked.data, quiet=quiet)
    )
    centres = centre_choice(wanted.scenario.choices.get("centres"), units)
    scenario = asked.plan_scenario({**centres, **locks})
    if not quiet:
        report_bounds(scenario)
        usual = scenario_with_codes(Scenario(), units)
        report_idle(
            idle_of_search(wanted, asked, scenario, usual, traded=traded, reads_plan=reads_plan)
        )
    settings = SearchSettings(
        workers=budget.fits.n_workers,
        dask=wanted.search.dask,
        time_limit_s=asked.run.time_limit_s,
        gap=asked.run.gap or 0.0,
        max_states=budget.asked.max_states,
        held_states=budget.held_states,
        store=None if wanted.search.no_cache else curve_store(),
    )
    continues = asked.run.continues
    return SearchContext(
        asked=asked,
        case=case_of(units, scenario, callbacks),
        settings=settings,
        callbacks=replace(callbacks, search=_shown_search(settings, quiet=quiet)),
        writes_scenario=writes_scenario,
        quiet=quiet,
        earlier=None if continues is None else read_plan(continues, units, asked.data, quiet=quiet),
    )


def _shown_search(
    settings: "SearchSettings", *, quiet: bool
) -> "Callable[[Municipalities, str], AbstractContextManager[SearchCallbacks]]":
    """Return the context in which a search shows its progress, and hears Ctrl-C."""

    @contextmanager
    def search(municipalities: "Municipalities", what: str) -> Iterator[SearchCallbacks]:
        with (
            shown_progress(
                municipalities, quiet=quiet, what=what, time_limit_s=settings.time_limit_s
            ) as shown,
            stoppable(shown, kept=settings.store is not None) as callbacks,
        ):
            yield callbacks

    return search
