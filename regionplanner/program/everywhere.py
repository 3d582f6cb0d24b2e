"""All reference regions, side by side in processes, merged in a fixed order."""

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool

from regionplanner.errors import SolverError
from regionplanner.program.curve import ParentCurve, ParentProblem, parent_curve

Progress = Callable[[ParentCurve, int, int], None]


def curves_everywhere(
    problems: Sequence[ParentProblem],
    *,
    workers: int | None = None,
    deadline: float = float("inf"),
    progress: Progress | None = None,
) -> tuple[ParentCurve, ...]:
    """Return the curve of every reference region, in the order of the problems.

    Parameters
    ----------
    problems
        The reference regions.
    workers
        Number of processes; the number of processors when None. One plans in this process.
    deadline
        `time.monotonic` value after which answers may lack their proof; that clock is the
        system's, the same in every process.
    progress
        Called after each reference region with its curve, the number done and the number in all.

    Raises
    ------
    SolverError
        When a worker process was ended from outside.
    """
    n_workers = min(workers or os.cpu_count() or 1, len(problems))
    largest_first = sorted(problems, key=lambda p: (-len(p.units), p.code))
    done: dict[str, ParentCurve] = {}

    def collect(curve: ParentCurve) -> None:
        done[curve.code] = curve
        if progress is not None:
            progress(curve, len(done), len(problems))

    if n_workers == 1:
        for problem in largest_first:
            collect(parent_curve(problem, deadline=deadline))
    else:
        # Spawned, not forked, so that every system behaves alike.
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(n_workers, mp_context=context) as pool:
            tasks = [pool.submit(parent_curve, p, deadline=deadline) for p in largest_first]
            try:
                for task in as_completed(tasks):
                    collect(task.result())
            except BrokenProcessPool:
                raise SolverError(
                    "a worker process was ended from outside, often for lack of memory; "
                    "try again with --workers 1"
                ) from None
            finally:
                pool.shutdown(cancel_futures=True)
    return tuple(done[problem.code] for problem in problems)
