"""Tasks side by side in processes on this machine; a process that is killed is replaced."""

import multiprocessing
import os
import signal
import threading
from collections import Counter
from collections.abc import Generator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.process import BaseProcess

from regionplanner.errors import WorkerError
from regionplanner.program.answer import ParentCurve
from regionplanner.program.running.task import MOST_DEATHS, Done, Take, Task, answered


def done_in_processes(take: Take, *, n_workers: int) -> Generator[Done]:
    """Yield tasks with their answers as they get done.

    Parameters
    ----------
    take
        Returns the next task.
    n_workers
        Number of processes.

    Raises
    ------
    WorkerError
        When processes keep ending over the same reference region.
    """
    others = set(multiprocessing.active_children())
    # a pool for each process: one that dies breaks its own pool, and shows what it worked on
    idle = [_pool() for _ in range(n_workers)]
    running: dict[Future[ParentCurve], tuple[Task, ProcessPoolExecutor]] = {}
    again: list[Task] = []
    deaths: Counter[str] = Counter()
    try:
        wait([pool.submit(_start) for pool in idle])  # a task's time begins with its process
        while True:
            while len(running) < n_workers:
                task = again.pop() if again else take(n_workers)
                if task is None:
                    break
                future, pool = _begun(task, idle)
                running[future] = task, pool
            if not running:
                break
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                task, pool = running.pop(future)
                try:
                    curve = future.result()
                except BrokenProcessPool:
                    pool.shutdown(wait=False)
                    _count(deaths, task.problem.code)
                    again.append(task)
                    continue
                idle.append(pool)
                yield Done(task, curve)
    except BaseException:  # an error, or Ctrl-C: nobody waits for the answers any more
        for worker in set(multiprocessing.active_children()) - others:
            worker.terminate()
        raise
    finally:
        for pool in (*idle, *(pool for _, pool in running.values())):
            pool.shutdown(cancel_futures=True)


def _begun(
    task: Task, idle: list[ProcessPoolExecutor]
) -> tuple[Future[ParentCurve], ProcessPoolExecutor]:
    """Return a task that a process works on, and that process: an idle one if there is any."""
    while idle:
        pool = idle.pop()
        try:
            return pool.submit(answered, task), pool
        except BrokenProcessPool:  # it was killed while it had nothing to do
            pool.shutdown(wait=False)
    pool = _pool()
    return pool.submit(answered, task), pool


def _pool() -> ProcessPoolExecutor:
    # spawned, not forked, so that every system behaves alike
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(1, mp_context=context, initializer=_serve)


def _start() -> None:
    """Do nothing, in a process that has to start for it."""


def _count(deaths: Counter[str], code: str) -> None:
    """Count a process that ended; raise when it is one too many."""
    deaths[code] += 1
    if deaths[code] >= MOST_DEATHS:
        raise WorkerError(
            f"{MOST_DEATHS} worker processes ended over reference region {code}: stopped from "
            'outside, out of memory, or started by a script without `if __name__ == "__main__":`; '
            "allow less memory or try with one worker"
        ) from None


def _serve() -> None:
    """Make a worker leave Ctrl-C to its parent, and end when the parent ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
