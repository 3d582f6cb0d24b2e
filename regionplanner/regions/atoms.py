"""Atoms: units that must stay together, contracted to one unit of the diagram."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import networkx as nx
import numpy as np

from regionplanner.criteria.costs import AnchorCosts, Integers, Members, RegionCosts
from regionplanner.regions.limits import RegionLimits
from regionplanner.regions.order import Adjacency


@dataclass(frozen=True, slots=True)
class Atoms:
    """A partition of the units into connected groups.

    Attributes
    ----------
    units
        Which units each atom holds, in the order of their first units, shape
        ``(n_atoms, n_units)``.
    """

    units: Members

    @property
    def of_unit(self) -> Integers:
        """Atom of each unit, shape ``(n_units,)``."""
        found: Integers = self.units.argmax(axis=0).astype(np.int64)
        return found


def atoms_of(
    adjacency: Adjacency, groups: Iterable[Sequence[int]]
) -> tuple[Atoms, list[list[int]]]:
    """Return the atoms of groups that must stay together, and the groups that are no atom.

    A group in several parts is not contracted, or units would become neighbours that are not:
    its connected parts are, and the group is kept as a rule between their atoms.

    Parameters
    ----------
    adjacency
        Neighbours of each unit, by position.
    groups
        Positions of units that must be in one region; groups that overlap are one group.

    Returns
    -------
    atoms
        Every unit in one atom.
    rules
        For each group in several parts the positions of its atoms.
    """
    n_units = len(adjacency)
    graph = nx.Graph((a, b) for a, row in enumerate(adjacency) for b in row)
    graph.add_nodes_from(range(n_units))
    wanted: nx.Graph[int] = nx.Graph()
    for group in groups:
        nx.add_path(wanted, group)
    whole = [sorted(group) for group in nx.connected_components(wanted)]
    parts = [[sorted(p) for p in nx.connected_components(graph.subgraph(g))] for g in whole]
    grouped = {unit for group in whole for unit in group}
    all_parts = [part for group in parts for part in group]
    all_parts += [[unit] for unit in range(n_units) if unit not in grouped]
    all_parts.sort()
    units = np.zeros((len(all_parts), n_units), dtype=bool)
    for atom, part in enumerate(all_parts):
        units[atom, part] = True
    where = {part[0]: atom for atom, part in enumerate(all_parts)}
    return Atoms(units), [[where[p[0]] for p in group] for group in parts if len(group) > 1]


def atom_adjacency(atoms: Atoms, adjacency: Adjacency) -> Adjacency:
    """Return which atoms are neighbours: those with neighbouring units."""
    of_unit = atoms.of_unit
    return tuple(
        frozenset(
            int(of_unit[v])
            for u in np.flatnonzero(row).tolist()
            for v in adjacency[u]
            if not row[v]
        )
        for row in atoms.units
    )


def atom_costs(atoms: Atoms, costs: RegionCosts) -> RegionCosts:
    """Return the same costs over atoms: a region of atoms costs what its units cost."""
    inside = atoms.units.astype(np.int64)
    pair = inside @ costs.pair @ inside.T
    own = pair.diagonal() // 2
    np.fill_diagonal(pair, 0)
    anchors = tuple(
        AnchorCosts(
            forced=atoms.of_unit[table.forced].astype(np.intp),
            weight=inside @ table.weight,
            barred=None if table.barred is None else (inside @ table.barred) > 0,
        )
        for table in costs.anchors
    )
    deviation = costs.deviation and replace(costs.deviation, values=inside @ costs.deviation.values)
    return RegionCosts(inside @ costs.unit + own, pair, anchors, deviation)


def atom_limits(atoms: Atoms, limits: RegionLimits) -> RegionLimits:
    """Return the same limits over atoms."""
    held = (atoms.units.astype(np.int64) @ limits.municipalities) > 0
    return replace(limits, municipalities=held)
