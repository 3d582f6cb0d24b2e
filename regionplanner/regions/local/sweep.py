"""Best values over all local diagrams, by one sweep over their layers for each round of anchors."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import IMPOSSIBLE, Integers, Members
from regionplanner.regions.local.priced import PricedLocal, Steps
from regionplanner.regions.states import DROPPED, N_ENDS

Values = tuple[Integers, ...]


@dataclass(frozen=True, slots=True)
class Swept:
    """The best region of each diagram in one round.

    Attributes
    ----------
    best
        Reduced cost under the anchor, shape ``(n_diagrams,)``.
    joins
        For each layer whether its unit is in the best completion of each state.
    """

    best: Integers
    joins: tuple[Members, ...]


def local_completions(priced: PricedLocal, steps: Steps) -> Values:
    """Return the least cost of completing a region from each state.

    Parameters
    ----------
    priced
        The diagrams with their costs.
    steps
        Of one round.

    Returns
    -------
    tuple of numpy.ndarray
        One array ``(n_states + N_ENDS,)`` a layer; the last values stand for the ends of a path.
    """
    found = []
    values = _ends()
    for depth in range(len(priced.diagrams.layers) - 1, -1, -1):
        into, out = _arcs(priced, steps, depth, values)
        values = np.concatenate([np.minimum(into, out), _ends()])
        found.append(values)
    return tuple(reversed(found))


def best_local(priced: PricedLocal, steps: Steps) -> Swept:
    """Return the best reduced cost in each diagram, and what a best region takes in.

    Parameters
    ----------
    priced, steps
        As in `local_completions`.
    """
    joins = []
    values = _ends()
    for depth in range(len(priced.diagrams.layers) - 1, -1, -1):
        into, out = _arcs(priced, steps, depth, values)
        joins.append(into <= out)
        values = np.concatenate([np.minimum(into, out), _ends()])
    best = values[: len(priced.diagrams.homes)]  # of their roots
    return Swept(best, tuple(reversed(joins)))


def _ends() -> Integers:
    ends = np.zeros(N_ENDS, dtype=np.int64)
    ends[DROPPED] = IMPOSSIBLE
    return ends


def _arcs(
    priced: PricedLocal, steps: Steps, depth: int, values: Integers
) -> tuple[Integers, Integers]:
    """Return the value of each state of a layer with its unit in, and out."""
    layer, arc = priced.diagrams.layers[depth], priced.arc[depth]
    into = values.take(layer.in_child) + steps.into[:, depth].take(layer.diagram)
    out = values.take(layer.out_child)
    if arc is not None:
        into += arc
    if steps.out is not None:
        out += steps.out[:, depth].take(layer.diagram)
    if steps.awaited is not None:
        awaited = steps.awaited[:, depth].take(layer.diagram)
        into[awaited & (layer.in_child >= layer.n_next)] = IMPOSSIBLE
        out[awaited & (layer.out_child >= layer.n_next)] = IMPOSSIBLE
    np.minimum(into, IMPOSSIBLE, out=into)  # sums of what is impossible stay far from overflow
    return into, np.minimum(out, IMPOSSIBLE, out=out)


def best_members(priced: PricedLocal, swept: Swept, diagrams: NDArray[np.intp]) -> Members:
    """Return the best regions of some diagrams.

    Parameters
    ----------
    priced
        The diagrams with their costs.
    swept
        Their best completions.
    diagrams
        Numbers of diagrams that have a region.

    Returns
    -------
    numpy.ndarray
        Shape ``(len(diagrams), n_units)``.
    """
    whole = priced.diagrams
    state = diagrams.copy()
    going = np.arange(len(diagrams))
    members = np.zeros((len(diagrams), whole.n_units), dtype=bool)
    for depth, (layer, joined) in enumerate(zip(whole.layers, swept.joins, strict=True)):
        here = state[going]
        takes = joined[here]
        members[going[takes], whole.units[diagrams[going[takes]], depth]] = True
        state[going] = np.where(takes, layer.in_child[here], layer.out_child[here])
        going = going[state[going] < layer.n_next]
    return members
