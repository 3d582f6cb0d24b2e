"""Plans as tables and as layers."""

import geopandas as gpd
import pandas as pd

from regionplanner.io.municipalities import Municipalities
from regionplanner.plan.plan import Plan


def plan_table(plan: Plan, municipalities: Municipalities) -> pd.DataFrame:
    """Return the plan as one row a municipality.

    Parameters
    ----------
    plan
        The plan.
    municipalities
        Its units.

    Returns
    -------
    pandas.DataFrame
        Index ``nis``, sorted; columns ``name``, ``reference_region``, ``region``, ``centre``
        (1 for the centre of a region, else 0).
    """
    frame = municipalities.frame
    assignment = plan.assignment
    centres = {region.centre for region in plan}
    nis = list(assignment)
    return pd.DataFrame(
        {
            "name": frame.loc[nis, "name"],
            "reference_region": frame.loc[nis, "reference_region"],
            "region": list(assignment.values()),
            "centre": [int(unit in centres) for unit in nis],
        },
        index=pd.Index(nis, name="nis"),
    )


def plan_layers(
    plan: Plan, municipalities: Municipalities, regions: pd.DataFrame
) -> dict[str, gpd.GeoDataFrame]:
    """Return the layers of a GeoPackage: municipalities and regions, with geometry.

    Parameters
    ----------
    plan
        The plan.
    municipalities
        Its units.
    regions
        Figures of the regions, index ``region``.
    """
    table = plan_table(plan, municipalities)
    geometry = municipalities.frame.geometry.loc[table.index]
    units = gpd.GeoDataFrame(table, geometry=geometry, crs=municipalities.frame.crs)
    outlines = units[["region", "geometry"]].dissolve("region", method="coverage")
    return {
        "municipalities": units.reset_index(),
        "regions": gpd.GeoDataFrame(
            regions, geometry=outlines.geometry.loc[regions.index], crs=units.crs
        ).reset_index(),
    }
