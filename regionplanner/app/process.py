"""Process: the workshop in a process of its own, which takes one request after another."""

import contextlib
import logging
import queue
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

logger = logging.getLogger(__name__)

if TYPE_CHECKING:
    from regionplanner.choice import Language
    from regionplanner.files.file_choices import DataChoices, RunChoices
    from regionplanner.jobs.callbacks import JobCallbacks, SearchCallbacks


def work(connection: Connection, data: "DataChoices", run: "RunChoices", folder: str) -> None:
    """Answer requests until the other end of the connection is closed.

    Parameters
    ----------
    connection
        Brings ``("ask", number, name, request)`` and ``("stop", number)``; takes
        ``("ready", None)``, then ``(kind, number, value)`` with progress, answers and failures.
    data, run, folder
        Of the `Workshop`.
    """
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then ends it
    asked: queue.Queue[tuple[int, str, Any] | None] = queue.Queue()
    stops: dict[int, threading.Event] = {}

    def listen() -> None:
        try:
            while True:
                kind, number, *more = connection.recv()
                if kind == "stop":
                    stops.setdefault(number, threading.Event()).set()
                else:
                    stops.setdefault(number, threading.Event())
                    asked.put((number, *more))
        except (EOFError, OSError):  # the server has ended
            for stop in stops.values():
                stop.set()
            asked.put(None)

    threading.Thread(target=listen, daemon=True).start()
    with contextlib.suppress(BrokenPipeError, OSError):
        _serve(connection, asked, stops, lambda: _workshop(data, run, folder), run.language)


def _workshop(data: "DataChoices", run: "RunChoices", folder: str) -> Any:
    from regionplanner.app.workshop import Workshop

    return Workshop(data, run, folder)


def _serve(
    connection: Connection,
    asked: "queue.Queue[tuple[int, str, Any] | None]",
    stops: dict[int, threading.Event],
    opened: Callable[[], Any],
    language: "Language",
) -> None:
    from regionplanner.errors import RegionplannerError, StoppedError
    from regionplanner.words.messages import said

    try:
        workshop = opened()
    except RegionplannerError as error:
        connection.send(("broken", 0, said(error.message, language)))
        return
    connection.send(("ready", 0, None))
    while (task := asked.get()) is not None:
        number, name, request = task
        stop = stops[number]
        try:
            answer = workshop.asked(name, request, _callbacks(connection, number, stop))
        except StoppedError:
            connection.send(("stopped", number, None))
        except RegionplannerError as error:
            connection.send(("failed", number, workshop.failure(error)))
        except Exception:  # what is warm stays, and the desk says that it failed
            logger.exception("a job at the desk failed: %s", name)
            connection.send(("failed", number, {"message": "", "ways": [], "units": []}))
        else:
            connection.send(("done", number, answer))
        stops.pop(number, None)


def _callbacks(connection: Connection, number: int, stop: threading.Event) -> "JobCallbacks":
    from regionplanner.jobs.callbacks import JobCallbacks, SearchCallbacks

    @contextmanager
    def search(*_: object) -> "Iterator[SearchCallbacks]":
        yield SearchCallbacks(
            done=lambda _, n, of: connection.send(("progress", number, {"done": n, "of": of})),
            on_incumbent=lambda code, _n, gap: connection.send(
                ("progress", number, {"parent": code, "gap": gap})
            ),
        )

    @contextmanager
    def made(_what: str, of: int) -> "Iterator[Callable[[], None]]":
        steps = count(1)

        def one_more() -> None:
            connection.send(("progress", number, {"made": next(steps), "of": of}))

        yield one_more

    return JobCallbacks(search=search, counted=made, note=lambda _: None, stop=stop)
