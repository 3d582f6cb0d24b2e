"""Local diagrams with the costs of one criterion mix."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import IMPOSSIBLE, AnchorCosts, Integers, Members, RegionCosts
from regionplanner.regions.limits import RegionLimits
from regionplanner.regions.local.diagrams import LocalDiagrams, LocalLayer


@dataclass(frozen=True, slots=True)
class PricedLocal:
    """Local diagrams whose *in* arcs carry the costs of one criterion mix.

    Attributes
    ----------
    diagrams
        The candidate regions.
    costs
        What they cost.
    anchors
        Their anchors: each has its first forced unit at home in one diagram.
    limits
        What else they must keep; sweeps do not see it, so their values are bounds.
    arc
        Cost of each *in* arc that depends on no anchor, one array ``(n_states,)`` a layer; None
        where nothing does.
    rounds
        Anchors that are swept together, one of each diagram, -1 for none, shape
        ``(n_rounds, n_diagrams)``.
    """

    diagrams: LocalDiagrams
    costs: RegionCosts
    anchors: AnchorCosts
    limits: RegionLimits
    arc: tuple[Integers | None, ...]
    rounds: NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Steps:
    """What each decision costs in one round of anchors, prices counted.

    Attributes
    ----------
    anchor
        Of each diagram, -1 for none, shape ``(n_diagrams,)``.
    into
        Cost of taking a unit in, shape ``(n_diagrams, n_layers)``.
    out
        Cost of leaving it out: nothing, or impossible; None where all may be left out but home.
    """

    anchor: NDArray[np.intp]
    into: Integers
    out: Integers | None


def priced_local(diagrams: LocalDiagrams, costs: RegionCosts, limits: RegionLimits) -> PricedLocal:
    """Return local diagrams with the costs laid on their arcs.

    Parameters
    ----------
    diagrams
        Candidate regions of one parent.
    costs
        Costs over the same units; without anchors, any home is one.
    limits
        Further limits over the same units.
    """
    anchors = costs.anchors or AnchorCosts(
        forced=diagrams.homes[:, None],
        weight=np.zeros((diagrams.n_units, len(diagrams.homes)), dtype=np.int64),
    )
    number = {int(home): row for row, home in enumerate(diagrams.homes)}
    rounds: list[NDArray[np.intp]] = []
    n_met = np.zeros(len(diagrams.homes), dtype=np.intp)
    for anchor, forced in enumerate(anchors.forced):
        row = number.get(int(forced[0]))
        if row is None:  # at home in the diagrams of another part
            continue
        if n_met[row] == len(rounds):
            rounds.append(np.full(len(diagrams.homes), -1))
        rounds[n_met[row]][row] = anchor
        n_met[row] += 1
    return PricedLocal(
        diagrams=diagrams,
        costs=costs,
        anchors=anchors,
        limits=limits,
        arc=tuple(_arc(diagrams, depth, costs) for depth in range(len(diagrams.layers))),
        rounds=np.array(rounds).reshape(-1, len(diagrams.homes)),
    )


def _arc(diagrams: LocalDiagrams, depth: int, costs: RegionCosts) -> Integers | None:
    """Return the cost of each *in* arc, without what its unit costs alone."""
    layer: LocalLayer = diagrams.layers[depth]
    units = np.hstack([diagrams.units, np.full((len(diagrams.units), 1), -1)])
    others = np.take_along_axis(units, layer.earlier, axis=1)
    pair = costs.pair[diagrams.units[:, depth][:, None], others]
    pair[others < 0] = 0
    if not pair.any():
        return None
    found: Integers = (pair[layer.diagram] * layer.chosen).sum(axis=1)
    return found


def rounds_of(priced: PricedLocal, prices: Integers) -> Iterator[Steps]:
    """Yield what each decision costs, for every round of anchors.

    Parameters
    ----------
    priced
        The diagrams with their costs.
    prices
        Price of each unit, subtracted from its cost, shape ``(n_units,)``.
    """
    anchors, units = priced.anchors, priced.diagrams.units
    own = priced.costs.unit - prices
    for anchor in priced.rounds:
        here = anchor[:, None]
        into = anchors.weight[units, here] + own[units]
        impossible = (here < 0) | (units < 0)
        if anchors.barred is not None:
            impossible |= anchors.barred[units, here]
        into[impossible] = IMPOSSIBLE
        yield Steps(anchor, into, _forced(anchors, units, here))


def _forced(
    anchors: AnchorCosts, units: NDArray[np.intp], here: NDArray[np.intp]
) -> Integers | None:
    """Return the cost of leaving units out; None where only homes may not be."""
    others = anchors.forced[:, 1:]
    if not others.shape[1]:
        return None
    must: Members = (units[:, :, None] == others[here[:, 0]][:, None, :]).any(axis=2)
    return np.where(must, IMPOSSIBLE, 0)
