"""Tasks side by side in processes on this machine, as many as memory holds."""

import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnContext
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event
from pathlib import Path

from regionplanner.errors import Message, ScenarioError, StoppedError, WorkerError, reason
from regionplanner.program.running.task import (
    MOST_DEATHS,
    Done,
    OnIncumbent,
    Returned,
    Take,
    Task,
    done_serially,
    returned,
)
from regionplanner.stopping import Stop, heed, heeded, is_stopped, waited_s

_PROCESS = 250_000_000
"""Of a process that plans [bytes]: 140 MB for Python and libraries, and the columns of a search."""

_STATE = 390
"""Of a state of a diagram [bytes], measured: 320 while it is compiled, 70 of one that is kept."""

LEAST_STATES = 10_000
"""Of the smallest diagram that memory must hold: a reference region of about 40 units."""

LEAST_BYTES = _PROCESS + LEAST_STATES * _STATE
"""Memory of a process with a diagram of that size [bytes]."""

logger = logging.getLogger(__name__)
_POLL_S = 0.05  # how often processes are asked for updates
_WAIT_S = 0.35  # for the answers of processes that are asked to stop
_sent: Connection | None = None  # where a worker sends updates of its task


@dataclass(frozen=True, slots=True)
class Budget:
    """How many processes plan at once, and the largest diagram that each may build [states]."""

    n_workers: int
    max_states: int


def states_in(memory: int) -> int:
    """Return how many states a process with so much memory [bytes] keeps, and as many it builds."""
    return (memory - _PROCESS) // _STATE


def budget_for(memory: int, asked: Budget, *, on_cluster: bool = False) -> Budget:
    """Return what fits: fewer processes first, then, with one left, smaller diagrams.

    Parameters
    ----------
    memory
        For all processes together [bytes]; of one worker of a cluster.
    asked
        What is asked for; never more is returned.
    on_cluster
        Whether the processes are on a cluster, where their number is not ours.

    Raises
    ------
    ScenarioError
        When it is not enough for one process.
    """
    most_states = states_in(memory)
    if most_states < LEAST_STATES:
        raise ScenarioError(
            "{memory:,.0f} MB of memory were given; at least "
            "{least_bytes:,.0f} MB are expected; give --memory more",
            memory=memory / 1e6,
            least_bytes=LEAST_BYTES / 1e6,
        )
    n_workers = memory // (_PROCESS + asked.max_states * _STATE)
    if on_cluster:
        n_workers = asked.n_workers
    return Budget(max(1, min(asked.n_workers, n_workers)), min(asked.max_states, most_states))


@dataclass(frozen=True, slots=True)
class _Process:
    """A pool of one process, so that one that dies breaks its own and shows what it worked on.

    Attributes
    ----------
    pool
        The pool.
    updates
        Updates of its task; None where there is no callback.
    """

    pool: ProcessPoolExecutor
    updates: Connection | None


def done_in_processes(
    take: Take, *, n_workers: int, on_incumbent: OnIncumbent | None = None
) -> Generator[Done]:
    """Yield tasks with their answers as they get done.

    Where processes cannot start, the tasks are done in this one, and a warning is logged.

    Parameters
    ----------
    take
        Returns the next task.
    n_workers
        Number of processes.
    on_incumbent
        Called while tasks are in work.

    Raises
    ------
    WorkerError
        When processes keep ending over the same reference region.
    """
    others = set(multiprocessing.active_children())
    context = multiprocessing.get_context("spawn")  # not forked: every system behaves alike
    poll_s = None if on_incumbent is None and heeded() is None else _POLL_S
    idle: list[_Process] = []
    running: dict[Future[Returned], tuple[Task, _Process]] = {}
    again: list[Task] = []
    deaths: Counter[str] = Counter()
    try:
        asked = _event(context)
        start = partial(_process, context, reports=on_incumbent is not None, asked=asked)
        idle += _started(n_workers, start)
        while True:
            for task in _tasks(take, again, n_workers - len(running), n_workers):
                future, process = _begun(task, idle, start)
                running[future] = task, process
            if not running or _given_up(asked):
                break
            done = wait(running, timeout=poll_s, return_when=FIRST_COMPLETED).done
            _forward(on_incumbent, [process for _, process in running.values()])
            for future in done:
                task, process = running.pop(future)
                try:
                    curve = future.result().logged()
                except (BrokenProcessPool, StoppedError):
                    process.pool.shutdown(wait=False)
                    _count(deaths, task.problem.label)
                    again.append(task)
                    continue
                idle.append(process)
                yield Done(task, curve)
    except _NoProcessError as error:
        here = "{error}; going on in this process, with the same result"
        logger.warning(Message(here, error=error))
        yield from done_serially(take, on_incumbent)
    except BaseException:  # an error, or Ctrl-C: the answers are of no use any more
        _end_all_but(others)
        raise
    finally:
        if is_stopped():
            _end_all_but(others)
        for process in (*idle, *(process for _, process in running.values())):
            process.pool.shutdown(cancel_futures=True)


