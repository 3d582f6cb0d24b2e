"""Every region of the local diagrams within a gap, without looking at any other."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import Integers, Members
from regionplanner.errors import LimitError
from regionplanner.regions.local.priced import (
    PricedLocal,
    Steps,
    least_of,
    rounds_of,
    steps_of,
)
from regionplanner.regions.local.sweep import Values, local_completions
from regionplanner.regions.rows import distinct
from regionplanner.regions.states import DROPPED
from regionplanner.regions.sweep import check_time


@dataclass(frozen=True, slots=True)
class _Paths:
    """Paths from their roots to one layer: where they stand, what they cost, what is in."""

    state: NDArray[np.integer]
    diagram: NDArray[np.intp]
    cost: Integers
    layers: Members

    def pick(self, rows: Members) -> "_Paths":
        return _Paths(self.state[rows], self.diagram[rows], self.cost[rows], self.layers[rows])


def local_regions_within(
    priced: PricedLocal,
    prices: Integers,
    limit: int,
    *,
    max_regions: int,
    deadline: float = float("inf"),
) -> Members:
    """Return every candidate region within its limits whose reduced cost is at most `limit`.

    As `regionplanner.regions.stream.regions_within`, down the layers of all diagrams together.

    Parameters
    ----------
    priced
        The diagrams with their costs.
    prices
        Price of each unit, subtracted from its cost, shape ``(n_units,)``.
    limit
        Largest reduced cost, in quanta.
    max_regions
        The most paths that are followed at a time.
    deadline
        `time.monotonic` value at which to stop.

    Returns
    -------
    numpy.ndarray
        Distinct regions in a fixed order, shape ``(n_regions, n_units)``.

    Raises
    ------
    LimitError
        When more than `max_regions` paths stay within the limit, or at the deadline.
    """
    found = [np.zeros((0, priced.diagrams.n_units), dtype=bool)]
    for choice in rounds_of(least_of(priced, prices) <= limit):
        check_time(deadline)
        steps = steps_of(priced, prices, choice)
        found.append(_within(priced, steps, limit, max_regions, deadline))
    members = distinct(np.concatenate(found))
    members = members[priced.limits.allow(members)]
    return members[priced.costs.of(members) - members @ prices <= limit]


def _within(
    priced: PricedLocal, steps: Steps, limit: int, max_regions: int, deadline: float
) -> Members:
    """Return the regions of all paths within the limit, in one round of anchors."""
    after = local_completions(priced, steps)
    layers = priced.diagrams.layers
    roots = np.flatnonzero(after[0][: layers[0].n_states] <= limit)
    paths = _Paths(
        state=roots,
        diagram=layers[0].diagram[roots].astype(np.intp),
        cost=np.zeros(len(roots), dtype=np.int64),
        layers=np.zeros((len(roots), len(layers)), dtype=bool),
    )
    complete = []
    for depth, layer in enumerate(layers):
        arrived = []
        for moved in _step(priced, steps, depth, paths):
            open_ = moved.state < layer.n_next
            ended = (moved.state >= layer.n_next) & (moved.state != layer.n_next + DROPPED)
            if steps.awaited is not None:
                ended &= ~steps.awaited[moved.diagram, depth]
            complete.append(moved.pick(ended & (moved.cost <= limit)))
            going = moved.pick(open_)
            arrived.append(going.pick(_least(after, depth + 1, going) <= limit))
        paths = _together(*arrived)
        if len(paths.state) > max_regions:
            raise LimitError(
                f"more than {max_regions:,} candidate regions can be in a plan as good as what is "
                "proven, the most that are chosen from together; a neighbourhood "
                "(--neighbourhood N), a smaller largest size (--max) or closer bounds leave fewer"
            )
        check_time(deadline)
    return _members(priced, complete)


def _step(priced: PricedLocal, steps: Steps, depth: int, paths: _Paths) -> tuple[_Paths, _Paths]:
    """Return the paths with the unit of a layer left out, and taken in."""
    layer, arc = priced.diagrams.layers[depth], priced.arc[depth]
    out_cost, into_cost = paths.cost, paths.cost + steps.into[paths.diagram, depth]
    if steps.out is not None:
        out_cost = out_cost + steps.out[paths.diagram, depth]
    if arc is not None:
        into_cost = into_cost + arc[paths.state]
    taken = paths.layers.copy()
    taken[:, depth] = True
    return (
        _Paths(layer.out_child[paths.state], paths.diagram, out_cost, paths.layers),
        _Paths(layer.in_child[paths.state], paths.diagram, into_cost, taken),
    )


def _least(after: Values, depth: int, paths: _Paths) -> Integers:
    """Return the least cost with which each open path can be completed."""
    if depth == len(after):
        return paths.cost
    found: Integers = paths.cost + after[depth][paths.state]
    return found


def _together(one: _Paths, other: _Paths) -> _Paths:
    return _Paths(
        np.concatenate([one.state, other.state]),
        np.concatenate([one.diagram, other.diagram]),
        np.concatenate([one.cost, other.cost]),
        np.concatenate([one.layers, other.layers]),
    )


def _members(priced: PricedLocal, complete: list[_Paths]) -> Members:
    """Return the regions of complete paths."""
    diagram = np.concatenate([paths.diagram for paths in complete])
    taken = np.concatenate([paths.layers for paths in complete])
    rows, depths = np.nonzero(taken)
    members = np.zeros((len(diagram), priced.diagrams.n_units), dtype=bool)
    members[rows, priced.diagrams.units[diagram[rows], depths]] = True
    return members
