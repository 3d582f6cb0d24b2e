"""Shared borders: how many metres of border each pair of polygons has in common."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from regionplanner.io.segments import Segments, segments


def shared_borders(geometry: gpd.GeoSeries, shared: Segments | None = None) -> pd.DataFrame:
    """Return the length of the border that each pair of rook neighbours shares.

    Parameters
    ----------
    geometry
        Valid polygons, shape ``(n_units,)``, index `nis`, in a metric CRS.
    shared
        The segments of their borders, where they are known already.

    Returns
    -------
    pandas.DataFrame
        Columns `nis_a`, `nis_b` (``nis_a < nis_b``) and `border_m` [m], one row a pair, sorted.
        Polygons that only meet in points give no row.

    Notes
    -----
    The length is that of the one-dimensional part of the intersection of the two boundaries, so
    it is exact where neighbours trace the same line, also when one has more vertices on it.
    Segments that both have are counted as they are; only what is left is intersected.
    Where polygons overlap or leave a gap no line is shared; `coverage_findings` reports those.

    Lengths are rounded to the centimetre: what is shorter is noise of the coordinates, and the
    figures that ship with the package have the same precision.

    Examples
    --------
    >>> squares = [shapely.box(x, 0, x + 100, 100) for x in (0, 100, 200)]
    >>> shared_borders(gpd.GeoSeries(squares, index=["a", "b", "c"], crs=31370))
      nis_a nis_b  border_m
    0     a     b     100.0
    1     b     c     100.0
    """
    shared = shared or segments(np.asarray(geometry.to_numpy()))
    ids = geometry.index.to_numpy(dtype=object)
    left = np.flatnonzero(shared.dirty)
    lines = shared.loose[left]
    a, b = shapely.STRtree(lines).query(lines, predicate="intersects")
    a, b = a[a < b], b[a < b]
    extra_m = shapely.length(shapely.intersection(lines[a], lines[b]))
    pairs = pd.DataFrame(
        {
            "first": np.r_[shared.first, left[a]],
            "second": np.r_[shared.second, left[b]],
            "border_m": np.r_[shared.length_m, extra_m],
        }
    )
    pairs = pairs.groupby(["first", "second"], as_index=False).sum()
    nis = np.sort(ids[pairs[["first", "second"]].to_numpy()], axis=1)
    lengths = pairs["border_m"].round(2)
    borders = pd.DataFrame({"nis_a": nis[:, 0], "nis_b": nis[:, 1], "border_m": lengths})
    borders = borders.astype({"nis_a": "str", "nis_b": "str"})
    return borders[borders["border_m"] > 0].sort_values(["nis_a", "nis_b"], ignore_index=True)
