"""Tasks side by side in processes on this machine; a process that is killed is replaced."""

import multiprocessing
import os
import signal
import threading
from collections import Counter
from collections.abc import Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from regionplanner.errors import WorkerError
from regionplanner.program.answer import ParentCurve
from regionplanner.program.running.task import MOST_DEATHS, Done, Narrowed, Take, Task, answered

_LOOK_S = 0.2  # how often it is looked whether processes have something to tell


@dataclass(frozen=True, slots=True)
class _Process:
    """A pool of one process, so that one that dies breaks its own and shows what it worked on.

    Attributes
    ----------
    pool
        The pool.
    news
        What the process tells of its task; None where nobody asks.
    """

    pool: ProcessPoolExecutor
    news: Connection | None


def done_in_processes(
    take: Take, *, n_workers: int, narrowed: Narrowed | None = None
) -> Generator[Done]:
    """Yield tasks with their answers as they get done.

    Parameters
    ----------
    take
        Returns the next task.
    n_workers
        Number of processes.
    narrowed
        Called while tasks are in work.

    Raises
    ------
    WorkerError
        When processes keep ending over the same reference region.
    """
    others = set(multiprocessing.active_children())
    told = narrowed is not None
    idle = [_process(told=told) for _ in range(n_workers)]
    running: dict[Future[ParentCurve], tuple[Task, _Process]] = {}
    again: list[Task] = []
    deaths: Counter[str] = Counter()
    try:
        wait([one.pool.submit(_start) for one in idle])  # a task's time begins with its process
        while True:
            while len(running) < n_workers:
                task = again.pop() if again else take(n_workers)
                if task is None:
                    break
                future, process = _begun(task, idle, told=told)
                running[future] = task, process
            if not running:
                break
            look_s = _LOOK_S if told else None
            done = wait(running, timeout=look_s, return_when=FIRST_COMPLETED).done
            _tell(narrowed, [process for _, process in running.values()])
            for future in done:
                task, process = running.pop(future)
                try:
                    curve = future.result()
                except BrokenProcessPool:
                    process.pool.shutdown(wait=False)
                    _count(deaths, task.problem.code)
                    again.append(task)
                    continue
                idle.append(process)
                yield Done(task, curve)
    except BaseException:  # an error, or Ctrl-C: nobody waits for the answers any more
        for worker in set(multiprocessing.active_children()) - others:
            worker.terminate()
        raise
    finally:
        for process in (*idle, *(process for _, process in running.values())):
            process.pool.shutdown(cancel_futures=True)


def _tell(narrowed: Narrowed | None, processes: Sequence[_Process]) -> None:
    """Pass on what processes told since it was last looked."""
    if narrowed is None:
        return
    for process in processes:
        with suppress(EOFError, OSError):  # of one that was killed
            while process.news is not None and process.news.poll():
                narrowed(*process.news.recv())


def _begun(task: Task, idle: list[_Process], *, told: bool) -> tuple[Future[ParentCurve], _Process]:
    """Return a task that a process works on, and that process: an idle one if there is any."""
    while idle:
        process = idle.pop()
        try:
            return process.pool.submit(_answered, task), process
        except BrokenProcessPool:  # it was killed while it had nothing to do
            process.pool.shutdown(wait=False)
    process = _process(told=told)
    return process.pool.submit(_answered, task), process


def _process(*, told: bool) -> _Process:
    # spawned, not forked, so that every system behaves alike
    context = multiprocessing.get_context("spawn")
    news, sent = context.Pipe(duplex=False) if told else (None, None)
    pool = ProcessPoolExecutor(1, mp_context=context, initializer=_serve, initargs=(sent,))
    return _Process(pool, news)


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


_sent: Connection | None = None  # where a worker tells of its task


def _answered(task: Task) -> ParentCurve:
    """Return the answers of a task; this is what a worker runs."""
    return answered(task, None if _sent is None else _tell_parent)


def _tell_parent(code: str, n_regions: int, gap: float | None) -> None:
    if _sent is not None:
        _sent.send((code, n_regions, gap))


def _serve(sent: Connection | None) -> None:
    """Make a worker leave Ctrl-C to its parent, and end when the parent ends."""
    global _sent  # noqa: PLW0603 (of this process, set once)
    _sent = sent
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
