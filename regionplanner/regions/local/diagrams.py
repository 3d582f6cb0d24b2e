"""LocalDiagrams: a decision diagram for every anchor, layer by layer in one array each."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import Members
from regionplanner.regions.diagram import Arcs
from regionplanner.regions.states import DROPPED


@dataclass(frozen=True, slots=True)
class LocalLayer(Arcs):
    """The states of every diagram before as many units.

    Attributes
    ----------
    diagram
        Which diagram each state belongs to, shape ``(n_states,)``.
    earlier
        Layers of the neighbours decided before, the number of layers after the last, shape
        ``(n_diagrams, n_earlier)``.
    """

    diagram: NDArray[np.int32]
    earlier: NDArray[np.intp]

    def kept(
        self, alive: Members, out_child: NDArray[np.int32], in_child: NDArray[np.int32], n_next: int
    ) -> Self:
        """Return the layer with some of its states, as `Arcs.kept` does."""
        found = Arcs.kept(self, alive, out_child, in_child, n_next)
        return replace(found, diagram=self.diagram[alive])


@dataclass(frozen=True, slots=True)
class LocalDiagrams:
    """For each anchor every candidate region with it, as paths from its root to an end.

    Attributes
    ----------
    layers
        The first has the root of each diagram.
    units
        Unit that each diagram decides in each layer, -1 after its last, shape
        ``(n_diagrams, n_layers)``.
    homes
        Unit that each anchor forces in, shape ``(n_diagrams,)``.
    n_units
        Number of units of the parent.
    max_units
        Most municipalities of a region.
    """

    layers: tuple[LocalLayer, ...]
    units: NDArray[np.intp]
    homes: NDArray[np.intp]
    n_units: int
    max_units: int

    @property
    def n_states(self) -> int:
        """Number of states in all diagrams."""
        return sum(layer.n_states for layer in self.layers)

    def has(self, members: Members) -> Members:
        """Return which of some regions are candidate regions.

        Parameters
        ----------
        members
            One row a region, shape ``(n_regions, n_units)``.
        """
        region, diagram = np.nonzero(members[:, self.homes])
        state: NDArray[np.integer] = diagram.copy()
        met = np.zeros(len(region), dtype=np.intp)
        ended = np.full(len(region), DROPPED)
        going = np.arange(len(region))
        for depth, layer in enumerate(self.layers):
            unit = self.units[diagram[going], depth]
            takes = members[region[going], unit] & (unit >= 0)
            met[going] += takes
            here = state[going]
            state[going] = np.where(takes, layer.in_child[here], layer.out_child[here])
            done = going[state[going] >= layer.n_next]
            ended[done] = state[done] - layer.n_next
            going = going[state[going] < layer.n_next]
        is_found = (ended != DROPPED) & (met == members.sum(axis=1)[region])
        found = np.zeros(len(members), dtype=bool)
        found[region[is_found]] = True
        return found
