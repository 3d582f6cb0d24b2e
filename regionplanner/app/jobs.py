"""Jobs: the process that plans, asked from the server: begun, stopped, and begun anew."""

import asyncio
import contextlib
import multiprocessing
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from regionplanner.app.process import work
from regionplanner.files.file_choices import DataChoices, RunChoices

_YIELDS_S = 1.0
"""How long a job that is asked to stop may take before its process is ended."""


class JobFailedError(Exception):
    """A job without an answer.

    Attributes
    ----------
    failure
        ``message``, ``ways`` and ``units``; None when it was stopped.
    """

    def __init__(self, failure: Mapping[str, Any] | None) -> None:
        super().__init__("stopped" if failure is None else failure["message"])
        self.failure = failure


@dataclass(eq=False)
class Job:
    """What was asked of the workshop, and its answer in time.

    Attributes
    ----------
    number
        Its own.
    answer
        Set once there is one.
    on_progress
        Receives how far it is, in another thread.
    """

    number: int
    answer: "Future[Any]"
    on_progress: Callable[[Any], None]


class Jobs:
    """The process of a workshop.

    Parameters
    ----------
    data, run, folder
        Of the `regionplanner.app.workshop.Workshop`.
    """

    def __init__(self, data: DataChoices, run: RunChoices, folder: str) -> None:
        self._arguments = (data, run, folder)
        self._numbers = 0
        self._waiting: dict[int, Job] = {}
        self._guard = threading.Lock()
        self._start()

    def ask(self, name: str, request: Mapping[str, Any], on_progress: Callable[[Any], None]) -> Job:
        """Ask the workshop for something; it takes one request after another."""
        if not self._process.is_alive():  # the system ended it, such as where memory was full
            self.restart()
        with self._guard:
            self._numbers += 1
            job = Job(self._numbers, Future(), on_progress)
            self._waiting[job.number] = job
            self._send(("ask", job.number, name, request))
        return job

    async def stop(self, job: Job) -> None:
        """Ask a job to end; one that does not is ended with its process, which begins anew."""
        self._send(("stop", job.number))
        answer = asyncio.wrap_future(job.answer)
        await asyncio.wait([answer], timeout=_YIELDS_S)
        if answer.done():
            answer.exception()  # who asked for it hears of it
        else:
            self.restart()

    def restart(self) -> None:
        """End the process with all that it does, and begin a new one."""
        self._process.kill()
        self._process.join()
        for number in [*self._waiting]:
            self._end(number, "stopped", None)
        self._start()

    def close(self) -> None:
        """End the process."""
        self._connection.close()
        self._process.join(timeout=0.2)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(
            target=work, args=(theirs, *self._arguments), daemon=True, name="regionplanner desk"
        )
        self._process.start()
        theirs.close()
        threading.Thread(target=self._listen, args=(self._connection,), daemon=True).start()

    def _send(self, message: tuple[Any, ...]) -> None:
        with contextlib.suppress(OSError):  # it has ended: who waits hears it from the listener
            self._connection.send(message)

    def _listen(self, connection: Connection) -> None:
        broken: Mapping[str, Any] | None = None
        try:
            while True:
                kind, number, value = connection.recv()
                if kind == "broken":
                    broken = {"message": value, "ways": [], "units": []}
                elif kind == "progress":
                    job = self._waiting.get(number)
                    if job is not None:
                        job.on_progress(value)
                elif kind != "ready":
                    self._end(number, kind, value)
        except (EOFError, OSError):
            pass
        ended = broken or {"message": "", "ways": [], "units": []}
        if connection is self._connection:
            for number in [*self._waiting]:
                self._end(number, "failed", ended)

    def _end(self, number: int, kind: str, value: Any) -> None:
        with self._guard:
            job = self._waiting.pop(number, None)
        if job is None:
            return
        if kind == "done":
            job.answer.set_result(value)
        else:
            job.answer.set_exception(JobFailedError(value if kind == "failed" else None))
