"""GerryChain: ReCom with its optimiser of a single metric, inside and across reference regions.

Set up as its guide says (optimisation, "Using SingleMetricOptimizer"): a tilted run with
p = 0.125, or short bursts of 10. Sizes are its population, one a unit: 10, give or take half,
is 5 to 15. It is given the neighbours, the borders, and our numbers of regions in every reference
region, which it cannot find out by itself.
"""

import itertools
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Literal

import networkx as nx

from benchmarks.rivals.work import WORKERS, Attempt, Found, Work, attempt, side_by_side

NEEDS = ("gerrychain",)
Method = Literal["tilted run", "short bursts"]
METHODS: tuple[Method, ...] = ("tilted run", "short bursts")
TILT = 0.125
BURST = 10
FOREVER = 10**9
KEPT = 100_000  # travel of regions, at most
TREES = 1000  # drawn for a pair of regions before another pair is tried
STARTS = 20


@dataclass(frozen=True, slots=True)
class Search:
    """What is minimised, how, and in how much wall time for all [s]."""

    criterion: str
    method: Method
    seconds: float


@dataclass(frozen=True, slots=True)
class Task:
    """Pieces of work that one process does, one after another.

    Attributes
    ----------
    works
        The pieces.
    search
        With the time for all of them.
    seed
        For all that is drawn.
    """

    works: tuple[Work, ...]
    search: Search
    seed: int


def nested(works: Sequence[Work], search: Search, seed: int) -> Attempt:
    """Return the best plan of a run in every reference region.

    Parameters
    ----------
    works
        The reference regions.
    search
        With the time for all of them, on two processes.
    seed
        For all that is drawn.
    """
    bins = _bins(works)
    tasks = [Task(b, search, seed) for b in bins]
    results, seconds = side_by_side(searched, tasks, needs=NEEDS)
    pairs = zip(itertools.chain(*bins), itertools.chain(*results), strict=True)
    found = {work.code: piece for work, piece in pairs}
    what = f"GerryChain, {search.method}, nested"
    return attempt(what, works, [found[work.code] for work in works], seconds)


def of_one_parent(whole: Work, search: Search, seed: int) -> Attempt:
    """Return the best plan of two runs, one a process, over all units as one parent.

    Parameters
    ----------
    whole
        All units.
    search
        With the time for each run.
    seed
        For all that is drawn.
    """
    tasks = [Task((whole,), search, WORKERS * seed + i) for i in range(WORKERS)]
    results, seconds = side_by_side(searched, tasks, needs=NEEDS)
    best = min(itertools.chain(*results), key=lambda found: found.value)
    return attempt(f"GerryChain, {search.method}", [whole], [best], seconds)


def _effort(work: Work) -> int:
    return len(work.units) * (work.n_regions - 1)


def _bins(works: Sequence[Work]) -> list[tuple[Work, ...]]:
    """Return the work of every process, about the same for each."""
    bins: list[list[Work]] = [[] for _ in range(WORKERS)]
    for work in sorted(works, key=lambda w: (-_effort(w), w.code)):
        min(bins, key=lambda b: sum(map(_effort, b))).append(work)
    return [tuple(b) for b in bins]


def searched(task: Task) -> list[Found]:
    """Return the best plan seen of every piece of work; larger pieces get more of the time.

    Parameters
    ----------
    task
        What to do, in which time.
    """
    rng = random.Random(task.seed)
    total = sum(map(_effort, task.works)) or 1
    return [
        _best(work, replace(task.search, seconds=task.search.seconds * _effort(work) / total), rng)
        for work in task.works
    ]


def _best(work: Work, search: Search, rng: random.Random) -> Found:
    started = time.perf_counter()
    end = started + search.seconds
    if work.n_regions == 1:
        return Found((0,) * len(work.units), 0.0)
    start = _start(work, search.criterion, rng)
    while start is None and time.perf_counter() < end:
        start = _start(work, search.criterion, rng)
    if start is None:
        return Found(None, time.perf_counter() - started)
    best, least = start, start["score"]
    while time.perf_counter() < end:
        for state in _run(work, best, search.method, rng):
            if state["score"] < least:
                best, least = state, state["score"]
            if time.perf_counter() >= end:
                break
    original = best.graph.original_nx_node_id_for_internal_node_id
    region = {original(node): part for node, part in best.assignment.mapping.items()}
    regions = tuple(region[i] for i in range(len(work.units)))
    return Found(regions, time.perf_counter() - started, value=least)


