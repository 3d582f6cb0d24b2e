"""A Dask scheduler and workers as real processes on the loopback address."""

import contextlib
import subprocess
import sys
import time

from tests.conftest import HANGS_S, ROOT


@contextlib.contextmanager
def dask(command, *options, folder):
    """A process of Dask, started; it ends with the block."""
    with (folder / f"{command}.log").open("a") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{command}", *map(str, options)],
            cwd=ROOT,
            stdout=log,
            stderr=log,
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait(timeout=HANGS_S)


@contextlib.contextmanager
def scheduler(folder):
    """The address of a scheduler."""
    with running_scheduler(folder) as (_, address):
        yield address


@contextlib.contextmanager
def running_scheduler(folder):
    """The process of a scheduler and its address."""
    import json

    file = folder / "scheduler.json"
    options = ("--host", "127.0.0.1", "--port", 0, "--no-dashboard", "--scheduler-file", file)
    with dask("scheduler", *options, folder=folder) as process:
        until = time.monotonic() + HANGS_S
        while not file.exists() and process.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        yield process, json.loads(file.read_text())["address"]


def worker(address, folder):
    """A worker with one thread, without the nanny that would start it again."""
    options = ("--no-nanny", "--nthreads", 1, "--no-dashboard", "--local-directory", folder)
    return dask("worker", address, *options, folder=folder)
