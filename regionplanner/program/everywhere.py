"""All reference regions, side by side in processes, merged in a fixed order."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.process import BaseProcess

from regionplanner.errors import SolverError
from regionplanner.program.answer import ParentCurve
from regionplanner.program.curve import parent_curve
from regionplanner.program.posed.problem import ParentProblem
from regionplanner.program.remembered import CurveStore, remember, remembered_curve

Progress = Callable[[ParentCurve, int, int], None]


def curves_everywhere(
    problems: Sequence[ParentProblem],
    *,
    workers: int = 1,
    deadline: float = float("inf"),
    progress: Progress | None = None,
    store: CurveStore | None = None,
    wanted: Mapping[str, range] | None = None,
) -> tuple[ParentCurve, ...]:
    """Return the curve of every reference region, in the order of the problems.

    Parameters
    ----------
    problems
        The reference regions.
    workers
        Number of processes; one plans in this process.
    deadline
        `time.monotonic` value after which answers may lack their proof; that clock is the
        system's, the same in every process.
    progress
        Called after each reference region with its curve, the number done and the number in all.
    store
        Has answers of earlier runs, and keeps those of this one.
    wanted
        Numbers of regions that a plan can use, by code; see `parent_curve`.

    Raises
    ------
    SolverError
        When a worker process was ended from outside.
    """
    done: dict[str, ParentCurve] = {}

    def collect(curve: ParentCurve) -> None:
        done[curve.code] = curve
        if progress is not None:
            progress(curve, len(done), len(problems))

    for problem in problems:
        known = None if store is None else remembered_curve(problem, store)
        if known is not None:
            collect(known)
    new = {problem.code: problem for problem in problems if problem.code not in done}
    tasks = [(problem, (wanted or {}).get(problem.code)) for problem in new.values()]
    for curve in _curves(tasks, workers, deadline):
        if store is not None:
            remember(new[curve.code], curve, store, had_time=deadline == float("inf"))
        collect(curve)
    return tuple(done[problem.code] for problem in problems)


_Task = tuple[ParentProblem, range | None]


def _curves(tasks: Sequence[_Task], workers: int, deadline: float) -> Iterator[ParentCurve]:
    """Yield the curve of every problem as it is found."""
    n_workers = min(workers, len(tasks))
    largest_first = sorted(tasks, key=lambda task: (-len(task[0].units), task[0].code))
    if n_workers <= 1:
        return (parent_curve(p, deadline=deadline, wanted=w) for p, w in largest_first)
    return _in_processes(largest_first, n_workers, deadline)


def _in_processes(
    problems: Sequence[_Task], n_workers: int, deadline: float
) -> Iterator[ParentCurve]:
    """Yield the curves that processes of their own find."""
    # Spawned, not forked, so that every system behaves alike.
    context = multiprocessing.get_context("spawn")
    others = set(multiprocessing.active_children())
    with ProcessPoolExecutor(n_workers, mp_context=context, initializer=_serve) as pool:
        tasks = [pool.submit(parent_curve, p, deadline=deadline, wanted=w) for p, w in problems]
        try:
            for task in as_completed(tasks):
                yield task.result()
        except BrokenProcessPool:
            raise SolverError(
                "a worker process ended: stopped from outside, out of memory, or started by "
                'a script without `if __name__ == "__main__":`; try again with one worker'
            ) from None
        except BaseException:  # an error, or Ctrl-C: nobody waits for the answers any more
            for worker in set(multiprocessing.active_children()) - others:
                worker.terminate()
            raise


def _serve() -> None:
    """Make a worker leave Ctrl-C to its parent, and end when the parent ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