def _start(work: Work, criterion: str, rng: random.Random) -> Any | None:
    """Return a plan to start from, by either of its generators; None without luck."""
    from gerrychain import Graph, Partition
    from gerrychain.partition import recursive_seed_part, recursive_tree_part
    from gerrychain.tree import bipartition_tree

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(work.units)), units=1)
    graph.add_edges_from((a, b) for a, b, _ in work.edges)
    mean = len(work.units) / work.n_regions
    spread = min(1 - work.min_units / mean, work.max_units / mean - 1)
    generators: tuple[Any, ...] = (recursive_tree_part, recursive_seed_part)
    for generator, _ in itertools.product(generators, range(STARTS)):
        try:
            return Partition.from_random_assignment(
                graph=Graph.from_networkx(graph),
                n_parts=work.n_regions,
                epsilon=spread,
                pop_col="units",
                updaters={"score": _score(work, criterion)},
                partition_fn=partial(
                    generator, bipartition_tree_fn=partial(bipartition_tree, max_attempts=TREES)
                ),
                rng=rng,
            )
        except Exception:  # noqa: BLE001 - it raises whatever it likes: another draw
            continue
    return None


def _run(work: Work, start: Any, method: Method, rng: random.Random) -> Iterator[Any]:
    """Yield plan after plan; ends when no pair of regions can be divided another way."""
    from gerrychain.optimization import SingleMetricOptimizer
    from gerrychain.proposals import build_recom_proposal_fn
    from gerrychain.proposals.tree_proposals import MetagraphError
    from gerrychain.tree import bipartition_tree

    optimizer = SingleMetricOptimizer(
        proposal_fn=build_recom_proposal_fn(
            pop_col="units",
            pop_target=(work.min_units + work.max_units) / 2,
            epsilon=(work.max_units - work.min_units) / (work.max_units + work.min_units),
            bipartition_tree_fn=partial(
                bipartition_tree, max_attempts=TREES, allow_pair_reselection=True
            ),
        ),
        constraints=[],
        initial_state=start,
        optimization_metric_fn=lambda state: state["score"],
        maximize=False,
        rng=rng,
    )
    try:
        if method == "tilted run":
            yield from optimizer.tilted_run(FOREVER, p=TILT)
        else:
            yield from optimizer.short_bursts(BURST, FOREVER)
    except MetagraphError:
        return


def _score(work: Work, criterion: str) -> Any:
    """Return an updater: what a plan is charged, from what has changed since the one before."""
    if criterion == "border":
        return _BorderDrawn(work)
    return _Travel(work)


class _BorderDrawn:
    """The length of the borders cut [km]."""

    def __init__(self, work: Work) -> None:
        self._border_km = {(a, b): km for a, b, km in work.edges}
        self._border_km |= {(b, a): km for a, b, km in work.edges}
        self._of: dict[Any, float] = {}

    def __call__(self, partition: Any) -> float:
        if not self._of:
            self._of = _by_internal(partition, self._border_km)
        return sum(self._of[edge] for edge in partition["cut_edges"])


def _by_internal(partition: Any, border_km: Mapping[tuple[int, int], float]) -> dict[Any, float]:
    internal = partition.graph.internal_node_id_for_original_nx_node_id
    return {(internal(a), internal(b)): km for (a, b), km in border_km.items()}


class _Travel:
    """The travel to the centres [km]."""

    def __init__(self, work: Work) -> None:
        self._km = work.distance_km()
        self._known: dict[frozenset[Any], float] = {}

    def __call__(self, partition: Any) -> float:
        return sum(self._region(partition, members) for members in partition.parts.values())

    def _region(self, partition: Any, members: frozenset[Any]) -> float:
        if members not in self._known:
            original = partition.graph.original_nx_node_id_for_internal_node_id
            rows = [original(node) for node in members]
            if len(self._known) >= KEPT:
                self._known.clear()
            self._known[members] = float(self._km[rows][:, rows].sum(axis=0).min())
        return self._known[members]
