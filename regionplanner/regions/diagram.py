"""The decision diagram of every candidate region of one parent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import Members
from regionplanner.regions.states import DROPPED, N_ENDS

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
        """Return the exact number of candidate regions."""
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
        found: Members = (end != DROPPED) & (met == members.sum(axis=1))
        return found


AnyLayer = TypeVar("AnyLayer", bound=Arcs)


def trimmed(layers: Sequence[AnyLayer]) -> tuple[AnyLayer, ...]:
    """Return the layers without the states from which no candidate region can be completed.

    Roots stay, also where there is no candidate region.

    Parameters
    ----------
    layers
        In the order of decision; what is open after the last unit is no region.
    """
    found: list[AnyLayer] = []
    ends = np.arange(N_ENDS, dtype=np.int32)
    renumbered = np.concatenate([np.full(layers[-1].n_next, DROPPED, dtype=np.int32), ends])
    n_next = 0
    for layer in reversed(layers):
        out_child, in_child = renumbered[layer.out_child], renumbered[layer.in_child]
        dead = n_next + DROPPED
        alive = (out_child != dead) | (in_child != dead) | (layer is layers[0])
        found.append(layer.kept(alive, out_child[alive], in_child[alive], n_next))
        n_next = int(alive.sum())
        renumbered = np.full(layer.n_states + N_ENDS, n_next + DROPPED, dtype=np.int32)
        renumbered[:-N_ENDS][alive] = np.arange(n_next, dtype=np.int32)
        renumbered[-N_ENDS:] = n_next + ends
    return tuple(reversed(found))
