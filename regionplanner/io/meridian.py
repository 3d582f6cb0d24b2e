"""A country on both sides of the 180th meridian is one piece."""

import numpy as np
import shapely

from regionplanner.io.segments import Floats, Shapes

ROUND = 360.0
"""Degrees of longitude round the earth."""


def unbroken(shapes: Shapes, around: float) -> Shapes:
    """Return shapes that go on to the east of the 180th meridian where the layer crosses it.

    Parameters
    ----------
    shapes
        Polygons, x running from ``-around / 2`` to ``around / 2``.
    around
        How much of x goes round the earth: 360 degrees, or the width of Web Mercator.

    Returns
    -------
    numpy.ndarray
        Same shape; the layer lies outside its widest stretch of x without any point. Where that is
        the stretch across the meridian itself, nothing changes.
    """
    x = shapely.get_coordinates(shapes)[:, 0]
    if not len(x) or np.ptp(x) <= around / 2:
        return shapes
    x.sort()
    empty = np.diff(x)
    widest = int(np.argmax(empty))
    if empty[widest] <= x[0] + around - x[-1]:
        return shapes
    cut = (x[widest] + x[widest + 1]) / 2

    def past(points: Floats) -> Floats:
        moved = points.copy()
        moved[points[:, 0] < cut, 0] += around
        return moved

    result: Shapes = shapely.transform(shapes, past)
    return result
