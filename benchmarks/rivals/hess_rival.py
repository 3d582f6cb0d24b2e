"""A compact model by HiGHS: assignment to roots (Hess et al. 1965), flows for contiguity.

Unit i is assigned to root j; from every root a flow reaches its units over neighbours that are
assigned to it as well (Shirabe 2009). For `distance` the root is the centre. For `border` it is
the first member, which leaves no symmetry (Validi, Buchanan & Lykhovyd 2022, who call it
diagonal fixing), and pairs of neighbours in one region are counted root by root, which bounds
better than cut edges do.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.rivals.work import Attempt, Found, Work, attempt, side_by_side

NEEDS = ("pulp", "highspy")
HALF = 0.5


SMALL_GAP = 1e-4


@dataclass(frozen=True, slots=True)
class Task:
    """One parent, for one criterion, in a limited time [s], to a relative gap."""

    work: Work
    criterion: str
    limit_s: float
    gap: float = 0.0
    contiguous: bool = True


def in_every_region(works: Sequence[Work], criterion: str, limit_s: float) -> Attempt:
    """Return the plan of the compact model.

    Parameters
    ----------
    works
        The reference regions.
    criterion
        ``"border"`` or ``"distance"``.
    limit_s
        For each reference region [s].
    """
    tasks = [
        Task(work, criterion, limit_s)
        for work in sorted(works, key=lambda w: (-len(w.units) * (w.n_regions > 1), w.code))
    ]
    results, seconds = side_by_side(solve, tasks, needs=NEEDS)
    found = {task.work.code: result for task, result in zip(tasks, results, strict=True)}
    what = f"compact model, HiGHS, at most {limit_s:.0f} s a reference region"
    return attempt(what, works, [found[work.code] for work in works], seconds)


def of_one_parent(whole: Work, limit_s: float) -> Attempt:
    """Return all units divided by `distance`, without a rule of contiguity.

    With flows the model is too large, and near units tend to adjoin; the bound holds all the same.

    Parameters
    ----------
    whole
        All units.
    limit_s
        In all [s].
    """
    task = Task(whole, "distance", limit_s, gap=SMALL_GAP, contiguous=False)
    results, seconds = side_by_side(solve, [task], needs=NEEDS)
    what = f"compact model without contiguity, HiGHS, at most {limit_s:.0f} s"
    return attempt(what, [whole], results, seconds)


def solve(task: Task) -> Found:
    """Return one parent divided, with the bound that is proven.

    Parameters
    ----------
    task
        What to do, in which time.
    """
    import pulp

    started = time.perf_counter()
    model, x = _model(task)
    left_s = max(1.0, task.limit_s - (time.perf_counter() - started))
    model.solve(pulp.HiGHS(msg=False, timeLimit=left_s, threads=1, gapRel=task.gap))
    # PuLP keeps the constant of the objective to itself
    bound = model.solverModel.getInfo().mip_dual_bound + model.objective.constant
    regions = None
    if model.sol_status in (pulp.LpSolutionOptimal, pulp.LpSolutionIntegerFeasible):
        units = range(len(task.work.units))
        root = {i: j for (i, j), chosen in x.items() if (chosen.varValue or 0) > HALF}
        regions = tuple(root[i] for i in units)
    return Found(regions, time.perf_counter() - started, bound=max(0.0, float(bound)))


def _model(task: Task) -> tuple[Any, dict[tuple[int, int], Any]]:
    """Return the model, and its assignment variables by unit and root."""
    import pulp

    work = task.work
    units = range(len(work.units))
    model = pulp.LpProblem("hess", pulp.LpMinimize)
    any_root = task.criterion == "distance"
    pairs = [(i, j) for i in units for j in units if any_root or i >= j]
    x = {(i, j): model.add_variable(f"x_{i}_{j}", cat="Binary") for i, j in pairs}
    if any_root:
        km = work.distance_km()
        model += pulp.lpSum(float(km[pair]) * x[pair] for pair in pairs)
    else:
        model += _border(model, work, x)
    model += pulp.lpSum(x[j, j] for j in units) == work.n_regions
    for i in units:
        model += pulp.lpSum(x[i, j] for j in units if (i, j) in x) == 1
    for j in units:
        members = [i for i in units if (i, j) in x]
        size = pulp.lpSum(x[i, j] for i in members)
        model += size >= work.min_units * x[j, j]
        model += size <= work.max_units * x[j, j]
        for i in members:
            if i != j:
                model += x[i, j] <= x[j, j]
        if task.contiguous:
            _connect(model, work, x, j, members)
    return model, x


def _border(model: Any, work: Work, x: dict[tuple[int, int], Any]) -> Any:
    """Return the border drawn: all of it, but for what lies inside a region, root by root."""
    import pulp

    inside = []
    for a, b, km in work.edges:
        for j in range(min(a, b) + 1):
            both = model.add_variable(f"y_{a}_{b}_{j}", lowBound=0)
            model += both <= x[a, j]
            model += both <= x[b, j]
            inside.append(km * both)
    return sum(km for _, _, km in work.edges) - pulp.lpSum(inside)


def _connect(
    model: Any, work: Work, x: dict[tuple[int, int], Any], root: int, members: Sequence[int]
) -> None:
    """Let a flow from the root reach every unit that is assigned to it, over such units only."""
    import pulp

    neighbours = work.neighbours()
    flow = {
        (u, v): model.add_variable(f"f_{u}_{v}_{root}", lowBound=0)
        for u in members
        for v in neighbours[u]
        if v != root and (v, root) in x
    }
    for i in members:
        if i == root:
            continue
        into = pulp.lpSum(f for (_, v), f in flow.items() if v == i)
        out = pulp.lpSum(f for (u, _), f in flow.items() if u == i)
        model += into - out == x[i, root]
        model += into <= (work.max_units - 1) * x[i, root]
