"""Tasks on the workers of a Dask cluster, which may come and go meanwhile."""

import ctypes
import logging
import os
import socket
import threading
import time
from asyncio import CancelledError
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any
from uuid import uuid4

from regionplanner.errors import Message, RegionplannerError, WorkerError
from regionplanner.files.cache import engine_edition
from regionplanner.program.curve import ParentResult
from regionplanner.program.running.task import Done, OnIncumbent, Returned, Take, Task, returned
from regionplanner.stopping import heeded, is_stopped

CONNECT_S = 10
_POLL_S = 1  # how soon work is given to workers that have joined
_HEED_S = 0.1  # how soon a stop is noticed
_PATIENCE_S = 60  # with no worker at all
_ONE_AT_A_TIME = threading.Lock()
_LONGEST_GREETING = 2**20
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # names of settings in malloc.h


def done_on_cluster(
    take: Take, *, address: str, on_incumbent: OnIncumbent | None = None
) -> Generator[Done]:
    """Yield tasks with their answers as they get done.

    Parameters
    ----------
    take
        Returns the next task.
    address
        Of the scheduler, such as ``"tcp://127.0.0.1:8786"``.
    on_incumbent
        Called while tasks are in work.

    Raises
    ------
    WorkerError
        When Dask is not installed, the scheduler does not answer, or there are no workers.
    """
    running: dict[Any, Task] = {}
    with _silent():
        client = _client(address)
        topic = None if on_incumbent is None else f"regionplanner-{uuid4()}"
        try:
            if topic is not None and on_incumbent is not None:
                client.subscribe_topic(topic, lambda event: on_incumbent(*event[1]))
            yield from _done(take, client, running, address, topic)
        finally:
            with suppress(Exception):  # the scheduler may be gone
                client.cancel(list(running))
            client.close(timeout=_POLL_S)


@contextmanager
def _silent() -> Iterator[None]:
    """Keep the client from logging what is raised here."""
    with suppress(ImportError):
        import distributed  # noqa: F401 (it sets the levels)
    log = logging.getLogger("distributed.client")
    before = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(before)


def _done(
    take: Take, client: Any, running: dict[Any, Task], address: str, topic: str | None
) -> Generator[Done]:
    """Yield tasks with their answers; `running` always holds those that are not done."""
    edition, last_seen = _edition(), time.monotonic()
    while True:
        n_workers = len(_at_scheduler(client.nthreads, address))
        while len(running) < n_workers and (task := take(n_workers)) is not None:
            # sent with the call and not known by content: an answer kept there is no use here
            running[client.submit(_answered_there, edition, task, topic, pure=False)] = task
        if is_stopped():
            return
        if n_workers:
            last_seen = time.monotonic()
            if not running:
                return
        elif time.monotonic() - last_seen > _PATIENCE_S:
            raise WorkerError(
                "the Dask scheduler at {address} has no workers; start one with "
                "`dask worker {address} --nthreads 1`",
                address=address,
            )
        for future in _finished(client, running, address):
            task = running[future]
            curve = _answer(future, task, address)
            del running[future]
            yield Done(task, curve)


def _finished(client: Any, running: dict[Any, Task], address: str) -> list[Any]:
    """Return the tasks that are done, after waiting a moment for one."""
    from distributed import wait
    from distributed.client import FuturesCancelledError

    poll_s = _POLL_S if heeded() is None else _HEED_S
    if not running:
        time.sleep(poll_s)
        return []
    try:
        with client.as_current(), suppress(TimeoutError):
            wait(list(running), timeout=poll_s, return_when="FIRST_COMPLETED")
    except FuturesCancelledError:
        raise WorkerError(
            "the Dask scheduler at {address} went away; start it again, and the same command "
            "goes on from what was finished (with --no-cache from the beginning)",
            address=address,
        ) from None
    return [future for future in running if future.done()]


