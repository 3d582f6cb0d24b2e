"""Local diagrams with the costs of one criterion mix."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.combined import allowed_units, choices
from regionplanner.criteria.costs import IMPOSSIBLE, AnchorCosts, Integers, Members, RegionCosts
from regionplanner.regions.diagram import LocalDiagrams, LocalLayer
from regionplanner.regions.limits import RegionLimits

_NONE = -1
_MOST_VALUES = 4_000_000  # costs of units under choices that are bounded together


@dataclass(frozen=True, slots=True)
class PricedLocal:
    """Local diagrams whose *in* arcs carry the costs of one criterion mix.

    Attributes
    ----------
    diagrams
        The candidate regions.
    costs
        What they cost.
    limits
        What else they must keep; sweeps do not see it, so their values are bounds.
    arc
        Cost of each *in* arc that depends on no anchor, one array ``(n_states,)`` a layer; None
        where nothing does.
    chosen
        The choices of anchors in each diagram: position in each table, -1 after the last, shape
        ``(n_tables, n_diagrams, n_choices)``.
    own
        Which choices have no anchor but the home, shape ``(n_diagrams, n_choices)``.
    """

    diagrams: LocalDiagrams
    costs: RegionCosts
    limits: RegionLimits
    arc: tuple[Integers | None, ...]
    chosen: NDArray[np.intp]
    own: Members

    @property
    def n_choices(self) -> int:
        """Most choices of any diagram."""
        return int(self.chosen.shape[2])

    def picked(self, rows: NDArray[np.intp]) -> Self:
        """Return some of the diagrams, by their numbers, ascending."""
        inside = np.zeros(len(self.diagrams.homes), dtype=bool)
        inside[rows] = True
        return replace(
            self,
            diagrams=self.diagrams.picked(rows),
            arc=tuple(
                None if arc is None else arc[inside[layer.diagram]]
                for arc, layer in zip(self.arc, self.diagrams.layers, strict=True)
            ),
            chosen=self.chosen[:, rows],
            own=self.own[rows],
        )


Priced = TypeVar("Priced", bound=PricedLocal)


@dataclass(frozen=True, slots=True)
class Steps:
    """What each decision costs in one round, prices counted: one choice of anchors a diagram.

    Attributes
    ----------
    into
        Cost of taking a unit in, shape ``(n_diagrams, n_layers)``.
    out
        Cost of leaving it out: nothing, or impossible; None where all may be left out but home.
    awaited
        Whether a later unit must be in, so that no region ends yet, same shape; None as `out`.
    """

    into: Integers
    out: Integers | None
    awaited: Members | None


def home_anchors(costs: RegionCosts) -> AnchorCosts:
    """Return the anchors that local diagrams are made for: those that allow the fewest units.

    Parameters
    ----------
    costs
        With anchors of one unit each that bar others.

    Raises
    ------
    ValueError
        When there are no such anchors.
    """
    tables = [t for t in costs.anchors if t.forbidden is not None and t.forced.shape[1] == 1]
    if not tables:
        raise ValueError("no neighbourhood")
    return min(tables, key=lambda table: int(allowed_units(table).sum()))


def near_homes(costs: RegionCosts) -> tuple[NDArray[np.intp], Members]:
    """Return the units that local diagrams are made for, and the units that may be with each.

    Parameters
    ----------
    costs
        As of `home_anchors`. A unit of several municipalities can have an anchor for each.

    Returns
    -------
    homes
        Positions, ascending, shape ``(n_homes,)``.
    allowed
        Shape ``(n_units, n_homes)``.
    """
    anchors = home_anchors(costs)
    homes, which = np.unique(anchors.forced[:, 0], return_inverse=True)
    allowed = np.zeros((costs.n_units, len(homes)), dtype=bool)
    np.logical_or.at(allowed.T, which.reshape(-1), allowed_units(anchors).T)
    return homes, allowed


def priced_local(
    diagrams: LocalDiagrams, costs: RegionCosts, limits: RegionLimits, kind: type[Priced]
) -> Priced:
    """Return local diagrams with the costs laid on their arcs.

    Parameters
    ----------
    diagrams
        Candidate regions of one parent.
    costs
        Costs over the same units; with the anchors that the diagrams were made for.
    limits
        Further limits over the same units.
    kind
        Class of what is returned.
    """
    chosen = _chosen(diagrams, costs)
    own = chosen[0] != _NONE
    for table, anchor in zip(costs.anchors, chosen, strict=True):
        own &= (table.forced[anchor] == diagrams.homes[:, None, None]).all(axis=2)
    return kind(
        diagrams=diagrams,
        costs=costs,
        limits=limits,
        arc=tuple(_arc(diagrams, depth, costs) for depth in range(len(diagrams.layers))),
        chosen=chosen,
        own=own,
    )


def _chosen(diagrams: LocalDiagrams, costs: RegionCosts) -> NDArray[np.intp]:
    """Return the choices of anchors of every diagram.

    Of the anchors that diagrams are made for only that of the home: a region is in the diagram of
    its cheapest one.
    """
    homes = home_anchors(costs)
    rows = []
    for row, home in enumerate(diagrams.homes.tolist()):
        units = diagrams.units[row]
        inside = np.zeros(diagrams.n_units, dtype=bool)
        inside[units[units >= 0]] = True
        usable = [
            np.flatnonzero(table.forced[:, 0] == home)
            if table is homes
            else _usable(table, home, inside)
            for table in costs.anchors
        ]
        rows.append(_choices_within(inside, costs.anchors, usable))
    chosen = np.full(
        (len(costs.anchors), len(rows), max(1, *(some.shape[1] for some in rows))), _NONE
    )
    for row, some in enumerate(rows):
        chosen[:, row, : some.shape[1]] = some
    return chosen


def _usable(table: AnchorCosts, home: int, inside: Members) -> NDArray[np.intp]:
    """Return the anchors whose units a diagram has, and that allow its home."""
    usable = inside[table.forced].all(axis=1)
    if table.forbidden is not None:
        usable &= ~table.forbidden[home]
    return np.flatnonzero(usable)


def _choices_within(
    inside: Members, tables: Sequence[AnchorCosts], usable: Sequence[NDArray[np.intp]]
) -> NDArray[np.intp]:
    """Return the choices of some anchors in one diagram."""
    if not inside.any():  # not even its home
        return np.zeros((len(tables), 0), dtype=np.intp)
    units = np.flatnonzero(inside)
    place = np.cumsum(inside) - 1
    cut = [
        AnchorCosts(
            forced=place[table.forced[some]],
            weight=table.weight[np.ix_(units, some)],
            forbidden=None if table.forbidden is None else table.forbidden[np.ix_(units, some)],
        )
        for table, some in zip(tables, usable, strict=True)
    ]
    _, chosen = choices(cut, len(units))
    return np.array([some[row] for some, row in zip(usable, chosen, strict=True)])


def _arc(diagrams: LocalDiagrams, depth: int, costs: RegionCosts) -> Integers | None:
    """Return the cost of each *in* arc, without what its unit costs alone."""
    layer: LocalLayer = diagrams.layers[depth]
    units = np.hstack([diagrams.units, np.full((len(diagrams.units), 1), -1)])
    others = np.take_along_axis(units, layer.earlier, axis=1)
    pair = costs.pair[diagrams.units[:, depth][:, None], others]
    pair[others < 0] = 0
    if not pair.any():
        return None
    arc_costs: Integers = (pair[layer.diagram] * layer.chosen).sum(axis=1)
    return arc_costs


def steps_of(priced: PricedLocal, prices: Integers, choice: NDArray[np.intp]) -> Steps:
    """Return what each decision costs under one choice of anchors in each diagram.

    Parameters
    ----------
    priced
        The diagrams with their costs.
    prices
        Price of each unit, subtracted from its cost, shape ``(n_units,)``.
    choice
        Number of the choice, -1 for none, shape ``(n_diagrams,)``.
    """
    rows = np.arange(len(choice))
    into, must = _decisions(priced, prices, rows, choice[:, None])
    home = priced.diagrams.units == priced.diagrams.homes[:, None]
    must = must[:, 0]
    if not (must & ~home).any():
        return Steps(into[:, 0], None, None)
    awaited = np.zeros_like(must)
    awaited[:, :-1] = np.logical_or.accumulate(must[:, :0:-1], axis=1)[:, ::-1]
    return Steps(into[:, 0], np.where(must, IMPOSSIBLE, 0), awaited)


def _decisions(
    priced: PricedLocal, prices: Integers, rows: NDArray[np.intp], choice: NDArray[np.intp]
) -> tuple[Integers, Members]:
    """Return what units cost under choices in some diagrams, and which must be in.

    Both have the shape ``(n_rows, n_choices, n_layers)``; `choice` has that but for the layers.
    """
    units = priced.diagrams.units[rows]
    into = np.repeat((priced.costs.unit - prices)[units][:, None], choice.shape[1], axis=1)
    impossible = np.repeat((units < 0)[:, None], choice.shape[1], axis=1)
    must = np.zeros(impossible.shape, dtype=bool)
    at = units[:, None, :]
    for table, chosen in zip(priced.costs.anchors, priced.chosen, strict=True):
        anchor = np.where(choice < 0, _NONE, chosen[rows[:, None], choice])
        into += table.weight[at, anchor[:, :, None]]
        impossible |= anchor[:, :, None] < 0
        if table.forbidden is not None:
            impossible |= table.forbidden[at, anchor[:, :, None]]
        for forced in table.forced.T:
            must |= at == forced[anchor][:, :, None]
    into[impossible] = IMPOSSIBLE
    return into, must & ~impossible


def least_of(priced: PricedLocal, prices: Integers) -> Integers:
    """Return a lower bound on the reduced cost of a region under each choice, without a sweep.

    As if units needed no neighbours: those that must be in, and the best others, as many as a
    region can have. A pair that is cheaper together is so for both units, whoever is in. A region
    that is all near an anchor of the choice is in the diagram of that one, and not counted.

    Parameters
    ----------
    priced, prices
        As of `steps_of`.

    Returns
    -------
    numpy.ndarray
        Shape ``(n_diagrams, n_choices)``.
    """
    priced_units = prices - np.minimum(priced.costs.pair, 0).sum(axis=1) // 2
    each = priced.n_choices * priced.diagrams.units.shape[1]
    n_diagrams, size = len(priced.diagrams.homes), max(1, _MOST_VALUES // max(1, each))
    parts = [
        _least_of(priced, priced_units, np.arange(start, min(start + size, n_diagrams)))
        for start in range(0, n_diagrams, size)
    ]
    return np.minimum(np.concatenate(parts), IMPOSSIBLE)


def _least_of(priced: PricedLocal, prices: Integers, rows: NDArray[np.intp]) -> Integers:
    """Return the bounds of some diagrams, what pairs save being in the prices."""
    whole = priced.diagrams
    choice = np.repeat(np.arange(priced.n_choices)[None], len(rows), axis=0)
    own, must = _decisions(priced, prices, rows, choice)
    must |= (whole.units[rows] == whole.homes[rows, None])[:, None]
    others = np.sort(np.where(must, 0, np.minimum(own, 0)), axis=2)
    needed: Integers = np.where(must, own, 0).sum(axis=2)
    least: Integers = needed + others[:, :, : whole.max_units - 1].sum(axis=2)
    with_far = needed + others[:, :, : max(0, whole.max_units - 2)].sum(axis=2)
    for beyond, is_asked in _beyond(priced, rows):
        asked = is_asked & ~(beyond & must).any(axis=2)
        nearest = np.where(beyond, own, IMPOSSIBLE).min(axis=2)
        least = np.where(asked, np.maximum(least, with_far + nearest), least)
    return least


def _beyond(priced: PricedLocal, rows: NDArray[np.intp]) -> Iterator[tuple[Members, Members]]:
    """Yield which units are not near an anchor of each choice, and where one must be in.

    A region that is all near several anchors of a choice is in the diagram of the first of them.
    """
    whole = priced.diagrams
    if home_anchors(priced.costs).weighs:
        return  # the diagram of another home has the region at another cost
    homes, allowed = near_homes(priced.costs)
    of_unit = np.full(whole.n_units, _NONE)
    of_unit[homes] = np.arange(len(homes))
    units, home = whole.units[rows][:, None, :], whole.homes[rows, None]
    table_of_homes = home_anchors(priced.costs)
    chosen = [
        np.where(chosen[rows] >= 0, forced[chosen[rows]], _NONE)
        for table, chosen in zip(priced.costs.anchors, priced.chosen, strict=True)
        if table is not table_of_homes
        for forced in table.forced.T
    ]
    is_own = np.any([unit == home for unit in chosen], axis=0)
    for unit in chosen:
        anchor = np.where(unit >= 0, of_unit[unit], _NONE)
        is_asked = (anchor >= 0) & (unit != home) & (~is_own | (unit < home))
        if is_asked.any():
            yield ~allowed[units, anchor[:, :, None]] & (units >= 0), is_asked


def rounds_of(wanted: Members) -> Iterator[NDArray[np.intp]]:
    """Yield wanted choices, one of each diagram at a time, until there are no more.

    Parameters
    ----------
    wanted
        Which choices, shape ``(n_diagrams, n_choices)``.
    """
    order = np.argsort(~wanted, axis=1, kind="stable")
    counts = wanted.sum(axis=1)
    for number in range(int(counts.max(initial=0))):
        yield np.where(number < counts, order[:, number], _NONE)


def lighter_rounds_of(
    priced: PricedLocal, wanted: Members
) -> Iterator[tuple[PricedLocal, NDArray[np.intp]]]:
    """Yield the rounds of `rounds_of`, each with the diagrams that it is about.

    Parameters
    ----------
    priced
        The diagrams; they are left out once most have no choice left.
    wanted
        As of `rounds_of`.
    """
    rows = np.arange(len(wanted))
    for choice in rounds_of(wanted):
        left = np.flatnonzero(choice[rows] != _NONE)
        if 2 * len(left) <= len(rows):
            priced, rows = priced.picked(left), rows[left]
        yield priced, choice[rows]
