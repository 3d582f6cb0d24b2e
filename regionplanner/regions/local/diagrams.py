"""LocalDiagrams: a decision diagram for every anchor, layer by layer in one array each."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import Members
from regionplanner.regions.states import DROPPED, N_ENDS


@dataclass(frozen=True, slots=True)
class LocalLayer:
    """The states of every diagram before as many units, with the two arcs that leave each.

    Attributes
    ----------
    diagram
        Which diagram each state belongs to, shape ``(n_states,)``.
    out_child, in_child
        State of the next layer when the unit stays out or comes in, shape ``(n_states,)``;
        ``n_next`` and the numbers after it stand for the ends of a path, in the order of
        `regionplanner.regions.states`.
    earlier
        Layers of the neighbours decided before, the number of layers after the last, shape
        ``(n_diagrams, n_earlier)``.
    chosen
        Which of them are in, shape ``(n_states, n_earlier)``.
    n_next
        Number of states of the next layer.
    """

    diagram: NDArray[np.int32]
    out_child: NDArray[np.int32]
    in_child: NDArray[np.int32]
    earlier: NDArray[np.intp]
    chosen: NDArray[np.bool_]
    n_next: int

    @property
    def n_states(self) -> int:
        """Number of states of this layer, in all diagrams."""
        return len(self.diagram)


@dataclass(frozen=True, slots=True)
class LocalDiagrams:
    """For each anchor every candidate region with it, as paths from its root to an end.

    Attributes
    ----------
    layers
        The first has one state for each diagram, or none where there is no region.
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
        first = self.layers[0].diagram
        region, diagram = np.nonzero(members[:, self.homes[first]])
        state: NDArray[np.integer] = diagram.copy()
        met = np.zeros(len(region), dtype=np.intp)
        diagram = first[diagram].astype(np.intp)
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


def trimmed(layers: Sequence[LocalLayer]) -> tuple[LocalLayer, ...]:
    """Return the layers without the states from which no candidate region can be completed.

    Parameters
    ----------
    layers
        In the order of decision; what is open after the last unit is no region.
    """
    found: list[LocalLayer] = []
    ends = np.arange(N_ENDS, dtype=np.int32)
    renumbered = np.concatenate([np.full(layers[-1].n_next, DROPPED, dtype=np.int32), ends])
    n_next = 0
    for layer in reversed(layers):
        out_child, in_child = renumbered[layer.out_child], renumbered[layer.in_child]
        dead = n_next + DROPPED
        alive = (out_child != dead) | (in_child != dead)
        found.append(
            LocalLayer(
                diagram=layer.diagram[alive],
                out_child=out_child[alive],
                in_child=in_child[alive],
                earlier=layer.earlier,
                chosen=layer.chosen[alive],
                n_next=n_next,
            )
        )
        n_next = int(alive.sum())
        renumbered = np.full(layer.n_states + N_ENDS, n_next + DROPPED, dtype=np.int32)
        renumbered[:-N_ENDS][alive] = np.arange(n_next, dtype=np.int32)
        renumbered[-N_ENDS:] = n_next + ends
    return tuple(reversed(found))