def _tasks(take: Take, again: list[Task], most: int, n_workers: int) -> Generator[Task]:
    """Yield the next tasks, those whose process ended first."""
    for _ in range(0 if is_stopped() else most):
        task = again.pop() if again else take(n_workers)
        if task is None:
            return
        yield task


def _given_up(asked: Event | None) -> bool:
    """Return whether processes were asked to stop, and have had the time to answer."""
    if asked is not None and is_stopped():
        asked.set()
    return waited_s() > _WAIT_S


def _forward(on_incumbent: OnIncumbent | None, processes: Sequence[_Process]) -> None:
    """Pass on what processes sent since the last time."""
    if on_incumbent is None:
        return
    for process in processes:
        with suppress(EOFError, OSError):  # of one that was killed
            while process.updates is not None and process.updates.poll():
                on_incumbent(*process.updates.recv())


def _begun(
    task: Task, idle: list[_Process], start: Callable[[], _Process]
) -> tuple[Future[Returned], _Process]:
    """Return a task that a process works on, and that process: an idle one if there is any."""
    while idle:
        process = idle.pop()
        try:
            return process.pool.submit(_answered, task), process
        except BrokenProcessPool:  # it was killed while it had nothing to do
            process.pool.shutdown(wait=False)
    process = start()
    with _ctrl_c_held():
        return process.pool.submit(_answered, task), process


@contextmanager
def _ctrl_c_held() -> Iterator[None]:
    """Hold Ctrl-C back while processes start, which then never hear it: it is for their parent."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _NoProcessError(Exception):
    """No process can start here; the message says why."""


def _none_starts(error: Exception) -> _NoProcessError:
    why = Message("worker processes cannot start here ({why})", why=reason(error))
    return _NoProcessError(why)


def _event(context: SpawnContext) -> Event | None:
    """Return what asks processes to stop; None where nothing asks this one."""
    try:
        return None if heeded() is None else context.Event()
    except (OSError, ImportError) as error:  # no shared memory
        raise _none_starts(error) from None


def _started(n_workers: int, start: Callable[[], _Process]) -> list[_Process]:
    """Return processes that have started: the time of a task begins with its process."""
    here = multiprocessing.current_process()
    if getattr(here, "_inheriting", False):
        # a worker that imports a script without a guard, which asks for workers in its turn
        raise SystemExit(1)
    if here.daemon:
        raise _NoProcessError(Message("this process is a worker itself and may not start others"))
    program = getattr(sys.modules["__main__"], "__file__", None)
    if program is not None and not Path(program).exists():
        cannot = "worker processes cannot import {program}, which is no file"
        raise _NoProcessError(Message(cannot, program=program))
    others = set(multiprocessing.active_children())
    made: list[_Process] = []
    try:
        for _ in range(n_workers):
            made.append(start())  # noqa: PERF401 (those made are needed after an error)
        with _ctrl_c_held():
            starts = [worker.pool.submit(_start) for worker in made]
        while wait(starts, timeout=_POLL_S).not_done:
            if is_stopped():
                return made
    except (OSError, ImportError, NotImplementedError, RuntimeError) as error:
        _shut_down(made)
        _end_all_but(others)  # those without a thread that ends them
        raise _none_starts(error) from None
    if all(start.exception() is not None for start in starts):
        _shut_down(made)
        raise _NoProcessError(
            Message(
                "worker processes end as soon as they start: they cannot import the program that "
                'started them (a script needs `if __name__ == "__main__":`), or memory is full'
            )
        )
    return made


def _shut_down(processes: Sequence[_Process]) -> None:
    for process in processes:
        process.pool.shutdown(wait=False, cancel_futures=True)


def _end_all_but(others: set[BaseProcess]) -> None:
    for worker in set(multiprocessing.active_children()) - others:
        worker.terminate()


def _process(context: SpawnContext, *, reports: bool, asked: Stop | None) -> _Process:
    updates, sent = context.Pipe(duplex=False) if reports else (None, None)
    pool = ProcessPoolExecutor(1, mp_context=context, initializer=_serve, initargs=(sent, asked))
    return _Process(pool, updates)


def _start() -> None:
    """Do nothing, in a process that has to start for it."""


def _count(deaths: Counter[str], label: str) -> None:
    """Count a process that ended; raise when it is one too many."""
    deaths[label] += 1
    if deaths[label] >= MOST_DEATHS:
        raise WorkerError(
            "{most_deaths} worker processes ended over {label}: stopped from "
            'outside, out of memory, or started by a script without `if __name__ == "__main__":`; '
            "allow less memory or try with one worker",
            most_deaths=MOST_DEATHS,
            label=label,
        ) from None


def _answered(task: Task) -> Returned:
    """Return the answers of a task; this is what a worker runs."""
    sent = _sent
    return returned(task, None if sent is None else lambda *update: sent.send(update))


def _serve(sent: Connection | None, asked: Stop | None) -> None:
    """Make a worker leave Ctrl-C to its parent, and end when the parent ends."""
    global _sent  # noqa: PLW0603 (of this process, set once)
    _sent = sent
    heed(asked)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
