"""The work that every rival is given, and side by side in processes."""

import importlib
import math
import multiprocessing
import os
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from benchmarks.measure import Yardstick

WORKERS = 2
_T = TypeVar("_T")
_U = TypeVar("_U")


@dataclass(frozen=True, slots=True)
class Work:
    """Units to divide into a number of contiguous regions.

    Attributes
    ----------
    code
        What it is called.
    units
        Ids.
    xy_km
        Centroids [km], shape ``(n_units, 2)``.
    edges
        Pairs of neighbours, by position, with the length of their border [km].
    n_regions
        How many regions.
    min_units, max_units
        Smallest and largest number of units in a region.
    """

    code: str
    units: tuple[str, ...]
    xy_km: NDArray[np.float64]
    edges: tuple[tuple[int, int, float], ...]
    n_regions: int
    min_units: int = 5
    max_units: int = 15

    def distance_km(self) -> NDArray[np.float64]:
        """Return the distance between any two units [km], shape ``(n_units, n_units)``."""
        x, y = self.xy_km.T
        found: NDArray[np.float64] = np.hypot(x[:, None] - x, y[:, None] - y)
        return found

    def neighbours(self) -> dict[int, list[int]]:
        """Return the neighbours of each unit, by position."""
        found: dict[int, list[int]] = {i: [] for i in range(len(self.units))}
        for a, b, _ in self.edges:
            found[a].append(b)
            found[b].append(a)
        return found


def work_of(code: str, units: Sequence[str], n_regions: int, yard: Yardstick) -> Work:
    """Return units as work.

    Parameters
    ----------
    code
        What to call it.
    units
        Ids.
    n_regions
        How many regions to make.
    yard
        Knows where the units are, their neighbours (links too) and their borders.
    """
    units = sorted(units)
    place = {unit: i for i, unit in enumerate(units)}
    edges = sorted(
        (*sorted((place[a], place[b])), data["border_m"] / 1000)
        for a, b, data in yard.graph.subgraph(units).edges(data=True)
    )
    return Work(
        code=code,
        units=tuple(units),
        xy_km=np.array([yard.place_km[unit] for unit in units]),
        edges=tuple((a, b, km) for a, b, km in edges),
        n_regions=n_regions,
        min_units=yard.scenario.min_units,
        max_units=yard.scenario.max_units,
    )


@dataclass(frozen=True, slots=True)
class Found:
    """What a rival made of one piece of work.

    Attributes
    ----------
    regions
        Region of every unit, by position; None without a plan.
    seconds
        Time taken.
    bound
        Proven lower bound [km], for those who prove something.
    value
        Objective [km], for those who say it; infinite without a plan.
    """

    regions: tuple[int, ...] | None
    seconds: float
    bound: float | None = None
    value: float = math.inf


@dataclass(frozen=True, slots=True)
class Attempt:
    """A plan by a rival, which may break rules.

    Attributes
    ----------
    what
        Who made it, and how.
    assignment
        Region of every unit that has one.
    seconds
        Wall time of the search.
    bound
        Proven lower bound [km]; None when nothing is proven.
    note
        Why there is no plan.
    """

    what: str
    assignment: Mapping[str, str]
    seconds: float
    bound: float | None = None
    note: str = ""


def attempt(what: str, works: Sequence[Work], found: Sequence[Found], seconds: float) -> Attempt:
    """Return the pieces as one plan.

    Parameters
    ----------
    what
        Who made it, and how.
    works
        The pieces of work.
    found
        What was found for each.
    seconds
        Wall time of the search.
    """
    assignment = {
        unit: f"{work.code}-{region}"
        for work, piece in zip(works, found, strict=True)
        if piece.regions is not None
        for unit, region in zip(work.units, piece.regions, strict=True)
    }
    bounds = [piece.bound for piece in found if piece.bound is not None]
    return Attempt(what, assignment, seconds, sum(bounds) if len(bounds) == len(works) else None)


def side_by_side(
    function: Callable[[_T], _U], tasks: Sequence[_T], *, needs: Sequence[str]
) -> tuple[list[_U], float]:
    """Return the results of tasks that two processes share, and the seconds they took.

    Starting the processes and importing what they need does not count.

    Parameters
    ----------
    function
        What to do with a task.
    tasks
        Longest first.
    needs
        Modules to import.
    """
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(WORKERS, mp_context=context) as pool:
        ready = [pool.submit(_prepare, tuple(needs)) for _ in range(WORKERS)]
        while len({task.result() for task in ready}) < WORKERS:  # one did it all
            ready += [pool.submit(_prepare, tuple(needs)) for _ in range(WORKERS)]
        started = time.perf_counter()
        results = list(pool.map(function, tasks))
        return results, time.perf_counter() - started


def _prepare(needs: tuple[str, ...]) -> int:
    for name in needs:
        importlib.import_module(name)
    time.sleep(0.2)  # so that the other process takes the other call
    return os.getpid()
