"""Speed-up from one worker to two, as processes and on a Dask cluster, on many made-up parents."""

import contextlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
from shapely.affinity import translate

from benchmarks import processes
from benchmarks.flanders import PLAN
from benchmarks.synthetic import cells
from benchmarks.table import markdown

N_PARENTS, N_UNITS = 24, 60
BAR, AIM = 1.7, 1.9
LIMIT_S = 1200
APART_M = 200_000


@dataclass(frozen=True, slots=True)
class SpeedUp:
    """The same plan with one worker and with two.

    Attributes
    ----------
    what
        Which kind of workers.
    one_s, two_s
        Median wall time of the whole process [s].
    same
        Whether the plans are the same, byte for byte.
    """

    what: str
    one_s: float
    two_s: float
    same: bool


def many_parents(n_parents: int, n_units: int) -> gpd.GeoDataFrame:
    """Return made-up parents far apart, of three sizes.

    Parameters
    ----------
    n_parents, n_units
        How many, and municipalities of each, or one or two more.
    """
    parts = []
    for number in range(n_parents):
        ids = [f"{number:02d}{i:03d}" for i in range(n_units + number % 3)]
        shapes = [translate(cell, number * APART_M) for cell in cells(len(ids))]
        columns = {"id": ids, "name": [f"Unit {i}" for i in ids], "parent": f"P{number:02d}"}
        parts.append(gpd.GeoDataFrame(columns, geometry=shapes, crs="EPSG:31370"))
    return gpd.GeoDataFrame(pd.concat(parts, ignore_index=True))


def speed_ups(repeat: int) -> Iterator[SpeedUp]:
    """Yield the speed-up of processes, then that of a cluster on the loopback address.

    Parameters
    ----------
    repeat
        Number of runs of each.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "parents.gpkg"
        many_parents(N_PARENTS, N_UNITS).to_file(file, driver="GPKG")
        yield _speed_up("processes", file, folder, repeat)
        yield _speed_up("Dask workers", file, folder, repeat)


def speed_table(found: list[SpeedUp]) -> str:
    """Return the table of speed-ups.

    Parameters
    ----------
    found
        In the order shown.
    """
    rows = []
    for one in found:
        speed = one.one_s / one.two_s
        meets = "aim" if speed >= AIM else "bar" if speed >= BAR else "under the bar"
        rows.append(
            [
                f"{N_PARENTS} parents of {N_UNITS} to {N_UNITS + 2}: {one.what}",
                f"{one.one_s:.1f}",
                f"{one.two_s:.1f}",
                f"{speed:.2f}",
                f"{BAR:g}",
                f"{AIM:g}",
                meets if one.same else "not the same plan",
            ]
        )
    head = ["work", "one worker [s]", "two workers [s]", "speed-up", "bar", "aim", "meets"]
    return markdown(head, rows)


def _speed_up(what: str, file: Path, folder: Path, repeat: int) -> SpeedUp:
    seconds, plans = [], set()
    for n_workers in (1, 2):
        times = []
        for number in range(repeat):
            out = folder / f"{what}-{n_workers}-{number}".replace(" ", "-")
            out.mkdir()
            with _workers(what, n_workers, out) as options:
                times.append(_planned_s(file, out, options))
            plans.add((out / "plan.csv").read_bytes())
        seconds.append(statistics.median(times))
    return SpeedUp(what, *seconds, same=len(plans) == 1)


def _planned_s(file: Path, out: Path, options: list[str]) -> float:
    data = ["--data", str(file), "--id", "id", "--name", "name", "--parent", "parent"]
    choices = ["--regions", str(N_PARENTS * N_UNITS // 10), "--criteria", "border=1"]
    command = [*PLAN, *data, *choices, *options, "--out", str(out)]
    run = processes.run(command, cache=out / "cache", limit_s=LIMIT_S)
    if run.error:
        sys.exit(run.error)
    return run.seconds


@contextlib.contextmanager
def _workers(what: str, n_workers: int, folder: Path) -> Iterator[list[str]]:
    """Yield the options that plan on so many workers; a cluster is there for the block alone."""
    if what == "processes":
        yield ["--workers", str(n_workers)]
        return
    file = folder / "scheduler.json"
    options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", file]
    commands = [["scheduler", *options]]
    commands += [["worker", "--scheduler-file", file, "--nthreads", "1", "--no-dashboard"]] * (
        n_workers
    )
    with contextlib.ExitStack() as running:
        for name, *rest in commands:
            running.enter_context(_dask(name, *map(str, rest)))
        while not file.exists():
            time.sleep(0.1)
        address = json.loads(file.read_text())["address"]
        _wait_for(address, n_workers)
        yield ["--dask", address]


@contextlib.contextmanager
def _dask(name: str, *options: str) -> Iterator[None]:
    quiet = subprocess.DEVNULL
    command = [sys.executable, "-m", f"distributed.cli.dask_{name}", *options]
    process = subprocess.Popen(command, cwd=processes.ROOT, stdout=quiet, stderr=quiet)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _wait_for(address: str, n_workers: int) -> None:
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(n_workers)


if __name__ == "__main__":
    print(speed_table(list(speed_ups(int(sys.argv[1]) if sys.argv[1:] else 1))))
