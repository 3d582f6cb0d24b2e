"""ParentProblem: all that is needed to plan one reference region, and what a division costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import AnchorCosts, Members, RegionCosts
from regionplanner.errors import Message
from regionplanner.regions.candidates import NO_END, Room
from regionplanner.regions.limits import RegionLimits, UnitRules, atom_costs, atoms_of, whole_bounds
from regionplanner.regions.order import Adjacency

if TYPE_CHECKING:
    from regionplanner.rules.resolved import MeanBound

MOST_STATES = 4_000_000
"""States of the largest diagram that is built: about 300 MB."""


@dataclass(frozen=True, slots=True)
class OwnLimit:
    """A limit by the mean of the regions.

    Attributes
    ----------
    row
        Of the limits, open until the number of regions is known.
    bound
        What is asked for.
    total
        What all municipalities of the reference region have of the figure.
    quantum
        What that figure is counted in.
    """

    row: int
    bound: "MeanBound"
    total: float
    quantum: float


@dataclass(frozen=True, slots=True)
class ParentProblem:
    """One reference region: small, and free of geometry.

    A unit is one municipality, or an atom of several that must stay together.

    Attributes
    ----------
    code
        Code of the reference region.
    units
        NIS codes of each unit, sorted; every array follows their order.
    adjacency
        Neighbours of each unit, by position.
    xy
        Centroids [m], shape ``(n_units, 2)``.
    costs
        The criterion mix.
    distance
        The secondary objective: total distance to the centre, whole metres.
    rules
        Sizes of the units, and which cannot or must be in one region.
    limits
        Further limits on a region.
    own_limits
        Limits that are others for each number of regions.
    min_units, max_units
        Sizes of a region, in municipalities.
    locked
        Members of the regions that are given; their municipalities are in no unit.
    locked_cost, locked_distance_m
        What the locked regions add to the objective [quanta], but for their deviation, and to the
        distance [m].
    locked_shares
        Share of each locked region in the total that has a target.
    own_target
        Whether that target is the reference region's own: its total by its number of regions.
    partial
        Whether municipalities may be left for later.
    local
        Whether candidate regions are those of local diagrams, one for each centre.
    nearness
        Place of each unit among those nearest to each home, shape ``(n_units, n_homes)``; None
        without a neighbourhood.
    n_nearest
        How many are near.
    gap
        A division that is proven to cost at most this share more than any other will do.
    searched
        Numbers of regions, with the locked ones, that local diagrams are
        searched for; the others get a bound. All when None.
    max_states
        The largest decision diagram that is built.
    room
        For diagrams that are kept at once; the others are built anew for each use.
    name
        What messages call it; by its code when empty.
    """

    code: str
    units: tuple[tuple[str, ...], ...]
    adjacency: Adjacency
    xy: NDArray[np.float64]
    costs: RegionCosts
    distance: RegionCosts
    rules: UnitRules
    limits: RegionLimits
    min_units: int
    max_units: int
    own_limits: tuple[OwnLimit, ...] = ()
    locked: tuple[tuple[str, ...], ...] = ()
    locked_cost: int = 0
    locked_distance_m: int = 0
    locked_shares: tuple[int, ...] = ()
    own_target: bool = False
    partial: bool = False
    local: bool = False
    nearness: NDArray[np.intp] | None = None
    n_nearest: int = 0
    gap: float = 0.0
    searched: range | None = None
    max_states: int = MOST_STATES
    room: Room = NO_END
    name: str = ""

    @property
    def label(self) -> str:
        """What messages call it, such as ``"Limburg (REFREG15)"``."""
        return self.name or Message("reference region {code}", code=self.code)

    @property
    def possible_regions(self) -> range:
        """Numbers of regions, besides the locked ones, that the sizes allow."""
        n_municipalities = sum(self.rules.sizes)
        least = 0 if self.partial else -(-n_municipalities // self.max_units)
        return range(least, n_municipalities // self.min_units + 1)

    def adds_up(self, n_regions: int) -> bool:
        """Return whether so many regions, besides the locked ones, can share all that is bounded.

        Each has at least L and at most U of a figure, and all have T together: k L <= T <= k U.
        """
        if self.partial:
            return True
        inside = self.limits.municipalities.any(axis=0)
        totals = self.limits.values[:, inside].sum(axis=1).tolist()
        spans = zip(self.limits.least.tolist(), totals, self.limits.most.tolist(), strict=True)
        return all(n_regions * least <= total <= n_regions * most for least, total, most in spans)

    @property
    def possible_totals(self) -> range:
        """Numbers of regions, with the locked ones, that the sizes allow."""
        possible, n_locked = self.possible_regions, len(self.locked)
        return range(possible.start + n_locked, possible.stop + n_locked)

    def for_regions(self, n_regions: int) -> "ParentProblem":
        """Return the problem with the costs of so many regions, besides the locked ones."""
        deviation = self.costs.deviation
        if deviation is None:
            return self
        if self.own_target:
            deviation = replace(deviation, factor=n_regions + len(self.locked))
        off = sum(abs(deviation.factor * v - deviation.target) for v in self.locked_shares)
        return replace(
            self, costs=replace(self.costs, deviation=deviation), locked_cost=self.locked_cost + off
        )

    def with_own_limits(self, n_regions: int) -> "ParentProblem":
        """Return the problem with the limits of so many regions, besides the locked ones."""
        if not self.own_limits:
            return self
        least, most = self.limits.least.copy(), self.limits.most.copy()
        for limit in self.own_limits:
            bound = limit.bound.of(limit.total, n_regions + len(self.locked))
            bounds = whole_bounds(bound.least, bound.most, limit.quantum)
            least[limit.row], most[limit.row] = bounds
        limits = replace(self.limits, least=least, most=most)
        return replace(self, limits=limits, own_limits=())

    def codes(self, region: Members) -> tuple[str, ...]:
        """Return the NIS codes of a region, sorted."""
        return tuple(sorted(nis for unit in np.flatnonzero(region) for nis in self.units[unit]))


def out_of_reach(problem: ParentProblem) -> list[tuple[str, ...]]:
    """Return groups that must be in one region, though no region has a centre near all of them.

    Parameters
    ----------
    problem
        The reference region.

    Returns
    -------
    list of tuple of str
        Their NIS codes, sorted; empty where the rules ask for no centre.
    """
    tables = [table.forbidden for table in problem.costs.anchors if table.forbidden is not None]
    if problem.partial:
        return []
    groups = {tuple(sorted({unit, *others})) for unit, others in enumerate(problem.rules.together)}
    members = [
        sorted(nis for unit in group for nis in problem.units[unit])
        for group in sorted(groups)
        if any(forbidden[list(group)].any(axis=0).all() for forbidden in tables)
    ]
    return [tuple(group) for group in members if len(group) > 1]


def contracted(problem: ParentProblem, groups: Sequence[Sequence[int]]) -> ParentProblem:
    """Return the problem in which groups that must stay together are atoms.

    Parameters
    ----------
    problem
        Units of one municipality each.
    groups
        Positions of units that must be in one region.
    """
    if not problem.units:
        return problem
    atoms, in_parts = atoms_of(problem.adjacency, groups)
    over_atoms = _over_atoms(problem, atoms)
    together = [
        frozenset(member for group in in_parts if atom in group for member in group) - {atom}
        for atom in range(len(atoms))
    ]
    return replace(over_atoms, rules=replace(over_atoms.rules, together=together))


def restricted(problem: ParentProblem, kept: NDArray[np.intp]) -> ParentProblem:
    """Return the problem of some of the units; borders and ties with the others stay cut.

    Parameters
    ----------
    problem
        All units.
    kept
        Positions of those that stay, ascending.
    """
    return _over_atoms(problem, np.eye(len(problem.units), dtype=bool)[kept])


def _over_atoms(problem: ParentProblem, atoms: Members) -> ParentProblem:
    """Return the problem whose units are atoms: which units each holds; the others are cut off."""
    rows = [np.flatnonzero(row).tolist() for row in atoms]
    place = {unit: atom for atom, row in enumerate(rows) for unit in row}

    def others(partners: Adjacency) -> list[frozenset[int]]:
        return [frozenset(place[v] for u in row for v in partners[u] if v in place) for row in rows]

    table, nearness, rules = home_table(problem), problem.nearness, problem.rules
    if table is not None and nearness is not None:
        held = np.asarray(atoms.any(axis=0))
        homes = np.flatnonzero(held[table.forced].all(axis=1))
        places = [nearness[row][:, homes].max(axis=0) for row in rows]
        nearness = np.array(places, dtype=np.intp).reshape(len(rows), len(homes))
    municipalities = problem.limits.municipalities
    inside = np.array([municipalities[row].any(axis=0) for row in rows], dtype=bool)
    return replace(
        problem,
        units=tuple(tuple(nis for u in row for nis in problem.units[u]) for row in rows),
        adjacency=tuple(near - {atom} for atom, near in enumerate(others(problem.adjacency))),
        xy=np.array([problem.xy[row].mean(axis=0) for row in rows]).reshape(-1, 2),
        nearness=nearness,
        costs=atom_costs(atoms, problem.costs),
        distance=atom_costs(atoms, problem.distance),
        rules=UnitRules(
            sizes=[sum(rules.sizes[u] for u in row) for row in rows],
            apart=others(rules.apart),
            together=others(rules.together),
        ),
        limits=replace(problem.limits, municipalities=inside.reshape(-1, municipalities.shape[1])),
    )


def home_table(problem: ParentProblem) -> AnchorCosts | None:
    """Return the anchors that stand for the neighbourhood; None without one.

    Parameters
    ----------
    problem
        The reference region.
    """
    if problem.nearness is None:
        return None
    beyond = problem.nearness >= problem.n_nearest
    homes = [
        table
        for table in problem.costs.anchors
        if table.forbidden is not None and np.array_equal(table.forbidden, beyond)
    ]
    return homes[-1]


def within_neighbourhood(problem: ParentProblem, n_nearest: int) -> ParentProblem:
    """Return the problem of regions within a smaller neighbourhood, in local diagrams.

    Parameters
    ----------
    problem
        The reference region, with a neighbourhood.
    n_nearest
        How many units are near.
    """
    table = home_table(problem)
    if table is None or problem.nearness is None:
        raise ValueError("no neighbourhood")
    beyond = problem.nearness >= n_nearest
    tables = tuple(
        replace(anchor, forbidden=beyond) if anchor is table else anchor
        for anchor in problem.costs.anchors
    )
    return replace(
        problem, costs=replace(problem.costs, anchors=tables), n_nearest=n_nearest, local=True
    )


def division_costs(
    problems: Sequence[ParentProblem], division: Mapping[str, str]
) -> tuple[int, ...]:
    """Return what a division costs in each reference region, in quanta, locked regions included.

    Parameters
    ----------
    problems
        All reference regions.
    division
        Region by NIS code; no atom of a problem is divided.
    """
    costs = []
    for problem in problems:
        rows = division_rows([unit[0] for unit in problem.units], division)
        of_count = problem.for_regions(len(rows))
        costs.append(int(of_count.costs.of(rows).sum()) + of_count.locked_cost)
    return tuple(costs)


def division_rows(units: Sequence[str], division: Mapping[str, str]) -> Members:
    """Return the regions of a division that have any of some units, one row each, by code.

    Parameters
    ----------
    units
        NIS codes.
    division
        Region by NIS code.
    """
    codes = [division.get(nis, "") for nis in units]
    regions = sorted({*codes} - {""})
    rows = [[code == region for code in codes] for region in regions]
    return np.array(rows, dtype=bool).reshape(len(regions), len(codes))
