"""Units that come near each other without touching, with nothing between them."""

import numpy as np
import shapely

from regionplanner.io.segments import Floats, Ints, Shapes

NEARLY_M = 5.0
"""Units that do not touch but come nearer than this [m] leave a gap. Official boundaries have
near misses that are real from 11 m (Genk and Maasmechelen)."""

Pairs = tuple[Ints, Ints]


def near_misses(
    polygons: Shapes, loose: Shapes, tree: shapely.STRtree
) -> tuple[Ints, Ints, Floats]:
    """Return which units come nearer than `NEARLY_M` without touching, and how near [m].

    Where another unit lies between them, which borders on both, nothing is wrong.

    Parameters
    ----------
    polygons
        Of the units, shape ``(n_units,)``.
    loose
        The lines that each shares with no other, see `Segments`; same shape.
    tree
        Of the polygons.

    Returns
    -------
    first, second : numpy.ndarray
        Positions of each pair, the smaller first, sorted.
    distance_m : numpy.ndarray
        Between them [m].
    """
    rows = np.flatnonzero(~shapely.is_empty(loose))
    lines = loose[rows]
    a, b = shapely.STRtree(lines).query(lines, predicate="dwithin", distance=NEARLY_M)
    first, second = once(rows[a], rows[b])
    distance = shapely.distance(polygons[first], polygons[second])
    apart = (distance > 0) & (distance <= NEARLY_M)
    first, second, distance = first[apart], second[apart], distance[apart]
    lines = shapely.shortest_line(polygons[first], polygons[second])
    middle = shapely.line_interpolate_point(lines, 0.5, normalized=True)
    covered, _ = tree.query(middle, predicate="intersects")
    free = np.setdiff1d(np.arange(len(first)), covered)
    return first[free], second[free], distance[free]


def once(a: Ints, b: Ints) -> Pairs:
    """Return pairs of different positions, the smaller first, sorted, each once.

    Parameters
    ----------
    a, b
        Positions, pair by pair, in any order.
    """
    apart = a != b
    pairs = np.sort(np.column_stack([a[apart], b[apart]]), axis=1)
    first, second = np.unique(pairs, axis=0).T
    return first, second