def _answer(future: Any, task: Task, address: str) -> ParentResult:
    """Return the answers of a task that is done; raises what kept it from being done."""
    try:
        answers: Returned = future.result(timeout=CONNECT_S)
    except RegionplannerError:
        raise
    except (Exception, CancelledError) as error:  # noqa: BLE001 (of any library on the way)
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise WorkerError(
            "{label} was not planned on the Dask cluster at "
            "{address} ({reason}); see the output of its workers, which need this version of "
            "regionplanner and memory enough",
            label=task.problem.label,
            address=address,
            reason=reason,
        ) from None
    return answers.logged()


def _answered_there(edition: str, task: Task, topic: str | None) -> Returned:
    """Return the answers of a task; this is what a worker runs, whatever its number of threads."""
    from distributed import get_worker

    if edition != _edition():
        raise WorkerError(
            "a Dask worker has another version of regionplanner or its libraries than this "
            "machine; install the same on all"
        )
    worker = get_worker()

    def on_incumbent(code: str, n_regions: int, gap: float | None) -> None:
        worker.log_event(topic or "", (code, n_regions, gap))

    _keep_freed_memory()
    with _ONE_AT_A_TIME:
        return returned(task, None if topic is None else on_incumbent)


@cache
def _keep_freed_memory() -> None:
    """Let the C library keep memory that is freed, as it does by itself elsewhere.

    Dask has its workers give it back at once (``MALLOC_TRIM_THRESHOLD_``), for tables that are
    large and few. A search frees and takes arrays all the time, and took 1.6 times as long.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if os.name == "posix" else None
    if mallopt is not None:  # glibc; the values are the most that it sets by itself
        mallopt(_MMAP_THRESHOLD, 32 * 2**20)
        mallopt(_TRIM_THRESHOLD, 64 * 2**20)


_edition = cache(engine_edition)


def _client(address: str) -> Any:
    try:
        from distributed import Client
        from distributed.comm.addressing import parse_address, parse_host_port
        from distributed.comm.registry import get_backend
    except ImportError:
        raise WorkerError(
            "planning on a Dask cluster ({address}) needs the package distributed; run pip "
            "install 'regionplanner[dask]'",
            address=address,
        ) from None
    try:  # a client that never began cannot be closed well
        scheme, place = parse_address(address)
        get_backend(scheme)
    except (ValueError, RuntimeError) as error:
        raise WorkerError(
            "{address} is no address of a Dask scheduler ({error}); give the one that `dask "
            "scheduler` shows, such as tcp://127.0.0.1:8786",
            address=address,
            error=error,
        ) from None
    if scheme in ("tcp", "tls"):  # a client without a port would not end for long
        host, port = _at_scheduler(lambda: parse_host_port(place), address)
        if scheme == "tcp":
            _at_scheduler(lambda: _greeted(host, port), address)
    return _at_scheduler(lambda: Client(address, timeout=CONNECT_S, set_as_default=False), address)


def _greeted(host: str, port: int) -> None:
    """Raise where what listens does not begin as a Dask scheduler does: by a small length.

    A client would wait without end for a web server, such as the scheduler's own dashboard.
    """
    with socket.create_connection((host, port), timeout=CONNECT_S) as connection:
        head = connection.recv(8)
    if not 0 < int.from_bytes(head, "little") < _LONGEST_GREETING:
        raise ValueError(Message("what listens there is no Dask scheduler"))


def _at_scheduler(call: Any, address: str) -> Any:
    """Return what a call of the scheduler returns."""
    try:
        return call()
    except (OSError, ValueError, TypeError) as error:
        wrong = error.args[0] if error.args else error
        if not isinstance(wrong, Message):
            wrong = " ".join(str(error).split())[:200]
        raise WorkerError(
            "no Dask scheduler answers at {address} ({reason}); start one with `dask "
            "scheduler`, or give the address that it shows",
            address=address,
            reason=wrong,
        ) from None
