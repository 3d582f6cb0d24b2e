"""Write neighbours.geojson: the countries around Flanders, generalised, to draw faintly beside it.

Usage: ``python geodata/build_neighbours.py countries-10m.json``; the file is in the npm package
world-atlas (2.0.2), which holds Natural Earth's countries at 1:10 million as TopoJSON.
"""

import json
import sys
from pathlib import Path

import geopandas as gpd
import shapely
from build_source import write_source

FOLDER = Path(__file__).resolve().parent
OUT = FOLDER / "neighbours.geojson"
BOX = (-0.5, 48.5, 8.5, 54.0)
"""What is drawn: west, south, east, north [degrees]."""
HOME = "Belgium"
COUNTRIES = (HOME, "France", "Germany", "Luxembourg", "Netherlands", "United Kingdom")
CRS = 31370
TOLERANCE_M = 500.0
REACH_M = 1500.0
"""Neighbours reach this far under Flanders, whose outline is another one: no sea between them."""
SLIVER_M = 700.0
"""Land of Belgium beside Flanders that is narrower than twice this is no land: its coast."""
LEAST_M2 = 2e7
DIGITS = 3


def main(path: str) -> None:
    """Write the file next to this script."""
    countries = gpd.read_file(path, layer="countries").set_crs(4326).set_index("name")
    parts = countries.loc[list(COUNTRIES)].geometry.make_valid()
    parts = parts.intersection(shapely.box(*BOX)).to_crs(CRS)
    flanders = gpd.read_file(FOLDER / "boundaries.gpkg").union_all()
    drawn = {name: _beside(part, flanders, home=name == HOME) for name, part in parts.items()}
    degrees = gpd.GeoSeries(drawn, crs=CRS).to_crs(4326)
    features = [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": shapely.geometry.mapping(shapely.set_precision(shape, 10.0**-DIGITS)),
        }
        for name, shape in degrees.items()
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
    OUT.write_text(text + "\n", "utf-8")
    write_source(FOLDER)


def _beside(
    country: shapely.Geometry, flanders: shapely.Geometry, *, home: bool
) -> shapely.Geometry:
    """Return a country as it lies beside Flanders, and a little under it."""
    if home:
        outside = shapely.difference(country, flanders)
        country = _large(shapely.buffer(shapely.buffer(outside, -SLIVER_M), SLIVER_M))
    reach = shapely.intersection(
        shapely.buffer(country, 2 * REACH_M), shapely.buffer(flanders, REACH_M)
    )
    return _large(shapely.simplify(shapely.union(country, reach), TOLERANCE_M))


def _large(shape: shapely.Geometry) -> shapely.MultiPolygon:
    """Return the parts of a shape that are seen."""
    return shapely.MultiPolygon([p for p in shapely.get_parts(shape) if p.area > LEAST_M2])


if __name__ == "__main__":
    main(sys.argv[1])
