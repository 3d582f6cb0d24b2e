"""The decision diagram of every candidate region of one parent, and its states."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import Members

Labels = NDArray[np.uint8]

EITHER, BELOW, ABOVE, DROPPED, OPEN = range(5)
"""How a path goes on: it ends in a region (whose total may be on either side of the target, or
only below or above it), in no region, or is open."""

N_ENDS = OPEN
_NOWHERE = np.iinfo(np.intp).max  # the state of a path that has ended


@dataclass(frozen=True, slots=True)
class Arcs:
    """States before one unit is decided, with the two arcs that leave each.

    Attributes
    ----------
    out_child, in_child
        State of the next layer when the unit stays out or comes in, shape ``(n_states,)``;
        ``n_next`` and the numbers after it stand for the ends of a path, in the order of
        `states`: a candidate region (on either side of a target, below it, above it), or none.
    chosen
        Which of the neighbours decided before are in, shape ``(n_states, n_earlier)``.
    n_next
        Number of states of the next layer.
    """

    out_child: NDArray[np.int32]
    in_child: NDArray[np.int32]
    chosen: NDArray[np.bool_]
    n_next: int

    @property
    def n_states(self) -> int:
        """Number of states of this layer."""
        return len(self.out_child)

    def kept(
        self, alive: Members, out_child: NDArray[np.int32], in_child: NDArray[np.int32], n_next: int
    ) -> Self:
        """Return the layer with some of its states, whose arcs lead elsewhere.

        Parameters
        ----------
        alive
            Which states stay, shape ``(n_states,)``.
        out_child, in_child
            Of those that stay.
        n_next
            Number of states of the next layer.
        """
        chosen = self.chosen[alive]
        return replace(self, out_child=out_child, in_child=in_child, chosen=chosen, n_next=n_next)


@dataclass(frozen=True, slots=True)
class Layer(Arcs):
    """The states of one diagram before one unit is decided.

    Attributes
    ----------
    unit
        Position of the unit that is decided here.
    earlier
        Positions of the neighbours decided before, shape ``(n_earlier,)``.
    """

    unit: int
    earlier: NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class RegionDiagram:
    """Every connected set of `min_units` to `max_units` units, as root-to-end paths.

    Attributes
    ----------
    layers
        One per unit, in the order of decision.
    n_units
        Number of units; their positions are those of the adjacency it was built from.
    max_units
        Most units that a candidate region can have.
    """

    layers: tuple[Layer, ...]
    n_units: int
    max_units: int

    @property
    def n_states(self) -> int:
        """Number of states in all layers."""
        return sum(layer.n_states for layer in self.layers)

    def count(self) -> int:
        """Return the exact number of candidate regions.

        Returns
        -------
        int
            Of any size: a Python integer.
        """
        ends = [int(end != DROPPED) for end in range(N_ENDS)]
        completions = ends
        for layer in reversed(self.layers):
            out, into = layer.out_child.tolist(), layer.in_child.tolist()
            here = [completions[a] + completions[b] for a, b in zip(out, into, strict=True)]
            completions = [*here, *ends]
        return completions[0]

    def has(self, members: Members) -> Members:
        """Return which of some regions are candidate regions.

        Parameters
        ----------
        members
            One row a region, shape ``(n_regions, n_units)``.

        Returns
        -------
        numpy.ndarray
            Booleans, shape ``(n_regions,)``.
        """
        n_regions = len(members)
        state = np.zeros(n_regions, dtype=np.intp)
        end = np.full(n_regions, DROPPED)
        met = np.zeros(n_regions, dtype=np.intp)
        for layer in self.layers:
            going = np.flatnonzero(state < layer.n_states)
            takes = members[going, layer.unit]
            here = state[going]
            met[going] += takes
            state[going] = np.where(takes, layer.in_child[here], layer.out_child[here])
            ended = going[state[going] >= layer.n_next]
            end[ended] = state[ended] - layer.n_next
            state[ended] = _NOWHERE
        known: Members = (end != DROPPED) & (met == members.sum(axis=1))
        return known


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
        kept = Arcs.kept(self, alive, out_child, in_child, n_next)
        return replace(kept, diagram=self.diagram[alive])


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

    def picked(self, rows: NDArray[np.intp]) -> "LocalDiagrams":
        """Return some of the diagrams.

        Parameters
        ----------
        rows
            Their numbers, ascending.
        """
        number = np.full(len(self.homes), -1, dtype=np.int32)
        number[rows] = np.arange(len(rows))
        layers = (
            replace(layer, diagram=number[layer.diagram], earlier=layer.earlier[rows])
            for layer in trimmed(self.layers, lambda layer: number[layer.diagram] >= 0)
        )
        return replace(self, layers=tuple(layers), units=self.units[rows], homes=self.homes[rows])

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
        known = np.zeros(len(members), dtype=bool)
        known[region[is_found]] = True
        return known


AnyLayer = TypeVar("AnyLayer", bound=Arcs)


def trimmed(
    layers: Sequence[AnyLayer], wanted: Callable[[AnyLayer], Members] | None = None
) -> tuple[AnyLayer, ...]:
    """Return the layers without the states from which no candidate region can be completed.

    Roots stay, also where there is no candidate region.

    Parameters
    ----------
    layers
        In the order of decision; what is open after the last unit is no region.
    wanted
        Returns which states of a layer may stay, those that they lead to among them; None: all.
    """
    result: list[AnyLayer] = []
    ends = np.arange(N_ENDS, dtype=np.int32)
    renumbered = np.concatenate([np.full(layers[-1].n_next, DROPPED, dtype=np.int32), ends])
    n_next = 0
    for layer in reversed(layers):
        out_child, in_child = renumbered[layer.out_child], renumbered[layer.in_child]
        dead = n_next + DROPPED
        alive = (out_child != dead) | (in_child != dead) | (layer is layers[0])
        if wanted is not None:
            alive &= wanted(layer)
        result.append(layer.kept(alive, out_child[alive], in_child[alive], n_next))
        n_next = int(alive.sum())
        renumbered = np.full(layer.n_states + N_ENDS, n_next + DROPPED, dtype=np.int32)
        renumbered[:-N_ENDS][alive] = np.arange(n_next, dtype=np.int32)
        renumbered[-N_ENDS:] = n_next + ends
    return tuple(reversed(result))
