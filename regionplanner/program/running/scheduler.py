"""All reference regions, wherever they are planned, merged in a fixed order."""

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, fields
from functools import partial
from typing import Any

from regionplanner.errors import SolverError, StoppedError
from regionplanner.program.cache import CacheContext, CurveStore, cache_result, cached_result
from regionplanner.program.curve import ParentResult
from regionplanner.program.instance.problem import MOST_STATES, ParentProblem
from regionplanner.program.running.processes import done_in_processes
from regionplanner.program.running.task import (
    Done,
    OnIncumbent,
    Take,
    Task,
    TimeBudget,
    done_serially,
    share_s,
    size_of,
)
from regionplanner.stopping import is_stopped

Progress = Callable[[ParentResult, int, int], None]
Started = Callable[[str], None]
Check = Callable[[ParentResult], ParentResult]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchSettings:
    """How plans are searched for; none changes which plan is proven the best.

    Attributes
    ----------
    workers
        Number of processes; one plans in this process.
    dask
        Address of the scheduler of a Dask cluster that plans instead.
    time_limit_s
        Limit on each search [s]; None: until it is proven.
    gap
        What each plan may cost more than any other, as a share.
    max_states
        Largest decision diagram that is built.
    held_states
        Most states of diagrams that a process keeps at once; None: no limit.
    store
        Has answers of earlier runs, and keeps new ones; None: no.
    started
        Called with the code of each reference region that work begins on; None disables it, as
        the two below.
    progress
        Called after each with its answers, the number done and the number in all; once more when
        a second search has bettered it.
    on_incumbent
        Called while reference regions are in work.
    """

    workers: int = 1
    dask: str | None = None
    time_limit_s: float | None = None
    gap: float = 0.0
    max_states: int = MOST_STATES
    held_states: int | None = None
    store: CurveStore | None = None
    started: Started | None = None
    progress: Progress | None = None
    on_incumbent: OnIncumbent | None = None

    @property
    def limits(self) -> dict[str, Any]:
        """The arguments of every search, also of those in this process alone."""
        names = ("time_limit_s", "max_states", "held_states")
        return {name: getattr(self, name) for name in names}

    @property
    def of_proposal(self) -> dict[str, Any]:
        """The arguments of `propose`."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


PLAIN_SETTINGS = SearchSettings()
"""One process, no limit, and no answers of earlier runs."""


def solve_parents(
    problems: Sequence[ParentProblem],
    settings: SearchSettings = PLAIN_SETTINGS,
    *,
    deadline: float = float("inf"),
    wanted: Mapping[str, range] | None = None,
    checked: Check | None = None,
) -> tuple[ParentResult, ...]:
    """Return the curve of every reference region, in the order of the problems.

    Parameters
    ----------
    problems
        The reference regions.
    settings
        How they are searched; answers with a gap are only kept for runs with the same time limit.
    deadline
        `time.monotonic` value after which answers may lack their proof; the time until then is
        shared (see `TimeBudget`).
    wanted
        Numbers of regions that a plan can use, by code; see `parent_curve`.
    checked
        Holds a curve to the data; what a store has and does not hold is planned again. None: as
        the engine says.

    Raises
    ------
    SolverError
        When what the engine says does not hold.
    WorkerError
        When processes keep ending, or the cluster cannot be reached.
    StoppedError
        When it is asked to stop before all have answers; has those that there are.
    """
    done: dict[str, ParentResult] = {}

    def collect(curve: ParentResult) -> None:
        done[curve.code] = curve
        if settings.progress is not None:
            settings.progress(curve, len(done), len(problems))

    of_wanted, store = (wanted or {}).get, settings.store
    given = _given(problems, of_wanted, settings)
    for problem in problems:
        known = None if store is None else cached_result(problem, store, given[problem.code])
        if known is not None:
            with suppress(SolverError):
                collect(known if checked is None else checked(known))
        if store is not None:
            store.note(problem.code, known=problem.code in done)
    new = [problem for problem in problems if problem.code not in done]
    budget = TimeBudget(new, of_wanted, deadline)
    take = partial(_taken, budget, settings.started)
    with closing(_running(take, len(new), settings)) as running:
        for task in running:
            curve, is_whole = budget.finish(task), not is_stopped()
            collect(curve if checked is None else checked(curve))
            if store is not None and is_whole:
                had_time = deadline == float("inf")
                cache_result(
                    task.task.problem, curve, store, given=given[curve.code], had_time=had_time
                )
    if len(done) < len(problems):
        stopped = StoppedError()
        stopped.curves = tuple(done.values())
        raise stopped
    return tuple(done[problem.code] for problem in problems)


def _taken(budget: TimeBudget, started: Started | None, n_workers: int) -> Task | None:
    task = None if is_stopped() else budget.next_task(n_workers)
    if task is not None and started is not None:
        started(task.problem.code)
    return task


def _running(take: Take, n_tasks: int, settings: SearchSettings) -> Generator[Done]:
    """Return the tasks with their answers, as they get done."""
    n_workers, on_incumbent = min(settings.workers, n_tasks), settings.on_incumbent
    if settings.dask is not None and n_tasks:
        from regionplanner.program.running.dask import done_on_cluster

        return done_on_cluster(take, address=settings.dask, on_incumbent=on_incumbent)
    if n_workers <= 1:
        return done_serially(take, on_incumbent)
    return done_in_processes(take, n_workers=n_workers, on_incumbent=on_incumbent)


def _given(
    problems: Sequence[ParentProblem],
    wanted: Callable[[str], range | None],
    settings: SearchSettings,
) -> Mapping[str, CacheContext]:
    """Return what answers depend on besides the problem: the time each gets of a fresh limit."""
    sizes = sum(map(size_of, problems))
    # workers that come and go: none gets more than all the time
    n_workers = len(problems) if settings.dask else settings.workers
    return {
        p.code: CacheContext(
            wanted(p.code),
            None
            if settings.time_limit_s is None
            else share_s(size_of(p), sizes, settings.time_limit_s, 0.0, n_workers),
        )
        for p in problems
    }
