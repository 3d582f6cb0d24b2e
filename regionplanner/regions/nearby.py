"""Parts of a diagram around a few anchors each: small, and good regions are mostly in them."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import Integers, Members
from regionplanner.regions.diagram import Layer, RegionDiagram, trimmed
from regionplanner.regions.states import N_ENDS

_UNITS = 2  # units near an anchor, for each unit that a region can have
_HOMES = 4  # units of one neighbourhood that are anchors


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The candidate regions within the units near a few anchors.

    Attributes
    ----------
    anchors
        Positions of the anchors, shape ``(n_anchors,)``.
    units
        Which units are near, shape ``(n_units,)``.
    diagram
        The candidate regions, without layers for other units.
    """

    anchors: NDArray[np.intp]
    units: Members
    diagram: RegionDiagram


def neighbourhoods(
    diagram: RegionDiagram, forced: Members, weight: Integers
) -> tuple[Neighbourhood, ...]:
    """Return the neighbourhoods of all anchors whose forced units are near each other.

    Parameters
    ----------
    diagram
        The candidate regions.
    forced
        Which anchors force which units in, shape ``(n_units, n_anchors)``.
    weight
        Cost of each unit under each anchor, shape ``(n_units, n_anchors)``.
    """
    hops = _hops(diagram)
    first = forced.argmax(axis=0)
    share = weight / np.maximum(weight.mean(axis=1, keepdims=True), 1.0)  # by unit, not by mass
    found = []
    left = [layer.unit for layer in diagram.layers if layer.unit in first]
    while left:
        homes = np.array(left)[np.argsort(hops[left[0], left], kind="stable")[:_HOMES]]
        left = [unit for unit in left if unit not in homes]
        near = np.zeros(diagram.n_units, dtype=bool)
        for home in homes:
            own = share[:, first == home].mean(axis=1)
            near[np.lexsort((own, hops[home]))[: _UNITS * diagram.max_units]] = True
        anchors = np.flatnonzero(np.isin(first, homes) & ~forced[~near].any(axis=0))
        part = restricted(diagram, near)
        if part is not None:
            found.append(Neighbourhood(anchors, near, part))
    return tuple(found)


def _hops(diagram: RegionDiagram) -> NDArray[np.intp]:
    """Return the number of borders between any two units; `n_units` when there is no way."""
    n_units = diagram.n_units
    beside = np.eye(n_units, dtype=bool)
    for layer in diagram.layers:
        beside[layer.unit, layer.earlier] = beside[layer.earlier, layer.unit] = True
    hops = np.full((n_units, n_units), n_units)
    reached = np.eye(n_units, dtype=bool)
    for step in range(n_units):
        hops[reached & (hops == n_units)] = step
        reached = reached @ beside
    return hops


def restricted(diagram: RegionDiagram, allowed: Members) -> RegionDiagram | None:
    """Return the candidate regions within some units, or None when there surely is none.

    Parameters
    ----------
    diagram
        All candidate regions.
    allowed
        Which units, shape ``(n_units,)``. Others have no layer any more.
    """
    kept: list[Layer] = []
    states = np.zeros(1, dtype=np.intp)
    # where the arcs of the layer before arrive: a state of the next, or below 0 an end
    arriving = np.zeros(1, dtype=np.intp)
    for layer in diagram.layers:
        if not allowed[layer.unit]:
            arriving = _moved(arriving, _codes(layer.out_child, layer.n_next))
            continue
        states, arriving = _renumbered(arriving, layer.n_states)
        if kept:
            kept[-1] = _arrived(kept[-1], arriving, len(states))
        elif not len(states):
            return None
        near = allowed[layer.earlier]
        kept.append(
            Layer(
                unit=layer.unit,
                out_child=layer.out_child[states],
                in_child=layer.in_child[states],
                earlier=layer.earlier[near],
                chosen=layer.chosen[states][:, near],
                n_next=0,
            )
        )
        children = np.concatenate([kept[-1].out_child, kept[-1].in_child])
        arriving = _codes(children, layer.n_next)
    if not kept:
        return None
    kept[-1] = _arrived(kept[-1], arriving, 0)
    return RegionDiagram(trimmed(kept), diagram.n_units, diagram.max_units)


def _codes(children: NDArray[np.int32], n_next: int) -> NDArray[np.intp]:
    """Return children with ends below 0, whatever the number of states."""
    codes = children.astype(np.intp)
    codes[codes >= n_next] -= n_next + N_ENDS
    return codes


def _moved(arriving: NDArray[np.intp], onward: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return where arcs arrive one layer further."""
    moved = arriving.copy()
    is_open = arriving >= 0
    moved[is_open] = onward[arriving[is_open]]
    return moved


def _renumbered(
    arriving: NDArray[np.intp], n_states: int
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the states at which any arc arrives, and the arcs numbered by them."""
    found = np.zeros(n_states, dtype=bool)
    found[arriving[arriving >= 0]] = True
    number = np.cumsum(found) - 1
    return np.flatnonzero(found), _moved(arriving, number)


def _arrived(layer: Layer, arriving: NDArray[np.intp], n_next: int) -> Layer:
    """Return a layer whose arcs arrive among so many states."""
    children = np.where(arriving < 0, arriving + n_next + N_ENDS, arriving).astype(np.int32)
    out_child, in_child = np.split(children, 2)
    return replace(layer, out_child=out_child, in_child=in_child, n_next=n_next)
