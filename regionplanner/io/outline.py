"""The outline of several polygons together."""

import shapely

from regionplanner.io.segments import Shapes


def outline(polygons: Shapes) -> shapely.Geometry:
    """Return neighbouring polygons as one valid (multi)polygon.

    Parameters
    ----------
    polygons
        One at least, shape ``(n_units,)``.

    Notes
    -----
    The union of a coverage is fast, yet where borders cross at a hair's breadth it fails or is
    invalid, by the version of GEOS; there the union of any polygons takes its place.
    """
    try:
        whole = shapely.coverage_union_all(polygons)
    except shapely.errors.GEOSException:
        return shapely.union_all(polygons)
    return whole if shapely.is_valid(whole) else shapely.union_all(polygons)
