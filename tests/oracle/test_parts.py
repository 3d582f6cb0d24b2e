"""A reference region in parts costs what its parts cost as reference regions of their own."""

import geopandas as gpd
import pandas as pd
import pytest
from shapely import box

from regionplanner.data.borders import shared_borders
from regionplanner.data.municipalities import DataSource, Municipalities
from regionplanner.graph.contiguity import rook_graph
from regionplanner.plan.make import make_plan
from regionplanner.program.propose import propose
from regionplanner.scenario import Scenario

APART_KM = 50
PARTS = {"P": (4, 3), "Q": (4, 2)}


def world(parents):
    """Two rasters far apart, of 12 and 8 squares of growing height; parents by part."""
    cells = {
        f"{part}{x}{y}": box(
            1000 * (x + APART_KM * n), 900 * y, 1000 * (x + 1 + APART_KM * n), 900 * (y + 1)
        )
        for n, (part, (columns, rows)) in enumerate(PARTS.items())
        for x in range(columns)
        for y in range(rows)
    }
    geometry = gpd.GeoSeries(cells, crs=31370).rename_axis("nis").sort_index()
    parent = pd.Series({nis: parents[nis[0]] for nis in geometry.index})
    frame = gpd.GeoDataFrame(
        {
            "name": geometry.index,
            "reference_region": parent,
            "reference_region_name": parent,
            "x_m": geometry.centroid.x,
            "y_m": geometry.centroid.y,
            "area_km2": geometry.area / 1e6,
        },
        geometry=geometry,
    )
    return Municipalities(frame, shared_borders(geometry), (), DataSource("rasters"))


@pytest.mark.parametrize("neighbourhood", [None, 8], ids=["one diagram", "local diagrams"])
@pytest.mark.parametrize(
    "criteria", [{"distance": 1.0}, {"border": 1.0}, {"distance": 1.0, "border": 0.5}], ids=str
)
@pytest.mark.parametrize("regions", [5, 6])
def test_parts_are_planned_as_reference_regions_of_their_own(criteria, neighbourhood, regions):
    choices = {
        "criteria": criteria,
        "regions": regions,
        "min_units": 3,
        "max_units": 5,
        "neighbourhood": neighbourhood,
    }
    apart, whole = world({"P": "P", "Q": "Q"}), world({"P": "P", "Q": "P"})
    allowed = Scenario(**choices, allow_parts=True)
    together = propose(whole, allowed)
    assert together.proof.status == "optimal"
    assert together.proof.objective == propose(apart, Scenario(**choices)).proof.objective
    plan = make_plan(together.assignment, whole, rook_graph(whole), allowed, together.proof)
    assert plan.violations == ()
