"""Best values over all candidate regions, by sweeps over the layers of the diagram."""

import numpy as np

from regionplanner.criteria.costs import IMPOSSIBLE, Integers
from regionplanner.regions.diagram import Layer
from regionplanner.regions.priced import PricedDiagram, Values
from regionplanner.regions.states import N_ENDS


def completion_values(priced: PricedDiagram, prices: Integers) -> Values:
    """Return the least cost of completing a region from each state.

    Parameters
    ----------
    priced
        The diagram with its costs.
    prices
        Price of each unit (its dual), subtracted from its cost, shape ``(n_units,)``.

    Returns
    -------
    tuple of numpy.ndarray
        One array ``(n_states + N_ENDS, n_anchors)`` a layer; the last rows stand for the ends of
        a path. Row 0 of the first is the best reduced cost under each anchor.
    """
    values = priced.end
    result = []
    for layer, arc in zip(reversed(priced.diagram.layers), reversed(priced.arc), strict=True):
        into = values.take(layer.in_child, axis=0)
        into += arc[:, None]
        into += priced.weight[layer.unit] - prices[layer.unit]
        into[:, priced.barred[layer.unit]] = IMPOSSIBLE
        out = values.take(layer.out_child, axis=0)
        out[:, priced.forced[layer.unit]] = IMPOSSIBLE
        values = np.empty((layer.n_states + N_ENDS, into.shape[1]), dtype=np.int64)
        np.minimum(out, into, out=values[:-N_ENDS])
        values[-N_ENDS:] = priced.end
        result.append(values)
    return tuple(reversed(result))


def prefix_values(priced: PricedDiagram, prices: Integers) -> Values:
    """Return the least cost of reaching each state from the root.

    Parameters
    ----------
    priced, prices
        As in `completion_values`.

    Returns
    -------
    tuple of numpy.ndarray
        One array ``(n_states, n_anchors)`` a layer.
    """
    values = np.zeros((1, priced.weight.shape[1]), dtype=np.int64)
    result = [values]
    layers = priced.diagram.layers
    for layer, arc, (arcs, starts) in zip(layers, priced.arc, priced.incoming, strict=True):
        if not layer.n_next:
            break
        out, into = arc_values(priced, layer, arc, values, prices)
        arriving = np.concatenate([out, into])[arcs[: starts[-1]]]
        values = np.minimum.reduceat(arriving, starts[:-1], axis=0)
        result.append(values)
    return tuple(result)


def arc_values(
    priced: PricedDiagram, layer: Layer, arc: Integers, values: Integers, prices: Integers
) -> tuple[Integers, Integers]:
    """Return the cost of the best prefix that ends with each arc of a layer."""
    out = values.copy()
    out[:, priced.forced[layer.unit]] = IMPOSSIBLE
    into = values + arc[:, None] + (priced.weight[layer.unit] - prices[layer.unit])
    into[:, priced.barred[layer.unit]] = IMPOSSIBLE
    return out, into
