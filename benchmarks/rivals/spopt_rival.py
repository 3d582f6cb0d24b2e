"""spopt: max-p, SKATER and regional k-means, in every reference region.

They know no criterion of ours: they make regions alike in the columns they are given, which are
the coordinates of the centroids [km], so that alike means near. Max-p and SKATER know a smallest
size, none a largest. SKATER and regional k-means are given our numbers of regions. Max-p makes as
many regions of a smallest size as it can: that size is lowered from the mean until there are
enough.
"""

import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.rivals.work import Attempt, Found, Work, attempt, side_by_side

NEEDS = ("spopt.region", "sklearn.metrics.pairwise", "libpysal.weights")
TOP = 2  # of max-p's guide
COLUMNS = ["x_km", "y_km"]


@dataclass(frozen=True, slots=True)
class Task:
    """One reference region, by one method."""

    work: Work
    method: str
    seed: int


def in_every_region(works: Sequence[Work], *, method: str, seed: int) -> Attempt:
    """Return the plan of one method.

    Parameters
    ----------
    works
        The reference regions.
    method
        One of `METHODS`.
    seed
        For all that is drawn.
    """
    tasks = [
        Task(work, method, seed) for work in sorted(works, key=lambda w: (-len(w.units), w.code))
    ]
    results, seconds = side_by_side(divide, tasks, needs=NEEDS)
    found = {task.work.code: result for task, result in zip(tasks, results, strict=True)}
    return attempt(f"spopt, {method}", works, [found[work.code] for work in works], seconds)


def divide(task: Task) -> Found:
    """Return one reference region divided; without a plan when the method fails.

    Parameters
    ----------
    task
        What to do.
    """
    import numpy as np

    work = task.work
    started = time.perf_counter()
    if work.n_regions == 1:
        return Found((0,) * len(work.units), 0.0)
    np.random.seed(task.seed)  # noqa: NPY002 - max-p draws from the global generator
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            labels = METHODS[task.method](work, task.seed)
        except Exception:  # noqa: BLE001 - it raises whatever it likes
            labels = None
    regions = None if labels is None else tuple(int(label) for label in labels)
    return Found(regions, time.perf_counter() - started)


def _frame(work: Work) -> Any:
    import geopandas as gpd

    x, y = work.xy_km.T
    columns = {"x_km": x, "y_km": y, "units": 1}
    return gpd.GeoDataFrame(columns, geometry=gpd.points_from_xy(1000 * x, 1000 * y))


def _weights(work: Work) -> Any:
    from libpysal.weights import W

    return W(work.neighbours(), silence_warnings=True)


def _max_p(work: Work, _seed: int) -> Any:
    from spopt.region import MaxPHeuristic

    frame, weights = _frame(work), _weights(work)
    labels = None
    for least in range(len(work.units) // work.n_regions, work.min_units - 1, -1):
        model = MaxPHeuristic(frame, weights, COLUMNS, "units", least, TOP)
        model.solve()
        if model.labels_ is None:
            continue
        labels = model.labels_
        if len(set(labels)) >= work.n_regions:
            break
    return labels


def _skater(work: Work, _seed: int) -> Any:
    import numpy as np
    from sklearn.metrics import pairwise
    from spopt.region import Skater

    model = Skater(
        _frame(work),
        _weights(work),
        COLUMNS,
        n_clusters=work.n_regions,
        floor=work.min_units,
        spanning_forest_kwds={
            "dissimilarity": pairwise.euclidean_distances,
            "affinity": None,
            "reduction": np.sum,
            "center": np.mean,
        },
    )
    model.solve()
    return model.labels_


def _region_k_means(work: Work, seed: int) -> Any:
    from spopt.region import RegionKMeansHeuristic

    model = RegionKMeansHeuristic(work.xy_km, work.n_regions, _weights(work), seed=seed)
    model.solve()
    return model.labels_


METHODS: dict[str, Callable[[Work, int], Any]] = {
    "max-p": _max_p,
    "SKATER": _skater,
    "RegionKMeans": _region_k_means,
}
BY_CHANCE = ("max-p", "RegionKMeans")
