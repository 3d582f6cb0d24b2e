"""All reference regions, wherever they are planned, merged in a fixed order."""

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing, suppress
from functools import partial

from regionplanner.errors import SolverError, StoppedError
from regionplanner.program.cache import CacheContext, CurveStore, cache_result, cached_result
from regionplanner.program.instance.problem import ParentProblem
from regionplanner.program.result import ParentResult
from regionplanner.program.running.dask import done_on_cluster
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


def solve_parents(  # noqa: PLR0913 (each choice of a run by its name)
    problems: Sequence[ParentProblem],
    *,
    workers: int = 1,
    dask: str | None = None,
    deadline: float = float("inf"),
    time_limit_s: float | None = None,
    started: Started | None = None,
    progress: Progress | None = None,
    on_incumbent: OnIncumbent | None = None,
    store: CurveStore | None = None,
    wanted: Mapping[str, range] | None = None,
    checked: Check | None = None,
) -> tuple[ParentResult, ...]:
    """Return the curve of every reference region, in the order of the problems.

    Parameters
    ----------
    problems
        The reference regions.
    workers
        Number of processes; one plans in this process.
    dask
        Address of the scheduler of a Dask cluster that plans instead.
    deadline
        `time.monotonic` value after which answers may lack their proof; the time until then is
        shared (see `TimeBudget`).
    time_limit_s
        The limit that the deadline comes from [s]: answers with a gap are only kept for runs with
        the same.
    started
        Called with the code of each reference region that work begins on.
    progress
        Called after each reference region with its curve, the number done and the number in all;
        once more when a second search has bettered it.
    on_incumbent
        Called while reference regions are in work.
    store
        Has answers of earlier runs, and keeps those of this one as they come.
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
        if progress is not None:
            progress(curve, len(done), len(problems))

    of_wanted = (wanted or {}).get
    given = _given(problems, of_wanted, 0 if dask else workers, time_limit_s)
    for problem in problems:
        known = None if store is None else cached_result(problem, store, given[problem.code])
        if known is not None:
            with suppress(SolverError):
                collect(known if checked is None else checked(known))
        if store is not None:
            store.note(problem.code, known=problem.code in done)
    new = [problem for problem in problems if problem.code not in done]
    budget = TimeBudget(new, of_wanted, deadline)
    take = partial(_taken, budget, started)
    with closing(
        _running(take, min(workers, len(new)), dask if new else None, on_incumbent)
    ) as running:
        for one in running:
            curve, is_whole = budget.finish(one), not is_stopped()
            collect(curve if checked is None else checked(curve))
            if store is not None and is_whole:
                had_time = deadline == float("inf")
                cache_result(
                    one.task.problem, curve, store, given=given[curve.code], had_time=had_time
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


def _running(
    take: Take, n_workers: int, dask: str | None, on_incumbent: OnIncumbent | None
) -> Generator[Done]:
    """Return the tasks with their answers, as they get done."""
    if dask is not None:
        return done_on_cluster(take, address=dask, on_incumbent=on_incumbent)
    if n_workers <= 1:
        return done_serially(take, on_incumbent)
    return done_in_processes(take, n_workers=n_workers, on_incumbent=on_incumbent)


def _given(
    problems: Sequence[ParentProblem],
    wanted: Callable[[str], range | None],
    workers: int,
    time_limit_s: float | None,
) -> Mapping[str, CacheContext]:
    """Return what answers depend on besides the problem: the time each gets of a fresh limit."""
    sizes = sum(map(size_of, problems))
    return {
        p.code: CacheContext(
            wanted(p.code),
            None
            if time_limit_s is None
            # workers that come and go: none gets more than all the time
            else share_s(size_of(p), sizes, time_limit_s, 0.0, workers or len(problems)),
        )
        for p in problems
    }
